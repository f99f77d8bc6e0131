import GRDB

/// One input file of a study.
package struct SourceFile: Equatable, Sendable {
  /// The path as it was given.
  package var path: String
  /// What the file was read as, for example `annotations cifar10h`.
  package var purpose: String
  /// The size in bytes.
  package var bytes: Int
  /// The SHA-256 of the file.
  package var sha256: String
  /// The rows of the file, where it has rows.
  package var rowsIn: Int?
  /// The rows that were used.
  package var rowsUsed: Int?

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - path: The path as it was given.
  ///   - purpose: What the file was read as.
  ///   - bytes: The size in bytes.
  ///   - sha256: The SHA-256 of the file.
  ///   - rowsIn: The rows of the file.
  ///   - rowsUsed: The rows that were used.
  package init(
    path: String, purpose: String, bytes: Int, sha256: String, rowsIn: Int? = nil,
    rowsUsed: Int? = nil
  ) {
    self.path = path
    self.purpose = purpose
    self.bytes = bytes
    self.sha256 = sha256
    self.rowsIn = rowsIn
    self.rowsUsed = rowsUsed
  }
}

extension StudyStore {
  /// Records an input file; the same file with the same purpose is recorded once.
  ///
  /// - Parameter file: The file.
  /// - Throws: An error of SQLite.
  package func record(_ file: SourceFile) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO source_file (path, purpose, bytes, sha256, rows_in, rows_used)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (path, purpose, sha256)
          DO UPDATE SET rows_in = excluded.rows_in, rows_used = excluded.rows_used
          """,
        arguments: [
          file.path, file.purpose, file.bytes, file.sha256, file.rowsIn, file.rowsUsed,
        ])
    }
  }

  /// Records the input files below one folder as lying below another, where they will be moved to.
  ///
  /// - Parameters:
  ///   - old: The folder.
  ///   - new: The other folder.
  /// - Throws: An error of SQLite.
  package func moveSources(from old: String, to new: String) throws {
    guard old != new else { return }
    try write { database in
      try database.execute(
        sql: """
          UPDATE source_file SET path = :new || substr(path, length(:old) + 1)
          WHERE substr(path, 1, length(:old) + 1) = :old || '/'
          """,
        arguments: ["old": old, "new": new])
    }
  }

  /// The input files of the study, in the order they were first recorded.
  package func sourceFiles() throws -> [SourceFile] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT path, purpose, bytes, sha256, rows_in, rows_used FROM source_file
          ORDER BY source_id
          """
      ).map {
        try SourceFile(
          path: $0[0], purpose: $0[1], bytes: $0[2], sha256: $0[3], rowsIn: $0[4], rowsUsed: $0[5])
      }
    }
  }

  /// Records a command that writes to the study.
  ///
  /// Neither time nor host is recorded, so that the same commands make the same file.
  ///
  /// - Parameters:
  ///   - command: The command line.
  ///   - version: The version of the program.
  ///   - seed: The seed of its random numbers, where it used any.
  /// - Throws: An error of SQLite.
  package func record(command: String, version: String, seed: UInt64? = nil) throws {
    try write { database in
      try database.execute(
        sql: "INSERT INTO command_log (command, version, seed) VALUES (?, ?, ?)",
        arguments: [command, version, seed.map { Int64(bitPattern: $0) }])
    }
  }

  /// Stores the resolved manifest of a study, in place of an earlier one.
  ///
  /// - Parameters:
  ///   - text: The manifest with every default filled in.
  ///   - study: The study's identifier.
  /// - Throws: An error of SQLite.
  package func storeResolvedManifest(_ text: String, study: String) throws {
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO study_manifest (study, text) VALUES (?, ?)",
        arguments: [study, text])
    }
  }

  /// The resolved manifest of a study, nil if none is stored.
  ///
  /// - Parameter study: The study's identifier.
  /// - Returns: The text.
  /// - Throws: An error of SQLite.
  package func resolvedManifest(study: String) throws -> String? {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT text FROM study_manifest WHERE study = ?", arguments: [study])
    }
  }
}
