import Files
import Foundation
import TestSupport
import Testing

@testable import Studies

/// Folders of answers.
struct AnswerFilesTests {
  @Test func `a folder stands for its files of one kind, in order`() throws {
    let folder = try TemporaryFolder()
    let inner = folder.url.appending(path: "b")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    for name in ["c.csv", "b/a.csv", "a.csv", ".hidden.csv", "a.log", "empty.csv"] {
      _ = try folder.write(name == "empty.csv" ? "" : name, as: name)
    }
    let files = try AnswerFiles([folder.url.path])
    #expect(files.paths == ["a.csv", "b/a.csv", "c.csv"].map(folder.path))
    #expect(files.notes.count == 2)
    #expect(files.notes[0].contains("1 file that is no .csv file"))
    let digest = try #require(try files.digests().first)
    // A person may be the name of a file: another name is other data.
    try FileManager.default.moveItem(atPath: folder.path("c.csv"), toPath: folder.path("d.csv"))
    let renamed = try AnswerFiles([folder.url.path])
    #expect(try renamed.digests()[0].bytes == digest.bytes)
    #expect(try renamed.digests()[0].sha256 != digest.sha256)
  }

  @Test func `a file has the digest it had, and the same content twice is refused`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x", as: "a.csv")
    #expect(try AnswerFiles([path]).digests() == [FileDigest(path: path)])
    let other = try folder.write("x", as: "b.csv")
    #expect {
      try AnswerFiles([path, other])
    } throws: { "\($0)".contains("its votes would count twice") }
    #expect {
      try AnswerFiles([folder.url.path])
    } throws: { "\($0)".contains("its votes would count twice") }
  }

  @Test func `what is wrong with a name is said in the order of the names`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x", as: "a.csv")
    #expect {
      try AnswerFiles([path, path, "/no/such"])
    } throws: { "\($0)".contains("its votes would count twice") }
    #expect(throws: InputFileError.notFound(path: "/no/such")) {
      try AnswerFiles([path, "/no/such", path])
    }
  }

  @Test func `a folder of nothing, or of several kinds, is refused with a way out`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: InputFileError.directory(path: folder.url.path)) {
      try AnswerFiles([folder.url.path])
    }
    _ = try folder.write("x", as: "a.csv")
    _ = try folder.write("{}", as: "a.json")
    #expect {
      try AnswerFiles([folder.url.path])
    } throws: { "\($0)".contains("several kinds (csv, json)") && "\($0)".contains("/*.csv") }
    #expect(throws: InputFileError.notFound(path: "/no/such")) { try AnswerFiles(["/no/such"]) }
  }
}
