import Annotations
import StudyValues
import TestSupport
import Testing

/// Words for no answer, lists and names in forms that were read wrongly in silence.
struct FurtherAnswersTests {
  private func long(_ rows: [String]) -> String {
    (["image,annotator,label"] + rows).joined(separator: "\n") + "\n"
  }

  @Test(arguments: [
    ("\"{cat,dog}\"", "{cat}"), ("cat、dog", "cat"), ("cat，dog", "cat"), ("cat；dog", "cat"),
    ("cat┋dog", "cat"), ("cat • dog", "cat"),
  ])
  func `further forms of lists`(both: String, one: String) throws {
    let sink = try importText(long(["a,p1,\(both)", "a,p2,\(one)", "b,p1,dog"]))
    #expect(sink.counts("a") == ["cat": "2/2", "dog": "1/2"])
  }

  @Test func `a word for no answer beside classes says nothing`() throws {
    for declared in [nil, ["cat", "dog"]] {
      let sink = try importText(
        long(["a,p1,cat;NA", "a,p2,cat", "b,p1,dog;cat", "b,p2,dog", "b,p3,NA;NA"])
      ) { $0.labelSpace = try? declared.map { try .named($0) } }
      #expect(sink.counts("a") == ["cat": "2/2", "dog": "0/2"])
      #expect(sink.counts("b") == ["cat": "1/2", "dog": "2/2"])
      #expect(sink.dropped("empty answer") == 1)
    }
  }

  @Test func `a word in quotes, and a usual one that --missing leaves out, are said`() throws {
    let quoted = try importText(long(["a,p1,\"\"\"NA\"\"\"", "a,p2,cat"]))
    #expect(quoted.summary?.notes.contains { $0.contains("--missing=") } == true)
    let named = try importText(long(["a,p1,NA", "a,p2,cat", "a,p3,pass"])) {
      $0.missingWords = ["pass"]
    }
    #expect(named.counts("a").count == 2)
    #expect(named.summary?.notes.contains { $0.contains("`NA`") && $0.contains("pass") } == true)
  }

  @Test func `marks without width within names are none of them`() throws {
    let sink = try importText(long(["a\u{200B}b.jpg,p\u{AD}1,hot\u{2060}dog", "ab.jpg,p1,hotdog"]))
    #expect(sink.images == ["ab"] && sink.annotators.count == 1)
    #expect(sink.counts("ab") == ["hotdog": "2/2"])
  }

