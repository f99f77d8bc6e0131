internal import Files
import GRDB
import Statistics

/// The name that was meant where SQLite does not know a table, column or function.
enum SQLSuggestion {
  /// Finds the nearest name of the study.
  ///
  /// - Parameters:
  ///   - message: What SQLite says, for example `no such column: hfs`.
  ///   - sql: The statement; where it names tables, only their columns count.
  ///   - database: The study.
  /// - Returns: The nearest name, nil when none is near or the message is about something else.
  /// - Throws: An error of SQLite.
  static func nearest(to message: String, in sql: String, _ database: Database) throws -> String? {
    guard let match = message.firstMatch(of: /^no such (table|column|function): ([^ ]+)/) else {
      return nil
    }
    // A name may come with that of its table, or in the quotes of the statement.
    let whole = match.output.2.filter { !"\"`[]".contains($0) }
    let name = String(whole.split(separator: ".").last ?? "")
    switch match.output.1 {
    case "table":
      return NearestName.find(name, among: try tables(database))
    case "column":
      let all = try tables(database)
      let words = Set(sql.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") })
      let named = all.filter { words.contains($0.lowercased()[...]) }
      // A word may be the name of a table that the statement does not read.
      let known = try (named.isEmpty ? all : named).flatMap { try columns($0, database) }
        .filter { $0.lowercased() != name.lowercased() }
      return NearestName.find(name, among: known)
    default:
      let own = HardnessAggregate.allCases.map(\.rawValue)
      let known = try String.fetchAll(
        database, sql: "SELECT DISTINCT name FROM pragma_function_list ORDER BY name")
      return NearestName.find(name, among: own + known)
    }
  }

  private static func tables(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY type DESC, rowid
        """)
  }

  private static func columns(_ table: String, _ database: Database) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
  }
}
