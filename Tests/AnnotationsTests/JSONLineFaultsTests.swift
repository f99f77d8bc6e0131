import Annotations
import TestSupport
import Testing

/// Lines of JSON that are damaged, and objects that are no answers.
struct JSONLineFaultsTests {
  private static let good = #"{"image":"a","annotator":"1","label":"cat"}"#

  @Test(
    arguments: [
      (#"{"image":"a","annotator":"1","label":}"#, 1),
      (#"{"image":"a","annotator":"1","label":"c"#, 1),
      (good + " " + good, 1), (good + ",\n" + good, 1), (good.dropLast() + "\n" + good, 2),
      (good + "\n" + #"{"image":"b","annotator":"1","label":"dog""# + "\n" + good, 2),
      (good + "\n" + good + "\nnot json\n", 3), (good + "\n[1, 2]\n", 2), (good + "\n{}\n", 2),
      (good + "\n" + #"{"image":"b","annotator":"1"}"# + "\n", 2),
    ] as [(String, Int)])
  func `are refused with the number of the line`(text: String, line: Int) {
    #expect {
      try importText(text, as: "answers.jsonl")
    } throws: { "\($0)".contains("answers.jsonl, line \(line)") }
  }

  @Test func `one good line is one answer`() throws {
    for text in [Self.good, Self.good + "\n"] {
      let sink = try importText(text, as: "answers.jsonl")
      #expect(sink.header?.format == "long-lines" && sink.answers.count == 1)
    }
  }

  @Test(arguments: [
    #"{"image": {"0": "a"}, "label": {"0": "cat"}}"#, #"{"image": ["a"], "label": ["cat"]}"#,
  ])
  func `a table written column by column is called so`(text: String) {
    #expect {
      try importText(text, as: "answers.json")
    } throws: { "\($0)".contains("a table written column by column") }
  }

  @Test func `a table written row by row is called so`() throws {
    let text = #"{"0": {"image": "a", "annotator": "x", "label": "cat"}}"#
    for orientation in [nil, NestedOrientation.imageOutside] {
      #expect {
        try importText(text, as: "answers.json") { $0.orientation = orientation }
      } throws: { "\($0)".contains("row by row under the names of its rows") }
    }
  }

  @Test func `a number of votes beside an answer is refused or said`() throws {
    for text in [
      #"[{"image": "a", "label": "cat", "count": 3}]"#, #"{"image": "a", "label": "cat", "n": 3}"#,
    ] {
      #expect {
        try importText(text, as: "answers.json")
      } throws: { "\($0)".contains("nobody who gave them") && "\($0)".contains("line 1") }
    }
    let sink = try importText(
      #"[{"image": "a", "annotator": "x", "label": "cat", "count": 3}]"#, as: "answers.json")
    #expect(sink.answers.count == 1)
    #expect(sink.summary?.notes.contains { $0.contains("The field count is not read") } == true)
  }
}
