import Files
package import Foundation

/// What became of a file of known answers.
package struct KnownAnswerReport: Sendable {
  /// The cases in the order of the file.
  package let cases: [KnownAnswerResult]
  /// Whether cases with fields or functions that are not computed count as passed.
  package let allowsIncomplete: Bool

  /// Whether the file passes.
  package var passes: Bool {
    cases.allSatisfy { result in
      switch result.status {
      case .pass: true
      case .fail: false
      case .incomplete, .unsupported: allowsIncomplete
      }
    }
  }

  /// The number of fields that the cases expect.
  package var fieldsExpected: Int { cases.reduce(0) { $0 + $1.fieldsExpected } }

  /// The number of fields that were computed and compared.
  package var fieldsCompared: Int { cases.reduce(0) { $0 + $1.fieldsCompared } }

  /// Returns the number of cases that ended in one way.
  ///
  /// - Parameter status: How the cases ended.
  /// - Returns: Their number.
  package func count(_ status: KnownAnswerResult.Status) -> Int {
    cases.count { $0.status == status }
  }

  /// One line for each wrong or missing field: the case, how it ended, what is wrong.
  package var misses: [String] {
    cases.flatMap { result in
      result.misses.map { "\(result.id) (\(result.status.rawValue)) \($0)" }
    }
  }

  /// The numbers of cases and fields in one line.
  package var summary: String {
    let counts = KnownAnswerResult.Status.allCases.map { "\(count($0)) \($0.rawValue)" }
    return "\(cases.count, "case"): \(counts.joined(separator: ", "));"
      + " \(fieldsCompared) of \(fieldsExpected, "field") compared"
  }

  /// Returns the results as JSON for another program to compare.
  ///
  /// `{"cases": [{"id", "function", "computed": {…}, "error": text or null, "pass"}]}`; infinities and NaN
  /// are the strings `"inf"`, `"-inf"` and `"nan"`.
  ///
  /// - Returns: UTF-8 JSON without a line end.
  /// - Throws: An encoding error.
  package func json() throws -> Data {
    let rows = cases.map { result in
      AnswerValue.fields([
        "id": .text(result.id), "function": .text(result.function),
        "computed": .fields(result.computed),
        "error": result.error.map { .text($0) } ?? .null, "pass": .flag(result.status == .pass),
      ])
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(AnswerValue.fields(["cases": .list(rows)]))
  }
}
