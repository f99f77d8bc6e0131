/// One column of a table: its name, what SQLite enforces, and what it means.
struct ColumnDescription: Sendable {
  /// The name.
  let name: String
  /// Type and constraints, as SQLite reads them.
  let declaration: String
  /// What a reader of the table needs to know.
  let meaning: String

  init(_ name: String, _ declaration: String, _ meaning: String) {
    self.name = name
    self.declaration = declaration
    self.meaning = meaning
  }
}

/// One table; its SQL and its documentation come from this single description.
struct TableDescription: Sendable {
  /// The name.
  let name: String
  /// What one row is.
  let meaning: String
  /// The columns.
  let columns: [ColumnDescription]
  /// Constraints over several columns.
  var constraints: [String] = []
  /// Whether the rows are stored in the order of their primary key.
  var isClustered = false
  /// Further statements, such as indexes.
  var indexes: [String] = []

  /// The statement that creates the table.
  var sql: String {
    let body = columns.map { "\"\($0.name)\" \($0.declaration)" } + constraints
    let options = isClustered ? "STRICT, WITHOUT ROWID" : "STRICT"
    return "CREATE TABLE \"\(name)\" (\n  \(body.joined(separator: ",\n  "))\n) \(options)"
  }
}

/// One view for people; every column is documented as those of a table are.
struct ViewDescription: Sendable {
  /// One column of a view: its name, its expression and what it means.
  struct Column: Sendable {
    let name: String
    let expression: String
    let meaning: String

    init(_ name: String, _ expression: String, _ meaning: String) {
      self.name = name
      self.expression = expression
      self.meaning = meaning
    }
  }

  /// The name.
  let name: String
  /// What one row is.
  let meaning: String
  /// The columns.
  let columns: [Column]
  /// What follows the list of columns.
  let source: String

  /// The statement that creates the view.
  var sql: String {
    let list = columns.map { "\($0.expression) AS \"\($0.name)\"" }
    return "CREATE VIEW \"\(name)\" AS SELECT\n  \(list.joined(separator: ",\n  "))\n\(source)"
  }
}
