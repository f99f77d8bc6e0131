import StudyValues
import Testing

@testable import Reports

struct ColumnFitTests {
  private func wish(_ natural: Int, heading: Int = 4, word: Int? = nil) -> ColumnFit.Wish {
    ColumnFit.Wish(natural: natural, heading: heading, longestWord: word)
  }

  @Test func `what fits stays as it is`() {
    #expect(ColumnFit([wish(10), wish(20, word: 5)], in: 32).widths == [10, 20])
    #expect(ColumnFit([wish(10), wish(400, word: 5)], in: nil).widths == [10, 400])
    #expect(ColumnFit([], in: 10).widths.isEmpty)
  }

  @Test func `the widest text gives way first, then both alike`() {
    #expect(
      ColumnFit([wish(10), wish(60, word: 5), wish(20, word: 5)], in: 74).widths == [10, 40, 20])
    #expect(
      ColumnFit([wish(10), wish(60, word: 5), wish(40, word: 5)], in: 74).widths == [10, 30, 30])
  }

  @Test func `numbers are never cut, the last columns go`() {
    #expect(ColumnFit([wish(30), wish(30), wish(30)], in: 70).widths == [30, 30])
    #expect(ColumnFit([wish(90), wish(30)], in: 70).widths == [90], "the first column stays")
    #expect(ColumnFit([wish(30), wish(50, word: 25), wish(9)], in: 66).widths == [30, 34])
  }

  @Test func `texts are divided at blanks and long words anywhere`() {
    #expect(ColumnFit.lines(of: "a bc def", width: 4) == ["a bc", "def"])
    #expect(ColumnFit.lines(of: "abcdefgh ij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(ColumnFit.lines(of: "short", width: 10) == ["short"])
  }

  /// The widths are those of `wcwidth` 0.2.13 (Unicode 15.1).
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("−.25 ρ…", 7), ("猫", 2), ("ネコ cat", 8), ("ﾈｺ", 2),
    ("고양이", 6), ("😀", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("Ａ", 2), ("", 0),
  ])
  func `wide characters take two columns`(text: String, columns: Int) {
    #expect(text.terminalColumns == columns)
  }

  @Test func `columns stand below each other beside wide characters`() {
    #expect(ColumnFit.lines(of: "猫犬鳥", width: 5) == ["猫犬", "鳥"])
    #expect(ColumnFit.lines(of: "猫犬", width: 1) == ["猫", "犬"])
    var text = ""
    var writer = RowWriter(
      columns: [Column("class", kind: .text), Column("n", kind: .integer)], format: .table
    ) { text += $0 }
    try? writer.write([.text("猫"), 1])
    try? writer.write([.text("lion"), 2])
    try? writer.finish()
    #expect(text.hasSuffix("猫     1\nlion   2\n"), Comment(rawValue: text))
  }

  @Test func `a text goes on below itself in its own column`() {
    let table = RowTable(
      columns: [Column("n", kind: .integer), Column("words", kind: .text)],
      rows: [[1, "one two three four five"], [2, "six"]])
    var text = ""
    var writer = RowWriter(
      columns: table.columns, format: .table, look: TerminalLook(width: 20)
    ) { text += $0 }
    for row in table.rows { try? writer.write(row) }
    try? writer.finish()
    #expect(text == "n  words\n-  -----------------\n1  one two three\n   four five\n2  six\n")
  }
}

struct TextForestTests {
  @Test func `draws values, intervals and zero on one axis`() throws {
    let forest = try #require(
      TextForest([.estimated(-0.3, -0.4, -0.2), .estimated(0, -0.1, 0.1), nil], width: 21))
    // From -.4 to .1 in 21 places, .025 each: zero is place 16.
    #expect(forest.axis == "-.4             0  .1")
    #expect(forest.lines[0] == "----o----       |    ")
    #expect(forest.lines[1] == "            ----o----")
    #expect(forest.lines[2] == "                |    ")
  }

  @Test func `nothing without an interval or room`() {
    #expect(TextForest([.real(1)], width: 40) == nil)
    #expect(TextForest([.estimated(0, -1, 1)], width: 19) == nil)
    #expect(TextForest([.estimated(.nan, -1, 1)], width: 40) == nil)
  }
}
