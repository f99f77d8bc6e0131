import GRDB

/// One table or view of a study.
package struct StudyTable: Equatable, Sendable {
  /// One column of a table or view.
  package struct Column: Equatable, Sendable {
    /// The name.
    package let name: String
    /// The type; empty for a computed column of a view.
    package let type: String
    /// What it means.
    package let meaning: String
  }

  /// The name.
  package let name: String
  /// Whether it is a view.
  package let isView: Bool
  /// The number of rows of a table; nil for a view, whose rows would have to be computed.
  package let rows: Int?
  /// What one row is.
  package let meaning: String
  /// The columns.
  package let columns: [Column]
  /// The statement that created it.
  package let sql: String
}

extension StudyStore {
  /// The views and tables of the study, views for people first.
  package func tables() throws -> [StudyTable] {
    try read { database in
      let objects = try Row.fetchAll(
        database,
        sql: """
          SELECT name, type = 'view', sql FROM sqlite_schema
          WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          ORDER BY type DESC, rowid
          """)
      return try objects.map { object in
        let name: String = try object[0]
        let isView: Bool = try object[1]
        let columns = try Row.fetchAll(
          database,
          sql: """
            SELECT name, type, coalesce(meaning, '') FROM pragma_table_info(?1)
            LEFT JOIN column_description ON table_name = ?1 AND column_name = name ORDER BY cid
            """,
          arguments: [name])
        return try StudyTable(
          name: name, isView: isView,
          rows: isView
            ? nil : Int.fetchOne(database, sql: "SELECT count(*) FROM \"\(name)\""),
          meaning: String.fetchOne(
            database,
            sql: "SELECT meaning FROM column_description WHERE table_name = ? AND column_name = ''",
            arguments: [name]) ?? "",
          columns: columns.map { try StudyTable.Column(name: $0[0], type: $0[1], meaning: $0[2]) },
          sql: object[2])
      }
    }
  }

  /// The statements that create the study's tables, indexes and views.
  package func schema() throws -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT sql FROM sqlite_schema
          WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          ORDER BY rowid
          """)
    }
  }
}