  @Test func `names that differ by case alone are said`() throws {
    let sink = try importText(long(["IMG_1.jpg,P1,cat", "img_1.jpg,p1,cat"]))
    #expect(sink.images == ["IMG_1", "img_1"])
    let notes = sink.summary?.notes.joined() ?? ""
    #expect(
      notes.contains("`IMG_1` and `img_1`") && notes.contains("of annotators differ by the case"))
  }

  @Test func `both kinds of slash, and http and https, are one place`() throws {
    let slashes = try importText(long(["x\\a.jpg,p1,cat", "x/a.jpg,p2,cat"]))
    #expect(slashes.counts("a") == ["cat": "2/2"])
    let schemes = try importText(long(["http://x.org/a.jpg,p1,cat", "https://x.org/a.jpg,p2,cat"]))
    #expect(schemes.counts("a") == ["cat": "2/2"])
  }

  @Test func `another answer of the same assignment is said`() throws {
    let text = "image,annotator,label,assignment_id\na,p,cat,1\na,p,dog,1\nb,p,cat,2\nb,p,cat,2\n"
    let sink = try importText(text)
    #expect(sink.dropped("assignment that was read before") == 2)
    #expect(sink.summary?.notes.contains { $0.hasPrefix("1 row of an assignment") } == true)
  }

  @Test func `columns of times and of further answers that are not read are said`() throws {
    func notes(_ header: String, _ row: String) throws -> String {
      try importText("\(header)\n\(row)\n").summary?.notes.joined() ?? ""
    }
    let plain = try notes("image,annotator,label,rt", "a,p,cat,1.2")
    #expect(plain.contains("--map reaction-time='rt'"))
    let unit = try notes("image,annotator,label,rt_ms", "a,p,cat,1200")
    #expect(unit.contains("--map reaction-time='rt_ms' --time-unit ms"))
    let task = try notes("task,worker,label,response_time", "a,p,cat,1.2")
    #expect(task.contains("--map reaction-time='response_time').") == true)
    let further = try notes("image,annotator,label,label_2", "a,p,cat,dog")
    #expect(further.contains("label_2 (several answers"))
  }

  @Test func `a further file of other columns is refused with the way out`() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("f,w,l\na,p1,cat\n", as: "v.csv")
    let second = try folder.write("file,worker,choice\na,p2,cat\n", as: "w.csv")
    #expect {
      try importFiles([first, second]) {
        $0.map = [.image: "f", .annotator: "w", .label: "l"]
      }
    } throws: { "\($0)".contains("w.csv has no column f") && "\($0)".contains("--set NAME") }
  }

  @Test func `a cell of a reader without an answer is counted`() throws {
    let sink = try importText("Study,cat,dog\np1,1,\np2,NA,0\n", as: "r1.csv") {
      $0.format = "reader-tables"
    }
    #expect(sink.dropped("empty answer") == 2 && sink.answers.count == 2)
    #expect(sink.counts("p1")["cat"] == "1/1" && sink.counts("p2")["dog"] == "0/1")
  }

  @Test func `a choice of a drop-down list of Zooniverse is its label, not its code`() throws {
    let value = #"[{""value"":""c7a1"",""option"":true,""label"":""Cat""}]"#
    let sink = try importText(
      "classification_id,user_name,annotations,subject_data,subject_ids\n"
        + #"1,u,"[{""task"":""T0"",""value"":\#(value)}]","{""97"":{""Filename"":""a.jpg""}}",97"#
        + "\n")
    #expect(sink.counts("a") == ["Cat": "1/1"])
  }

  @Test func `images of Labelbox without a label are counted, and alone say why`() throws {
    let empty = #"{"data_row": {"external_id": "a.jpg"}, "projects": {"p": {"labels": []}}}"#
    #expect {
      try importText(empty + "\n" + empty + "\n", as: "labels.ndjson")
    } throws: { "\($0)".contains("every row is left out by a rule (image without a label)") }
  }

  @Test func `a level that is no number is refused`() {
    #expect {
      try importText("image,class,selected,total,noise\na,cat,1,2,low\n") {
        $0.map = [.image: "image", .target: "class", .selected: "selected", .total: "total"]
        $0.map[.level] = "noise"
      }
    } throws: { "\($0)".contains("column noise: expected a number or nothing") }
  }

  @Test func `plain columns are not taken for a format that shares them`() {
    #expect {
      try importText("image,annotator,label_1,label_2\na,p1,cat,dog\nb,p1,dog,cat\n")
    } throws: { !"\($0)".contains("Tsipras") && "\($0)".contains("--map") }
  }

  @Test func `data of experiments have decimal commas between semicolons, and keys pressed twice`()
    throws
  {
    let sink = try importText(
      "image;key_resp.keys;key_resp.rt;trials.thisN;participant;expName\na.jpg;c;0,5;0;p1;e\n"
        + "b.jpg;['d', 'd'];0,75;1;p1;e\n")
    #expect(sink.answers.map(\.reactionTime) == [0.5, 0.75])
    #expect(sink.counts("b") == ["c": "0/1", "d": "1/1"])
  }

  @Test func `an empty form and an empty classification are dropped`() throws {
    let form = try importText(
      "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image_url,Answer.taskAnswers\n"
        + #"H,1,W,Approved,a.jpg,"[{""animal"":{""label"":""cat""}}]""#
        + "\nH,2,V,Approved,a.jpg,\n")
    #expect(form.dropped("form without an answer") == 1 && form.answers.count == 1)
  }

  @Test func `a picture that stands in the table itself has no folder`() throws {
    let pictures = ["AAAA", "BBBB"].map { "data:image/jpeg;base64,/9j/\($0)/9k=" }
    let sink = try importText(long(pictures.map { "\"\($0)\",p,cat" }))
    #expect(sink.images == pictures)
  }

  @Test(arguments: [
    ("<!DOCTYPE html><html></html>", "a page of the web"),
    ("<stata_dta><header>", "a file of Stata"),
    ("- image: a\n  label: cat\n", "as in YAML"),
  ])
  func `files that are no table, JSON or known XML are called what they are`(
    text: String, what: String
  ) {
    #expect { try importText(text, as: "votes.txt") } throws: { "\($0)".contains(what) }
  }
}
