internal import Files

/// The rows below the header of a survey's export.
enum SurveyHeader {
  /// How many rows hold the questions and their identifiers instead of answers: Qualtrics writes two,
  /// the second of objects with an `ImportId`.
  static func rows(of path: String) -> Int {
    guard let reader = try? DelimitedReader(path: path), reader.delimiter != nil else { return 0 }
    for row in 1...2 {
      guard (try? reader.nextRow()) == true else { return 0 }
      if (0..<reader.columnCount).contains(where: {
        reader.string($0).replacing(" ", with: "").hasPrefix("{\"ImportId\"")
      }) {
        return row
      }
    }
    return 0
  }
}
