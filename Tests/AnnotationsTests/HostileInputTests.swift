import Annotations
import Foundation
import TestSupport
import Testing
import StudyValues

/// Bad input ends in an error that names the file, in bounded time and memory.
struct HostileInputTests {
  struct Bad: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  private static let header = Array("task,worker,label\n".utf8)

  static let files: [Bad] = [
    Bad("empty", []),
    Bad("invalid UTF-8", header + [0x61, 0x2C, 0xFF, 0x2C, 0x62, 0x0A]),
    Bad("UTF-16", [0xFF, 0xFE, 0x74, 0x00, 0x2C, 0x00]),
    Bad("NUL", header + Array("a,0,\0\n".utf8)),
    Bad("open quote", header + Array("a,0,\"cat\n".utf8)),
    Bad("a line of 20 MB", header + [UInt8](repeating: 0x61, count: 20_000_000)),
    Bad("truncated npy", [0x93] + Array("NUMPY\u{1}\0v\0{'descr': '<i8', ".utf8)),
    Bad(
      "a pickle that names os.system", [0x80, 0x02] + Array("cos\nsystem\nX\u{2}\0\0\0idtR.".utf8)),
    Bad(
      "YAML with aliases",
      Array(
        ("a: &a {1: true}\nb: {"
          + (0..<5_000).map { "\($0): *a" }
          .joined(separator: ", ") + "}\n").utf8)),
    Bad("a JSON string without end", Array("[\"".utf8) + [UInt8](repeating: 0x61, count: 1_000)),
    Bad("a ZIP archive cut short", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 40)),
  ]

  @Test(.timeLimit(.minutes(10)), arguments: files)
  func `refuses`(bad: Bad) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(bad.bytes, as: "answers")
    #expect {
      _ = try importFiles([path])
    } throws: { error in
      guard let error = error as? AnnotationError else { return false }
      return error.description.contains("answers")
    }
  }

  @Test func `refuses a missing file and a folder`() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path("nothing.csv"), folder.url.path] {
      #expect(throws: AnnotationError.self) { _ = try importFiles([path]) }
    }
  }

  @Test func `stops labels of more than a hundred thousand different texts`() throws {
    let rows = (0..<100_002).map { "a,\($0),free text \($0)\n" }.joined()
    #expect {
      _ = try importText("task,worker,label\n" + rows)
    } throws: { error in
      guard case AnnotationError.undeclaredLabelSpace = error else { return false }
      return true
    }
  }
}
