import GRDB

/// The schema of a study file and its versions.
///
/// Versions are frozen texts. What is made from lists stands outside of them and is made anew, where
/// it differs, whenever a study is opened for writing: views, descriptions, and the columns of scores
/// and results that were added since.
enum StudySchema {
  /// What marks an SQLite file as ours: the letters `AVHs` as a big-endian number.
  static let applicationID: Int32 = 0x4156_4873
  /// The newest version this program knows; the file's is its `user_version`.
  static let version = 1 + steps.count

  static let tables =
    DataTables.all + ScoreTables.all + ShardTables.all + FindingTables.all
    + ProvenanceTables.all
  static let views = PeopleViews.all
  /// Indexes that studies gained without a version; without them queries are slow and answer the same.
  static let indexes = ScoreTables.indexes

  /// The step from each version to the next.
  private static let steps: [@Sendable (Database) throws -> Void] = [
    SchemaVersion2.apply, SchemaVersion3.apply,
  ]

  /// What the first look at a file tells.
  enum Finding: Equatable {
    /// A study, of an older version or ours.
    case study
    /// A file that holds nothing yet.
    case nothing
  }

  /// Looks whether a file is a study that this program can use.
  ///
  /// - Throws: ``StudyStoreError`` for the database of another program, a newer version, a missing
  ///   table, or a trigger, which no study has and which would run with the rights of the user.
  static func examine(_ database: Database, path: String) throws -> Finding {
    // One statement sees one state of the file, whatever another program stores meanwhile. Version 0.1.0
    // made the table left out here before its first transaction.
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT application_id, user_version, type, name
        FROM pragma_application_id, pragma_user_version
        LEFT JOIN sqlite_schema ON tbl_name <> 'grdb_migrations' OR type = 'trigger'
        """)
    let id: Int32 = try rows.first?[0] ?? 0
    let found: Int = try rows.first?[1] ?? 0
    let objects = try rows.filter { !$0.hasNull(atIndex: 2) }.map {
      try (type: $0[2] as String, name: $0[3] as String)
    }
    if objects.isEmpty, id == 0 || id == applicationID { return .nothing }
    guard id == applicationID else {
      throw StudyStoreError.notAStudy(path: path, expected: applicationID, got: id)
    }
    guard found <= version else {
      throw StudyStoreError.newerSchema(path: path, expected: version, got: found)
    }
    guard found >= 1 else {
      throw StudyStoreError.damaged(path: path, detail: "its schema has the version \(found)")
    }
    if let trigger = objects.first(where: { $0.type == "trigger" }) {
      throw StudyStoreError.hasTrigger(path: path, name: trigger.name)
    }
    let names = Set(objects.filter { $0.type == "table" }.map(\.name))
    if let missing = tables.first(where: {
      $0.version <= found && !names.contains($0.name)
    }) {
      throw StudyStoreError.damaged(path: path, detail: "the table \(missing.name) is missing")
    }
    return .study
  }

  /// Asks whether nothing was stored in a study.
  static let emptiness =
    "SELECT NOT EXISTS (SELECT 1 FROM dataset) AND NOT EXISTS (SELECT 1 FROM model)"

  /// The oldest version in which everything is there that this program reads; later ones add tables.
  private static let oldestReadable = 2

  /// Whether everything that this program reads is there.
  static func isReadable(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 >= oldestReadable
      && missingColumns(database).isEmpty
  }

  /// Whether the file is as this program would make it.
  static func isCurrent(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") == version
      && isReadable(database) && missingIndexes(database).isEmpty && hasViews(database)
      && hasDescriptions(database)
  }

  /// Makes the file what this program would make it, and keeps all votes, scores and manifests.
  ///
  /// To be called in a transaction without enforced foreign keys.
  static func update(_ database: Database) throws {
    let old = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if old == 0 {
      for table in SchemaVersion3.tables { try table.create(in: database) }
    } else if old < version {
      // Views of a user may name a table while it is exchanged.
      try database.execute(sql: "PRAGMA legacy_alter_table = ON")
      for step in steps[(old - 1)...] { try step(database) }
      try database.execute(sql: "PRAGMA legacy_alter_table = OFF")
      try database.checkForeignKeys()
    }
    if old < version {
      try database.execute(
        sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
    }
    for (table, column) in try missingColumns(database) {
      try database.execute(
        sql: "ALTER TABLE \"\(table)\" ADD COLUMN \"\(column.name)\" \(column.added ?? "")")
    }
    for index in try missingIndexes(database) { try database.execute(sql: index) }
    if try !hasViews(database) {
      for view in views {
        try database.execute(sql: "DROP VIEW IF EXISTS \"\(view.name)\"; \(view.sql)")
      }
    }
    if try !hasDescriptions(database) { try describe(in: database) }
  }

  // MARK: - What is made from lists

  /// The columns that were added to a list after the file was made.
  private static func missingColumns(
    _ database: Database
  ) throws -> [(table: String, column: ColumnDescription)] {
    try tables.filter { $0.columns.contains { $0.added != nil } }.flatMap { table in
      let known = try String.fetchSet(
        database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table.name])
      return table.columns.filter { $0.added != nil && !known.contains($0.name) }
        .map { (table.name, $0) }
    }
  }

  private static func missingIndexes(_ database: Database) throws -> [String] {
    let known = try String.fetchSet(
      database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    return indexes.filter { !known.contains($0) }
  }

  private static func hasViews(_ database: Database) throws -> Bool {
    let known = try String.fetchSet(
      database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'view'")
    return views.allSatisfy { known.contains($0.sql) }
  }

  private static func hasDescriptions(_ database: Database) throws -> Bool {
    let known = try Row.fetchAll(
      database, sql: "SELECT table_name, column_name, meaning FROM column_description"
    ).map { try [$0[0], $0[1], $0[2]] as [String] }
    let names = Set(tables.map(\.name) + views.map(\.name))
    return Set(known.filter { names.contains($0[0]) }) == Set(descriptions)
  }

  private static func describe(in database: Database) throws {
    for name in tables.map(\.name) + views.map(\.name) {
      try database.execute(
        sql: "DELETE FROM column_description WHERE table_name = ?", arguments: [name])
    }
    let statement = try database.makeStatement(
      sql: "INSERT INTO column_description (table_name, column_name, meaning) VALUES (?, ?, ?)")
    for row in descriptions { try statement.execute(arguments: StatementArguments(row)) }
  }

  /// Table, column and meaning; no column for the table itself.
  private static let descriptions: [[String]] =
    tables.flatMap { table in
      [[table.name, "", table.meaning]] + table.columns.map { [table.name, $0.name, $0.meaning] }
    }
    + views.flatMap { view in
      [[view.name, "", view.meaning]] + view.columns.map { [view.name, $0.name, $0.meaning] }
    }
}
