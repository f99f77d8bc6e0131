import Files
import TestSupport
import Testing

/// Parquet files of pyarrow 26.0.1, written by `References/parquet/generate.py`.
struct ParquetTests {
  static func path(_ name: String) throws -> String {
    try Reference.path("parquet/\(name).parquet")
  }

  static func column(_ name: String, of path: String) throws -> [String] {
    let reader = try DelimitedReader(path: path)
    let column = try reader.column(named: name)
    var values: [String] = []
    while try reader.nextRow() { values.append(reader.string(column)) }
    return values
  }

  /// What `generate.py` put into each column; a missing value is empty.
  static let columns: KeyValuePairs<String, [String]> = [
    "image": (0..<8).map { $0 == 3 ? "ｉmg ü,\"3\"\n.png" : "img_0\($0).png" },
    "label": ["cat", "dog", "", "cat", "cat", "dog", "", "frog"],
    "count": ["1", "", "3", "-4", "5", "6", "2147483647", "-2147483648"],
    "long": ["0", "9223372036854775807", "-9223372036854775808", "", "5", "6", "7", "8"],
    "huge": ["0", "18446744073709551615", "9223372036854775808", "", "5", "6", "7", "8"],
    "small": ["0", "255", "2", "3", "", "5", "6", "7"],
    "single": ["0.1", "1.5", "", "1e+10", "-2.0", "nan", "3.0", "1e-07"],
    "double": ["0.1", "1.5", "", "1e+300", "-2.0", "inf", "3.0", "5e-324"],
    "flag": ["true", "false", "", "true", "true", "false", "false", "true"],
    "code": ["ab", "cd", "", "ef", "g", "hi", "jk", "lm"],
    "none": [String](repeating: "", count: 8),
    "place.city": ["Ulm", "Ulm", "Ulm", "Ulm", "Ulm", "", "Ulm", "Ulm"],
    "place.zip": ["0", "1", "2", "3", "4", "", "6", "7"],
  ]

  @Test(arguments: [
    "none-v1", "none-v2", "gzip-v1", "gzip-v2", "snappy-v1", "snappy-v2", "zstd-v1", "zstd-v2",
    "plain",
  ])
  func `reads every type in every codec and page version`(name: String) throws {
    let path = try Self.path(name)
    #expect(try DelimitedReader(path: path).columnNames == Self.columns.map(\.key))
    for (column, values) in Self.columns {
      #expect(try Self.column(column, of: path) == values, "\(column)")
    }
    // All columns together, and the line is the row.
    let reader = try DelimitedReader(path: path)
    var rows = 0
    while try reader.nextRow() {
      for (index, column) in Self.columns.enumerated() {
        #expect(reader.string(index) == column.value[rows])
      }
      rows += 1
      #expect(reader.lineNumber == rows && reader.rowNumber == rows)
      #expect(reader.progress == (rows, 8))
    }
    #expect(rows == 8)
  }

  @Test(arguments: ["pages", "pages-v2"])
  func `reads columns of many pages, and skips what nobody looks at`(name: String) throws {
    let reader = try DelimitedReader(path: Self.path(name))
    while try reader.nextRow() {
      let row = reader.rowNumber - 1
      #expect(reader.string(0) == "i\(row / 3)")
      // The other columns are looked at now and then.
      if row % 7 == 0 {
        let label = row % 50 == 0 ? "" : ["cat", "dog", "frog"][row * row % 3]
        #expect(reader.string(1) == label)
      }
      if row > 1_990, row % 500 < 3 { #expect(reader.int(2) == row % 7) }
    }
    #expect(reader.rowNumber == 3_000)
  }

  @Test func `has no rows where there are none`() throws {
    let reader = try DelimitedReader(path: Self.path("no-rows"))
    #expect(reader.columnNames == ["image", "count"])
    #expect(try !reader.nextRow())
  }

  @Test(arguments: [
    ("none-v1", "tags", "a list or map in every row", "frame.explode('tags')"),
    ("none-v1", "day", "dates", ".astype(str)"),
    ("none-v1", "price", "decimal numbers", ".astype(str)"),
    ("delta", "count", "the encoding DELTA_BINARY_PACKED", "PLAIN or RLE_DICTIONARY"),
    ("brotli", "image", "Brotli compression", "compression='zstd'"),
    ("lists", "tags", "a list or map in every row", "frame.explode('tags')"),
    ("durations", "rt", "durations", "frame['rt'].dt.total_seconds()"),
    ("durations", "trial.rt", "durations", "numbers of seconds"),
    ("durations", "clock", "times of day", ".astype(str)"),
  ])
  func `refuses a column by name and says the way out`(
    file: String, column: String, found: String, remedy: String
  ) throws {
    let path = try Self.path(file)
    #expect {
      _ = try DelimitedReader(path: path).column(named: column)
    } throws: { error in
      let text = "\(error)"
      return text.hasPrefix(
        "\(path), column '\(column)': expected a form that is read here, found \(found); ")
        && text.contains(remedy)
    }
  }

