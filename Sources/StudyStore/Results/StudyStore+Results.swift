import GRDB
package import StudyValues

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
      try insert(output.correlations, of: id, in: database)
      try insert(output.comparisons, of: id, in: database)
      try insert(output.estimates, of: id, in: database)
      try insert(output.series, of: id, in: database)
      try insert(output.images, of: id, in: database)
    }
  }

  /// Everything the stored analyses found, in the order they were stored.
  package func analyses() throws -> [AnalysisOutput] {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT analysis_id, name, kind, notes FROM analysis ORDER BY analysis_id")
      return try rows.map { row in
        let id: Int64 = try row[0]
        var output = try AnalysisOutput(analysis: row[1], kind: row[2])
        output.notes = try JSONText.decode([String].self, from: row[3])
        output.correlations = try fetch(of: id, in: database)
        output.comparisons = try fetch(of: id, in: database)
        output.estimates = try fetch(of: id, in: database)
        output.series = try fetch(of: id, in: database)
        output.images = try fetch(of: id, in: database)
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
          sql: "DELETE FROM claim_verdict WHERE claim = ?", arguments: [verdict.claim])
      }
      try insert(verdicts, of: nil, in: database)
    }
  }

  /// The stored verdicts, in the order they were stored.
  package func verdicts() throws -> [ClaimVerdict] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM claim_verdict ORDER BY rowid").map(Self.row)
    }
  }

  /// The columns of a row type are those of its table; rows of analyses have the analysis before them.
  private func insert<Value: KeyedRow>(
    _ values: [Value], of analysis: Int64?, in database: Database
  ) throws {
    let own = Value.columns.map(\.name)
    let columns = analysis == nil ? own : ["analysis_id"] + own
    var insert = try BulkInsert(database, table: Value.table, columns: columns)
    for value in values {
      try insert.append { row in
        if let analysis { row.integer(analysis) }
        for cell in value.cells { row.value(DatabaseValue(cell)) }
      }
    }
    try insert.finish()
  }

  private func fetch<Value: KeyedRow>(of analysis: Int64, in database: Database) throws -> [Value] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM \"\(Value.table)\" WHERE analysis_id = ? ORDER BY rowid",
      arguments: [analysis]
    ).map(Self.row)
  }

  private static func row<Value: KeyedRow>(_ row: Row) -> Value {
    Value { name in Cell(row[name] as DatabaseValue? ?? .null) }
  }
}

extension Cell {
  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null, .blob: self = .missing
    case .int64(let number): self = Int(exactly: number).map(Cell.integer) ?? .missing
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    }
  }
}

extension DatabaseValue {
  fileprivate init(_ cell: Cell) {
    switch cell {
    case .text(let text): self = text.databaseValue
    case .integer(let number): self = number.databaseValue
    case .real(let number), .remarked(let number, _), .estimated(let number, _, _):
      self = number.databaseValue
    case .interval, .missing: self = .null
    }
  }
}
