import Annotations
import StudyValues
import Testing

struct RaterColumnsTests {
  @Test func `rows are images and columns are persons`() throws {
    let sink = try importText(
      "image,w1,w2,w3\na.jpg,cat,cat,dog\nb.jpg,dog,dog,\nc.jpg,cat,NA,cat\n")
    #expect(sink.header?.format == "rater-columns" && sink.header?.annotatorIdentity == .person)
    #expect(sink.annotators.count == 3 && sink.answers.count == 7)
    #expect(sink.counts("a") == ["cat": "2/3", "dog": "1/3"])
    #expect(sink.counts("b") == ["cat": "0/2", "dog": "2/2"])
    #expect(sink.dropped("empty answer") == 2)
  }

  @Test func `answers of 0 and 1 are classes of raters, not raters that are classes`() throws {
    let sink = try importText("image,rater1,rater2,rater3\na,0,0,1\nb,1,1,1\nc,0,2,0\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["0", "1", "2"])
    #expect(sink.counts("a") == ["0": "2/3", "1": "1/3", "2": "0/3"])
  }

  @Test func `other names of raters need the format, and columns that are none --other`() throws {
    let sink = try importText("file,truth,Ann,Bob,age\na,cat,cat,dog,3\n") {
      $0.format = "rater-columns"
      $0.map = [.image: "file", .target: "truth"]
      $0.otherColumns = ["age"]
    }
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.targets.count == 1)
  }
}
