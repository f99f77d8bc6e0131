import StudyValues
import TestSupport
import Testing

@testable import Annotations

/// What is said of files that no format reads.
struct UnknownFileTests {
  private func sentence(
    _ text: String, as name: String = "a.csv", images: Set<String> = [],
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> String {
    let folder = try TemporaryFolder()
    var options = ImportOptions()
    change(&options)
    do {
      _ = try AnnotationReader.open([folder.write(text, as: name)], options: options) { images }
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    (
      "picture,who,answer\na.jpg,ann,cat\na.jpg,bob,N/A\nb.jpg,ann,dog\nb.jpg,bob,\nc.jpg,ann,cat\n",
      "--map image=picture,annotator=who,label=answer;"
    ),
    (
      "fn,person,verdict\na.png,p1,cat\nb.png,p2,dog\na.png,p2,cat\nb.png,p1,dog\n",
      "--map image=fn,annotator=person,label=verdict;"
    ),
    ("pic,cat,dog\na.png,3,1\nb.png,0,4\n", "--map image=pic --classes cat,dog;"),
    ("pic,anna,bob\na.png,cat,dog\nb.png,cat,cat\n", "--format rater-columns --map image=pic;"),
  ])
  func `an unknown table gets the command that reads it`(
    row: (text: String, options: String)
  ) throws {
    let said = try sentence(row.text)
    #expect(said.contains("try: avh import STUDY ") && said.contains(row.options), "\(said)")
    #expect(said.contains("the nearest formats are "))
  }

  @Test func `known images and classes tell columns from each other`() throws {
    let text = "x,y,z\nk1,7,u\nk2,8,v\nk1,8,u\nk2,7,v\n"
    let said = try sentence(text, images: ["k1", "k2"]) {
      $0.labelSpace = try? .named(["u", "v", "w"])
    }
    #expect(said.contains("--map image=x,label=z;"), "\(said)")
  }

  @Test func `the nearest formats say what they lack`() throws {
    let said = try sentence("question,worker,remark\n1,2,3\n")
    #expect(said.contains("truth-inference") || said.contains("label"), "\(said)")
  }

  @Test func `a table without a header is told from one with`() throws {
    let said = try sentence("a.png,w1,cat\nb.png,w2,dog\n")
    #expect(said.contains("looks like answers") && said.contains("--columns"), "\(said)")
    let sink = try importText("a.png,w1,cat\nb.png,w2,dog\n") {
      $0.columns = ["image", "annotator", "label"]
    }
    #expect(sink.images == ["a", "b"] && sink.summary?.rowsRead == 2)
    #expect(throws: AnnotationError.self) {
      try importText("a.png,w1,cat\n") { $0.columns = ["image", "label"] }
    }
  }

  @Test(arguments: [
    (#"{"data_row":{"id":"x"},"media_attributes":{"height":1},"projects":[]}"#, "Labelbox"),
    (#"{"info":{"year":1},"images":[],"annotations":[]}"#, "COCO"),
    (#"{"image":{"0":"a","1":"b"},"label":{"0":"cat","1":"dog"}}"#, "records"),
    (
      #"[{"f":"a.png","who":"w","y":"cat"},{"f":"b.png","who":"v","y":"dog"}]"#,
      "--map image=f,annotator=who,label=y"
    ),
  ])
  func `JSON of other programs is called by its name`(row: (text: String, part: String)) throws {
    let said = try sentence(row.text, as: "a.json")
    #expect(said.contains(row.part) && !said.contains("two deep"), "\(said)")
  }

  @Test func `names of rows are explained where R wrote them`() throws {
    let said = try sentence("image,annotator,label\n1,a.png,w1,cat\n2,b.png,w2,dog\n")
    #expect(said.contains("row.names = FALSE"), "\(said)")
  }

  @Test func `the published releases of FER+ are read by names for their columns`() throws {
    let sink = try importText(
      "f0.png,\"(0, 0, 48, 48)\",4,0,0,1,3,2,0,0,0,0\nf1.png,\"(0, 0, 48, 48)\",0,5,0,1,0,2,0,0,1,1\n"
    ) {
      $0.columns =
        ["Image name", "box"] + WideCountsReader.ferPlusClasses + ["unknown", "NF"]
    }
    #expect(sink.counts("f0")["neutral"] == "4/10" && sink.counts("f1")["happiness"] == "5/10")
    #expect(sink.summary?.notes.contains { $0.contains("20 votes about 2 images") } == true)
  }

  @Test func `a column of one value is not offered as the image`() {
    #expect {
      try importText("id,seed,img1[SQ001],img1[SQ002]\n1,42,Y,\n2,42,,Y\n")
    } throws: { !"\($0)".contains("--map 'image=img1[SQ001]'") }
  }

  @Test func `a table of shares is offered as one`() throws {
    let text = "bild,antwort,anteil\na.png,cat,.8\na.png,dog,.2\nb.png,dog,1\n"
    #expect {
      try importText(text)
    } throws: { "\($0)".contains("--map image=bild,target=antwort,selected=anteil;") }
    let sink = try importText(text) {
      $0.map = [.image: "bild", .target: "antwort", .selected: "anteil"]
    }
    #expect(sink.header?.hasCounts == false && sink.counts("a")["cat"] == "0.8/0")
    #expect {
      try importText("image,hsf\na.png,0.8\nb.png,1\n")
    } throws: { !"\($0)".contains("label=hsf") }
  }

  @Test(arguments: ["# exported by a program", "Votes of 2024\n", "Study\nno. 7"])
  func `lines above the header are called so`(title: String) {
    #expect {
      try importText(title + "\nimage,annotator,label\na,1,cat\nb,2,dog\n")
    } throws: { "\($0)".contains("take away what stands above") }
  }
}
