import ArgumentParser
import Explore
import Foundation
import StudyStore
import TestSupport
import Testing

@testable import avh

/// `avh explore` and `avh influence`; what the page does in a browser is the matter of `Tests/explore.py`.
struct ExploreCommandTests {
  /// Runs `avh explore`, which may wait for browsers and so is asynchronous.
  private func explore(_ arguments: String...) async throws {
    let parsed = try AVHCommand.parseAsRoot(["explore"] + arguments + ["--quiet"])
    let command = try #require(parsed as? ExploreCommand)
    try await StandardOutput.$capture.withValue(LockedText()) { try await command.run() }
  }

  private func ran() throws -> (study: SmallStudy, database: String) {
    let study = try SmallStudy()
    let out = study.path("out")
    let run = CommandRun("study", "run", try study.writeSimulated(), "--out", out, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    return (study, out + "/study.db")
  }

  @Test func `a page or a manual that cannot be made is refused before, dry or not`() async throws {
    let (study, database) = try ran()
    defer { withExtendedLifetime(study) {} }
    let place = database + "/page"
    await #expect(throws: (any Error).self) {
      try await explore(database, "--out", place, "--dry-run")
    }
    #expect(CommandRun("man", "--out", place, "--dry-run").code == 73)
  }

  /// The value of a file of data.
  private func object(_ page: String, _ name: String) throws -> [String: Any] {
    let text = try String(contentsOfFile: "\(page)/data/\(name).js", encoding: .utf8)
    let prefix = "(globalThis.avhData ??= {})[\"\(name)\"] = "
    try #require(text.hasPrefix(prefix))
    let json = text.dropFirst(prefix.count).trimmingCharacters(in: .init(charactersIn: ";\n"))
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(value as? [String: Any])
  }

