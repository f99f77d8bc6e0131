import Foundation

/// Runs files of reference cases against the module Statistics.
package enum KnownAnswers {
  /// The version of the file format that is known.
  package static let schema = 1

  /// Runs every case of a file.
  ///
  /// - Parameters:
  ///   - path: A JSON file `{"schema": 1, "cases": [ … ]}`.
  ///   - allowIncomplete: Whether fields and functions that are not computed are allowed.
  /// - Returns: What became of each case.
  /// - Throws: ``KnownAnswersError/unreadable(path:)``, ``KnownAnswersError/malformed(path:detail:)``
  ///   and ``KnownAnswersError/unknownSchema(path:schema:)``.
  package static func run(path: String, allowIncomplete: Bool = false) throws -> KnownAnswerReport {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw KnownAnswersError.unreadable(path: path)
    }
    let file: CaseFile
    do {
      file = try JSONDecoder().decode(CaseFile.self, from: data)
    } catch let error as DecodingError {
      throw KnownAnswersError.malformed(path: path, detail: Self.detail(error))
    }
    guard file.schema == schema else {
      throw KnownAnswersError.unknownSchema(path: path, schema: file.schema)
    }
    return KnownAnswerReport(
      cases: file.cases.map { KnownAnswerResult($0) }, allowsIncomplete: allowIncomplete)
  }

  /// The place and the reason of a decoding error.
  private static func detail(_ error: DecodingError) -> String {
    let context: DecodingError.Context
    switch error {
    case .dataCorrupted(let value), .keyNotFound(_, let value), .typeMismatch(_, let value),
      .valueNotFound(_, let value):
      context = value
    @unknown default:
      return "it cannot be decoded"
    }
    let place = context.codingPath.map(\.stringValue).joined(separator: ".")
    return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
  }

  /// The file as a whole.
  private struct CaseFile: Decodable {
    let schema: Int
    let cases: [KnownAnswerCase]
  }
}
