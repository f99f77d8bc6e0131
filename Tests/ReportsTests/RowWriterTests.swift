import StudyValues
import Foundation
import Reports
import Testing

struct RowWriterTests {
  @Test(arguments: OutputFormat.allCases)
  func `writes hostile names in every format`(format: OutputFormat) throws {
    try Snapshot.expect(
      ReportSamples.hostileTable.text(as: format), equals: "rows/hostile-\(format.rawValue).txt")
  }

  @Test(arguments: OutputFormat.allCases)
  func `writes a table without rows in every format`(format: OutputFormat) throws {
    let empty = RowTable(columns: ReportSamples.hostileTable.columns)
    try Snapshot.expect(
      empty.text(as: format), equals: "rows/empty-\(format.rawValue).txt")
  }

  @Test(arguments: OutputFormat.allCases)
  func `gives the same text row by row as at once`(format: OutputFormat) throws {
    let table = ReportSamples.hostileTable
    var text = ""
    var writer = RowWriter(columns: table.columns, format: format) { text += $0 }
    for row in table.rows { try writer.write(row) }
    try writer.finish()
    #expect(text == table.text(as: format))
  }

  @Test func `writes JSON that reads back with full doubles and null`() throws {
    let values: [Double] = [0.1, 1 / 3, .leastNonzeroMagnitude, -1e300, .nan, .infinity]
    let table = RowTable(columns: [Column("x")], rows: values.map { [.real($0)] })
    struct Row: Decodable { let x: Double? }
    let back = try JSONDecoder().decode([Row].self, from: Data(table.text(as: .json).utf8))
    #expect(back.map(\.x) == [0.1, 1 / 3, .leastNonzeroMagnitude, -1e300, nil, nil])
  }

  @Test func `reads back hostile names from JSON`() throws {
    struct Row: Decodable { let name: String? }
    let text = ReportSamples.hostileTable.text(as: .json)
    let back = try JSONDecoder().decode([Row].self, from: Data(text.utf8))
    #expect(back.prefix(8).map(\.name) == ReportSamples.hostileNames)
  }

  @Test func `keeps both values of a repeated column name in JSON`() {
    let table = RowTable(columns: [Column("id"), Column("id")], rows: [[1, 2]])
    #expect(table.text(as: .jsonLines) == "{\"id\": 1, \"id_2\": 2}\n")
  }

  @Test func `keeps texts of CSV where programs read them back, and guards them elsewhere`() throws
  {
    let table = RowTable(
      columns: [Column("a")], rows: [["=x"], ["-1.5"], ["-b"], ["c\u{1B}[1m\u{202E}"]])
    func text(_ keepsTexts: Bool) throws -> String {
      var text = ""
      var writer = RowWriter(columns: table.columns, format: .csv, keepsTexts: keepsTexts) {
        text += $0
      }
      for row in table.rows { try writer.write(row) }
      try writer.finish()
      return text
    }
    #expect(try text(false) == "a\n'=x\n-1.5\n'-b\ncU+001B[1mU+202E\n")
    #expect(try text(true) == "a\n=x\n-1.5\n-b\nc\u{1B}[1m\u{202E}\n")
    #expect(table.text(as: .jsonLines).contains(#"{"a": "c\u001b[1m\u202e"}"#))
  }

  @Test func `tells an empty text from a missing value in CSV`() {
    let table = RowTable(columns: [Column("a"), Column("b")], rows: [["", nil]])
    #expect(table.text(as: .csv) == "a,b\n\"\",\n")
    #expect(table.text(as: .csv, showsHeader: false) == "\"\",\n")
  }

  @Test func `prints the terminal table in pieces when it is long`() throws {
    var pieces: [String] = []
    var writer = RowWriter(columns: [Column("n")], format: .table) { pieces.append($0) }
    for number in 1...1_500 { try writer.write([.integer(number)]) }
    try writer.finish()
    let lines = pieces.joined().split(separator: "\n")
    #expect(lines.count == 1_502)
    #expect(pieces.count == 501)
    #expect(
      lines[0] == "   n" && lines[1] == "----" && lines[2] == "   1" && lines[1_501] == "1500")
  }

  @Test func `shows control characters instead of sending them`() {
    let table = RowTable(
      columns: [Column("a")], rows: [["\u{1B}[31mred"], ["\u{202E}txt.exe"], ["tab\there"]])
    #expect(
      table.text(as: .table)
        == "a\n-------------\nU+001B[31mred\nU+202Etxt.exe\ntab\\there\n")
  }

  @Test func `passes on what the output throws`() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      var writer = RowWriter(columns: [Column("n")], format: .csv) { _ in throw Full() }
      try writer.write([1])
    }
  }
}