  @Test func `numbers beside durations are read`() throws {
    #expect(try Self.column("trial.n", of: Self.path("durations")) == ["1", "2"])
  }

  @Test func `finds a wrong check sum`() throws {
    var bytes = try Reference.bytes("parquet/plain.parquet")
    bytes[60] ^= 1
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, as: "t.parquet")
    #expect(throws: InputFileError.self) { try Self.column("image", of: path) }
  }

  @Test func `says that a file is cut or encrypted`() throws {
    let bytes = try Reference.bytes("parquet/plain.parquet")
    let folder = try TemporaryFolder()
    let cut = try folder.write(bytes.dropLast(9), as: "cut.parquet")
    #expect(
      throws: InputFileError.damaged(
        path: cut, position: .byte(bytes.count - 9),
        reason: "the Parquet file stops before its footer")
    ) { try DelimitedReader(path: cut) }
    let hidden = try folder.write(bytes.dropLast(4) + Array("PARE".utf8), as: "e.parquet")
    #expect {
      try DelimitedReader(path: hidden)
    } throws: { "\($0)".contains("an encrypted Parquet file") }
  }

  @Test func `reads back what it writes, to the same bytes`() throws {
    let folder = try TemporaryFolder()
    func write(_ name: String) throws -> String {
      let path = folder.path(name)
      let writer = try ParquetWriter(
        path: path,
        columns: [("image", .texts([])), ("rank", .integers([])), ("avh", .reals([]))])
      try writer.append([
        .texts(["a", nil, "ü\n"]), .integers([nil, .min, .max]), .reals([.nan, 0.1, -.infinity]),
      ])
      try writer.append([
        .texts([String](repeating: "x", count: 5_000)), .integers((0..<5_000).map { Int64($0) }),
        .reals((0..<5_000).map { Double($0) / 3 }),
      ])
      try writer.close()
      return path
    }
    let path = try write("one.parquet")
    #expect(try Self.column("image", of: path).prefix(3) == ["a", "", "ü\n"])
    #expect(
      try Self.column("rank", of: path).prefix(4)
        == ["", "-9223372036854775808", "9223372036854775807", "0"])
    let avh = try Self.column("avh", of: path)
    #expect(avh.prefix(3) == ["", "0.1", "-inf"])
    #expect(avh.dropFirst(3).map { Double($0) } == (0..<5_000).map { Double($0) / 3 })
    #expect(try DelimitedReader(path: path).columnNames == ["image", "rank", "avh"])
    #expect(
      try ByteSource(path: write("two.parquet")).readAll(limit: 1 << 20)
        == ByteSource(path: path).readAll(limit: 1 << 20))
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "none-v1", "none-v2", "gzip-v2", "snappy-v1", "zstd-v2", "plain", "pages", "pages-v2",
    ])
  func `ends in rows or in an error whatever the bytes are`(name: String) throws {
    let original = try Reference.bytes("parquet/\(name).parquet")
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(state: 13)
    var (whole, refused) = (0, 0)
    for round in 0..<300 {
      // The footer, where the numbers stand that decide, is damaged in half of the rounds.
      let tail = min(original.count, 2_000)
      let bytes =
        round % 2 == 0
        ? generator.damage(original)
        : original.dropLast(tail) + generator.damage(original.suffix(tail).dropLast(8))
          + original.suffix(8)
      let path = try folder.write(bytes, as: "t.parquet")
      do throws(InputFileError) {
        let reader = try DelimitedReader(path: path)
        while try reader.nextRow() {
          for column in 0..<reader.columnCount { _ = reader.isEmpty(column) }
        }
        whole += 1
      } catch {
        #expect(error.path == path)
        refused += 1
      }
    }
    #expect(whole > 0 && refused > 0)
  }
}
