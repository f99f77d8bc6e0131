import Annotations
import StudyValues
import TestSupport
import Testing

/// Columns beside answers that say which of them count, or what is true.
struct UnreadColumnsTests {
  @Test(arguments: [
    ("status", "--status 'status=WORD'"), ("is_gold", "--map gold='is_gold'"),
    ("attention_check", "--map gold="), ("True_Label", "--map target='True_Label'"),
    ("condition", "--map condition="), ("practice", "--map practice="),
  ])
  func `are named with the option that reads them`(name: String, option: String) throws {
    let sink = try importText("image,annotator,label,\(name)\na,1,cat,0\na,2,dog,1\n")
    #expect(sink.answers.count == 2)
    let note = try #require(sink.summary?.notes.first { $0.hasPrefix("Not read: the columns") })
    #expect(note.contains(option))
  }

  @Test func `are not named where they are read`() throws {
    let sink = try importText(
      "image,annotator,label,status,truth,is_gold\na,1,cat,ok,cat,0\na,2,dog,bad,cat,0\n"
    ) {
      $0.map = [.image: "image", .annotator: "annotator", .label: "label", .target: "truth"]
      $0.map[.gold] = "is_gold"
      $0.statuses = ["status=ok"]
    }
    #expect(sink.answers.count == 1)
    #expect(sink.summary?.notes.contains { $0.hasPrefix("Not read") } == false)
    let plain = try importText("image,annotator,label,comment\na,1,cat,x\n")
    #expect(plain.summary?.notes.contains { $0.hasPrefix("Not read") } == false)
  }

  @Test func `marks without width and the end of a file around a name are none of it`() throws {
    let sink = try importText(
      "task,worker,label\na,1,\u{200E}cat\na,2,cat\u{202C}\nb,1,dog\u{1A}")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
  }
}
