@testable import Annotations
import StudyValues
import TestSupport
import Testing

/// Rows that are no answers, and names that programs write in several ways.
struct FormerSurveyRowsTests {
  @Test(arguments: [
    "Respondent ID,image,annotator,label\n,Response,Response,Response\n1,a,w1,cat\n2,a,w2,dog\n",
    "ResponseID,image,annotator,label\nResponseID,Which image,Who,What is it?\nR1,a,w1,cat\nR2,a,w2,dog\n",
  ])
  func `a row of questions below the header is dropped and counted`(text: String) throws {
    let sink = try importText(text)
    #expect(sink.images == ["a"] && sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.dropped("header row of a survey") == 1)
  }

  @Test(arguments: [
    ("s3://b/a.jpg?X-Amz-Signature=1", "s3://b/a.jpg?X-Amz-Signature=2"),
    ("gs://b/a.jpg?Expires=1&Signature=x", "gs://b/a.jpg?Expires=2&Signature=y"),
    ("/img/a.jpg?v=1", "/img/a.jpg?v=2"), ("//cdn.org/a.jpg?v=1", "//cdn.org/a.jpg?v=2"),
  ])
  func `addresses of other stores lose signatures and versions too`(
    first: String, second: String
  )
    throws
  {
    let sink = try importText(
      "image,annotator,label\n\(first),w1,cat\n\(second),w2,dog\n")
    #expect(sink.images == ["a"])
  }

  @Test func `a question mark in a name stays`() throws {
    let sink = try importText(
      "image,annotator,label\nwhat?,w1,cat\nwhat?.jpg,w2,dog\nwho?,w1,cat\n")
    #expect(sink.images == ["what?", "who?"])
  }

  @Test(arguments: ["<NULL>", "NA_character_"])
  func `words of SQL and R for no value are no answer`(word: String) throws {
    let sink = try importText("image,annotator,label\na,w1,cat\na,w2,\(word)\n")
    #expect(sink.counts("a") == ["cat": "1/1"] && sink.dropped(MissingWords.rule) == 1)
  }

  @Test func `names that folders do not tell apart are not told to keep them`() {
    #expect {
      _ = try importText("image,annotator,label\nx/a.jpg,w1,cat\nx/a.png,w2,dog\n") {
        $0.keepsFolders = true
      }
    } throws: { !"\($0)".contains("--keep-folders") && "\($0)".contains("rename one") }
  }
}

extension FormerSurveyRowsTests {
  @Test func `numbers that a spreadsheet has rounded are said`() throws {
    let head = "image,annotator,label\n"
    let rounded = try importText(
      head + "1234567890123450000,w1,cat\n1234567890123460000,w1,dog\n1111111111111110000,w2,cat\n")
    #expect(rounded.summary?.notes.contains { $0.contains("The 3 numbers of images") } == true)
    let whole = try importText(head + "1234567890123450000,w1,cat\n1234567890123456789,w1,dog\n")
    #expect(whole.summary?.notes.contains { $0.contains("numbers of images") } == false)
    #expect {
      _ = try importText(head + "1234567890123456768.0,w1,cat\n2.0,w1,dog\n")
    } throws: { "\($0)".contains("line 2") && "\($0)".contains("rounded") }
  }
}
