import Annotations
import StudyValues
import TestSupport
import Testing

/// Numbers are one name beside words too, unless they may be names; then they stay apart and it is said.
struct NumberTwinsTests {
  @Test func `a signed exponent is a number beside words, for images, persons and classes`() throws
  {
    let sink = try importText(
      "image,annotator,label\n100000,1,10\n1e+05,1.0,1.0E+01\n100000.0,ann,10\nfoo,1e+00,cat\n")
    #expect(sink.images == ["100000", "foo"] && sink.annotators.count == 2)
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["10", "cat"])
    #expect(sink.counts("100000") == ["10": "3/3", "cat": "0/3"])
    let notes = sink.summary?.notes ?? []
    #expect(notes.contains { $0.hasPrefix("2 names of images differ") }, "\(notes)")
    #expect(notes.contains { $0.hasPrefix("2 names of annotators differ") }, "\(notes)")
    #expect(notes.contains { $0.hasPrefix("1 class is written in several ways") }, "\(notes)")
  }

  @Test func `a bare exponent and leading zeros beside words stay names, and it is said`() throws {
    let sink = try importText(
      "image,annotator,label\n1e3,01,1e0\n1000,1,1\nab3,001,cat\nab3,x,01\n")
    #expect(sink.images == ["1e3", "1000", "ab3"] && sink.annotators.count == 4)
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["01", "1", "1e0", "cat"])
    let notes = sink.summary?.notes ?? []
    #expect(
      notes.contains { $0.contains("names of images would be") && $0.contains("`1e3` and `1000`") })
    #expect(
      notes.contains {
        $0.contains("names of annotators would be") && $0.contains("`01` and `1`, `001` and `1`")
      }, "\(notes)")
    #expect(notes.contains { $0.contains("quotes, blanks, zeros") && $0.contains("`01` and `1`") })
  }

  @Test func `padded numbers alone are not said`() throws {
    let sink = try importText("image,annotator,label\n001,01,cat\n002,02,dog\n003,x,dog\n")
    #expect(sink.images == ["001", "002", "003"])
    #expect(sink.summary?.notes.contains { $0.contains("would be the same") } == false)
  }

  @Test func `an identifier that a spreadsheet has rounded is refused beside words`() {
    #expect {
      try importText("image,annotator,label\n1.23457E+15,w,a\nfoo,w,b\n")
    } throws: { "\($0)".contains("a spreadsheet has rounded it") && "\($0)".contains("line 2") }
  }

  @Test func `a table about annotators fits whichever file writes decimals`() throws {
    let folder = try TemporaryFolder()
    for (own, other) in [("1", "1.0"), ("1.0", "1"), ("1e+05", "100000.0")] {
      let votes = try folder.write(
        "image,annotator,label\na,\(own),cat\nb,x,dog\n", as: "votes.csv")
      let people = try folder.write("annotator,age\n\(other),30\nx,40\n", as: "people.csv")
      let sink = try importFiles([votes]) { $0.raters = people }
      #expect(sink.attributes.map(\.json) == [#"{"age":30}"#, #"{"age":40}"#], "\(own), \(other)")
    }
  }

  @Test func `names of columns of networks and labels are read alike`() throws {
    #expect(
      try NameText.column(["1e+05", "7.0", "cat", "1e3"], file: "f") == [
        "100000", "7", "cat", "1e3",
      ])
    #expect(try NameText.column(["1e5", "7.0", ""], file: "f") == ["100000", "7", ""])
    #expect(throws: StudyValuesError.roundedName(file: "f", name: "1.5E+15")) {
      try NameText.column(["1.5E+15", "cat"], file: "f")
    }
  }
}
