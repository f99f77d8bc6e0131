import GRDB
import Testing

@testable import StudyStore

struct TransactionTests {
  /// An image of a data set that is not there.
  private static let orphan = "INSERT INTO image (dataset_id, name) VALUES (99, 'x')"

  private static func study() throws -> StudyStore {
    let store = try StudyStore.inMemory()
    try StudyFixtures.votes(in: store)
    return store
  }

  private static func images(in store: StudyStore) throws -> Int? {
    try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM image") }
  }

  private static func enforcesReferences(_ store: StudyStore) throws -> Bool? {
    try store.read { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") }
  }

  @Test func `a bulk transaction that breaks a reference is undone as a whole`() throws {
    let store = try Self.study()
    let before = try Self.images(in: store)
    var error: StudyStoreError?
    do {
      try store.bulkTransaction {
        try store.write {
          try $0.execute(sql: "INSERT INTO image (dataset_id, name) VALUES (1, 'fine')")
          try $0.execute(sql: Self.orphan)
        }
      }
    } catch let thrown as StudyStoreError { error = thrown }
    #expect(
      error
        == .damaged(
          path: ":memory:", detail: "a row of image refers to a row of dataset that is not there"))
    #expect(try Self.images(in: store) == before)
  }

  @Test func `a bulk transaction may mend a reference before it ends`() throws {
    let store = try Self.study()
    try store.bulkTransaction {
      try store.write {
        try $0.execute(sql: Self.orphan)
        try $0.execute(sql: "UPDATE image SET dataset_id = 1 WHERE dataset_id = 99")
      }
    }
    #expect(try store.rows("SELECT 1 FROM image WHERE name = 'x'").rows.count == 1)
  }

  @Test func `references are enforced again after a bulk transaction, however it ends`() throws {
    let store = try Self.study()
    #expect(try store.bulkTransaction { try Self.enforcesReferences(store) } == false)
    #expect(try Self.enforcesReferences(store) == true)
    #expect(throws: StudyFixtures.Unexpected.self) {
      try store.bulkTransaction { throw StudyFixtures.Unexpected() }
    }
    #expect(try Self.enforcesReferences(store) == true)
    #expect(throws: DatabaseError.self) { try store.write { try $0.execute(sql: Self.orphan) } }
  }

  @Test func `a large study and an inner transaction check each row`() throws {
    let store = try Self.study()
    #expect(throws: DatabaseError.self) {
      try store.bulkTransaction(upTo: 0) { try store.write { try $0.execute(sql: Self.orphan) } }
    }
    #expect(throws: DatabaseError.self) {
      try store.transaction {
        try store.bulkTransaction { try store.write { try $0.execute(sql: Self.orphan) } }
      }
    }
  }
}
