import Annotations
import TestSupport
import Testing
import StudyValues

/// What files say of annotators beside their answers.
struct RaterAttributesTests {
  private func attributes(_ sink: CollectedAnnotations) -> [String: String] {
    Dictionary(
      sink.attributes.map { (sink.annotators[Int($0.annotator)], $0.json) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func `DICES says who its raters are`() throws {
    let sink = try importText(
      "rater_id,rater_gender,rater_age,item_id,Q_overall\n"
        + "1,Woman,gen z,a,Yes\n1,Woman,gen z,b,No\n2,Man,NA,a,No\n"
    ) { $0.keepsAnnotatorIDs = true }
    #expect(
      attributes(sink) == [
        "1": #"{"rater_gender":"Woman","rater_age":"gen z"}"#, "2": #"{"rater_gender":"Man"}"#,
      ])
  }

  @Test func `named columns are kept, numbers as numbers, and the first value of a person counts`()
    throws
  {
    let sink = try importText(
      "image,annotator,label,age,code,note\n"
        + "a,w1,cat,31,007,\"says \"\"hi\"\"\"\nb,w1,dog,32,007,\nc,w2,dog,2.5,1,x\n"
    ) {
      $0.keepsAnnotatorIDs = true
      $0.attributeColumns = ["age", "code", "note"]
    }
    #expect(
      attributes(sink) == [
        "w1": #"{"age":31,"code":"007","note":"says \"hi\""}"#,
        "w2": #"{"age":2.5,"code":1,"note":"x"}"#,
      ])
    #expect(
      sink.summary?.notes.contains {
        $0.hasPrefix("1 value about annotators differs from an earlier one")
      } == true)
    #expect(throws: AnnotationError.self) {
      try importText("image,annotator,label\na,w1,cat\n") { $0.attributeColumns = ["age"] }
    }
    #expect {
      try importText("image,w1,w2\na,cat,dog\n") { $0.attributeColumns = ["w2"] }
    } throws: { "\($0)".contains("--attributes names columns, but the format rater-columns") }
  }

  @Test func `a table of demographics is joined by the ids, whatever their pseudonyms`() throws {
    let folder = try TemporaryFolder()
    let raters = try folder.write(
      "Submission id,Participant id,Status,Age,Sex\ns1,p1,APPROVED,24,Female\n"
        + "s2,p3,APPROVED,DATA_EXPIRED,Male\n", as: "demographics.csv")
    let sink = try importText(
      "image,annotator,label\na, p1 ,cat\na,p2,dog\nb,p1,cat\nb,p3,dog\n"
    ) { $0.raters = raters }
    #expect(sink.annotators[0].hasPrefix("annotator-"))
    #expect(
      sink.attributes.map(\.json) == [
        #"{"Status":"APPROVED","Age":24,"Sex":"Female"}"#,
        #"{"Status":"APPROVED","Age":"DATA_EXPIRED","Sex":"Male"}"#,
      ])
    #expect(
      sink.summary?.notes.contains { $0.hasSuffix("is about 2 of the 3 annotators.") } == true)
  }

  @Test func `fields of experiments and of JSON Lines are kept too`() throws {
    let lab = try importText(
      #"[{"trial_type":"x","trial_index":0,"stimulus":"a.jpg","response":"cat","subject":"s","age":40}]"#,
      as: "s.json"
    ) { $0.attributeColumns = ["age"] }
    #expect(lab.attributes.map(\.json) == [#"{"age":40}"#])
    let lines = try importText(
      #"{"task":"a","worker":"w","label":"cat","age":40}"# + "\n"
        + #"{"task":"b","worker":"w","label":"dog","age":40}"#, as: "a.jsonl"
    ) { $0.attributeColumns = ["age"] }
    #expect(lines.attributes.map(\.json) == [#"{"age":40}"#])
  }

  // MARK: - IRW

  @Test func `responses of 0 and 1 are whether, and their share is the frequency`() throws {
    let sink = try importText(
      "id,item,resp,rt,cov_age,cov_gender,date\np1,i1,1,2.5,30,f,0\np1,i2,0,1,30,f,0\n"
        + "p2,i1,1.0,3,41,m,0\np2,i2,NA,3,41,m,0\n"
    ) { $0.keepsAnnotatorIDs = true }
    #expect(sink.header?.format == "irw" && sink.header?.task == .presence)
    #expect(sink.counts("i1") == ["1": "2/2"] && sink.counts("i2") == ["1": "0/1"])
    #expect(sink.targetHSF == [1, 0] && sink.dropped("empty answer") == 1)
    #expect(sink.answers.map(\.reactionTime) == [2.5, 1, 3])
    #expect(
      attributes(sink) == ["p1": #"{"age":30,"gender":"f"}"#, "p2": #"{"age":41,"gender":"m"}"#])
  }

  @Test func `other responses are classes, and raters rate the ids`() throws {
    let sink = try importText("id,item,resp\np1,i1,1\np1,i2,3\np2,i1,2\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["1", "2", "3"])
    #expect(sink.counts("i1") == ["1": "1/2", "2": "1/2", "3": "0/2"])
    let rated = try importText(
      "id,item,resp,rater\ne1,style,4,r1\ne1,style,5,r2\ne2,style,4,r1\n"
    ) { $0.keepsAnnotatorIDs = true }
    #expect(rated.annotators == ["r1", "r2"] && rated.conditions == ["style"])
    #expect(rated.counts("e1", condition: "style") == ["4": "1/2", "5": "1/2"])
  }

  // MARK: - Toloka

  @Test func `answers of Toloka leave out control tasks, training and the rejected`() throws {
    let text =
      "INPUT:image\tOUTPUT:result\tGOLDEN:result\tHINT:text\tASSIGNMENT:link\tASSIGNMENT:assignment_id\tASSIGNMENT:worker_id\tASSIGNMENT:status\n"
      + "a.jpg\tcat\t\t\tl\tA1\tw1\tAPPROVED\nb.jpg\tdog\t\t\tl\tA1\tw1\tAPPROVED\n"
      + "a.jpg\tdog\t\t\tl\tA2\tw2\tSUBMITTED\na.jpg\tcat\t\t\tl\tA3\tw3\tREJECTED\n"
      + "g.jpg\tcat\tcat\t\tl\tA1\tw1\tAPPROVED\nt.jpg\tcat\t\tlook\tl\tA1\tw1\tAPPROVED\n"
      + "a.jpg\tcat\t\t\tl\tA1\tw1\tAPPROVED\n\t\t\t\t\t\t\t\n"
    let sink = try importText(text, as: "assignments.tsv")
    #expect(sink.header?.format == "toloka")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.counts("b") == ["cat": "0/1", "dog": "1/1"])
    for rule in [
      "control task", "training task", "rejected assignment", "assignment that was read before",
      "empty answer",
    ] { #expect(sink.dropped(rule) == 1, Comment(rawValue: rule)) }
    let approved = try importText(text, as: "assignments.tsv") {
      $0.statuses = ["ASSIGNMENT:status=approved"]
    }
    #expect(approved.counts("a") == ["cat": "1/1", "dog": "0/1"])
    #expect(approved.dropped("ASSIGNMENT:status is not approved") == 2)
    #expect {
      try importText(text, as: "a.tsv") { $0.statuses = ["APPROVED"] }
    } throws: { "\($0)".contains("must be a column and a word") }
  }
}
