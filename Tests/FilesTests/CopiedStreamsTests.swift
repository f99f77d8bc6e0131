import Foundation
import TestSupport
import Testing

@testable import Files

struct CopiedStreamsTests {
  /// A named pipe into which some text is written once.
  private func pipe(_ text: String, in folder: TemporaryFolder, as name: String) throws -> String {
    let path = folder.path(name)
    let made = unsafe mkfifo(path, 0o600)
    try #require(made == 0)
    Thread.detachNewThread {
      let handle = FileHandle(forWritingAtPath: path)
      try? handle?.write(contentsOf: Data(text.utf8))
      try? handle?.close()
    }
    return path
  }

  @Test func `a pipe is read as often as a file`() throws {
    let folder = try TemporaryFolder()
    let path = try pipe("image,label\na,cat\nb,dog\n", in: folder, as: "pipe")
    let first = try DelimitedReader(path: path)
    #expect(try first.nextRow())
    #expect(first.string(0) == "a")
    // A second reader begins at the beginning, and does not move the first.
    let second = try DelimitedReader(path: path)
    #expect(try second.nextRow())
    #expect(second.string(0) == "a")
    #expect(try first.nextRow())
    #expect(first.string(0) == "b")
    let mapped = try MappedFile(path: path)
    #expect(mapped.byteCount == 24)
    let bytes = try unsafe FileBytes.forEachPart(of: path) { _ in }
    #expect(bytes == 24)
  }

  @Test func `an empty stream is called one`() throws {
    let bytes = try unsafe FileBytes.forEachPart(of: "/dev/null") { _ in }
    #expect(bytes == 0)
    #expect {
      _ = try ByteSource(path: "/dev/null")
    } throws: { "\($0)".contains("a stream without any") }
  }
}
