import Annotations
import TestSupport
import Testing

/// Lists in JSON: of answers by image, within nested answers, and of records below a name.
struct ListAnswersTests {
  @Test func `a list of answers for each image`() throws {
    let sink = try importText(
      #"{"a.jpg":["cat","dog","cat"],"b.jpg":["dog",null],"c.jpg":[]}"#, as: "a.json")
    #expect(sink.header?.format == "nested-lists")
    #expect(sink.counts("a") == ["cat": "2/3", "dog": "1/3"] && sink.counts("b")["dog"] == "1/1")
    #expect(sink.dropped("empty answer") == 1 && sink.dropped("image without answers") == 1)
    #expect(sink.summary?.notes.contains { $0.contains("the answer of another person") } == true)
    let ids = try importText(#"{"17":[3,3,5],"18":[5,5]}"#, as: "a.json")
    #expect(ids.counts("17") == ["3": "2/3", "5": "1/3"])
  }

  @Test(arguments: [
    #"{"cat":["a.jpg","b.jpg"],"dog":["c.jpg"]}"#, #"{"cat":["x1","x2"],"dog":["x3"]}"#,
    #"{"classes":["cat","dog"]}"#,
    #"{"file":["a","b"],"who":["p","p"],"answer":["cat","cat"]}"#,
    #"{"image":["a","b"],"annotator":["p","p"],"label":["cat","cat"]}"#,
  ])
  func `other lists are no answers of images`(text: String) {
    #expect(throws: AnnotationError.self) { try importText(text, as: "a.json") }
  }

  @Test func `a table written column by column is called so`() {
    #expect {
      try importText(#"{"file":["a","b"],"who":["p","p"],"answer":["cat","cat"]}"#, as: "a.json")
    } throws: { "\($0)".contains("column by column") && "\($0)".contains("orient") }
  }

  @Test func `lists within nested answers are several choices`() throws {
    let sink = try importText(
      #"{"a.jpg":{"w1":["cat","dog"],"w2":["cat"],"w3":[]},"b.jpg":{"w1":"dog"}}"#, as: "a.json"
    ) { $0.orientation = .imageOutside }
    #expect(sink.counts("a") == ["cat": "2/2", "dog": "1/2"] && sink.counts("b")["dog"] == "1/1")
    #expect(sink.dropped("empty answer") == 1)
  }

  @Test(arguments: [
    #"{"results":[R]}"#, #"{"count":2,"next":null,"results":[R]}"#,
    #"{"meta":{"v":1},"data":[R],"pages":[1,2]}"#,
  ])
  func `records below a name are read`(wrapper: String) throws {
    let records =
      #"{"image":"a.jpg","annotator":"w1","label":"cat"},{"image":"a.jpg","annotator":"w2","label":"dog"}"#
    let sink = try importText(wrapper.replacing("R", with: records), as: "a.json")
    #expect(sink.header?.format == "long-list" && sink.annotators.count == 2)
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
  }

  @Test func `records below a name under other names get the command, which reads them`() throws {
    let text = #"{"votes":[{"f":"a.png","who":"w","y":"cat"},{"f":"b.png","who":"v","y":"dog"}]}"#
    #expect {
      try importText(text, as: "a.json")
    } throws: { "\($0)".contains("--map image=f,annotator=who,label=y") }
    let sink = try importText(text, as: "a.json") {
      $0.map = [.image: "f", .annotator: "who", .label: "y"]
    }
    #expect(sink.images == ["a", "b"])
  }

  @Test func `answers of nobody are counted in JSON as in tables`() throws {
    let sink = try importText(
      #"[{"image":"a","annotator":"","label":"cat"},{"image":"a","annotator":"w","label":"dog"}]"#,
      as: "a.json")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"] && sink.annotators.count == 1)
    #expect(
      sink.summary?.notes.contains { $0.hasPrefix("1 answer names no annotator") } == true)
  }

  @Test func `a wrong value below a name is reported where it is`() {
    #expect {
      try importText(
        "{\"results\":[{\"image\":\"a.jpg\",\"label\":\"cat\"},\n{\"image\":7.5e400,\"label\":\"x\"}]}",
        as: "a.json")
    } throws: { "\($0)".contains("line") }
  }
}
