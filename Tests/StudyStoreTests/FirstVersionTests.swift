import Foundation
import GRDB
import RealModule
import StudyValues
import TestSupport
import Testing

@testable import StudyStore

/// A study that version 0.1.0 wrote, see References/version-1.
struct FirstVersionTests {
  private struct Missing: Error {}

  private static func reference(_ name: String) throws -> URL {
    guard
      let url = Bundle.module.url(forResource: "References/version-1/\(name)", withExtension: nil)
    else { throw Missing() }
    return url
  }

  /// A copy of the study.
  private static func study(in folder: TemporaryFolder) throws -> String {
    try folder.write(Data(contentsOf: reference("study.db")), as: "study.db")
  }

  /// The questions by name, and what version 0.1.0 answered.
  private static func questions() throws -> [(sql: String, answer: [[String: Any]])] {
    let answers = try JSONSerialization.jsonObject(
      with: Data(contentsOf: reference("answers-expected.json")))
    return try String(contentsOf: reference("answers.tsv"), encoding: .utf8)
      .split(separator: "\n").map { line in
        let parts = line.split(separator: "\t")
        guard let rows = (answers as? [String: Any])?[String(parts[0])] as? [[String: Any]] else {
          throw Missing()
        }
        return (String(parts[1]), rows)
      }
  }

  private static func expectAnswers(of store: StudyStore) throws {
    for (sql, answer) in try questions() {
      let (columns, rows) = try store.rows(sql)
      #expect(rows.count == answer.count)
      for (row, expected) in zip(rows, answer) {
        #expect(Set(columns) == Set(expected.keys))
        for (column, value) in zip(columns, row) {
          switch value {
          case .text(let text): #expect(expected[column] as? String == text)
          case .integer(let number): #expect(expected[column] as? Int == Int(number))
          case .real(let number):
            let wanted = try #require(expected[column] as? Double)
            #expect(
              number.isApproximatelyEqual(to: wanted, relativeTolerance: 1e-12),
              "\(column): \(number), expected \(wanted)")
          case .null: #expect(expected[column] is NSNull)
          case .bytes: Issue.record("\(column) holds bytes")
          }
        }
      }
    }
  }

  private static func schema(of store: StudyStore) throws -> [[QueryValue]] {
    try store.rows(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    ).rows
  }

  @Test func `it is brought up to date and gives the same answers`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    let store = try StudyStore.open(path: path, mode: .readWrite)
    try Self.expectAnswers(of: store)
    #expect(try store.rows("PRAGMA user_version").rows == [[.integer(Int64(StudySchema.version))]])
    #expect(try store.rows("PRAGMA foreign_key_check").rows.isEmpty)
    #expect(try store.rows("PRAGMA integrity_check").rows == [[.text("ok")]])
    #expect(try Self.schema(of: store) == Self.schema(of: StudyStore.inMemory()))
    #expect(try store.resolvedManifest(study: "fixture")?.isEmpty == false)
    #expect(try store.analyses().isEmpty && store.verdicts().isEmpty)
    #expect(try store.runs(dataset: "photos").count == 7)
    try store.close()
  }

  @Test func `to open it again changes nothing`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    try StudyStore.open(path: path, mode: .readWrite).close()
    let (first, schema) = try (
      Data(contentsOf: URL(filePath: path)), Self.schema(of: StudyStore.open(path: path))
    )
    let again = try StudyStore.open(path: path, mode: .readWrite)
    #expect(try Self.schema(of: again) == schema)
    try again.close()
    // The change counter in the header moves with each change of the journal mode.
    let second = try Data(contentsOf: URL(filePath: path))
    #expect(second.count == first.count && second.dropFirst(100) == first.dropFirst(100))
    try Self.expectAnswers(of: StudyStore.open(path: path))
  }

  @Test func `it can be read without being changed, and that is said`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    let before = try Data(contentsOf: URL(filePath: path))
    let said = Notices()
    let store = try StudyStore.open(path: path, access: StudyAccess(notice: said.receive))
    try Self.expectAnswers(of: store)
    #expect(try store.hardnessTable(dataset: "photos").count == 32)
    #expect(throws: StudyStoreError.openedReadOnly(path: path)) {
      try store.storeResolvedManifest("x", study: "s")
    }
    try store.close()
    #expect(said.all.count == 1)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `runs are told apart by what they are, not by the program that scored them`() throws {
    let folder = try TemporaryFolder()
    let store = try StudyStore.open(path: Self.study(in: folder), mode: .readWrite)
    let run = try store.run(dataset: "photos", model: "a | b", role: .checkpoint, step: 100)
    #expect(run.run.parameters["avh_version"] == nil)
    #expect(run.run.parameters["train_loss"] == .number(1.4))
    for run in try store.runs(dataset: "photos") {
      let (_, rows) = try store.rows(
        "SELECT identity FROM run WHERE run_id = :id", arguments: ["id": .integer(run.id)])
      #expect(rows == [[.text(try run.run.identity)]])
    }
  }

  @Test func `what a user added is kept`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.study(in: folder)
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: """
          CREATE TABLE notes (image_id INTEGER REFERENCES image, note TEXT);
          INSERT INTO notes VALUES (1, 'blurred');
          CREATE VIEW hard AS SELECT * FROM image_hardness WHERE hsf < 0.5;
          CREATE INDEX my_index ON answer (annotator_id)
          """)
    }
    let store = try StudyStore.open(path: path, mode: .readWrite)
    #expect(try store.rows("SELECT note FROM notes JOIN image USING (image_id)").rows.count == 1)
    #expect(try !store.rows("SELECT * FROM hard").rows.isEmpty)
    #expect(try store.rows("SELECT 1 FROM sqlite_schema WHERE name = 'my_index'").rows.count == 1)
  }

  @Test func `it is updated to the tables that a new study has`() throws {
    let folder = try TemporaryFolder()
    // SQLite's own statistics come with the first rows.
    let question = """
      SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name <> 'sqlite_stat1' ORDER BY name
      """
    let updated = try StudyStore.open(path: Self.study(in: folder), mode: .readWrite).rows(question)
    let new = try StudyStore.inMemory().rows(question)
    #expect(updated.rows == new.rows)
    #expect(new.rows.count > 40)
  }
}
