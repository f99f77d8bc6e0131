import Foundation
import GRDB
import TestSupport
import Testing

@testable import StudyStore

struct StudyStoreTests {
  @Test func `a study survives closing and is one plain file afterwards`() throws {
    let folder = try TemporaryFolder()
    let store = try StudyStore.create(path: folder.path("study.db"))
    try StudyFixtures.votes(in: store)
    try store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["study.db"])
    let header = try Data(contentsOf: folder.url.appending(path: "study.db")).prefix(20)
    // Bytes 18 and 19 of an SQLite file are 1 for a rollback journal and 2 for a write-ahead log.
    #expect(header[18] == 1 && header[19] == 1)
    let again = try StudyStore.open(path: folder.path("study.db"))
    #expect(try again.datasets().map(\.name) == ["pets"])
    try again.close()
  }

  @Test func `while it is written the file uses a write-ahead log and enforces foreign keys`()
    throws
  {
    let folder = try TemporaryFolder()
    let store = try StudyStore.create(path: folder.path("study.db"))
    let mode = try store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
    #expect(throws: (any Error).self) {
      try store.write {
        try $0.execute(sql: "INSERT INTO image (dataset_id, name) VALUES (99, 'x')")
      }
    }
    try store.close()
  }

  @Test func `a new file that stayed empty is removed`() throws {
    let folder = try TemporaryFolder()
    try StudyStore.create(path: folder.path("study.db")).close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func `an existing empty study is kept`() throws {
    let folder = try TemporaryFolder()
    let store = try StudyStore.create(path: folder.path("study.db"))
    try StudyFixtures.votes(in: store)
    try store.close()
    try StudyStore.open(path: folder.path("study.db"), mode: .readWrite).close()
    #expect(FileManager.default.fileExists(atPath: folder.path("study.db")))
  }

  @Test func `refuses what is not a study`() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path("missing.db")
    #expect(throws: StudyStoreError.missingFile(path: missing)) {
      try StudyStore.open(path: missing)
    }
    #expect(throws: StudyStoreError.isDirectory(path: folder.url.path)) {
      try StudyStore.open(path: folder.url.path)
    }
    let text = try folder.write(String(repeating: "not a database ", count: 100), as: "text.db")
    #expect(throws: StudyStoreError.notADatabase(path: text)) { try StudyStore.open(path: text) }
    let nowhere = folder.path("no/such/folder/study.db")
    #expect(throws: StudyStoreError.cannotCreate(path: nowhere)) {
      try StudyStore.open(path: nowhere, mode: .createIfMissing)
    }
    #expect(throws: StudyStoreError.alreadyExists(path: text)) {
      try StudyStore.create(path: text)
    }
  }

  @Test func `refuses the database of another program and leaves it alone`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("other.db")
    try DatabaseQueue(path: path).write { database in
      try database.execute(sql: "CREATE TABLE t (x); PRAGMA application_id = 7")
    }
    let before = try Data(contentsOf: folder.url.appending(path: "other.db"))
    for mode in [StudyStore.Mode.readOnly, .readWrite, .createIfMissing] {
      #expect(
        throws: StudyStoreError.notAStudy(
          path: path, expected: StudySchema.applicationID, got: 7)
      ) {
        try StudyStore.open(path: path, mode: mode)
      }
    }
    #expect(try Data(contentsOf: folder.url.appending(path: "other.db")) == before)
  }

  @Test func `refuses a newer schema`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    let store = try StudyStore.create(path: path)
    try StudyFixtures.votes(in: store)
    try store.close()
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    for mode in [StudyStore.Mode.readOnly, .readWrite] {
      #expect(
        throws: StudyStoreError.newerSchema(path: path, expected: StudySchema.version, got: 99)
      ) {
        try StudyStore.open(path: path, mode: mode)
      }
    }
  }

  @Test func `nothing can be written to a study opened for reading`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    let store = try StudyStore.create(path: path)
    try StudyFixtures.votes(in: store)
    try store.close()
    let reader = try StudyStore.open(path: path)
    #expect(throws: StudyStoreError.openedReadOnly(path: path)) {
      try reader.setLabels(dataset: "pets", images: ["a"], classes: [1], replaces: true)
    }
    try reader.close()
  }

  @Test func `a transaction that fails leaves nothing of its parts`() throws {
    let store = try StudyStore.inMemory()
    #expect(throws: StudyFixtures.Unexpected.self) {
      try store.transaction {
        try StudyFixtures.votes(in: store)
        try StudyFixtures.run(StudyRun(dataset: "pets", model: "net"), in: store)
        throw StudyFixtures.Unexpected()
      }
    }
    for table in try store.tables() where !table.isView && table.name != "column_description" {
      #expect(table.rows == 0, "\(table.name)")
    }
  }

  @Test func `the same commands make the same bytes`() throws {
    let folder = try TemporaryFolder()
    let files = try ["one.db", "two.db"].map { name in
      let store = try StudyStore.create(path: folder.path(name))
      try StudyFixtures.votes(in: store)
      try StudyFixtures.run(StudyRun(dataset: "pets", model: "net"), in: store)
      try store.close()
      return try Data(contentsOf: folder.url.appending(path: name))
    }
    #expect(files[0] == files[1])
  }

  @Test func `a reader does not keep the writer from closing`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    let store = try StudyStore.create(path: path)
    try StudyFixtures.votes(in: store)
    let reader = try StudyStore.open(path: path)
    #expect(try reader.rows("SELECT count(*) FROM image").rows == [[.integer(4)]])
    try store.close()
    try reader.close()
    #expect(try StudyStore.open(path: path).images(of: "pets").names.count == 4)
  }

  @Test func `a wait of any length is told in seconds`() throws {
    let wait = FileWait(
      path: "study.db",
      access: StudyAccess(wait: .greatestFiniteMagnitude) { text in
        #expect(text.contains("waiting up to 1000000000 s"))
      })
    let start = ContinuousClock.now
    var tries = 0
    while ContinuousClock.now - start < .seconds(0.7) {
      #expect(wait.waits(tries: tries))
      tries += 1
    }
  }

  @Test func `two writers do not wait for ever`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("study.db")
    try StudyStore.open(path: path, mode: .createIfMissing, access: StudyAccess(wait: 0)).close()
    let said = Notices()
    let store = try StudyStore.open(
      path: path, mode: .createIfMissing, access: StudyAccess(wait: 0.8, notice: said.receive))
    try StudyFixtures.votes(in: store)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    #expect(throws: StudyStoreError.busy(path: path)) {
      try store.storeResolvedManifest("x", study: "s")
    }
    #expect(said.all.count == 1)
    try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try other.close()
    try store.close()
  }
}
