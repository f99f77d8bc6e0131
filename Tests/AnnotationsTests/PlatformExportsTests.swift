import Annotations
import Foundation
import StudyValues
import TestSupport
import Testing

/// Exports of platforms in the layouts that their documentation publishes.
struct PlatformExportsTests {
  @Test func `classifications of Zooniverse have the answer and the file in JSON`() throws {
    func row(
      _ id: Int, _ user: String, _ value: String, _ file: String, gold: String = ""
    ) -> String {
      #"\#(id),\#(user),,x,11,Pets,3.4,2026-01-01,\#(gold),,"{}","[{""task"": ""T0"", ""value"": \#(value)}]","#
        + #""{""97"": {""Filename"": ""\#(file)""}}",97"# + "\n"
    }
    let header =
      "classification_id,user_name,user_id,user_ip,workflow_id,workflow_name,workflow_version,"
      + "created_at,gold_standard,expert,metadata,annotations,subject_data,subject_ids\n"
    let sink = try importText(
      header + row(1, "w1", "\"\"Cat\"\"", "a.jpg") + row(2, "w2", "\"\"Dog\"\"", "a.jpg")
        + row(2, "w2", "\"\"Dog\"\"", "a.jpg") + row(3, "w3", "[\"\"Cat\"\", \"\"Dog\"\"]", "a.jpg")
        + row(4, "w1", "null", "b.jpg") + row(5, "w9", "\"\"Cat\"\"", "b.jpg", gold: "true"))
    #expect(sink.header?.format == "zooniverse" && sink.images == ["a"])
    #expect(sink.counts("a") == ["Cat": "2/3", "Dog": "2/3"])
    #expect(sink.dropped("classification that was read before") == 1)
    #expect(sink.dropped("gold standard") == 1)
    #expect(sink.dropped("classification without an answer") == 1)
  }

  @Test func `workers of Ground Truth answer inside a JSON text, and the manifest is no vote`()
    throws
  {
    func answer(_ worker: String, _ label: String) -> String {
      #"{"workerId": "\#(worker)", "annotationData": {"content": "{\"crowd\": {\"label\": \"\#(label)\"}}"}}"#
    }
    let sink = try importText(
      #"[{"datasetObjectId": "0", "dataObject": {"s3Uri": "s3://b/a.jpg"}, "annotations": ["#
        + [answer("1", "cat"), answer("2", "cat"), answer("3", "dog")].joined(separator: ",")
        + "]}]", as: "a.json")
    #expect(sink.header?.format == "ground-truth-workers")
    #expect(sink.counts("a") == ["cat": "2/3", "dog": "1/3"])
    let manifest = try importText(
      #"{"source-ref": "s3://b/a.jpg", "pets": 0, "pets-metadata": {"class-name": "cat"}}"# + "\n"
        + #"{"source-ref": "s3://b/b.jpg", "pets": 1, "pets-metadata": {"class-name": "dog"}}"#,
      as: "output.manifest")
    #expect(manifest.header?.format == "ground-truth-manifest" && manifest.annotators.isEmpty)
    #expect(manifest.summary?.notes.contains { $0.contains("consolidated") } == true)
    #expect(manifest.counts("a")["cat"] == "1/1")
  }

