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

  /// The place and the reason of a decoding error, in the words of JSON.
  private static func detail(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "\(place(context))the key \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(place(context))the value is of another kind than expected"
    case .dataCorrupted: "it is not JSON"
    @unknown default: "it cannot be decoded"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return path.isEmpty ? "" : "\(path): "
  }

  /// The file as a whole.
  private struct CaseFile: Decodable {
    let schema: Int
    let cases: [KnownAnswerCase]
  }
}
