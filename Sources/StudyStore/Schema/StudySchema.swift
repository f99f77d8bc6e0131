import GRDB

/// The schema of a study file and its versions.
enum StudySchema {
  /// What marks an SQLite file as ours: the letters `AVHs` as a big-endian number.
  static let applicationID: Int32 = 0x4156_4873
  /// The newest version this program knows; the file's is its `user_version`.
  static let version = 1

  static let tables = DataTables.all + ScoreTables.all + ResultTables.all
  static let views = PeopleViews.all

  /// The steps from any older version to the newest.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      for table in tables {
        try database.execute(sql: table.sql)
        for index in table.indexes { try database.execute(sql: index) }
      }
      for view in views { try database.execute(sql: view.sql) }
      try describe(in: database)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    return migrator
  }

  private static func describe(in database: Database) throws {
    let statement = try database.makeStatement(
      sql: "INSERT INTO column_description (table_name, column_name, meaning) VALUES (?, ?, ?)")
    for table in tables {
      try statement.execute(arguments: [table.name, "", table.meaning])
      for column in table.columns {
        try statement.execute(arguments: [table.name, column.name, column.meaning])
      }
    }
    for view in views {
      try statement.execute(arguments: [view.name, "", view.meaning])
      for column in view.columns {
        try statement.execute(arguments: [view.name, column.name, column.meaning])
      }
    }
  }
}
