import Annotations
import StudyValues
import TestSupport
import Testing

/// Forms of exports that were read without a word, or refused with a way out that led astray.
struct FurtherExportsTests {
  private static let refused = "rejected assignment"

  private static func refusal(_ text: String, as name: String = "answers.csv") -> String {
    do {
      _ = try importText(text, as: name)
      return "nothing"
    } catch {
      return "\(error)"
    }
  }

  // MARK: - Names

  @Test(arguments: ["Assignment ID", "assignment-id", "AssignmentID", "Annotation Id"])
  func `identifiers of answers are found whatever stands between the words`(name: String) throws {
    let rows = "a.jpg,p,cat,A1\na.jpg,q,dog,A2\na.jpg,p,cat,A1\n"
    let sink = try importText("image,annotator,label,\(name)\n\(rows)")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.dropped("assignment that was read before") == 1)
    let lines = ["A1", "A2", "A1"].enumerated().map { place, id in
      #"{"image": "a.jpg", "annotator": "\#(place % 2)", "label": "cat", "\#(name)": "\#(id)"}"#
    }
    let json = try importText(lines.joined(separator: "\n"), as: "answers.jsonl")
    #expect(json.dropped("assignment that was read before") == 1)
  }

  @Test func `formulas by which spreadsheets keep zeros are texts`() throws {
    let first = ["007", "1", "cat"].map { "\"=\"\"\($0)\"\"\"" }.joined(separator: ",")
    let text = "image,annotator,label\n\(first)\n008,1,cat\n"
    let sink = try importText(text)
    #expect(sink.images == ["007", "008"] && sink.annotators.count == 1)
    #expect(sink.counts("007") == ["cat": "1/1"])
    // A name that only begins so stays.
    #expect(NameText.plain("=\"a\"&\"b\"") == "=\"a\"&\"b\"" && NameText.plain("=\"\"") == "=\"\"")
  }

  @Test func `the special missing values of SAS and Stata are no answer`() throws {
    let sink = try importText("image,annotator,label\na,p,cat\na,q,.a\na,r,._\na,s,.Z\nb,p,dog\n")
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"] && sink.dropped("empty answer") == 3)
    let declared = try importText("image,annotator,label\na,p,.a\nb,p,.b\n") {
      $0.labelSpace = try? LabelSpace.named([".a", ".b"])
    }
    #expect(declared.summary?.answers == 2)
  }

  @Test(arguments: [
    ("TRUE", "1"), ("false", "0"), ("Y", "yes"), ("no", "N"), ("cat.", "cat"),
  ])
  func `words for the same class are said and stay apart`(first: String, second: String) throws {
    let sink = try importText("image,annotator,label\na,p,\(first)\na,q,\(second)\nb,p,dog\n")
    #expect(sink.header?.labelSpace.classes.count == 3)
    #expect(
      sink.summary?.notes.contains {
        $0.hasPrefix("Some classes differ by") && $0.contains("`\(first)`")
          && $0.contains("`\(second)`")
      } == true)
    // Alone each is a class like any other.
    let alone = try importText("image,annotator,label\na,p,\(first)\nb,q,dog\n")
    #expect(alone.summary?.notes.contains { $0.hasPrefix("Some classes") } == false)
  }

  @Test func `a second column of answers and one of test questions are said`() throws {
    let sink = try importText(
      "image,annotator,label,answer,is_test_question\na,p,cat,dog,true\nb,p,dog,dog,false\n")
    let note = sink.summary?.notes.first { $0.hasPrefix("Not read: ") } ?? ""
    #expect(note.contains("--map label='answer'") && note.contains("--map gold='is_test_question'"))
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "0/1"])
  }

  // MARK: - Platforms

  @Test func `a reason to reject is a rejection of Mechanical Turk`() throws {
    let text = """
      HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image_url,Answer.label,Approve,Reject
      H,A1,p,Submitted,a.jpg,cat,x,
      H,A2,q,Submitted,a.jpg,dog,,too fast
      H,A3,r,Rejected,a.jpg,dog,,

      """
    let sink = try importText(text)
    #expect(sink.summary?.answers == 1 && sink.dropped(Self.refused) == 2)
    let kept = try importText(text) { $0.keepsRejected = true }
    #expect(kept.summary?.answers == 3)
  }

  /// Right: cat 1 of 2, dog 1 of 2; all were "not ticked" before.
  @Test(arguments: [("on", ""), ("cat", "dog"), ("TRUE", "FALSE"), ("1", "0")])
  func `checkboxes are ticked in every way that pages write`(ticked: String, other: String) throws {
    let head = "HITId,AssignmentId,WorkerId,AssignmentStatus,Reject,Input.image_url"
    let isValue = ticked == "cat"
    let sink = try importText(
      """
      \(head),Answer.animal.cat,Answer.animal.dog
      H,A1,p,Approved,,a.jpg,\(ticked),\(isValue ? "" : other)
      H,A2,q,Approved,,a.jpg,\(isValue ? "" : other),\(isValue ? "dog" : ticked)
      H,A3,r,Submitted,no,a.jpg,\(ticked),\(isValue ? "" : other)

      """)
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.dropped(Self.refused) == 1)
    #expect {
      _ = try importText(
        "\(head),Answer.animal.label,Answer.animal.sure\nH,A1,p,Approved,,a.jpg,cat,very\n")
    } throws: { "\($0)".contains("true or false, as a checkbox has") }
  }

  @Test func `a column a class with marks is refused with the line that joins them`() {
    let batch = Self.refusal(
      """
      HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image_url,Answer.cat,Answer.dog
      H,A1,p,Approved,a.jpg,true,false
      H,A2,q,Approved,a.jpg,false,true

      """)
    #expect(batch.contains("df[['Answer.cat', 'Answer.dog']].idxmax(axis=1)"))
    let boxes = Self.refusal(
      "record_id,image,label___cat,label___dog\np,a.jpg,1,0\nq,a.jpg,0,1\np,b.jpg,0,1\n")
    #expect(boxes.contains("df[['label___cat', 'label___dog']].idxmax(axis=1)"))
  }

  @Test(arguments: [
    "image,cat,dog\na,1,0\nb,0,1\n", "image,cat,dog\na,1.0,0.0\nb,0.0,1.0\n",
    "image,id,cat,dog\na,7,False,True\nb,8,True,False\n",
  ])
  func `so are true classes`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, as: "labels.csv")
    #expect {
      _ = try LabelTable(path, ImportOptions(), isOnly: true)
    } throws: { "\($0)".contains("df['label'] = df[['cat', 'dog']].idxmax(axis=1)") }
    // Counts are none.
    let counts = try folder.write("image,cat,dog\na,2,1\nb,1,0\n", as: "counts.csv")
    #expect {
      _ = try LabelTable(counts, ImportOptions(), isOnly: true)
    } throws: { "\($0)".contains("has no column label") }
  }

  @Test func `a hundred annotators of ChaosNLI are no percentages`() throws {
    let text = """
      {"uid": "x1", "label_counter": {"e": 61, "n": 39}, "old_label": "e"}
      {"uid": "x2", "label_counter": {"e": 1, "n": 20, "c": 79}, "old_label": "c"}
      """
    let sink = try importText(text, as: "chaos.jsonl")
    #expect(sink.counts("x1")["e"] == "61/100")
    #expect(sink.summary?.notes.contains { $0.contains("sum to 100") } == false)
  }

  // MARK: - Ways out

  @Test func `LimeSurvey is read with the option that is offered`() throws {
    let text = """
      id,submitdate,lastpage,startlanguage,a.jpg,b.jpg,Question time: a.jpg,Question time: b.jpg
      1,2026-01-01,3,en,cat,dog,1.5,2.5
      2,2026-01-01,3,en,dog,dog,1.5,2.5

      """
    #expect(Self.refusal(text).contains("--format image-columns --map annotator=id"))
    let sink = try importText(text) {
      $0.format = "image-columns"
      $0.map = [.annotator: "id"]
    }
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"] && sink.images == ["a", "b"])
    #expect(sink.summary?.notes.contains { $0.contains("Not read: submitdate") } == true)
  }

  @Test func `no option is offered that reads totals, numbers of records or pivot tables`() {
    let margins = Self.refusal("image,bird,cat,All\na.jpg,1,2,3\nb.jpg,0,3,3\n")
    #expect(margins.contains("--classes bird,cat") && !margins.contains("cat,All"))
    let pivot = Self.refusal(
      "Count of label,Column Labels,,\nRow Labels,cat,dog,Grand Total\na.jpg,2,1,3\n")
    #expect(pivot.contains("take away what stands above them"))
    let forms = Self.refusal(
      "record_id,img_a,img_b,rating_complete\n1,cat,dog,2\n2,dog,dog,2\n3,cat,cat,2\n")
    #expect(!forms.contains("--classes"))
    let boxes = Self.refusal("filename,cat,dog\na.jpg,1,0\nb.jpg,0,1\nc.jpg,1,0\n")
    #expect(boxes.contains("idxmax") && !boxes.contains("rater-columns"))
    let answers = Self.refusal(
      "image,annotator,cat,dog\na.jpg,p,yes,no\na.jpg,q,no,yes\nb.jpg,p,yes,no\n")
    #expect(!answers.contains("rater-columns"))
    let quoted = Self.refusal("\"image;annotator;label\"\n\"a.jpg;p;cat\"\n")
    #expect(quoted.contains("take away the quotes at both ends"))
    let raters = Self.refusal(
      "image,rater1,rater2,rater_mode\na.jpg,cat,dog,cat\nb.jpg,dog,dog,dog\nc.jpg,cat,cat,cat\n")
    #expect(raters.contains("--other rater_mode"))
  }

  @Test func `a column that is hardly a rater's is said where it counts as one`() throws {
    let text = "image,rater1,rater2,rater_mode\na.jpg,cat,dog,cat\nb.jpg,dog,dog,dog\n"
    let sink = try importText(text) { $0.format = "rater-columns" }
    #expect(
      sink.summary?.notes.contains { $0.contains("column rater_mode counts as a rater") } == true)
  }
}
