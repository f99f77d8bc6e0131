import Files
import Foundation
import TestSupport
import Testing

struct ZipArchiveTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let text = Array(String(repeating: "the same words again and again; ", count: 2000).utf8)

  func archive(_ compression: ZipWriter.Compression) throws -> String {
    let path = folder.path("a.zip")
    let writer = try ZipWriter(path: path)
    for (name, content) in [("one.txt", Self.text), ("empty", []), ("é/two", [1, 2, 3])] {
      try writer.begin(name, compression: compression)
      try unsafe content.span.bytes.withUnsafeBytes { (bytes) throws(InputFileError) in
        try unsafe writer.write(bytes)
      }
      try writer.end()
    }
    try writer.close()
    return path
  }

  @Test(arguments: [ZipWriter.Compression.stored, .deflated])
  func `reads back what it wrote`(_ compression: ZipWriter.Compression) throws {
    let zip = try ZipArchive(path: archive(compression))
    #expect(zip.members.map(\.name) == ["one.txt", "empty", "é/two"])
    #expect(zip.members.map(\.isDeflated) == [Bool](repeating: compression == .deflated, count: 3))
    #expect(zip.members.allSatisfy { $0.range.lowerBound % 64 == 0 })
    let contents = try zip.members.map { try zip.content(of: $0, limit: 1 << 20) }
    #expect(contents == [Self.text, [], [1, 2, 3]])
    #expect(throws: InputFileError.self) { try zip.content(of: zip.members[0], limit: 100) }
  }

  @Test
  func `streams in pieces of any size and rewinds`() throws {
    for compression in [ZipWriter.Compression.stored, .deflated] {
      let zip = try ZipArchive(path: archive(compression))
      let stream = ZipMemberStream(archive: zip, member: zip.members[0])
      for size in [1009, 7, 64_000, 1 << 20] {
        stream.rewind()
        var content: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
        defer { unsafe chunk.deallocate() }
        while case let count = try unsafe stream.read(into: chunk), count > 0 {
          unsafe content.append(contentsOf: chunk[..<count])
        }
        #expect(content == Self.text)
      }
    }
  }

  @Test
  func `gives the same bytes for the same content`() throws {
    let first = try Data(contentsOf: URL(filePath: archive(.deflated)))
    let second = try Data(contentsOf: URL(filePath: archive(.deflated)))
    #expect(first == second)
  }

  @Test
  func `leaves nothing behind when it is not closed`() throws {
    do {
      let writer = try ZipWriter(path: folder.path("never.zip"))
      try writer.begin("a")
      try writer.end()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    #expect(throws: InputFileError.self) { try ZipWriter(path: folder.path("no/such/a.zip")) }
    #expect(throws: InputFileError.self) { try ZipWriter(path: folder.url.path) }
  }

  /// Changes one field of the directory of a deflated archive.
  struct Change: CustomTestStringConvertible, Sendable {
    var name: String
    /// Offset within the first entry of the central directory.
    var offset: Int
    var bytes: [UInt8]
    var message: String
    var testDescription: String { name }
  }

  static let changes = [
    Change(name: "encrypted", offset: 8, bytes: [1, 8], message: "encrypted"),
    Change(name: "other method", offset: 10, bytes: [12, 0], message: "compression method 12"),
    Change(name: "more than it inflates to", offset: 24, bytes: [0xFF], message: "inflates to"),
    Change(
      name: "less than it inflates to", offset: 24, bytes: [0, 0], message: "inflates to 64000"),
    Change(name: "absurd size", offset: 24, bytes: [0, 0, 0, 0x70], message: "can inflate to"),
    Change(name: "beyond the end", offset: 20, bytes: [0, 0, 9], message: "beyond the end"),
    Change(name: "other place", offset: 42, bytes: [9], message: "not where"),
    Change(name: "check sum", offset: 16, bytes: [1, 2, 3, 4], message: "check sum"),
    Change(name: "no entry", offset: 0, bytes: [0], message: "directory is broken"),
    Change(name: "endless name", offset: 28, bytes: [0xFF, 0xFF], message: "directory is broken"),
  ]

  @Test(arguments: changes)
  func `refuses a directory that lies`(_ change: Change) throws {
    var bytes = Array(try Data(contentsOf: URL(filePath: archive(.deflated))))
    let directory = try #require(
      (0..<bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) })
    for (index, byte) in change.bytes.enumerated() {
      bytes[directory + change.offset + index] = byte
    }
    let path = try folder.write(bytes, as: "changed.zip")
    #expect {
      let zip = try ZipArchive(path: path)
      _ = try zip.content(of: zip.members[0], limit: 1 << 30)
    } throws: {
      $0 is InputFileError && "\($0)".contains(change.message)
    }
  }

  @Test(arguments: ["../../x.npy", "/x.npy", "a/../../x.npy", "..\\x.npy", "C:\\x.npy", ".."])
  func `refuses names that leave the archive`(_ name: String) throws {
    let path = folder.path("names.zip")
    let writer = try ZipWriter(path: path)
    try writer.begin(name, compression: .stored)
    try writer.end()
    try writer.close()
    #expect {
      try ZipArchive(path: path)
    } throws: {
      "\($0)".contains("a path that leaves it")
    }
  }

  @Test(arguments: ["a..b.npy", "folder/x.npy", "..."])
  func `takes names with dots that stay inside`(_ name: String) throws {
    let path = folder.path("names.zip")
    let writer = try ZipWriter(path: path)
    try writer.begin(name, compression: .stored)
    try writer.end()
    try writer.close()
    #expect(try ZipArchive(path: path).members.map(\.name) == [name])
  }

  @Test
  func `refuses members that overlap`() throws {
    var bytes = Array(try Data(contentsOf: URL(filePath: archive(.stored))))
    let entries = (0..<bytes.count - 4).filter {
      bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2])
    }
    // The third entry points to the data of the first.
    for offset in 20..<28 { bytes[entries[2] + offset] = bytes[entries[0] + offset] }
    for offset in 42..<46 { bytes[entries[2] + offset] = bytes[entries[0] + offset] }
    let path = try folder.write(bytes, as: "overlap.zip")
    #expect {
      try ZipArchive(path: path)
    } throws: {
      "\($0)".contains("overlaps")
    }
  }

  @Test
  func `refuses an archive that was cut anywhere, and survives damage`() throws {
    let path = folder.path("small.zip")
    let writer = try ZipWriter(path: path)
    try writer.begin("a", compression: .deflated)
    try unsafe Array("some text some text".utf8).span.bytes.withUnsafeBytes {
      (bytes) throws(InputFileError) in
      try unsafe writer.write(bytes)
    }
    try writer.end()
    try writer.close()
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    for count in 1..<bytes.count {
      let cut = try folder.write(bytes.prefix(count), as: "cut.zip")
      #expect(throws: InputFileError.self) { try ZipArchive(path: cut) }
    }
    var generator = SeededGenerator(state: 5)
    for _ in 0..<300 {
      let damaged = try folder.write(generator.damage(bytes) + [0], as: "damaged.zip")
      do {
        let zip = try ZipArchive(path: damaged)
        for member in zip.members { _ = try zip.content(of: member, limit: 1 << 20) }
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  @Test
  func `reads the ZIP64 form that Python writes`() throws {
    let expected = Array(String(repeating: "the same words again and again; ", count: 4).utf8)
    var bytes = try Reference.bytes("zip64.zip")
    for isFull in [false, true] {
      // A full end record refers to that of ZIP64 for counts, size and place of the directory.
      if isFull {
        for index in bytes.count - 14..<bytes.count - 2 { bytes[index] = 0xFF }
      }
      let zip = try ZipArchive(path: folder.write(bytes, as: "zip64.zip"))
      #expect(zip.members.map(\.name) == ["stored", "deflated"])
      #expect(zip.members.map(\.isDeflated) == [false, true])
      for member in zip.members {
        #expect(try zip.content(of: member, limit: 1000) == expected)
      }
    }
  }

  @Test
  func `refuses a claim to inflate by more than data does`() throws {
    var generator = SeededGenerator(state: 8)
    let noise = (0..<500_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let path = folder.path("noise.zip")
    let writer = try ZipWriter(path: path)
    try writer.begin("noise", compression: .deflated)
    try unsafe noise.span.bytes.withUnsafeBytes { (bytes) throws(InputFileError) in
      try unsafe writer.write(bytes)
    }
    try writer.end()
    try writer.close()
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    // The size in the directory becomes 336 MiB, 704 times the compressed size.
    bytes.replaceSubrange(
      bytes.count - 22 - 51 + 24..<bytes.count - 22 - 51 + 28, with: [0, 0, 0, 21])
    let changed = try folder.write(bytes, as: "changed.zip")
    #expect(
      throws: InputFileError.limitExceeded(
        path: changed, position: .member("noise"), what: "inflated bytes per compressed byte",
        limit: 500)
    ) { try ZipArchive(path: changed) }
  }
}
