import GRDB

/// The text of one table as one version of the schema has it.
struct TableText: Sendable {
  /// The name.
  let name: String
  /// What follows the name in the statement that creates the table.
  let body: String
  /// The statements that create its indexes.
  let indexes: [String]

  init(_ name: String, _ body: String, indexes: [String] = []) {
    self.name = name
    self.body = body
    self.indexes = indexes
  }

  /// Creates the table and its indexes.
  func create(in database: Database) throws {
    try database.execute(sql: "CREATE TABLE \"\(name)\" \(body)")
    for index in indexes { try database.execute(sql: index) }
  }

  /// Puts the table in place of the one of that name, with its rows, and with indexes that users made.
  ///
  /// This is the way that SQLite documents for any change of a table, <https://sqlite.org/lang_altertable.html>
  /// section 7: a new table is filled and renamed. Foreign keys must not be enforced meanwhile.
  func rebuild(in database: Database) throws {
    let old = try Row.fetchAll(
      database,
      sql:
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql <> ''",
      arguments: [name])
    let columns = try String.fetchAll(
      database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name]
    ).map { "\"\($0)\"" }.joined(separator: ", ")
    try database.execute(
      sql: """
        CREATE TABLE "new_\(name)" \(body);
        INSERT INTO "new_\(name)" (\(columns)) SELECT \(columns) FROM "\(name)";
        DROP TABLE "\(name)";
        ALTER TABLE "new_\(name)" RENAME TO "\(name)";
        """)
    for index in indexes { try database.execute(sql: index) }
    let new = try String.fetchSet(
      database, sql: "SELECT name FROM sqlite_schema WHERE type = 'index'")
    for index in old where try !new.contains(index[0]) { try database.execute(sql: index[1]) }
  }
}
