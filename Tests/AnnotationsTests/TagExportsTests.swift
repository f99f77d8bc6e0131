import Annotations
import StudyValues
import TestSupport
import Testing

/// Exports of CVAT and Labelbox, in their published layouts.
struct TagExportsTests {
  /// An export of CVAT for images 1.1.
  private static func cvat(assignee: String = "", _ images: String) -> String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <annotations>
      <version>1.1</version>
      <meta><task><id>4</id><name>pets</name><mode>annotation</mode>
        <labels><label><name>cat</name><type>tag</type></label></labels>
        <owner><username>boss</username><email>b@x.org</email></owner>\
    \(assignee.isEmpty ? "" : "<assignee><username>\(assignee)</username></assignee>")
      </task></meta>
    \(images)
    </annotations>

    """
  }
  private static let images = """
      <image id="0" name="pets/a.jpg" width="640" height="480">
        <tag label="cat" source="manual"></tag>
      </image>
      <image id="1" name='b &amp; c.jpg' width="640" height="480">
        <tag label="cat" source="manual"/><tag source="manual" label="dog"/>
      </image>
      <image id="2" name="d.jpg" width="640" height="480">
        <box label="cat" source="manual" xtl="1" ytl="1" xbr="2" ybr="2"></box>
      </image>
      <image id="3" name="e.jpg" width="640" height="480"><tag label="dog" source="auto"></tag></image>
      <image id="4" name="f.jpg" width="640" height="480">
      </image>
    """

  @Test func `tags of CVAT are answers, shapes and tags of models are not`() throws {
    let sink = try importText(Self.cvat(Self.images), as: "annotations.xml")
    #expect(sink.header?.format == "cvat" && sink.images == ["a", "b & c"])
    #expect(sink.counts("a")["cat"] == "1/1")
    #expect(sink.counts("b & c") == ["cat": "1/1", "dog": "1/1"])
    #expect(sink.dropped("image with shapes, not tags") == 1)
    #expect(sink.dropped("tags that a model gave") == 1 && sink.dropped("image without a tag") == 1)
    #expect(sink.summary?.notes.contains { $0.contains("names no assignee") } == true)
  }

  @Test func `an assignee is the person, and so is each of several files`() throws {
    let named = try importText(Self.cvat(assignee: "ann", Self.images), as: "annotations.xml") {
      $0.keepsAnnotatorIDs = true
    }
    #expect(named.annotators == ["ann"])
    let older = try importText(
      "<annotations><meta><task><assignee>ann</assignee></task></meta><image name=\"a.jpg\">"
        + "<tag label=\"cat\"/></image></annotations>", as: "annotations.xml"
    ) { $0.keepsAnnotatorIDs = true }
    #expect(older.annotators == ["ann"])
    let folder = try TemporaryFolder()
    let one = "<image id=\"0\" name=\"a.jpg\"><tag label=\"L\" source=\"manual\"/></image>"
    let sink = try importFiles([
      folder.write(Self.cvat(one.replacing("L", with: "cat")), as: "job1.xml"),
      folder.write(Self.cvat(one.replacing("L", with: "dog")), as: "job2.xml"),
    ])
    #expect(sink.annotators.count == 2 && sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
  }

  @Test func `tracks of a video name the export that is read`() {
    #expect {
      try importText(
        Self.cvat("<track id=\"0\" label=\"cat\"><box frame=\"0\"/></track>"), as: "a.xml")
    } throws: { "\($0)".contains("CVAT for images 1.1") }
  }

  /// A line of Labelbox's export v2.
  private static func row(_ image: String, _ labels: String) -> String {
    #"{"data_row":{"id":"cl1","external_id":""# + image
      + #"","row_data":"https://x.org/\#(image)?token=1"},"media_attributes":{"height":1},"projects":{"p1":{"name":"pets","labels":["#
      + labels + "]}}}"
  }
  private static func label(_ id: Int, _ person: String, _ classifications: String) -> String {
    #"{"label_kind":"Default","id":"l\#(id)","label_details":{"created_by":"\#(person)"},"performance_details":{"seconds_to_create":12,"skipped":false},"annotations":{"objects":[],"classifications":["#
      + classifications + #"],"relationships":[]}}"#
  }
  private static func radio(_ name: String, _ answer: String) -> String {
    #"{"name":"\#(name)","value":"\#(name)","radio_answer":{"name":"\#(answer)","value":"\#(answer)","classifications":[]}}"#
  }

  @Test func `classifications of Labelbox are answers of those who made them`() throws {
    let check =
      #"{"name":"pet","checklist_answers":[{"name":"cat","value":"cat"},{"name":"dog","value":"dog"}]}"#
    let text = [
      Self.row(
        "a.jpg",
        Self.label(1, "ann@x", Self.radio("pet", "cat")) + ","
          + Self.label(2, "bob@x", Self.radio("pet", "dog"))),
      Self.row("b.jpg", Self.label(3, "ann@x", check)),
      Self.row("c.jpg", Self.label(4, "ann@x", "")),
      Self.row("b.jpg", Self.label(3, "ann@x", check)), Self.row("d.jpg", ""),
    ].joined(separator: "\n")
    let sink = try importText(text + "\n", as: "export.ndjson")
    #expect(sink.header?.format == "labelbox" && sink.images == ["a", "b"])
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.counts("b") == ["cat": "1/1", "dog": "1/1"] && sink.annotators.count == 2)
    #expect(sink.answers[0].reactionTime == 12)
    #expect(sink.dropped("label without a classification") == 1)
    #expect(sink.dropped("assignment that was read before") == 1)
    let list = try importText("[\(text.replacing("\n", with: ","))]", as: "export.json")
    #expect(list.counts("a") == sink.counts("a"))
    let one = try importText(text.split(separator: "\n")[0] + "\n", as: "export.ndjson")
    #expect(one.counts("a") == sink.counts("a"))
  }

  @Test func `several questions of Labelbox need one to be named`() throws {
    let text =
      Self.row(
        "a.jpg", Self.label(1, "ann", Self.radio("pet", "cat") + "," + Self.radio("blur", "no")))
      + "\n" + Self.row("b.jpg", Self.label(2, "ann", Self.radio("pet", "dog"))) + "\n"
    #expect {
      try importText(text, as: "export.ndjson")
    } throws: { "\($0)".contains("--map label=NAME") && "\($0)".contains("pet, blur") }
    let sink = try importText(text, as: "export.ndjson") { $0.map = [.label: "pet"] }
    #expect(sink.counts("a")["cat"] == "1/1")
  }

  @Test func `the older export of Labelbox names the one that is read`() {
    #expect {
      try importText(
        #"[{"ID":"c","DataRow ID":"d","Labeled Data":"https://x/a.jpg","Label":{"objects":[],"classifications":[]}}]"#,
        as: "a.json")
    } throws: { "\($0)".contains("export v2") }
  }
}
