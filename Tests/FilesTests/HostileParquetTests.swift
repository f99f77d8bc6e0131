import TestSupport
import Testing

@testable import Files

/// Parquet files whose numbers would ask for much end in an error that says the bound.
struct HostileParquetTests {
  /// What a file of one column `x` of whole numbers says of itself.
  struct Claims {
    var rows = 2
    var values = 2
    var pageBytes = 16
    var storedBytes = 16
    var codec = 0
    var encoding = 0
    var offset = 4
    var chunkBytes: Int?
    var isDictionary = false
  }

  private static func file(_ claims: Claims) -> [UInt8] {
    var page = ThriftWriter()
    page.int32(1, claims.isDictionary ? 2 : 0)
    page.int32(2, claims.pageBytes)
    page.int32(3, claims.storedBytes)
    page.structure(claims.isDictionary ? 7 : 5) {
      $0.int32(1, claims.values)
      $0.int32(2, claims.encoding)
      if !claims.isDictionary {
        $0.int32(3, 3)
        $0.int32(4, 3)
      }
    }
    page.end()
    let content = page.bytes + [UInt8](repeating: 7, count: 16)
    var footer = ThriftWriter()
    footer.int32(1, 1)
    footer.structures(2, ["schema", "x"]) { element, name in
      if name == "x" {
        element.int32(1, 2)
        element.int32(3, 0)
      }
      element.text(4, name)
      if name != "x" { element.int32(5, 1) }
    }
    footer.int64(3, claims.rows)
    footer.structures(4, [0]) { group, _ in
      group.structures(1, [0]) { column, _ in
        column.int64(2, 4)
        column.structure(3) { data in
          data.int32(1, 2)
          data.numbers(2, [0])
          data.texts(3, ["x"])
          data.int32(4, claims.codec)
          data.int64(5, claims.rows)
          data.int64(6, 16)
          data.int64(7, claims.chunkBytes ?? content.count)
          data.int64(9, claims.offset)
        }
      }
      group.int64(3, claims.rows)
    }
    footer.end()
    return ParquetFooter.magic + content + file(footer: footer.bytes).dropFirst(4)
  }

  private static func read(_ bytes: [UInt8]) throws -> [Int?] {
    let folder = try TemporaryFolder()
    let reader = try DelimitedReader(path: folder.write(bytes, as: "t.parquet"))
    var values: [Int?] = []
    while try reader.nextRow() { values.append(reader.int(0)) }
    return values
  }

  @Test func `the file is read when it claims what it holds`() throws {
    #expect(try Self.read(Self.file(Claims())) == [0x0707_0707_0707_0707, 0x0707_0707_0707_0707])
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      (Claims(rows: 1 << 40), "rows"),
      (Claims(rows: 1 << 62), "rows"),
      (Claims(rows: -1), "rows"),
      (Claims(rows: 3), "1 value too few"),
      (Claims(values: 3), "more values than rows"),
      (Claims(rows: 1 << 24, values: 1 << 24), "fewer than its 16777216 values"),
      (Claims(rows: 1 << 24, values: 1 << 24 + 1), "16777216 values in one page"),
      (Claims(values: -1), "values in one page"),
      (Claims(pageBytes: 1 << 30), "268435456 bytes in one page"),
      (Claims(pageBytes: -1), "a page within its column"),
      (Claims(storedBytes: 17), "a page within its column"),
      (Claims(pageBytes: 17), "another size than it says"),
      (Claims(pageBytes: 200 << 20, codec: 1), "does not become 209715200 bytes"),
      (Claims(pageBytes: 200 << 20, codec: 2), "does not become 209715200 bytes"),
      (Claims(pageBytes: 200 << 20, codec: 6), "does not become 209715200 bytes"),
      (Claims(encoding: 8), "a dictionary before it"),
      (Claims(offset: 1 << 40), "columns within the file"),
      (Claims(offset: 0), "columns within the file"),
      (Claims(offset: -4), "the bytes of a column"),
      (Claims(chunkBytes: 1 << 62), "columns within the file"),
      (Claims(chunkBytes: -1), "the bytes of a column"),
      (Claims(chunkBytes: 0), "2 values too few"),
      (Claims(values: 1 << 24, isDictionary: true), "fewer than its 16777216 values"),
    ])
  func `claims beyond the file or the bounds are refused`(claims: Claims, said: String) throws {
    #expect {
      _ = try Self.read(Self.file(claims))
    } throws: { error in
      error is InputFileError && "\(error)".contains(said)
    }
  }

  /// A file of a footer alone.
  private static func file(footer: [UInt8]) -> [UInt8] {
    let size = UInt32(footer.count)
    let end = (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
    return ParquetFooter.magic + footer + end + ParquetFooter.magic
  }

  @Test(.timeLimit(.minutes(10))) func `small metadata that would become much is refused`() throws {
    // Parts of columns of one byte each, in one group.
    var chunks = ThriftWriter()
    chunks.varint(3_000_000)
    let parts =
      [0x49, 0x1C, 0x19, 0xFC] + chunks.bytes + [UInt8](repeating: 0, count: 3_000_000) + [0, 0]
    #expect {
      _ = try Self.read(Self.file(footer: parts))
    } throws: { "\($0)".contains("2000000 parts of columns") }
    // A name of a mebibyte above a hundred columns.
    var names = ThriftWriter()
    let long = String(repeating: "n", count: 1 << 20)
    names.structures(2, ["schema", long] + (0..<100).map { "c\($0)" }) { element, name in
      if name.hasPrefix("c") {
        element.int32(1, 2)
      }
      element.text(4, name)
      if !name.hasPrefix("c") { element.int32(5, name == long ? 100 : 1) }
    }
    names.end()
    #expect {
      _ = try Self.read(Self.file(footer: names.bytes))
    } throws: { "\($0)".contains("bytes of names of columns") }
  }

  @Test func `metadata nested without end is refused`() throws {
    let deep = [UInt8](repeating: 0x1C, count: 10_000)
    #expect {
      _ = try Self.read(Self.file(footer: deep))
    } throws: { "\($0)".contains("levels of nested metadata") }
  }
}
