import GRDB
package import StudyValues

/// One row of a table of results, which has a column for each coding key.
private struct ResultRow<Value: Codable>: Codable, FetchableRecord, EncodableRecord {
  let value: Value

  init(_ value: Value) { self.value = value }

  init(from decoder: any Decoder) throws { value = try Value(from: decoder) }

  func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension StudyStore {
  /// Stores everything one analysis found, in place of what it found before.
  ///
  /// - Parameter output: The rows.
  /// - Throws: An error of SQLite.
  package func store(_ output: AnalysisOutput) throws {
    try write { database in
      try database.execute(
        sql: "DELETE FROM analysis WHERE name = ?", arguments: [output.analysis])
      try database.execute(
        sql: "INSERT INTO analysis (name, kind, notes) VALUES (?, ?, ?)",
        arguments: [output.analysis, output.kind, try JSONText.encode(output.notes)])
      let id = database.lastInsertedRowID
      try insert(output.correlations, into: FindingTables.correlation, of: id, in: database)
      try insert(output.comparisons, into: FindingTables.comparison, of: id, in: database)
      try insert(output.estimates, into: FindingTables.estimate, of: id, in: database)
      try insert(output.series, into: FindingTables.series, of: id, in: database)
      try insert(output.images, into: FindingTables.extremeImage, of: id, in: database)
    }
  }

  /// Everything the stored analyses found, in the order they were stored.
  package func analyses() throws -> [AnalysisOutput] {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT analysis_id, name, kind, notes FROM analysis ORDER BY analysis_id")
      return try rows.map { row in
        let id: Int64 = row[0]
        var output = AnalysisOutput(analysis: row[1], kind: row[2])
        output.notes = try JSONText.decode([String].self, from: row[3])
        output.correlations = try fetch(FindingTables.correlation, of: id, in: database)
        output.comparisons = try fetch(FindingTables.comparison, of: id, in: database)
        output.estimates = try fetch(FindingTables.estimate, of: id, in: database)
        output.series = try fetch(FindingTables.series, of: id, in: database)
        output.images = try fetch(FindingTables.extremeImage, of: id, in: database)
        return output
      }
    }
  }

  /// Stores the verdicts on a study's claims, in place of earlier ones on the same claims.
  ///
  /// - Parameter verdicts: The verdicts.
  /// - Throws: An error of SQLite.
  package func store(_ verdicts: [ClaimVerdict]) throws {
    try write { database in
      for verdict in verdicts {
        try database.execute(
          sql: """
            INSERT OR REPLACE INTO claim_verdict (claim, text, "primary", outcome, sentence)
            VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [
            verdict.claim, verdict.text, verdict.primary, verdict.outcome?.rawValue,
            verdict.sentence,
          ])
      }
    }
  }

  /// The stored verdicts, by claim.
  package func verdicts() throws -> [ClaimVerdict] {
    try read { database in
      try ResultRow<ClaimVerdict>.fetchAll(
        database, sql: "SELECT * FROM claim_verdict ORDER BY claim"
      ).map(\.value)
    }
  }

  private func insert<Value: Codable>(
    _ values: [Value], into table: TableDescription, of analysis: Int64, in database: Database
  ) throws {
    let columns = table.columns.map(\.name)
    var insert = try BulkInsert(database, table: table.name, columns: columns)
    for value in values {
      let cells = try ResultRow(value).databaseDictionary
      try insert.append { row in
        row.integer(analysis)
        for column in columns.dropFirst() { row.value(cells[column] ?? .null) }
      }
    }
    try insert.finish()
  }

  private func fetch<Value: Codable>(
    _ table: TableDescription, of analysis: Int64, in database: Database
  ) throws -> [Value] {
    try ResultRow<Value>.fetchAll(
      database,
      sql: "SELECT * FROM \"\(table.name)\" WHERE analysis_id = ? ORDER BY rowid",
      arguments: [analysis]
    ).map(\.value)
  }
}
