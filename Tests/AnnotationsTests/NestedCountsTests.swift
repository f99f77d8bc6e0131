import Annotations
import StudyValues
import TestSupport
import Testing

/// Objects of counts, which look like objects of annotators and classes.
struct NestedCountsTests {
  private static let text = #"{"a.jpg": {"cat": 7, "dog": 3}, "b.jpg": {"dog": 10}, "c.jpg": {}}"#

  @Test func `are read where the classes are declared`() throws {
    for change in [
      { $0.classColumns = ["cat", "dog"] }, { $0.labelSpace = try? .named(["dog", "cat"]) },
      { $0.format = "nested-counts" },
    ] as [(inout ImportOptions) -> Void] {
      let sink = try importText(Self.text, as: "counts.json", change)
      #expect(sink.header?.format == "nested-counts" && sink.header?.hasCounts == true)
      #expect(sink.counts("a") == ["cat": "7/10", "dog": "3/10"])
      #expect(sink.counts("b") == ["cat": "0/10", "dog": "10/10"])
      #expect(sink.dropped("image without answers") == 1)
    }
  }

  @Test func `are refused with the way out where nothing declares them`() {
    #expect {
      try importText(Self.text, as: "counts.json")
    } throws: { "\($0)".contains("--format nested-counts") }
    // Annotators are often numbered, as classes are.
    for change in [{ _ in }, { $0.labelSpace = try? .named(["0", "1", "2"]) }]
      as [(inout ImportOptions) -> Void]
    {
      #expect {
        try importText(#"{"1": {"2": 0}}"#, as: "answers.json", change)
      } throws: { "\($0)".contains("--orientation") }
    }
  }

  @Test func `read as annotators are said to be so`() throws {
    let sink = try importText(Self.text, as: "counts.json") {
      $0.orientation = .imageOutside
    }
    #expect(sink.annotators.count == 2)
    #expect(sink.summary?.notes.contains { $0.contains("--format nested-counts") } == true)
  }

  @Test func `may be shares, which sum to 1`() throws {
    let sink = try importText(
      #"{"a": {"cat": 0.625, "dog": 0.375}, "b": {"cat": 1}}"#, as: "s.json"
    ) {
      $0.format = "nested-counts"
    }
    #expect(sink.header?.hasCounts == false)
    #expect(sink.counts("a") == ["cat": "0.625/0", "dog": "0.375/0"])
    #expect {
      try importText(#"{"a": {"cat": 0.625, "dog": 0.3}}"#, as: "s.json") {
        $0.format = "nested-counts"
      }
    } throws: { "\($0)".contains("shares that sum to 1") }
  }

  @Test(arguments: [
    #"{"a": {"cat": -1}}"#, #"{"a": {"cat": "many"}}"#, #"{"a": {"cat": 1700000000}}"#,
    #"{"a": 3}"#, #"[{"cat": 3}]"#,
  ])
  func `with wrong numbers are refused`(text: String) {
    #expect(throws: AnnotationError.self) {
      try importText(text, as: "counts.json") { $0.format = "nested-counts" }
    }
  }

  @Test func `words for no answer are left out and said, and --other counts as shown`() throws {
    let text =
      #"{"a.jpg": {"cat": "7", "NA": 2, "skip": 1}, "b.jpg": {"": 3}, "c.jpg": {"dog": 1}}"#
    let sink = try importText(text, as: "counts.json") {
      ($0.format, $0.otherColumns) = ("nested-counts", ["skip"])
    }
    #expect(sink.counts("a") == ["cat": "7/8", "dog": "0/8"] && sink.images == ["a", "c"])
    #expect(sink.dropped("image without answers") == 1)
    #expect(sink.dropped("empty answer") == 5 && sink.summary?.rowsUsed == 2)
    #expect {
      try importText(#"{"a.jpg": {"cat": 7, "bird": 2}}"#, as: "counts.json") {
        ($0.format, $0.labelSpace) = ("nested-counts", try? .named(["cat", "dog"]))
      }
    } throws: { "\($0)".contains("--other NAME") }
  }
}
