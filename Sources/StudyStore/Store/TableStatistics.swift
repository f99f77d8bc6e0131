import GRDB

/// What SQLite is told of the sizes of tables, by which it decides what a query reads first.
///
/// `ANALYZE` with a limit takes no time in a study of any size, but of an index with more than
/// ``limit`` rows for one value of its first column it knows only that there are more: the images of a
/// data set seem to be as few as those of one class, and a question about a class reads them all. A first
/// column has as many values as the table it refers to has rows, which are few, so the average is known
/// without looking.
///
/// Source: <https://www.sqlite.org/fileformat2.html#stat1tab>, SQLite 3.40: a text of integers, the rows of
/// the index, then the average number of rows with the same values in its first column, its first two, and
/// so on; applications may change them.
enum TableStatistics {
  /// The rows of an index that `ANALYZE` looks at for one value of its first column.
  static let limit = 1_000

  /// The indexes of large tables, with the tables to which their first columns refer.
  private static let parents: [(table: String, index: String, parents: [String])] = [
    ("image", "sqlite_autoindex_image_1", ["dataset"]),
    ("image_alias", "image_alias", ["dataset"]),
    ("image_votes", "one_image_votes", ["annotation_set"]),
    ("tally", "one_tally", ["annotation_set"]),
    ("score", "score", ["run"]),
    ("score", "score_of_class", ["class", "run"]),
  ]

  /// Looks at the tables and notes what it finds in `sqlite_stat1`, for those who open the study next.
  ///
  /// - Parameter database: The open study.
  /// - Throws: The `DatabaseError` of SQLite.
  /// - Complexity: O(``limit`` × indexes).
  static func update(_ database: Database) throws {
    try database.execute(sql: "PRAGMA analysis_limit = \(limit)")
    try database.inTransaction {
      try database.execute(sql: "ANALYZE")
      for (table, index, parents) in parents {
        try correct(table, index, parents, database)
      }
      return .commit
    }
  }

  private static func correct(
    _ table: String, _ index: String, _ parents: [String], _ database: Database
  ) throws {
    let known = try String.fetchOne(
      database, sql: "SELECT stat FROM sqlite_stat1 WHERE tbl = ? AND idx = ?",
      arguments: [table, index])
    guard let words = known?.split(separator: " "), words.count > parents.count else { return }
    var numbers = words.compactMap { Int64($0) }
    guard numbers.count == words.count else { return }
    var average = numbers[0]
    for (place, parent) in parents.enumerated() {
      let count = try Int64.fetchOne(database, sql: "SELECT count(*) FROM \"\(parent)\"") ?? 1
      average /= max(count, 1)
      if numbers[place + 1] > limit { numbers[place + 1] = max(average, Int64(limit)) }
    }
    try database.execute(
      sql: "UPDATE sqlite_stat1 SET stat = ? WHERE tbl = ? AND idx = ?",
      arguments: [numbers.map(String.init).joined(separator: " "), table, index])
  }
}