  @Test func `responses of workers are called by their data object, or by the list of images`()
    throws
  {
    let folder = try TemporaryFolder()
    func response(_ object: Int, _ answers: [(String, String)]) throws -> String {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: "\(object)"), withIntermediateDirectories: true)
      let items = answers.map { worker, label in
        #"{"acceptanceTime": "2026", "timeSpentInSeconds": 3.5, "workerId": "\#(worker)", "#
          + #""answerContent": {"crowd-image-classifier": {"label": "\#(label)"}}}"#
      }
      return try folder.write(
        "{\"answers\": [\(items.joined(separator: ","))]}", as: "\(object)/2026.json")
    }
    let paths = [
      try response(0, [("w1", "cat"), ("w2", "dog")]), try response(1, [("w1", "dog")]),
    ]
    let sink = try importFiles(paths)
    #expect(sink.header?.format == "ground-truth-answers" && sink.images == ["0", "1"])
    #expect(sink.counts("0") == ["cat": "1/2", "dog": "1/2"] && sink.annotators.count == 2)
    #expect(sink.answers.map(\.reactionTime) == [3.5, 3.5, 3.5])
    let named = try importFiles(paths) { $0.imageNames = ["a.jpg", "b.jpg"] }
    #expect(named.images == ["a", "b"])
    #expect {
      try importFiles(paths) { $0.imageNames = ["a.jpg"] }
    } throws: { "\($0)".contains("expected a folder of a number below 1, found '1'") }
  }

  @Test func `labels of a manifest that a model gave are no labels of people`() throws {
    let sink = try importText(
      #"{"source-ref": "a.jpg", "p": [0, 2], "p-metadata": {"class-map": {"0": "cat", "2": "dog"}, "human-annotated": "yes"}}"#
        + "\n"
        + #"{"source-ref": "b.jpg", "p": 1, "p-metadata": {"class-name": "dog", "human-annotated": "no"}}"#,
      as: "output.manifest")
    #expect(sink.counts("a") == ["cat": "1/1", "dog": "1/1"])
    #expect(sink.dropped("label that a model gave") == 1)
  }

  @Test func `exports of Label Studio before 1.0 call annotations completions`() throws {
    let sink = try importText(
      #"""
      [{"id": 1, "data": {"image": "a.jpg"}, "completions": [
        {"id": 0, "result": [{"type": "choices", "value": {"choices": ["cat"]}}]},
        {"id": 1, "result": [{"type": "choices", "value": {"choices": ["dog"]}}]}]}]
      """#, as: "a.json")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect {
      try importText(
        #"[{"data": {"image": "a"}, "annotations": [{"result": [{"type": "taxonomy"}]}]}]"#,
        as: "b.json")
    } throws: { "\($0)".contains("of type taxonomy") }
  }

  @Test func `the CSV export of Label Studio has several choices as JSON`() throws {
    let sink = try importText(
      "annotation_id,annotator,choice,id,image,lead_time\n"
        + "1,1,\"{\"\"choices\"\": [\"\"cat\"\", \"\"dog\"\"]}\",1,/data/a.jpg,2.5\n"
        + "2,2,cat,1,/data/a.jpg,1\n2,2,cat,1,/data/a.jpg,1\n")
    #expect(sink.header?.format == "label-studio-csv")
    #expect(sink.counts("a") == ["cat": "2/2", "dog": "1/2"])
    #expect(sink.dropped("assignment that was read before") == 1)
  }

  @Test func `an assignment that was exported twice is one answer`() throws {
    let header = "HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image_url,Answer.label\n"
    let sink = try importText(
      header
        + "H,A0,w1,Approved,a.jpg,cat\nH,A1,w2,Approved,a.jpg,dog\nH,A0,w1,Approved,a.jpg,cat\n")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.dropped("assignment that was read before") == 1)
  }

  @Test(arguments: ["AssignmentId", "assignment_id", " ASSIGNMENT_ID"])
  func `a plain table drops an assignment by its image, person and question`(column: String) throws
  {
    let text =
      "\(column),image,annotator,label,when\nA0,a,w1,cat,1\nA0,b,w1,dog,1\nA1,a,w2,dog,1\n"
      + "A0,a,w1,cat,1\nA0,a,w3,cat,1\nA0,a,w1,cat,2\n"
    let plain = try importText(text)
    #expect(plain.counts("a") == ["cat": "2/3", "dog": "1/3"] && plain.answers.count == 4)
    #expect(plain.dropped("assignment that was read before") == 2)
    let mapped = try importText(text) {
      $0.map = [.image: "image", .annotator: "annotator", .label: "label", .condition: "when"]
    }
    #expect(mapped.answers.count == 5 && mapped.dropped("assignment that was read before") == 1)
    let lines = try importText(
      #"{"AssignmentId":"A0","image":"a","annotator":"w1","label":"cat"}"# + "\n"
        + #"{"AssignmentId":"A0","image":"b","annotator":"w1","label":"dog"}"# + "\n"
        + #"{"AssignmentId":"A0","image":"a","annotator":"w1","label":"cat"}"# + "\n",
      as: "a.jsonl")
    #expect(lines.answers.count == 2 && lines.dropped("assignment that was read before") == 1)
  }

  @Test func `the plainest header is read without a map`() throws {
    let sink = try importText("image,annotator,label\ni0,p0,a\ni0,p1,b\n")
    #expect(sink.header?.format == "long-table" && sink.header?.annotatorIdentity == .person)
    #expect(sink.counts("i0") == ["a": "1/2", "b": "1/2"])
  }

  @Test func `an unknown table is answered with the map that would read it`() {
    #expect {
      try importText(
        "Timestamp,Email,\"Which file, please?\",What do you see?\n"
          + "1,a@x,a.jpg,cat\n1,b@x,a.jpg,dog\n1,a@x,b.jpg,dog\n")
    } throws: { error in
      "\(error)".contains(
        "--map 'image=Which file, please?,annotator=Email,label=What do you see?'")
    }
  }
}
