import Foundation
import TestSupport
import Testing

@testable import avh

struct ImportImagesCommandTests {
  private let folder: TemporaryFolder
  private var database: String { folder.path("study.db") }

  /// A study whose votes name the images a and b.
  init() throws {
    folder = try TemporaryFolder()
    let votes = try folder.write(
      "task,worker,label\na.jpg,w1,cat\na.jpg,w2,cat\nb.jpg,w1,dog\nb.jpg,w2,cat\n", as: "votes.csv"
    )
    let labels = try folder.write("image,label\na,cat\nb,dog\n", as: "labels.csv")
    let space = try folder.write("cat\ndog\n", as: "classes.txt")
    let run = CommandRun(
      "import", database, votes, "--dataset", "pets", "--set", "lab", "--label-space", space,
      "--labels", labels, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
  }

  @Test func `a file that names images otherwise is joined through a table of aliases`() throws {
    let other = try folder.write("task,worker,label\nDSC1,w1,cat\nDSC2,w1,dog\n", as: "other.csv")
    let arguments = [
      "import", database, other, "--dataset", "pets", "--set", "web", "--json", "--quiet",
    ]
    #expect(CommandRun(arguments).code == 65)
    let table = try folder.write("alias,image\nDSC1.jpg,a\nDSC2.jpg,b\n", as: "names.csv")
    let named = CommandRun("import-images", database, "--aliases", table, "--json", "--quiet")
    #expect(named.code == 0, Comment(rawValue: named.message))
    #expect(try named.counts["aliases new"] == 2)
    let joined = CommandRun(arguments)
    #expect(joined.code == 0, Comment(rawValue: joined.message))
    #expect(try joined.counts["images matched"] == 2)
  }

  @Test func `a wrong row of aliases is named with its line and nothing is kept`() throws {
    let table = try folder.write("image,alias\na,DSC1\nc,DSC2\n", as: "names.csv")
    let run = CommandRun("import-images", database, "--aliases", table)
    #expect(run.code == 65)
    #expect(run.message.contains("names.csv, line 3") && run.message.contains("c"))
    #expect(!run.message.contains(".."))
    let aliases = CommandRun(
      "query", database, "SELECT count(*) AS n FROM image_alias WHERE alias = 'DSC1'", "--json")
    #expect(try aliases.rows.first?["n"] as? Int == 0)
  }

  @Test func `pictures are read below their folder and name images by their digests`() throws {
    let pictures = folder.url.appending(path: "pictures/pets")
    try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
    try Data("abc".utf8).write(to: pictures.appending(path: "a.jpg"))
    try Data("abc".utf8).write(to: pictures.appending(path: "b.jpg"))
    try Data("note".utf8).write(to: pictures.appending(path: "readme.txt"))
    let run = CommandRun(
      "import-images", database, "--pictures", folder.path("pictures"), "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(try run.counts["pictures matched by name"] == 2)
    let hashes = CommandRun(
      "query", database, "SELECT name, content_hash FROM image ORDER BY name", "--json")
    // The digest of "abc" that FIPS 180-4 gives as its example.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try hashes.rows.map { $0["content_hash"] as? String } == [abc, abc])
    let check = CommandRun("check", database, "--json")
    #expect(check.code == 1)
    #expect(check.output.contains("same-content") && check.output.contains("a, b"))
  }

  @Test func `a folder without pictures and a call without either are refused`() throws {
    let empty = folder.url.appending(path: "empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    let run = CommandRun("import-images", database, "--pictures", empty.path)
    #expect(run.code == 65)
    #expect(run.message.contains("holds no pictures"))
    #expect(CommandRun("import-images", database).code == 64)
    let missing = CommandRun("import-images", database, "--pictures", folder.path("none"))
    #expect(missing.code == 66)
    #expect(missing.message.contains("none is missing; name a folder of pictures"))
  }
}
