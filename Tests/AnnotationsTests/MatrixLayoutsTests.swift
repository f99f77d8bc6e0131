import Annotations
import TestSupport
import Testing
import StudyValues

struct MatrixLayoutsTests {
  @Test func `reads a matrix of answers with -1 and needs names for its rows`() throws {
    let text = "1 0 1 1\n1 -1 0 0\n-1 1 -1 1\n"
    #expect {
      _ = try importText(text, as: "answers.txt")
    } throws: { error in
      guard case AnnotationError.undeclaredOrder = error else { return false }
      return true
    }
    let sink = try importText(text, as: "answers.txt") {
      $0.imageNames = ["smile-2.png", "frown-1.png", "x.png"]
    }
    #expect(sink.header?.format == "answer-matrix" && sink.header?.annotatorIdentity == .person)
    #expect(sink.counts("smile-2") == ["0": "1/4", "1": "3/4"])
    #expect(sink.counts("x") == ["0": "0/2", "1": "2/2"])
    #expect(sink.annotators.count == 4)
  }

  @Test func `maps classes of reader tables by name, whatever their order`() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("Study,Lung Opacity,Lung Lesion\np1,1,0\np2,0,0", as: "r1.csv")
    let second = try folder.write("Study,Lung Lesion,Lung Opacity\np1,0,1\np2,1,\n", as: "r2.csv")
    let sink = try importFiles([first, second]) { $0.format = "reader-tables" }
    #expect(sink.counts("p1") == ["Lung Opacity": "2/2", "Lung Lesion": "0/2"])
    #expect(sink.counts("p2") == ["Lung Opacity": "0/1", "Lung Lesion": "1/2"])
    #expect(sink.annotators.count == 2)
  }

  @Test func `reads lines of image, annotator and label and checks their number`() throws {
    let sink = try importText("2 2 3\n0 0 0\n1 0 1\n0 1 1\n", as: "labels.txt")
    #expect(sink.header?.format == "cubam-triples" && sink.header?.task == .presence)
    #expect(sink.counts("0") == ["present": "1/2"])
    #expect(throws: AnnotationError.self) {
      _ = try importText("2 2 4\n0 0 0\n1 0 1\n0 1 1\n", as: "labels.txt")
    }
  }

  @Test func `reads answers in YAML`() throws {
    let sink = try importText(
      "39: {11573: true, 11574: false,\n  11575: true}\n40: {11573: false}\n", as: "labels.yaml"
    ) { $0.classColumns = ["indigo bunting"] }
    #expect(sink.header?.format == "cubam")
    #expect(sink.counts("11573") == ["indigo bunting": "1/2"])
  }

  @Test func `gives every question of Galaxy Zoo its own denominator`() throws {
    let decals = try importText(
      """
      iauname,smooth_total,smooth_yes,smooth_no,smooth_yes_fraction,smooth_yes_debiased,bar_total,bar_yes,bar_no
      J1,40,30,10,0.75,0.9,0,0,0
      J2,20,5,15,0.25,0.2,15,3,12

      """)
    #expect(decals.header?.format == "galaxy-zoo")
    #expect(decals.counts("J1") == ["smooth: yes": "30/40", "smooth: no": "10/40"])
    #expect(decals.counts("J2")["bar: yes"] == "3/15")
    let second = try importText(
      """
      dr7objid,t01_smooth_or_features_a01_smooth_count,t01_smooth_or_features_a01_smooth_fraction,t01_smooth_or_features_a02_features_or_disk_count
      587,30,0.75,10

      """)
    #expect(
      second.counts("587") == [
        "t01_smooth_or_features: smooth": "30/40",
        "t01_smooth_or_features: features_or_disk": "10/40",
      ])
  }

  @Test func `takes the aggregated report of Appen as shares`() throws {
    let sink = try importText(
      """
      _unit_id,_unit_state,_trusted_judgments,_last_judgment_at,animal,animal:confidence,image_url
      1,finalized,5,x,cat,0.8,a.jpg
      2,finalized,5,x,dog,1,b.jpg

      """)
    #expect(sink.header?.format == "appen-aggregated" && sink.header?.hasCounts == false)
    #expect(sink.selections.map(\.hsf) == [0.8, 1])
  }

  @Test func `reads checkboxes and forms of Mechanical Turk`() throws {
    let boxes = try importText(
      """
      HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.x.cat,Answer.x.dog
      h,1,W1,Approved,a.jpg,true,false
      h,2,W2,Approved,a.jpg,true,true
      h,3,W3,Rejected,a.jpg,false,false

      """)
    #expect(boxes.header?.format == "mturk-forms")
    #expect(boxes.counts("a") == ["cat": "2/2", "dog": "1/2"])
    #expect(boxes.dropped("rejected assignment") == 1)
    let unnamed = try importText(
      """
      HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.cat.on,Answer.St. Bernard.on
      h,1,W1,Approved,a.jpg,true,false
      h,2,W2,Approved,a.jpg,true,true

      """)
    #expect(unnamed.header?.format == "mturk-forms")
    #expect(unnamed.counts("a") == ["cat": "2/2", "St. Bernard": "1/2"])
    let form = try importText(
      """
      HITId,AssignmentId,WorkerId,AssignmentStatus,Input.image,Answer.taskAnswers
      h,1,W1,Approved,a.jpg,"[{""animal"":{""label"":""cat""}}]"
      h,2,W2,Approved,a.jpg,"[{""animal"":{""cat"":false,""dog"":true}}]"

      """)
    #expect(form.counts("a") == ["cat": "1/2", "dog": "1/2"])
  }

  @Test(arguments: ["1 0 -1\nnan 1 NA\n", "1,0,\nNaN,1,-1.0\n"])
  func `every cell without an answer is counted`(text: String) throws {
    let sink = try importText(text, as: "answers.txt") {
      ($0.imageNames, $0.order) = (["a", "b"], .listed)
    }
    #expect(sink.answers.count == 3 && sink.dropped("empty answer") == 3)
    #expect(sink.counts("b") == ["0": "0/1", "1": "1/1"])
  }

  @Test func `numbers that count from 1 are refused with a word about it`() {
    #expect {
      try importText("1 2\n2 1\n", as: "answers.txt") {
        ($0.imageNames, $0.order) = (["a", "b"], .listed)
        $0.labelSpace = try? .named(["cat", "dog"])
      }
    } throws: { "\($0)".contains("its numbers count from 0") }
  }
}
