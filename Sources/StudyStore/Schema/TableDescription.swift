/// One column of a table and what it means; what SQLite enforces is the text of a schema's version.
struct ColumnDescription: Sendable {
  /// The name.
  let name: String
  /// What a reader of the table needs to know.
  let meaning: String
  /// Type and constraints of a column that studies gain without a version; nil for all others.
  let added: String?

  init(_ name: String, _ meaning: String, added: String? = nil) {
    self.name = name
    self.meaning = meaning
    self.added = added
  }
}

/// One table and what its rows and columns mean.
struct TableDescription: Sendable {
  /// The name.
  let name: String
  /// What one row is.
  let meaning: String
  /// The columns.
  let columns: [ColumnDescription]
  /// The version of the schema that brought it.
  let version: Int

  init(name: String, meaning: String, columns: [ColumnDescription], version: Int = 1) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.version = version
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
  /// Further rows, from elsewhere.
  var also: Selection?

  /// Rows with the columns of the view, some of them by another expression.
  struct Selection: Sendable {
    /// The other expressions, by the name of their column.
    let expressions: [String: String]
    /// What follows the list of columns.
    let source: String
  }

  /// The statement that creates the view.
  ///
  /// Rows from two places are two whole SELECT statements, since only then does SQLite apply the WHERE of
  /// a query to the tables of each of them.
  var sql: String {
    let first = Selection(expressions: [:], source: source)
    let selections = ([first] + [also].compactMap(\.self)).map { selection in
      let list = columns.map { column in
        "\(selection.expressions[column.name] ?? column.expression) AS \"\(column.name)\""
      }
      return "SELECT\n  \(list.joined(separator: ",\n  "))\n\(selection.source)"
    }
    return "CREATE VIEW \"\(name)\" AS \(selections.joined(separator: "\nUNION ALL\n"))"
  }
}
