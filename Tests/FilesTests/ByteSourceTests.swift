import Foundation
import TestSupport
import Testing

@testable import Files

struct ByteSourceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Content that is not UTF-8 text, and what the message says of it.
  struct Row: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var found: String
    var testDescription: String { name }
  }

  static let notUTF8 = [
    Row(name: "UTF-16 LE", bytes: [0xFF, 0xFE, 0x61, 0, 0x0A, 0], found: "UTF-16"),
    Row(name: "UTF-16 BE", bytes: [0xFE, 0xFF, 0, 0x61, 0, 0x0A], found: "UTF-16"),
    Row(name: "UTF-16 without mark", bytes: [0x61, 0, 0x2C, 0, 0x62, 0], found: "UTF-16"),
    Row(name: "NUL", bytes: Array("a,b\n1,\u{0}\n".utf8), found: "line 2: expected UTF-8"),
    Row(name: "Latin-1", bytes: Array("a,b\n1,2\n3,".utf8) + [0xE9, 0x0A], found: "line 3"),
    Row(name: "overlong", bytes: [0x61, 0xC0, 0x80, 0x0A], found: "0xC0"),
    Row(name: "surrogate", bytes: [0x61, 0xED, 0xA0, 0x80, 0x0A], found: "0xED"),
    Row(name: "beyond Unicode", bytes: [0x61, 0xF4, 0x90, 0x80, 0x80], found: "0xF4"),
    Row(name: "cut at the end", bytes: [0x61, 0x0A, 0xE6, 0x97], found: "line 2"),
  ]

  @Test(arguments: notUTF8)
  func `refuses what is not UTF-8 and says where`(_ row: Row) throws {
    let path = try folder.write(row.bytes, as: "t.csv")
    #expect {
      let reader = try DelimitedReader(path: path)
      while try reader.nextRow() {}
    } throws: { error in
      guard case .wrongEncoding? = error as? InputFileError else { return false }
      return "\(error)".contains(row.found)
    }
  }

  @Test
  func `says what is wrong with a path`() throws {
    let missing = folder.path("missing.csv")
    #expect(throws: InputFileError.notFound(path: missing)) { try ByteSource(path: missing) }
    let directory = folder.url.path
    #expect(throws: InputFileError.directory(path: directory)) { try ByteSource(path: directory) }
    #expect(throws: InputFileError.directory(path: directory)) { try MappedFile(path: directory) }
    let empty = try folder.write("", as: "empty.csv")
    #expect(throws: InputFileError.empty(path: empty)) { try ByteSource(path: empty) }
    #expect(throws: InputFileError.empty(path: empty)) { try MappedFile(path: empty) }
    let mark = try folder.write("\u{FEFF}", as: "mark.csv")
    #expect(throws: InputFileError.empty(path: mark)) { try DelimitedReader(path: mark) }
  }

  @Test
  func `reads gzip of several members and knows its progress`() throws {
    let path = try Reference.path("two-members.csv.gz")
    let reader = try DelimitedReader(path: path)
    #expect(try DelimitedReaderTests.read(reader) == [["a.png", "cat"], ["b.png", "dog"]])
    #expect(reader.progress.read == reader.progress.total)
    #expect(
      try ByteSource(path: path).readAll(limit: 100)
        == Array("image,label\na.png,cat\nb.png,dog\n".utf8))
  }

  @Test
  func `reads the only file of a ZIP archive and refuses several`() throws {
    for compression in [ZipWriter.Compression.stored, .deflated] {
      let path = folder.path("a.zip")
      let writer = try ZipWriter(path: path)
      for name in ["__MACOSX/._a.csv", "a.csv"] {
        try writer.begin(name, compression: compression)
        try unsafe Array("a,b\n1,2\n".utf8).span.bytes.withUnsafeBytes {
          (bytes) throws(InputFileError) in
          try unsafe writer.write(bytes)
        }
        try writer.end()
      }
      try writer.close()
      #expect(try DelimitedReaderTests.read(DelimitedReader(path: path)) == [["1", "2"]])
    }
    let path = folder.path("two.zip")
    let writer = try ZipWriter(path: path)
    for name in ["a.csv", "b.csv"] {
      try writer.begin(name)
      try writer.end()
    }
    try writer.close()
    #expect {
      try ByteSource(path: path)
    } throws: {
      "\($0)".contains("a ZIP archive of 2 files")
    }
  }

  @Test
  func `accepts zeros behind gzip and refuses anything else`() throws {
    let bytes = try Reference.bytes("two-members.csv.gz")
    let padded = try folder.write(bytes + [0, 0, 0], as: "padded.gz")
    #expect(try ByteSource(path: padded).readAll(limit: 100).count == 32)
    let trailing = try folder.write(bytes + Array("junk".utf8), as: "trailing.gz")
    #expect(throws: InputFileError.self) { try ByteSource(path: trailing).readAll(limit: 100) }
  }

  @Test
  func `refuses gzip that is cut or changed`() throws {
    let bytes = try Reference.bytes("two-members.csv.gz")
    for count in 3..<bytes.count where count != 41 {
      let path = try folder.write(bytes.prefix(count), as: "cut.gz")
      let content = try? ByteSource(path: path).readAll(limit: 100)
      // A cut exactly between the members cannot be told from a shorter file.
      #expect(content == nil || content == Array("image,label\na.png,cat\n".utf8))
    }
    var changed = bytes
    changed[bytes.count - 8] ^= 1
    let path = try folder.write(changed, as: "changed.gz")
    #expect {
      try ByteSource(path: path).readAll(limit: 100)
    } throws: {
      "\($0)".contains("gzip stream is broken")
    }
  }

  @Test
  func `stops a gzip bomb by size and by ratio`() throws {
    let path = try Reference.path("two-members.csv.gz")
    var limits = InputLimits()
    limits.inflatedBytes = 20
    #expect(
      throws: InputFileError.limitExceeded(
        path: path, position: .file, what: "inflated bytes", limit: 20)
    ) { try ByteSource(path: path, limits: limits).readAll(limit: 100) }
    #expect(
      throws: InputFileError.limitExceeded(path: path, position: .file, what: "bytes", limit: 10)
    ) { try ByteSource(path: path).readAll(limit: 10) }
  }

  @Test
  func `stops a gzip bomb whose ratio no text has`() throws {
    let member = try Reference.bytes("zeros.gz")
    let bomb = try folder.write([[UInt8]](repeating: member, count: 400).joined(), as: "bomb.gz")
    let source = try ByteSource(path: bomb)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { unsafe buffer.deallocate() }
    #expect(
      throws: InputFileError.limitExceeded(
        path: bomb, position: .file, what: "inflated bytes per compressed byte", limit: 500)
    ) { while try unsafe source.read(into: buffer) > 0 {} }
    #expect(source.delivered <= 257 << 20)
  }

  @Test
  func `calls a workbook one, and says the way out`() throws {
    let old = try folder.write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], as: "old.xls")
    #expect {
      _ = try ByteSource(path: old)
    } throws: { "\($0)".contains("a workbook of Excel") && "\($0)".contains("as CSV") }
    #expect(Workbook.program(of: ["[Content_Types].xml", "xl/workbook.xml"]) == "of Excel (xlsx)")
    #expect(Workbook.program(of: ["mimetype", "content.xml"]) == "of OpenDocument")
    #expect(Workbook.program(of: ["votes.csv"]) == nil)
  }
}
