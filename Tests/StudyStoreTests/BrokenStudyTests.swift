import Foundation
import GRDB
import StudyValues
import TestSupport
import Testing

@testable import StudyStore

/// Files that a killed or a foreign program left.
struct BrokenStudyTests {
  /// A study with votes, closed.
  private static func study(in folder: TemporaryFolder) throws -> String {
    let path = folder.path("study.db")
    let store = try StudyStore.create(path: path)
    try StudyFixtures.votes(in: store)
    try store.close()
    return path
  }

  /// What is left of a study with one more table row when its writer is killed: file and log.
  private static func killed(in folder: TemporaryFolder) throws -> String {
    let path = try study(in: folder)
    let writer = try StudyStore.open(path: path, mode: .readWrite)
    try writer.storeResolvedManifest("late", study: "s")
    try FileManager.default.createDirectory(
      atPath: folder.path("left"), withIntermediateDirectories: false)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: path + suffix, toPath: folder.path("left/study.db" + suffix))
    }
    try writer.close()
    return folder.path("left/study.db")
  }

  @Test(arguments: [0, 4096])
  func `a file that holds nothing yet is completed, and cannot be asked`(bytes: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    if bytes == 0 {
      _ = try folder.write("", as: "study.db")
    } else {
      // One page, as it is after the first change of the journal mode.
      try DatabaseQueue(path: path).writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA journal_mode = WAL")
      }
    }
    for mode in [StudyStore.Mode.readOnly, .readWrite] {
      #expect(throws: StudyStoreError.unfinished(path: path)) {
        try StudyStore.open(path: path, mode: mode)
      }
    }
    let store = try StudyStore.open(path: path, mode: .createIfMissing)
    try StudyFixtures.votes(in: store)
    try store.close()
    #expect(try StudyStore.open(path: path).images(of: "pets").names.count == 4)
  }

  @Test func `a place without room for the index of the log leaves no file, or the old one`() throws
  {
    let folder = try TemporaryFolder()
    let (new, old) = (folder.path("new.db"), try Self.study(in: folder))
    let bytes = try Data(contentsOf: URL(filePath: old))
    for path in [new, old] {
      // The index cannot be made where a folder has its name.
      try FileManager.default.createDirectory(
        atPath: path + "-shm", withIntermediateDirectories: false)
      let store = try StudyStore.open(path: path, mode: .createIfMissing)
      #expect(throws: StudyStoreError.self) {
        try store.storeResolvedManifest("late", study: "s")
      }
      try store.close()
      try FileManager.default.removeItem(atPath: path + "-shm")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path(".")) == ["study.db"])
    // The mode of the journal stands in bytes 18 and 19, and changes are counted from byte 24 on.
    let left = try Data(contentsOf: URL(filePath: old))
    #expect(left[18...19] == bytes[18...19] && left.dropFirst(100) == bytes.dropFirst(100))
  }

  @Test func `a full disk, or no room for what lies beside the file, is one sentence`() {
    func sentence(_ code: ResultCode) -> StudyStoreError? {
      StudyConnection.sentence(
        for: DatabaseError(resultCode: code, message: "disk I/O error"), path: "s.db")
        as? StudyStoreError
    }
    #expect(sentence(.SQLITE_FULL) == .diskFull(path: "s.db"))
    #expect(
      sentence(.SQLITE_IOERR_SHMSIZE)
        == .notReadOrWritten(path: "s.db", detail: "no room for the index of its log"))
    #expect(
      sentence(.SQLITE_IOERR_READ) == .notReadOrWritten(path: "s.db", detail: "disk I/O error"))
  }

  @Test func `images are added to a study that has one with the largest possible key`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO image (image_id, dataset_id, name)
          SELECT 9223372036854775807, dataset_id, 'last' FROM image LIMIT 1
          """)
    }
    try queue.close()
    let store = try StudyStore.open(path: path, mode: .readWrite)
    defer { try? store.close() }
    let names = (0..<20).map { "more\($0)" }
    try store.setLabels(
      dataset: "pets", images: names, classes: [Int?](repeating: nil, count: names.count))
    #expect(try store.images(of: "pets").names == StudyFixtures.images + names + ["last"])
  }

  @Test func `several programs that begin at once all succeed`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          let store = try StudyStore.open(path: path, mode: .createIfMissing)
          try store.ensureDataset("pets-\(number)", labelSpace: StudyFixtures.space())
          try store.close()
        }
      }
      try await group.waitForAll()
    }
    #expect(try StudyStore.open(path: path).datasets().count == 4)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["study.db"])
  }

  @Test func `a key that a damaged file has twice is a damaged study, and no trap`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    // A copy of a table keeps no rule.
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(
        sql: """
          PRAGMA foreign_keys = OFF;
          CREATE TABLE copy AS SELECT * FROM class;
          INSERT INTO copy SELECT * FROM class;
          PRAGMA legacy_alter_table = ON;
          DROP TABLE class;
          ALTER TABLE copy RENAME TO class;
          """)
    }
    let store = try StudyStore.open(path: path)
    let error = #expect(throws: StudyStoreError.self) { try store.votes(dataset: "pets") }
    #expect(
      error?.description.contains("the table class has the key") == true,
      "\(String(describing: error))")
    #expect(throws: DatabaseError.self) {
      try Dictionary(checked: [(Int64(8), 1), (8, 2)], of: "image")
    }
  }

  @Test(arguments: ["shown", "selected", "partial"], [Int64.min, -1, 1 << 31, .max])
  func `a count that no import stores is refused, and no trap`(column: String, count: Int64) throws
  {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(
        sql: "PRAGMA ignore_check_constraints = ON; UPDATE tally SET \(column) = \(count)")
    }
    let store = try StudyStore.open(path: path)
    #expect(throws: StudyStoreError.self) { try store.votes(dataset: "pets") }
    #expect(throws: StudyStoreError.self) { try store.hardnessTable(dataset: "pets") }
  }

  @Test func `a reader sees what a killed writer had stored`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.killed(in: folder)
    let reader = try StudyStore.open(path: path)
    #expect(try reader.resolvedManifest(study: "s") == "late")
    try reader.close()
  }

  @Test func `a first import that is killed leaves an empty study to whoever comes next`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    let writer = try StudyStore.open(path: path, mode: .createIfMissing)
    struct Killed: Error {}
    #expect(throws: Killed.self) {
      try writer.bulkTransaction {
        try StudyFixtures.votes(in: writer)
        // What does not fit into the memory of SQLite is in the file before the end.
        try writer.write { try $0.execute(sql: "PRAGMA cache_size = 1") }
        try writer.storeResolvedManifest(String(repeating: "x", count: 1 << 20), study: "s")
        try FileManager.default.createDirectory(
          atPath: folder.path("left"), withIntermediateDirectories: false)
        for suffix in ["", "-journal"] {
          try FileManager.default.copyItem(
            atPath: path + suffix, toPath: folder.path("left/study.db" + suffix))
        }
        throw Killed()
      }
    }
    try writer.close()
    let left = folder.path("left/study.db")
    let whole = try Data(contentsOf: URL(filePath: left))
    #expect(whole.count > 1 << 20)
    let reader = try StudyStore.open(path: left)
    #expect(try reader.datasets().isEmpty)
    try reader.close()
    let store = try StudyStore.open(path: left, mode: .createIfMissing)
    try StudyFixtures.votes(in: store)
    try store.close()
    #expect(try StudyStore.open(path: left).images(of: "pets").names.count == 4)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("left")) == ["study.db"])
  }

  @Test func `a file that moved while it was open is not written to`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    let store = try StudyStore.open(path: path, mode: .readWrite)
    try FileManager.default.moveItem(atPath: path, toPath: folder.path("other.db"))
    #expect(throws: StudyStoreError.removed(path: path)) {
      try store.storeResolvedManifest("x", study: "s")
    }
    try? store.close()
  }

  @Test(arguments: 16..<100)
  func `a damaged header is one sentence`(byte: Int) throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[byte] ^= 0xFF
    try bytes.write(to: URL(filePath: path))
    for mode in [StudyStore.Mode.readOnly, .readWrite] {
      do {
        let store = try StudyStore.open(path: path, mode: mode, access: StudyAccess(wait: 0))
        _ = try store.tables()
        try? store.close()
      } catch let error as StudyStoreError {
        #expect(!error.description.contains("\n") && error.description.hasPrefix(path))
      }
    }
  }

  @Test func `a study without one of its tables is damaged`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    try DatabaseQueue(path: path).write { try $0.execute(sql: "DROP TABLE external_score") }
    #expect(
      throws: StudyStoreError.damaged(path: path, detail: "the table external_score is missing")
    ) { try StudyStore.open(path: path) }
  }

  @Test func `a text that is not the JSON that belongs there is damage`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "UPDATE annotation_set SET import_counts = '{\"rowsRead\":'")
    }
    let store = try StudyStore.open(path: path)
    #expect {
      try store.annotationSets(of: "pets")
    } throws: {
      if case StudyStoreError.damaged = $0 { true } else { false }
    }
  }

  /// Columns without which nothing can be said, of every table that is read row by row.
  private static let columns = [
    "image.name", "image.class_id", "class.name", "class.index", "dataset.name",
    "dataset.label_space", "annotation_set.name", "annotation_set.has_counts",
    "annotation_set.import_counts", "annotation_set.task", "annotator.name",
    "answer.chosen_class_id", "answer.level", "tally.shown", "tally.selected", "tally.partial",
    "image_votes.shown",
  ]

  @Test(arguments: columns, ["NULL", "'x'", "x'FF'", "9223372036854775807", "-1", "1e300"])
  func `a value that is missing or of another kind is damage`(
    column: String, value: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    let parts = column.split(separator: ".")
    // What keeps such values out stands in the file, so another program can leave it out.
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA writable_schema = ON;
          UPDATE sqlite_schema
          SET sql = replace(replace(replace(sql, ' NOT NULL', ''), 'STRICT, ', ''), 'STRICT', '')
          WHERE type = 'table'
          """)
    }
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;
          UPDATE OR IGNORE \(parts[0]) SET "\(parts[1])" = \(value)
          """)
    }
    let readings: [(StudyStore) throws -> Void] = [
      { _ = try $0.tables() }, { _ = try $0.datasets() },
      { _ = try $0.annotationSets(of: "pets") }, { _ = try $0.votes(dataset: "pets") },
      { _ = try $0.answers(dataset: "pets") }, { _ = try $0.hardnessTable(dataset: "pets") },
      { _ = try $0.labelSpace(of: "pets") },
    ]
    for reading in readings {
      do {
        let store = try StudyStore.open(path: path)
        defer { try? store.close() }
        try reading(store)
      } catch is StudyStoreError {
        // One sentence, as every error of the store.
      } catch is StudyValuesError {
      }
    }
  }

  @Test func `an older study whose rows name rows that are not there is damaged`() throws {
    let folder = try TemporaryFolder()
    let old = try #require(
      Bundle.module.url(forResource: "References/version-1/study.db", withExtension: nil))
    let path = folder.path("old.db")
    try FileManager.default.copyItem(atPath: old.path, toPath: path)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: path, configuration: configuration).write {
      try $0.execute(sql: "UPDATE image SET dataset_id = 77 WHERE rowid = 1")
    }
    for mode in [StudyStore.Mode.readOnly, .readWrite] {
      #expect {
        try StudyStore.open(path: path, mode: mode)
      } throws: {
        if case StudyStoreError.damaged = $0 { true } else { false }
      }
    }
  }

  @Test(arguments: ["model", "grdb_migrations"])
  func `a study with a trigger is refused`(table: String) throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    try DatabaseQueue(path: path).write {
      try $0.execute(
        sql: """
          CREATE TABLE grdb_migrations(identifier TEXT);
          CREATE TRIGGER evil AFTER INSERT ON \(table) BEGIN DELETE FROM answer; END
          """)
    }
    for mode in [StudyStore.Mode.readOnly, .readWrite] {
      #expect(throws: StudyStoreError.hasTrigger(path: path, name: "evil")) {
        try StudyStore.open(path: path, mode: mode)
      }
    }
  }

  @Test(arguments: [
    "SELECT fts3_tokenizer('simple')", "SELECT load_extension('x')", "SELECT * FROM outside",
  ])
  func `nothing reaches outside of a study that is read, not even through a view`(
    sql: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "CREATE VIEW outside AS SELECT fts3_tokenizer('simple') AS x")
    }
    let store = try StudyStore.open(path: path)
    #expect(throws: StudyStoreError.self) { try store.rows(sql) }
    #expect(try store.rows("SELECT spearman(hsf, shown) FROM human_hardness").rows.count == 1)
    #expect(try store.rows("PRAGMA table_info(image)").rows.count == 7)
    #expect(try store.rows("SELECT value FROM json_each('[1, 2]')").rows.count == 2)
  }
}
