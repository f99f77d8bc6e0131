internal import Files

/// The rows below the header of a survey's export.
enum SurveyHeader {
  /// What the table of an import calls the rule that leaves them out.
  static let rule = "header row of a survey"

  /// What SurveyMonkey writes below its questions.
  private static let words: Set<String> = ["response", "open-ended response"]

  /// How many rows hold the questions and their identifiers instead of answers: Qualtrics writes two,
  /// the second of objects with an `ImportId`, or one that repeats the names of its columns, and
  /// SurveyMonkey one with the word `Response`.
  static func rows(of path: String) -> Int {
    guard let reader = try? DelimitedReader(path: path), reader.delimiter != nil else { return 0 }
    var first: [String] = []
    for row in 1...2 {
      guard (try? reader.nextRow()) == true else { return 0 }
      if (0..<reader.columnCount).contains(where: {
        reader.string($0).replacing(" ", with: "").hasPrefix("{\"ImportId\"")
      }) {
        return row
      }
      if row == 1 { first = (0..<reader.columnCount).map(reader.string) }
    }
    let names = reader.columnNames
    let isRepeated = zip(first, names).contains {
      !$0.isEmpty && $0.lowercased() == $1.lowercased()
    }
    let filled = first.filter { !$0.isEmpty }.map { $0.lowercased() }
    return isRepeated || (!filled.isEmpty && words.isSuperset(of: filled)) ? 1 : 0
  }
}
