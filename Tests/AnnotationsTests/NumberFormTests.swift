import Annotations
import Files
import StudyValues
import TestSupport
import Testing

/// Numbers that people read and the program does not: marks between thousands, digits of other scripts.
struct NumberFormTests {
  @Test(arguments: [
    ("1,000", "1000"), ("12,345,678", "12345678"), ("1.000.000", "1000000"), ("1 000", "1000"),
    ("-1'000", "-1000"), ("1\u{202F}000", "1000"),
  ])
  func `of thousands`(text: String, number: String) {
    #expect(NumberText.thousands(text) == number)
    #expect(NumberText.hint(text).contains("thousands"))
  }

  @Test(arguments: ["1000", "1,00", "0,500", "1,0000", "a,000", "1,000a", ",000", "1,2"])
  func `of none`(text: String) { #expect(NumberText.thousands(text) == nil) }

  @Test(arguments: [
    ("1,5", "a point before the decimals"), ("45%", "without the sign"), ("٣", "digits 0 to 9"),
    ("３", "digits 0 to 9"), ("x", ""), ("1.5", ""),
  ])
  func `are answered with the way out`(text: String, hint: String) {
    #expect(hint.isEmpty ? NumberText.hint(text).isEmpty : NumberText.hint(text).contains(hint))
  }

  @Test(arguments: [
    ("image,cat,dog\na,\"1,000\",2\n", "wide-counts"),
    ("image;cat;dog\na;1.000;2\n", "wide-counts"),
    ("image,class,selected,total\na,cat,\"1,000\",\"2,000\"\n", "selected-table"),
    ("image,label,count\na,cat,\"1,000\"\n", "long-counts"),
  ])
  func `are refused as counts`(text: String, format: String) {
    #expect {
      try importText(text) {
        $0.format = format
        if format == "wide-counts" { $0.classColumns = ["cat", "dog"] }
      }
    } throws: { "\($0)".contains("without marks between the thousands") }
  }

  @Test func `are refused as times`() {
    #expect {
      try importText("image,annotator,label,rt\na,p,cat,\"1,200\"\n") {
        $0.map = [.image: "image", .annotator: "annotator", .label: "label", .reactionTime: "rt"]
      }
    } throws: { "\($0)".contains("without marks between the thousands") }
  }

  @Test func `are names of their own among images, annotators and classes, and are said`() throws {
    let sink = try importText(
      "image,annotator,label\n\"1,000\",p1,cat\n1000,p2,dog\nb,\"2,000\",cat\nb,2000,dog\n")
    #expect(sink.images == ["1,000", "1000", "b"] && sink.annotators.count == 4)
    let notes = sink.summary?.notes.joined() ?? ""
    #expect(notes.contains("`1,000` and `1000`") && notes.contains("`2,000` and `2000`"))
    let classes = try importText(
      "image,annotator,label\na,p1,\"1,000\"\na,p2,1000\na,p3,5\n")
    #expect(classes.header?.labelSpace.classes.map(\.name) == ["1,000", "1000", "5"])
    #expect(classes.summary?.notes.joined().contains("`1,000` and `1000`") == true)
  }

  @Test func `are no list of declared classes`() {
    #expect {
      try importText("image,annotator,label\na,p1,\"1,000\"\n") {
        $0.labelSpace = try? .named(["0", "1", "1000"])
      }
    } throws: { "\($0)".contains("without marks between the thousands") }
  }

  @Test func `digits of other scripts are classes of their own, and are said`() throws {
    let sink = try importText("image,annotator,label\na,p1,٣\na,p2,3\n")
    #expect(sink.header?.labelSpace.classes.count == 2)
    #expect(sink.summary?.notes.joined().contains("`3` and `٣`") == true)
  }
}
