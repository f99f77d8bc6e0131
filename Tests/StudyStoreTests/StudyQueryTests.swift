import Testing

@testable import StudyStore

struct StudyQueryTests {
  private static func study() throws -> StudyStore {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    return store
  }

  @Test func `columns are named even when there is no row`() throws {
    var columns: [String] = []
    let count = try Self.study().query(
      "SELECT image, hsf AS frequency FROM human_hardness WHERE hsf > 2", begin: { columns = $0 },
      receive: { _ in })
    #expect(columns == ["image", "frequency"] && count == 0)
  }

  @Test func `named parameters are bound by any of the three signs`() throws {
    let store = try Self.study()
    for sign in [":", "@", "$"] {
      let (_, rows) = try store.rows(
        "SELECT image FROM human_hardness WHERE hsf < \(sign)limit ORDER BY 1",
        arguments: ["limit": .real(0.5)])
      #expect(rows == [[.text("c.png")], [.text("d.png")]])
    }
  }

  @Test func `a parameter without value and a value without parameter are refused`() throws {
    let store = try Self.study()
    #expect(throws: StudyStoreError.self) { try store.rows("SELECT :x", arguments: [:]) }
    #expect(throws: StudyStoreError.self) { try store.rows("SELECT ?") }
    #expect(throws: StudyStoreError.parameters(missing: nil, unused: ["y"])) {
      try store.rows("SELECT :x", arguments: ["x": .integer(1), "y": .integer(2)])
    }
  }

  @Test(arguments: [
    "DELETE FROM image", "DROP TABLE image",
    "INSERT INTO model (name, kind) VALUES ('a', 'network')",
    "BEGIN", "ATTACH DATABASE ':memory:' AS other", "PRAGMA user_version = 5", "VACUUM",
    "CREATE TEMP TABLE t (x)", "PRAGMA journal_mode = MEMORY", "PRAGMA query_only = 0",
    "DELETE FROM image RETURNING name", "WITH x AS (SELECT 1) DELETE FROM image",
  ])
  func `whatever could change the study is refused`(sql: String) throws {
    let store = try Self.study()
    #expect(throws: StudyStoreError.notReadOnly(sql: sql)) { try store.rows(sql) }
    #expect(try store.images(of: "pets").names.count == 4)
  }

  @Test(arguments: ["", "  ", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM image"])
  func `anything but one statement is refused`(sql: String) throws {
    let store = try Self.study()
    #expect(throws: StudyStoreError.notOneStatement(sql: sql)) { try store.rows(sql) }
    #expect(try store.images(of: "pets").names.count == 4)
  }

  @Test func `wrong SQL is reported in SQLite's words`() throws {
    let store = try Self.study()
    #expect(
      throws: StudyStoreError.badSQL(
        sql: "SELECT x FROM image", message: "no such column: x", nearest: nil)
    ) {
      try store.rows("SELECT x FROM image")
    }
    #expect(throws: StudyStoreError.self) {
      try store.rows("SELECT spearman(hsf, 'a') FROM human_hardness")
    }
  }

  /// The last one has a word that is the name of a table with that very column.
  @Test(arguments: [
    ("name", "name", nil), ("imag", "imag", "image"), ("avh AS score, run_id", "run_id", nil),
  ])
  func `only columns of the tables that a statement names are suggested`(
    columns: String, column: String, nearest: String?
  ) throws {
    let store = try Self.study()
    let sql = "SELECT \(columns) FROM image_hardness"
    #expect(
      throws: StudyStoreError.badSQL(
        sql: sql, message: "no such column: \(column)", nearest: nearest)
    ) {
      try store.rows(sql)
    }
  }

  @Test func `a query that takes too long is stopped`() throws {
    let store = try Self.study()
    let endless = """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
      """
    #expect(throws: StudyStoreError.timedOut(seconds: 0.05)) {
      try store.query(endless, timeout: 0.05) { _ in }
    }
    #expect(try store.rows("SELECT 1").rows == [[.integer(1)]])
  }

  @Test func `a receiver that throws ends the query`() throws {
    let store = try Self.study()
    var seen = 0
    #expect(throws: StudyFixtures.Unexpected.self) {
      try store.query("SELECT image FROM human_hardness") { _ in
        seen += 1
        throw StudyFixtures.Unexpected()
      }
    }
    #expect(seen == 1)
  }

  @Test func `views come first and the schema can be read`() throws {
    let store = try Self.study()
    let tables = try store.tables()
    #expect(tables[0].isView && tables.last?.isView == false)
    #expect(tables.first { $0.name == "image" }?.rows == 4)
    #expect(try store.schema().contains { $0.hasPrefix("CREATE VIEW \"image_hardness\"") })
  }

  @Test func `words of the command line become numbers where they look like one`() {
    let values = ["3", "-0.5", "1e3", "cat", "nan", "inf", "", "007x"].map(
      QueryValue.init(parsing:))
    #expect(
      values == [
        .integer(3), .real(-0.5), .real(1000), .text("cat"), .text("nan"), .text("inf"),
        .text(""), .text("007x"),
      ])
  }
}
