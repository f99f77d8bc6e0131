import StudyValues
import TestSupport
import Testing

@testable import Annotations

/// Objects of JSON with one answer each, in a list or one a line.
struct RecordListTests {
  private static let records = [
    #"{"image":"a.png","annotator":"w1","label":"cat"}"#,
    #"{"image":"a.png","annotator":2,"label":["cat","dog"]}"#,
    #"{"image":"b.png","annotator":"w1","label":null}"#,
    #"{"image":null,"annotator":"w1","label":"dog"}"#,
  ]

  @Test(arguments: [
    ("[" + records.joined(separator: ",\n") + "]", "long-list"),
    (records.joined(separator: "\n"), "long-lines"),
  ])
  func `a list and lines give the same answers`(row: (text: String, format: String)) throws {
    let sink = try importText(row.text, as: "a.json")
    #expect(sink.header?.format == row.format)
    #expect(sink.counts("a") == ["cat": "2/2", "dog": "1/2"])
    #expect(sink.dropped("empty answer") == 1)
    #expect(sink.dropped("row without an image name") == 1)
  }

  @Test func `a map names fields, marks and identifiers`() throws {
    let text = """
      [{"f":"a","y":"cat","id":1,"ms":1500,"gold":false}, {"f":"a","y":"cat","id":1,"ms":1,"gold":false},
       {"f":"b","y":"dog","id":2,"ms":900,"gold":true}, {"f":"b","y":"cat","id":3,"ms":800,"gold":false}]
      """
    let sink = try importText(text, as: "a.json") {
      $0.map = [.image: "f", .label: "y", .assignment: "id", .reactionTime: "ms", .gold: "gold"]
      $0.timeUnit = .milliseconds
    }
    #expect(sink.answers.map { ($0.reactionTime * 1e6).rounded() } == [1.5e6, 800_000])
    #expect(sink.dropped("gold item") == 1)
    #expect(sink.dropped("assignment that was read before") == 1)
  }

  @Test func `a record without its field is refused with its line`() {
    #expect {
      try importText("[{\"image\":\"a\",\"label\":\"cat\"},\n{\"image\":\"b\"}]", as: "a.json")
    } throws: { "\($0)".contains("line 2, column label") }
  }
}
