import Files
import Foundation
import TestSupport
import Testing

struct DelimitedReaderTests {
  /// A text and the table that it means.
  struct Row: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var header: [String]
    var rows: [[String]]
    var testDescription: String { name }
  }

  static let tables = [
    Row(
      name: "commas", text: "a,b\n1,2\n3,4\n", header: ["a", "b"], rows: [["1", "2"], ["3", "4"]]),
    Row(name: "no final line end", text: "a,b\n1,2", header: ["a", "b"], rows: [["1", "2"]]),
    Row(
      name: "last field empty at the end", text: "a,b\n1,", header: ["a", "b"], rows: [["1", ""]]),
    Row(name: "CRLF", text: "a,b\r\n1,2\r\n", header: ["a", "b"], rows: [["1", "2"]]),
    Row(name: "CR", text: "a,b\r1,2\r", header: ["a", "b"], rows: [["1", "2"]]),
    Row(
      name: "byte order mark", text: "\u{FEFF}a,b\n1,2\n", header: ["a", "b"], rows: [["1", "2"]]),
    Row(
      name: "quoted delimiter", text: "a,b\n\"x,y\",2\n", header: ["a", "b"], rows: [["x,y", "2"]]),
    Row(
      name: "doubled quotes", text: "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", header: ["a", "b"],
      rows: [["say \"hi\"", "\""]]),
    Row(
      name: "line end in quotes", text: "a,b\n\"x\ny\",2\r\n3,4\n", header: ["a", "b"],
      rows: [["x\ny", "2"], ["3", "4"]]),
    Row(
      name: "quote inside a plain field", text: "a,b\n5\" disk,2\n", header: ["a", "b"],
      rows: [["5\" disk", "2"]]),
    Row(
      name: "unnamed first column", text: ",image\n0,x.png\n", header: ["", "image"],
      rows: [["0", "x.png"]]),
    Row(
      name: "tabs", text: "a\tb\n1,5\t2\n1,6\t3\n", header: ["a", "b"],
      rows: [["1,5", "2"], ["1,6", "3"]]),
    Row(
      name: "semicolons with decimal commas", text: "a;b\n1,5;2,5\n", header: ["a", "b"],
      rows: [["1,5", "2,5"]]),
    Row(name: "bars", text: "a|b\n1|2\n", header: ["a", "b"], rows: [["1", "2"]]),
    Row(
      name: "empty lines", text: "a,b\n\n1,2\n\n\n", header: ["a", "b"], rows: [["1", "2"]]),
    Row(name: "one column", text: "a\nx\ny\n", header: ["a"], rows: [["x"], ["y"]]),
    Row(name: "quoted empty field alone", text: "a\n\"\"\n", header: ["a"], rows: [[""]]),
    Row(name: "header only", text: "a,b\n", header: ["a", "b"], rows: []),
    Row(
      name: "Python list in a cell", text: "i,options\n0,\"['a...', 't, shirt']\"\n",
      header: ["i", "options"], rows: [["0", "['a...', 't, shirt']"]]),
    Row(
      name: "characters of several bytes", text: "a,b\né,日本🎉\n", header: ["a", "b"],
      rows: [["é", "日本🎉"]]),
  ]

  static func read(_ reader: DelimitedReader) throws -> [[String]] {
    var rows: [[String]] = []
    while try reader.nextRow() {
      rows.append((0..<reader.columnCount).map { reader.string($0) })
    }
    return rows
  }

  @Test(arguments: tables)
  func `reads a table as RFC 4180 says`(_ table: Row) throws {
    let reader = try DelimitedReader(ByteSource(bytes: Array(table.text.utf8), name: "t"))
    #expect(reader.columnNames == table.header)
    #expect(try Self.read(reader) == table.rows)
  }

  @Test(arguments: tables)
  func `reads the same through a window of a few bytes`(_ table: Row) throws {
    var limits = InputLimits()
    limits.lineBytes = 48
    let delimiter = try DelimitedReader(ByteSource(bytes: Array(table.text.utf8), name: "t"))
      .delimiter
    let reader = try DelimitedReader(
      ByteSource(bytes: Array(table.text.utf8), name: "t"),
      format: DelimitedFormat(delimiter: delimiter), limits: limits)
    #expect(try Self.read(reader) == table.rows)
  }

  @Test
  func `reads back random tables through windows of every size`() throws {
    var generator = SeededGenerator(state: 1)
    let pieces = ["a", "\"", ",", "\n", "\r\n", "é", "🎉", " ", "[1 2]", "0.25"]
    let rows = (0..<300).map { _ in
      (0..<3).map { _ in
        (0..<Int.random(in: 0...4, using: &generator))
          .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      }
    }
    let text =
      (["x,y,z"]
      + rows.map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
      }).joined(separator: "\r\n")
    for window in 130..<160 {
      var limits = InputLimits()
      limits.lineBytes = window
      let reader = try DelimitedReader(
        ByteSource(bytes: Array(text.utf8), name: "t"), format: .commas, limits: limits)
      #expect(try Self.read(reader) == rows)
    }
  }

  @Test
  func `numbers rows and lines, with line ends in quotes counted`() throws {
    let text = "a,b\n\n\"x\ny\",2\n3,4\n"
    let reader = try DelimitedReader(ByteSource(bytes: Array(text.utf8), name: "t"))
    #expect(try reader.nextRow())
    #expect((reader.rowNumber, reader.lineNumber) == (1, 3))
    #expect(try reader.nextRow())
    #expect((reader.rowNumber, reader.lineNumber) == (2, 5))
    #expect(try !reader.nextRow())
  }

  @Test
  func `reads a table without header`() throws {
    let reader = try DelimitedReader(
      ByteSource(bytes: Array("3 1 cat\n4 1 dog\n".utf8), name: "t"), format: .spaces)
    #expect(reader.columnNames == ["1", "2", "3"])
    #expect(try Self.read(reader) == [["3", "1", "cat"], ["4", "1", "dog"]])
  }

  @Test
  func `names the line of a ragged row and goes on behind it`() throws {
    let text = "a,b\n1,2\n3\n4,5\n"
    let reader = try DelimitedReader(ByteSource(bytes: Array(text.utf8), name: "t.csv"))
    #expect(try reader.nextRow())
    let error = InputFileError.raggedRow(path: "t.csv", line: 3, expected: 2, found: 1)
    #expect(throws: error) { try reader.nextRow() }
    #expect(
      error.description
        == "t.csv, line 3: expected 2 fields as in the first row, found 1;"
        + " quote fields that contain the delimiter.")
    #expect(try reader.nextRow())
    #expect(reader.string(0) == "4")
  }

  @Test(arguments: [
    "\"[-0.17 0.2 ... 0.03]\"", "[-0.17 ... 0.03]", "\"tensor([0.1, 0.2, ..., 0.3])\"",
    "\"array([[1., 2., ..., 3.],\n [4., 5., ..., 6.]])\"", "\"[1, 2, ...]\"",
  ])
  func `says that an array was cut by an ellipsis`(_ cell: String) throws {
    let reader = try DelimitedReader(
      ByteSource(bytes: Array("image,features\nx,\(cell)\ny,0\n".utf8), name: "t"), format: .commas)
    #expect(throws: InputFileError.cutArray(path: "t", line: 2, column: "features")) {
      try reader.nextRow()
    }
    #expect(try reader.nextRow())
    #expect(reader.string(0) == "y")
  }

  @Test(arguments: [
    "\"['a ... b']\"", "[sic] well ...", "[1 2 3]", "the end...", "a...", "[1...5]",
  ])
  func `leaves other texts with dots alone`(_ cell: String) throws {
    let reader = try DelimitedReader(
      ByteSource(bytes: Array("image,note\nx,\(cell)\n".utf8), name: "t"))
    #expect(try reader.nextRow())
  }

  @Test
  func `finds columns by name and refuses missing and double ones`() throws {
    let reader = try DelimitedReader(ByteSource(bytes: Array("a,b,b\n".utf8), name: "t"))
    #expect(try reader.column(named: "a") == 0)
    #expect(reader.firstColumn(named: "b") == 1)
    for name in ["b", "c"] {
      #expect(
        throws: InputFileError.missingColumn(path: "t", name: name, found: ["a", "b", "b"])
      ) { try reader.column(named: name) }
    }
  }

  @Test
  func `converts fields and names the cell that does not convert`() throws {
    let text = "i,d,b,t\n-12, 2.5e-3 ,TRUE,x\n7.00,nan,0,\n1.5,,yes,z\n"
    let reader = try DelimitedReader(ByteSource(bytes: Array(text.utf8), name: "t"))
    #expect(try reader.nextRow())
    #expect(reader.int(0) == -12)
    #expect(reader.double(1) == 0.0025)
    #expect(reader.bool(2) == true)
    #expect(reader.equals(3, "x"))
    #expect(try reader.nextRow())
    #expect(reader.int(0) == 7)
    #expect(reader.double(1)?.isNaN == true)
    #expect(reader.bool(2) == false)
    #expect(reader.isEmpty(3))
    #expect(try reader.nextRow())
    #expect(reader.int(0) == nil && reader.double(1) == nil && reader.bool(2) == nil)
    #expect(
      throws: InputFileError.wrongValue(
        path: "t", line: 4, column: "i", expected: "a whole number", found: "1.5")
    ) { try reader.requireInt(0) }
    #expect(
      throws: InputFileError.wrongValue(
        path: "t", line: 4, column: "d", expected: "a finite number", found: "")
    ) { try reader.requireDouble(1) }
  }

  @Test
  func `refuses text behind a closing quote and a quote that stays open`() throws {
    let behind = try DelimitedReader(ByteSource(bytes: Array("a,b\n\"x\"y,2\n".utf8), name: "t"))
    #expect(throws: InputFileError.self) { try behind.nextRow() }
    let open = try DelimitedReader(ByteSource(bytes: Array("a,b\n1,2\n\"x,2\n3,4".utf8), name: "t"))
    #expect(try open.nextRow())
    #expect {
      try open.nextRow()
    } throws: { error in
      "\(error)".contains("line 3") && "\(error)".contains("closing quote")
    }
  }

  @Test
  func `refuses a row beyond the limit without reading on`() throws {
    var limits = InputLimits()
    limits.lineBytes = 1 << 16
    let bytes = Array("a,b\n".utf8) + [UInt8](repeating: 0x78, count: 1 << 20)
    let reader = try DelimitedReader(
      ByteSource(bytes: bytes, name: "t"), format: .commas, limits: limits)
    #expect(
      throws: InputFileError.limitExceeded(
        path: "t", position: .line(2), what: "bytes in one row", limit: 1 << 16)
    ) { try reader.nextRow() }
  }

  @Test
  func `interns fields without strings`() throws {
    let text = "w\ncat\ndog\ncat\n\"do\"\"g\"\n"
    let reader = try DelimitedReader(ByteSource(bytes: Array(text.utf8), name: "t"))
    var table = TextTable()
    var numbers: [Int] = []
    while try reader.nextRow() { numbers.append(table.intern(reader, 0)) }
    #expect(numbers == [0, 1, 0, 2])
    #expect(table.texts == ["cat", "dog", "do\"g"])
    #expect(table.find("dog") == 1 && table.find("bird") == nil)
  }
}
