internal import Files
internal import StudyValues

/// Columns named after classes of which each row marks one, as check boxes and one-hot encodings do.
///
/// An answer or a true class is read from one column, so such tables are refused with the line that writes
/// it.
enum MarkedColumns {
  private static let marks: Set<String> = ["1", "1.0", "true"]
  private static let blanks: Set<String> = ["0", "0.0", "false"]

  /// Finds the columns of nothing but marks, of which each of the first thousand rows has one.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - options: The names of its columns, where it has no header.
  ///   - isPossible: Which names are looked at.
  /// - Returns: The names, two at least; nil where there are none.
  static func find(
    _ path: String, _ options: ImportOptions, among isPossible: (String) -> Bool
  ) -> [String]? {
    guard let reader = try? options.table(path) else { return nil }
    let names = reader.columnNames
    var columns = names.indices.filter { isPossible(names[$0]) }
    var marked: [Set<Int>] = []
    while marked.count < 1_000, (try? reader.nextAnswerRow()) == true {
      let cells = columns.map { NameText.plain(reader.string($0)).lowercased() }
      let fits = zip(columns, cells).filter { marks.contains($1) || blanks.contains($1) }
      columns = fits.map(\.0)
      guard columns.count > 1 else { return nil }
      marked.append(Set(fits.filter { marks.contains($1) }.map(\.0)))
    }
    let kept = Set(columns)
    guard !marked.isEmpty, marked.allSatisfy({ $0.intersection(kept).count == 1 }) else {
      return nil
    }
    return columns.map { names[$0] }
  }

  /// What to write in place of such columns.
  static func remedy(_ names: [String]) -> String {
    let quoted = names.prefix(6).map { "'\($0.visible())'" }.joined(separator: ", ")
    let list = quoted + (names.count > 6 ? ", …" : "")
    return
      "each row marks one of the \(names.count, "column") \(list), and a class is read from one column; in "
      + "pandas df['label'] = df[[\(list)]].idxmax(axis=1) writes it"
  }
}
