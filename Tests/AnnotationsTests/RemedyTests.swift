import Annotations
import StudyValues
import TestSupport
import Testing

/// What is refused comes with what to do that is not what was just done.
struct RemedyTests {
  private func said(
    _ text: String, as name: String, _ change: (inout ImportOptions) -> Void = { _ in }
  ) -> String {
    do {
      _ = try importText(text, as: name, change)
      return "it is read"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    (
      #"{"columns":["image","annotator","label"],"index":[0],"data":[["a.jpg","w1","cat"]]}"#,
      "records"
    ),
    (#"[["a.jpg","w1","cat"],["a.jpg","w2","dog"]]"#, "lists without names"),
    (
      #"[{"image":"a.jpg","annotations":[{"worker":"w1","label":"cat"}]}]"#,
      "json_normalize(json.load(open(FILE)), 'annotations', ['image'])"
    ),
    (#"{"data":{"results":[{"image":"a.jpg","label":"cat"}]}}"#, "['data']['results']"),
    (
      #"{"tasks":[{"id":1,"data":{"image":"a.jpg"},"annotations":[{"id":1,"result":[]}]}]}"#,
      "write that list alone"
    ),
    (#"[{"image":"a.jpg","labels":["cat","dog"]}]"#, "--map image=image,label=labels"),
    (#"[{"image":"a.jpg","labels":{"w1":"cat"}}]"#, "--orientation image-annotator"),
    (#"{"a.jpg":{"w1":{"label":"cat"},"w2":{"label":"dog"}}}"#, "three deep"),
    (
      #"[{"id":1,"data":{"photo":"a.jpg"},"annotations":[{"id":1,"result":[]}]}]"#,
      "--map image=FIELD"
    ),
    (#"[{"annotation_id":1,"annotator":2,"photo":"a.jpg","choice":"cat"}]"#, "--map image=FIELD"),
  ])
  func `JSON of another form`(file: (text: String, part: String)) {
    let said = said(file.text, as: "a.json")
    #expect(said.contains(file.part), "\(said)")
  }

  @Test(arguments: [
    (
      "participant,left_image,right_image,choice\np1,a.jpg,b.jpg,left\np2,a.jpg,c.jpg,right\n",
      "left_image, right_image all name pictures"
    ),
    ("participant,image1,image2,choice\np1,a.jpg,b.jpg,x\np2,a.jpg,c.jpg,y\n", "all name pictures"),
    (
      "filename,1,2,3\na.jpg,cat,dog,cat\nb.jpg,dog,dog,dog\n",
      "--format rater-columns --map image=filename"
    ),
    ("a.jpg:\n  w1: cat\n  w2: dog\n", "as in YAML"),
    ("coder,u1,u2,u3\nA,1,2,2\nB,1,2,1\nC,2,2,2\n", "--format image-columns --map annotator=coder"),
    ("a.jpg,w1,cat,1.2\nb.jpg,w2,dog,0.8\n", "one for each of its 4 columns"),
    ("image,cat,dog\na,3,\nb,2,1\n", "fillna(0)"), ("image,cat,dog\na,3,NaN\nb,2,1\n", "fillna(0)"),
  ])
  func `tables of another form`(file: (text: String, part: String)) {
    let said = said(file.text, as: "a.csv") {
      if file.text.hasPrefix("image") { $0.classColumns = ["cat", "dog"] }
    }
    #expect(said.contains(file.part), "\(said)")
  }

  @Test func `lists of persons name no images`() {
    let said = said(#"{"ann":["cat","dog"],"bob":["dog","dog"]}"#, as: "a.json") {
      $0.orientation = .annotatorOutside
    }
    #expect(said.contains("write {annotator: {image: label}}"), "\(said)")
  }

  @Test func `codes for no answer are said where they are no class`() {
    for code in ["-1", "-99", "skip"] {
      let said = said("image,annotator,label\na,1,cat\nb,1,\(code)\n", as: "a.csv") {
        $0.labelSpace = try? .named(["cat", "dog"])
      }
      #expect(said.contains("say --missing=\(code)"), "\(said)")
    }
  }

  @Test func `survey codes among few numbers are said, and kept`() throws {
    let sink = try importText("image,annotator,label\na,1,1\na,2,99\nb,1,2\nb,2,3\n")
    #expect(sink.answers.count == 4)
    #expect(
      sink.summary?.notes.contains {
        $0.hasPrefix("`99` is a class") && $0.hasSuffix("--missing=99.")
      }
        == true, "\(sink.summary?.notes ?? [])")
    let hundred = "image,annotator,label\n" + (0..<100).map { "a\($0),1,\($0)\n" }.joined()
    #expect(try importText(hundred).summary?.notes.contains { $0.contains("--missing") } == false)
  }

  @Test func `addresses of two folders of one base name name the option that keeps them`() {
    let said = said(
      "image,annotator,label\nhttps://d.org/file/A/view?usp=x,1,cat\nhttps://d.org/file/B/view?usp=x,1,dog\n",
      as: "a.csv")
    #expect(said.contains("--keep-folders"), "\(said)")
  }

  @Test func `an empty element of ImageNet-AB is no answer`() throws {
    let sink = try importText(
      "<annotation><folder>n01440764</folder><filename>n01440764_1</filename><metadata>"
        + "<selected>True</selected><worker_id>w1</worker_id></metadata><metadata><selected></selected>"
        + "<worker_id>w2</worker_id></metadata></annotation>", as: "a.xml")
    #expect(sink.answers.count == 1 && sink.dropped("empty answer") == 1)
  }

  @Test func `words for no value are no votes of Galaxy Zoo`() throws {
    let sink = try importText("iauname,smooth_total,smooth_a,smooth_b\nx,3,1,2\ny,NA,NA,NA\n")
    #expect(sink.counts("x") == ["smooth: a": "1/3", "smooth: b": "2/3"])
  }
}
