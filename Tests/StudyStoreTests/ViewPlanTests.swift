import GRDB
import Networks
import StudyValues
import TestSupport
import Testing

@testable import StudyStore

/// What SQLite reads for a question to a view.
struct ViewPlanTests {
  private func study() throws -> StudyStore {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    try StudyFixtures.run(StudyRun(dataset: "pets", model: "net"), in: store)
    // As if there were many images: what ANALYZE would have found.
    try store.write { database in
      try database.execute(sql: "ANALYZE")
      for (table, index, numbers) in [
        ("score", "score_of_class", "2000000 1000 1000"), ("score", "score", "2000000 1000000 1"),
        ("image", "sqlite_autoindex_image_1", "1000000 1000000 1"),
        ("image_votes", "one_image_votes", "1000000 1000000 1 1 1"),
        ("class", "class_of_name", "1000 1"),
      ] {
        try database.execute(
          sql: "UPDATE sqlite_stat1 SET stat = ? WHERE tbl = ? AND idx = ?",
          arguments: [numbers, table, index])
      }
      try database.execute(sql: "ANALYZE sqlite_schema")
    }
    return store
  }

  private func plan(_ condition: String) throws -> [String] {
    try study().rows(
      "EXPLAIN QUERY PLAN SELECT hsf, avh FROM image_hardness WHERE \(condition)"
    ).rows.compactMap { row in if case .text(let step) = row.last { step } else { nil } }
  }

  @Test func `one image is found by its name`() throws {
    let plan = try plan("image = 'a' AND model = 'net'")
    #expect(plan.contains { $0.contains("SEARCH i USING") && $0.contains("name=?") })
    #expect(plan.contains { $0.contains("SEARCH c USING PRIMARY KEY (run_id=? AND image_id=?)") })
  }

  @Test func `the images of one class are found by an index`() throws {
    let plan = try plan("class = 'cat' AND model = 'net'")
    #expect(plan.contains { $0.contains("INDEX score_of_class (class_id=? AND run_id=?)") })
    #expect(!plan.contains { $0.contains("SCAN c") || $0.contains("SCAN i") })
  }

  /// 6,000 images of three or of five classes, and what SQLite reads for one of them.
  @Test(arguments: [3, 5])
  func `the images of one of few classes are found by an index too`(classes: Int) throws {
    let file = try TemporaryFolder()
    let path = file.path("study.db")
    let store = try StudyStore.create(path: path)
    let names = (0..<classes).map { "class \($0)" }
    try store.ensureDataset(
      "many",
      labelSpace: LabelSpace(
        name: "names", classes: names.enumerated().map { .init(index: Int32($0), name: $1) }))
    let images = (0..<6_000).map { "image\($0)" }
    let labels = images.indices.map { $0 % classes }
    try store.setLabels(dataset: "many", images: images, classes: labels)
    try store.write { database in
      try database.execute(
        sql: """
          INSERT INTO annotation_set (dataset_id, name, format, options, source_hash,
            annotator_identity, task, has_counts, is_default, rows_read, rows_used, import_counts)
          SELECT dataset_id, 's', 'f', '{}', '', 'none', 'forced-choice', 1, 1, 0, 0, '{}' FROM dataset;
          INSERT INTO image_votes (set_id, image_id, shown) SELECT set_id, image_id, 1
            FROM annotation_set JOIN image;
          """)
    }
    _ = try store.insertRun(StudyRun(dataset: "many", model: "net"), images: images) { sink in
      for first in stride(from: 0, to: images.count, by: 1_000) {
        let rows = first..<first + 1_000
        try sink.receive(StudyFixtures.tile(rows: rows, targets: labels[rows].map { Int32($0) }))
      }
    }
    try store.close()
    let again = try StudyStore.open(path: path)
    defer { try? again.close() }
    let steps = try again.rows(
      "EXPLAIN QUERY PLAN SELECT hsf, avh FROM image_hardness WHERE class = 'class 1'"
    ).rows.compactMap { row in if case .text(let step) = row.last { step } else { nil } }
    #expect(steps.contains { $0.contains("INDEX score_of_class (class_id=? AND run_id=?)") })
    // Beyond the limit the number of rows is an estimate; all of them are of the one run.
    let stat = try again.rows("SELECT stat FROM sqlite_stat1 WHERE idx = 'score'").rows.first?.first
    guard case .text(let text) = stat else {
      Issue.record("no statistics")
      return
    }
    let numbers = text.split(separator: " ").compactMap { Int($0) }
    #expect(numbers.count == 3 && numbers[0] == numbers[1] && (3_000...12_000).contains(numbers[0]))
  }

  @Test func `a study without an index gets it when it is opened for writing`() throws {
    let file = try TemporaryFolder()
    let path = file.path("study.db")
    let store = try StudyStore.create(path: path)
    try StudyFixtures.votes(in: store)
    try store.write { try $0.execute(sql: "DROP INDEX score_of_class") }
    try store.close()
    let again = try StudyStore.open(path: path, mode: .readWrite)
    #expect(
      try again.rows("SELECT name FROM sqlite_schema WHERE name = 'score_of_class'").rows
        == [[.text("score_of_class")]])
    try again.close()
  }

  @Test func `both long views have the values of the table of scores`() throws {
    let store = try study()
    for score in Score.all where score.direction != .none {
      let (_, rows) = try store.rows(
        """
        SELECT (SELECT group_concat(value, ' ') FROM
            (SELECT value FROM score_long WHERE name = '\(score.name)' ORDER BY image_id)),
          (SELECT group_concat(v, ' ') FROM (SELECT CAST(\(score.column) AS REAL) AS v FROM score
            WHERE v IS NOT NULL ORDER BY image_id)),
          (SELECT count(*) FROM score_hardness WHERE score = '\(score.name)'),
          (SELECT count(\(score.column)) FROM image_hardness_all WHERE is_default)
        """)
      #expect(rows[0][0] == rows[0][1], "\(score.name)")
      #expect(rows[0][2] == rows[0][3], "\(score.name)")
    }
  }
}
