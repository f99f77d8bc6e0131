import Annotations
import GRDB
import StudyValues
import Networks
import Testing

@testable import StudyStore

struct StudySchemaTests {
  @Test func `every table, view and column is described`() throws {
    let store = try StudyStore.inMemory()
    let tables = try store.tables()
    #expect(tables.count == StudySchema.tables.count + StudySchema.views.count)
    for table in tables {
      #expect(!table.meaning.isEmpty, "\(table.name)")
      for column in table.columns {
        #expect(column.meaning.hasSuffix("."), "\(table.name).\(column.name)")
      }
    }
  }

  @Test func `every table is strict`() throws {
    let store = try StudyStore.inMemory()
    let (_, rows) = try store.rows(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND NOT strict
        AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
      """)
    #expect(rows.isEmpty)
  }

  @Test func `the file says that it is ours and which version it has`() throws {
    let store = try StudyStore.inMemory()
    #expect(try store.rows("PRAGMA application_id").rows == [[.integer(0x4156_4873)]])
    #expect(try store.rows("PRAGMA user_version").rows == [[.integer(1)]])
  }

  @Test func `the table score has a column for each score and the view too`() throws {
    let columns = ScoreTables.scoreColumns.map(\.name)
    let expected = ScoreKind.allCases.map {
      $0 == .predictedClass ? "predicted_class_id" : $0.rawValue
    }
    #expect(columns.filter { $0 != "rank_censored" } == expected)
    let view = PeopleViews.imageHardness.columns.map(\.name)
    #expect(ScoreKind.allCases.allSatisfy { view.contains($0.rawValue) })
  }

  @Test func `the long view gives each score the direction that Scoring gives it`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    try StudyFixtures.run(StudyRun(dataset: "pets", model: "net"), in: store)
    let (_, rows) = try store.rows("SELECT DISTINCT name, direction FROM score_long ORDER BY name")
    let expected = ScoreKind.allCases
      .filter { $0.description.direction != .none && $0 != .boundaryDistance }
      .sorted { $0.rawValue < $1.rawValue }
      .map { [QueryValue.text($0.rawValue), .text($0.description.direction.rawValue)] }
    #expect(rows == expected)
  }

  @Test(arguments: [
    (table: ResultTables.correlation, keys: CorrelationResult.CodingKeys.allCases.map(\.rawValue)),
    (table: ResultTables.comparison, keys: ComparisonResult.CodingKeys.allCases.map(\.rawValue)),
    (table: ResultTables.estimate, keys: EstimateResult.CodingKeys.allCases.map(\.rawValue)),
    (table: ResultTables.series, keys: SeriesPoint.CodingKeys.allCases.map(\.rawValue)),
    (table: ResultTables.extremeImage, keys: ExtremeImage.CodingKeys.allCases.map(\.rawValue)),
  ])
  func `a table of results has the columns of its rows`(
    row: (table: TableDescription, keys: [String])
  ) {
    #expect(row.table.columns.map(\.name) == ["analysis_id"] + row.keys)
  }

  @Test func `the database refuses values outside its closed lists`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    #expect(throws: (any Error).self) {
      try store.write { try $0.execute(sql: "UPDATE annotation_set SET task = 'guessing'") }
    }
    #expect(throws: (any Error).self) {
      try store.write { try $0.execute(sql: "UPDATE tally SET shown = 'ten'") }
    }
  }
}
