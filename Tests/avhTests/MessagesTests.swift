import Testing

@testable import avh

struct MessagesTests {
  @Test func `what a terminal would obey is shown`() {
    let shown = Messages.shown(
      "found '\u{1b}]0;title\u{7}\u{1b}[2Jcat' \u{202e}abc\u{2066}\u{9b}2J")
    #expect(
      shown == "found 'U+001B]0;titleU+0007U+001B[2Jcat' U+202EabcU+2066U+009B2J")
  }

  @Test(arguments: [(false, "a U+2028U+0085U+001B[2Jb\n"), (true, "a \u{2028}\u{85}\u{1b}[2Jb\n")])
  func `sentences of standard output show it, data keeps it`(isData: Bool, expected: String) throws
  {
    let output = LockedText()
    try StandardOutput.$capture.withValue(output) {
      try OutputOptions.print("a \u{2028}\u{85}\u{1b}[2Jb\n", isData: isData)
    }
    #expect(output.value == expected)
  }

  @Test func `ends of lines between sentences stay`() {
    #expect(Messages.shown("one\ntwo") == "one\ntwo")
  }

  @Test func `quoted names are cut at 80 characters, and the end of the sentence is kept`() {
    let name = String(repeating: "é", count: 5_000)
    let cut = String(repeating: "é", count: 80) + "…"
    #expect(Messages.shown("a.csv: found '\(name)'; mend it.") == "a.csv: found '\(cut)'; mend it.")
    #expect(Messages.shown("names `\(name)`, twice.") == "names `\(cut)`, twice.")
    #expect(Messages.shown("'short' and 'other'") == "'short' and 'other'")
    let two =
      "the file `../../outside/labels.csv` is outside of the data folder, which is not allowed at "
      + "all; name a path below it, without `..`, or 'none'."
    #expect(Messages.shown(two) == two)
  }

  @Test func `names without quotes are cut too, but not what may be the name of a file`() {
    let name = String(repeating: "é", count: 5_000)
    let cut = String(repeating: "é", count: 80) + "…"
    #expect(Messages.shown("no image of \(name) has a class") == "no image of \(cut) has a class")
    #expect(Messages.shown(name) == cut)
    let path = "/" + String(repeating: "x", count: 255) + "/study.db: there is no such file"
    #expect(Messages.shown(path) == path)
    #expect(Messages.shown("/a" + path.dropFirst()).count == 1 + 81 + 32)
  }

  @Test func `what is made aside is named as it will be`() {
    #expect(Messages.shown("/a/.out-4711-new/data/l.csv: no") == "/a/out/data/l.csv: no")
  }

  @Test func `no message is longer than a page`() {
    #expect(Messages.shown(String(repeating: "x ", count: 100_000)).count == 4_001)
  }
}
