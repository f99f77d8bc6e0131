import Annotations
import GRDB
import StudyValues
import Networks
import TestSupport
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
        AND name NOT LIKE 'sqlite_%'
      """)
    #expect(rows.isEmpty)
  }

  @Test func `the file says that it is ours and which version it has`() throws {
    let store = try StudyStore.inMemory()
    #expect(try store.rows("PRAGMA application_id").rows == [[.integer(0x4156_4873)]])
    #expect(try store.rows("PRAGMA user_version").rows == [[.integer(3)]])
  }

  @Test func `the table score has a column for each score and the view too`() throws {
    let columns = ScoreTables.scoreColumns.map(\.name)
    let expected = Score.all.map {
      $0 == .predictedClass ? "predicted_class_id" : $0.name
    }
    #expect(columns.filter { $0 != "rank_censored" } == expected)
    let view = PeopleViews.imageHardness.columns.map(\.name)
    #expect(Score.all.allSatisfy { view.contains($0.name) })
  }

  @Test func `the long view gives each score the direction that Scoring gives it`() throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    try StudyFixtures.run(StudyRun(dataset: "pets", model: "net"), in: store)
    let (_, rows) = try store.rows("SELECT DISTINCT name, direction FROM score_long ORDER BY name")
    let expected = Score.all
      .filter { $0.direction != .none && $0 != .boundaryDistance }
      .sorted { $0.name < $1.name }
      .map { [QueryValue.text($0.name), .text($0.direction.rawValue)] }
    #expect(rows == expected)
  }

  @Test func `every column of a row type is a documented column of its table`() throws {
    let store = try StudyStore.inMemory()
    func check<Row: KeyedRow>(_ type: Row.Type) throws {
      for column in Row.columns {
        let found = try store.rows(
          "SELECT meaning FROM column_description WHERE table_name = :table AND column_name = :column",
          arguments: ["table": .text(Row.table), "column": .text(column.name)]
        ).rows
        #expect(found == [[.text(column.meaning)]], "\(Row.table).\(column.name)")
      }
      _ = try store.rows(
        "SELECT \(Row.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")) FROM \(Row.table)")
    }
    try check(CorrelationResult.self)
    try check(ComparisonResult.self)
    try check(EstimateResult.self)
    try check(SeriesPoint.self)
    try check(ExtremeImage.self)
    try check(ClaimVerdict.self)
  }

  @Test func `a table has the columns that are described, in their order`() throws {
    let store = try StudyStore.inMemory()
    for table in StudySchema.tables {
      let (_, rows) = try store.rows(
        "SELECT name FROM pragma_table_info(:table) ORDER BY cid",
        arguments: ["table": .text(table.name)])
      #expect(rows == table.columns.map { [.text($0.name)] }, "\(table.name)")
    }
  }

  @Test func `every reference names the column that it means`() throws {
    let store = try StudyStore.inMemory()
    var count = 0
    for table in StudySchema.tables {
      let (_, rows) = try store.rows(
        "SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(:table)",
        arguments: ["table": .text(table.name)])
      for row in rows {
        guard case .text(let target) = row[0], case .text(let column) = row[2] else {
          Issue.record("\(table.name): \(row) has no column")
          continue
        }
        let (_, keys) = try store.rows(
          "SELECT name FROM pragma_table_info(:table) WHERE pk", arguments: ["table": .text(target)]
        )
        #expect(keys == [[.text(column)]], "\(table.name): \(row)")
        count += 1
      }
    }
    #expect(count > 20)
  }

  @Test(arguments: ["condition", "level", "both"])
  func `a tally and the votes of an image stand once, also without condition or level`(
    present: String
  ) throws {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    let values = ["condition": "'noise', NULL", "level": "NULL, 0.5", "both": "'noise', 0.5"]
    let pair = try #require(values[present])
    for insert in [
      """
      INSERT INTO tally (set_id, image_id, class_id, condition, level, shown, selected)
      VALUES (1, 1, 1, \(pair), 3, 1)
      """,
      "INSERT INTO image_votes (set_id, image_id, condition, level, shown) VALUES (1, 1, \(pair), 3)",
    ] {
      try store.write { try $0.execute(sql: insert) }
      #expect(throws: DatabaseError.self) { try store.write { try $0.execute(sql: insert) } }
    }
    #expect(throws: DatabaseError.self) {
      try store.write {
        try $0.execute(
          sql:
            "INSERT INTO tally (set_id, image_id, class_id, shown, selected) VALUES (1, 1, 1, 3, 1)"
        )
      }
    }
  }

  @Test func `answers are found by their image`() throws {
    let store = try StudyStore.inMemory()
    let (_, rows) = try store.rows("EXPLAIN QUERY PLAN SELECT * FROM answer WHERE image_id = 1")
    #expect("\(rows)".contains("answer_of_image"))
  }

  @Test func `views, descriptions and columns of scores are made anew where they differ`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    let store = try StudyStore.create(path: path)
    try StudyFixtures.votes(in: store)
    let whole = try store.schema()
    try store.close()
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      for view in StudySchema.views { try database.execute(sql: "DROP VIEW \(view.name)") }
      try database.execute(
        sql: """
          ALTER TABLE score DROP COLUMN avh;
          DELETE FROM column_description WHERE table_name = 'image';
          INSERT INTO column_description VALUES ('mine', '', 'A table of mine.');
          CREATE VIEW human_hardness AS SELECT 1 AS hsf
          """)
    }
    // What is only read is read in a copy when a column is missing.
    let reader = try StudyStore.open(path: path)
    #expect(try reader.rows("SELECT avh FROM image_hardness").rows.isEmpty)
    try reader.close()
    let again = try StudyStore.open(path: path, mode: .readWrite)
    #expect(
      try Set(again.schema().filter { !$0.contains("\"score\"") })
        == Set(whole.filter { !$0.contains("\"score\"") }))
    #expect(try again.rows("SELECT avh FROM image_hardness").rows.isEmpty)
    #expect(try again.rows("SELECT hsf FROM human_hardness").rows.count == 4)
    let described = try again.rows(
      "SELECT count(*) FROM column_description WHERE table_name = 'image'")
    #expect(described.rows == [[.integer(8)]])
    #expect(
      try again.rows("SELECT 1 FROM column_description WHERE table_name = 'mine'").rows.count == 1)
    try again.close()
  }

  @Test func `a study of the second version keeps its results and gains tables`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    let store = try StudyStore.create(path: path)
    try StudyFixtures.votes(in: store)
    var output = AnalysisOutput(analysis: "H1", kind: "correlation")
    output.notes = ["kept"]
    try store.store(output)
    try store.close()
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(
        sql: "DROP TABLE shard; DROP TABLE global_rank; PRAGMA user_version = 2")
    }
    let notices = Notices()
    let reader = try StudyStore.open(path: path, access: StudyAccess { notices.receive($0) })
    #expect(try reader.analyses().map(\.notes) == [["kept"]])
    #expect(notices.all.isEmpty)
    try reader.close()
    let writer = try StudyStore.open(path: path, mode: .readWrite)
    #expect(try writer.rows("SELECT count(*) FROM shard").rows == [[.integer(0)]])
    #expect(try writer.rows("PRAGMA user_version").rows == [[.integer(3)]])
    #expect(try writer.analyses().map(\.notes) == [["kept"]])
    try writer.close()
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
