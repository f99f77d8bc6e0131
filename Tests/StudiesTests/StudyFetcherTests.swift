import Foundation
import TestSupport
import Testing

@testable import Studies

struct StudyFetcherTests {
  private func fetch(
    _ reference: FileReference, into folder: TemporaryFolder
  ) async throws -> [StudyFetcher.Row] {
    try await StudyFetcher(folder: DataFolder(folder.path("data")))
      .fetch([reference], progress: { _, _, _ in })
  }

  @Test func `keeps a file that is there and is the right one`() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("data"), withIntermediateDirectories: true)
    _ = try folder.write("abc", as: "data/a.txt")
    // The SHA-256 of "abc" is the first example of FIPS 180-2.
    let rows = try await fetch(
      FileReference(
        file: "a.txt",
        sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      into: folder)
    #expect(rows.map(\.outcome) == [.present])
  }

  @Test func `refuses a file that is another version`() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("data"), withIntermediateDirectories: true)
    _ = try folder.write("abd", as: "data/a.txt")
    await #expect(throws: StudyError.self) {
      try await fetch(
        FileReference(
          file: "a.txt",
          sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        into: folder)
    }
  }

  @Test func `names the script that makes a file`() async throws {
    let rows = try await fetch(
      FileReference(file: "zoo/a.npy", madeBy: "Studies/zoo/train.py"), into: TemporaryFolder())
    #expect(rows.map(\.outcome) == [.made(by: "Studies/zoo/train.py")])
  }

  @Test func `an address that is none is an error and leaves nothing`() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: StudyError.self) {
      try await fetch(FileReference(file: "a.txt", url: "ftp://example.org/a"), into: folder)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("data/a.txt")))
  }

  @Test func `nothing is fetched to a place outside of the folder`() async throws {
    let folder = try TemporaryFolder()
    let outside = folder.path("outside.txt")
    let source = try folder.write("content", as: "source.txt")
    await #expect(throws: StudyError.self) {
      try await fetch(
        FileReference(file: outside, url: URL(filePath: source).absoluteString), into: folder)
    }
    #expect(!FileManager.default.fileExists(atPath: outside))
  }

  @Test func `a folder is no file that was fetched, and stays as it is`() async throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("content", as: "source.txt")
    try FileManager.default.createDirectory(
      atPath: folder.path("data/votes"), withIntermediateDirectories: true)
    await #expect(throws: StudyError.self) {
      try await fetch(
        FileReference(file: "votes", url: URL(filePath: source).absoluteString), into: folder)
    }
    #expect(DataFolder.isFolder(folder.path("data/votes")))
  }

  /// The first example of FIPS 180-2.
  private static let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func `fetches a file over HTTP, checks it, and keeps it the next time`() async throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(["/a.txt": .init("abc".utf8)])
    let reference = FileReference(
      file: "votes/a.txt", sha256: Self.digest, url: server.address + "/a.txt")
    let rows = try await fetch(reference, into: folder)
    #expect(rows.map(\.outcome) == [.downloaded(bytes: 3)])
    #expect(try String(contentsOfFile: folder.path("data/votes/a.txt"), encoding: .utf8) == "abc")
    #expect(try await fetch(reference, into: folder).map(\.outcome) == [.present])
  }

  @Test(arguments: [
    LoopbackServer.Answer("abd".utf8), .init("ab".utf8), .init("ab".utf8, length: 3),
    .init("abc".utf8, status: "404 Not Found"), .init("abc".utf8, status: "500 Broken"),
  ])
  func `a wrong, cut or refused answer is an error and leaves nothing`(
    answer: LoopbackServer.Answer
  ) async throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(["/a.txt": answer])
    await #expect(throws: StudyError.self) {
      try await fetch(
        FileReference(file: "a.txt", sha256: Self.digest, url: server.address + "/a.txt"),
        into: folder)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("data")).isEmpty)
  }

  /// An answer that does not end, the one limit that it meets however busy the machine is, and what is said.
  struct Endless {
    let body: Int
    let pause: Double
    var length: Int?
    let limits: DownloadLimits
    let words: String
  }

  @Test(arguments: [
    Endless(body: 1, pause: 0.05, limits: .init(patience: 0.6), words: "only "),
    Endless(body: 2_000, pause: 3_600, limits: .init(patience: 0.6), words: "bytes arrived within"),
    Endless(
      body: 9_000, pause: 0.005, limits: .init(bytes: 100_000),
      words: "more than 100000 bytes arrived"),
    Endless(body: 1_000, pause: 0.1, limits: .init(time: 1.5), words: "it has not ended within"),
    Endless(
      body: 3, pause: 0.01, length: 200_000, limits: .init(bytes: 100_000),
      words: "the server announces 200000 bytes"),
  ])
  func `a download that never ends is given up and leaves nothing`(endless: Endless) async throws {
    let folder = try TemporaryFolder()
    let body = String(repeating: "a", count: endless.body)
    let server = try LoopbackServer([
      "/a.txt": .endless(body.utf8, pause: endless.pause, length: endless.length)
    ])
    let download = Download(
      address: server.address + "/a.txt", destination: URL(filePath: folder.path("a.txt")),
      limits: endless.limits
    ) { _, _ in }
    let error = await #expect(throws: StudyError.self) { try await download.run() }
    let said = error?.description ?? ""
    #expect(said.contains(endless.words), "\(said)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(".")).isEmpty)
  }

  @Test func `without a connection the sentence says where to put the file`() async throws {
    let folder = try TemporaryFolder()
    // Nothing listens there any more.
    let address = try LoopbackServer([:]).address
    let error = await #expect(throws: StudyError.self) {
      try await fetch(FileReference(file: "a.txt", url: address + "/a.txt"), into: folder)
    }
    #expect(error?.description.contains("put it at \(folder.path("data/a.txt"))") == true)
  }
}
