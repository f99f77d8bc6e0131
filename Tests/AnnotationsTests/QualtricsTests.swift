import Annotations
import StudyValues
import TestSupport
import Testing

/// Surveys of Qualtrics: a row a respondent, three header rows.
struct QualtricsTests {
  private static func survey(_ rows: String, texts: [String] = ["a.jpg", "b.jpg"]) -> String {
    func identifier(_ text: String) -> String { #""{""ImportId"":""\#(text)""}""# }
    return "StartDate,Status,Finished,ResponseId,Q1,Q7,Q8,Q8_DO,Q9_First Click,PROLIFIC_PID,age\n"
      + "Start Date,Response Type,Finished,Response ID,Do you agree?,"
      + "\"What is in <img src=\"\"https://x.org/\(texts[0])\"\" />?\",\"\(texts[1]) - What is it?\","
      + "order,time,PROLIFIC_PID,age\n"
      + [
        "startDate", "status", "finished", "_recordId", "QID1", "QID7", "2_QID8", "QID8_DO",
        "QID9_FIRST_CLICK", "PROLIFIC_PID", "age",
      ].map(identifier).joined(separator: ",") + "\n" + rows
  }

  private static let rows =
    "2026,IP Address,True,R_1,Yes,cat,dog,1|2,3.2,p1,30\n"
    + "2026,IP Address,True,R_2,Yes,cat,,1|2,3.2,p2,41\n"
    + "2026,Survey Preview,True,R_3,Yes,dog,dog,1|2,3.2,p3,1\n"
    + "2026,IP Address,True,R_1,Yes,cat,dog,1|2,3.2,p1,30\n"
    + "2026,IP Address,False,R_4,Yes,dog,bird,1|2,3.2,,\n"

  @Test func `questions that name a picture are images, and Prolific's ids annotators`() throws {
    let sink = try importText(Self.survey(Self.rows)) {
      $0.keepsAnnotatorIDs = true
      $0.attributeColumns = ["age"]
    }
    #expect(sink.header?.format == "qualtrics" && sink.annotators == ["p1", "p2", "R_4"])
    #expect(sink.counts("a") == ["bird": "0/3", "cat": "2/3", "dog": "1/3"])
    #expect(sink.counts("b") == ["bird": "1/2", "cat": "0/2", "dog": "1/2"])
    #expect(sink.dropped("header row of a survey") == 2)
    #expect(sink.dropped("preview, test or spam") == 1)
    #expect(sink.dropped("response that was read before") == 1)
    #expect(sink.dropped("empty answer") == 1)
    #expect(sink.attributes.map(\.json) == [#"{"age":30}"#, #"{"age":41}"#])
    #expect(
      sink.summary?.notes.contains { $0.contains("are not read, since others do: Q1") } == true)
  }

  @Test func `without pictures columns are the images, but for those of --other`() throws {
    let sink = try importText(Self.survey(Self.rows, texts: ["one", "two"])) {
      $0.otherColumns = ["Q1"]
      $0.statuses = ["Finished=True"]
    }
    #expect(sink.images == ["Q7", "Q8"])
    #expect(sink.counts("Q7") == ["cat": "2/2", "dog": "0/2"])
    #expect(sink.dropped("Finished is not true") == 1)
  }

  @Test func `a table of rater columns turned round is read as it was published`() throws {
    let sink = try importText(
      "ResponseId,a,b,c\nResponse ID,What is in picture a?,What is in picture b?,What is in picture c?\n"
        + "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\","
        + "\"{\"\"ImportId\"\":\"\"QID2\"\"}\",\"{\"\"ImportId\"\":\"\"QID3\"\"}\"\n"
        + "R_1,cat,dog,cat\nR_2,cat,dog,bird\nR_3,dog,dog,cat\n")
    #expect(sink.counts("a") == ["bird": "0/3", "cat": "2/3", "dog": "1/3"])
    #expect(sink.counts("c") == ["bird": "1/3", "cat": "2/3", "dog": "0/3"])
    #expect(sink.annotators.count == 3 && sink.answers.count == 9)
  }
}