  /// The numbers of a packed column of bytes or of pairs of bytes.
  private func numbers(_ column: Any?) throws -> [Int] {
    let column = try #require(column as? [String: String])
    let bytes = Array(try #require(Data(base64Encoded: column["data"] ?? "")))
    guard column["type"] == "u16" else { return bytes.map(Int.init) }
    return stride(from: 0, to: bytes.count, by: 2).map { Int(bytes[$0]) | Int(bytes[$0 + 1]) << 8 }
  }

  @Test func `ranks and answers of the page are those of SQL`() async throws {
    let (study, database) = try ran()
    let page = study.path("page")
    try await explore(database, "--out", page, "--score", "confidence")
    let store = try StudyStore.open(path: database)
    let rows = try store.rows(
      """
      SELECT rank() OVER (ORDER BY confidence DESC) - 1,
        CAST(100 * percent_rank() OVER (PARTITION BY class ORDER BY confidence DESC) AS INTEGER),
        2 - correct
      FROM image_hardness WHERE model = 'sharp' ORDER BY image
      """
    ).rows
    let score = try object(page, "score-0-0")
    #expect(try numbers(score["rank"]).map { .integer(Int64($0)) } == rows.map { $0[0] })
    #expect(try numbers(score["percent"]).map { .integer(Int64($0)) } == rows.map { $0[1] })
    let network = try object(page, "network-0")
    #expect(try numbers(network["correct"]).map { .integer(Int64($0)) } == rows.map { $0[2] })
    #expect(try object(page, "study")["study"] as? String == "study.db")
    let verdict = try object(page, "verdict")["value"] as? [String: Any]
    #expect(verdict?["claim"] as? String == "C4")
    let matrix = try object(page, "matrix")["value"] as? [String: Any]
    #expect(matrix?["deciders"] as? [String] == ["sharp", "people"])
  }

  @Test func `the same study gives the same bytes, and replaces only its own`() async throws {
    let (study, database) = try ran()
    let (first, second) = (study.path("first"), study.path("second"))
    try await explore(database, "--out", first)
    try await explore(database, "--out", second, "--threads", "1")
    try await explore(database, "--out", second, "--threads", "2")
    let files = try FileManager.default.subpathsOfDirectory(atPath: first).sorted()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: second).sorted() == files)
    for file in files where file.contains(".") {
      #expect(
        FileManager.default.contents(atPath: "\(first)/\(file)")
          == FileManager.default.contents(atPath: "\(second)/\(file)"), "\(file)")
    }
    try Data().write(to: URL(filePath: first + "/mine.txt"))
    await #expect(throws: (any Error).self) { try await explore(database, "--out", first) }
    #expect(FileManager.default.fileExists(atPath: first + "/mine.txt"))
  }

  @Test func `pictures are addressed from the page, and only those of the folder`() async throws {
    let (study, database) = try ran()
    try FileManager.default.createDirectory(
      atPath: study.path("pictures"), withIntermediateDirectories: true)
    _ = try study.folder.write("x", as: "pictures/image-00000.png")
    _ = try study.folder.write("x", as: "secret.png")
    try FileManager.default.createSymbolicLink(
      atPath: study.path("pictures/image-00001.png"), withDestinationPath: study.path("secret.png"))
    let page = study.path("page")
    try await explore(database, "--out", page, "--images", study.path("pictures"))
    let pictures = try #require(try object(page, "study")["pictures"] as? [String: Any])
    #expect(pictures["base"] as? String == "../pictures/")
    #expect(pictures["endings"] as? [String] == [".png"])
    #expect(try numbers(pictures["ending"]).prefix(3) == [1, 0, 0])
  }

  @Test(arguments: [["--serve", "--out", "page"], [], ["--out", "page", "--port", "80"]])
  func `a page is written or served`(arguments: [String]) {
    #expect(throws: (any Error).self) {
      try AVHCommand.parseAsRoot(["explore", "study.db"] + arguments)
    }
  }

  @Test func `an unknown score is named with the nearest`() async throws {
    let (study, database) = try ran()
    await #expect(throws: (any Error).self) {
      try await explore(database, "--out", study.path("page"), "--score", "avhh")
    }
    #expect(!FileManager.default.fileExists(atPath: study.path("page")))
  }

  @Test func `influence begins with the difference that compare gives`() throws {
    let (study, database) = try ran()
    defer { withExtendedLifetime(study) {} }
    let found = CommandRun(
      "influence", database, "avh:confidence", "--count", "3", "--json", "--quiet")
    try #require(found.code == 0, Comment(rawValue: found.message))
    let compared = CommandRun(
      "compare", database, "avh:confidence", "--test", "influence", "--json", "--quiet")
    try #require(compared.code == 0, Comment(rawValue: compared.message))
    let rows = try found.rows
    #expect(rows.count == 3)
    for row in rows {
      let change = try #require(row["change"] as? Double)
      let without = try #require(row["difference"] as? Double)
      let whole = try #require(compared.rows.first?["difference"] as? Double)
      #expect(abs(without - change - whole) < 1e-12)
    }
  }

  @Test func `pictures lie where a file told it, and addresses are links`() async throws {
    let folder = try TemporaryFolder()
    let votes = try folder.write(
      """
      image,annotator,label
      photos/set a/one.jpg,p,cat
      photos/set a/one.jpg,q,dog
      https://pics.example/two.png?size=9&X-Amz-Signature=0f,p,dog
      three,p,cat
      four,p,cat

      """, as: "votes.csv")
    try FileManager.default.createDirectory(
      atPath: folder.path("pics/photos/set a"), withIntermediateDirectories: true)
    for path in ["pics/photos/set a/one.jpg", "pics/three.png", "pics/else.png"] {
      _ = try folder.write("picture", as: path)
    }
    let database = folder.path("study.db")
    let run = CommandRun("import", database, votes)
    try #require(run.code == 0, Comment(rawValue: run.message))
    let page = folder.path("page")
    try await explore(database, "--out", page, "--images", folder.path("pics"))
    let people = try object(page, "study")
    let pictures = try #require(people["pictures"] as? [String: Any])
    let names = try StudyStore.open(path: database).rows(
      "SELECT name FROM image ORDER BY image_id"
    ).rows.map { $0[0] }
    #expect(names.count == 4)
    #expect(pictures["others"] as? [String: String] == ["0": "photos/set a/one.jpg"])
    #expect(pictures["endings"] as? [String] == [".png"])
    #expect(try numbers(pictures["ending"]) == [0, 0, 1, 0])
    #expect(
      try object(page, "cards-0")["addresses"] as? [String: String]
        == ["1": "https://pics.example/two.png?size=9"])
  }
}
