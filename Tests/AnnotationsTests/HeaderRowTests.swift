import Annotations
import StudyValues
import TestSupport
import Testing

/// The names of columns once more, written in another way, and those of another table.
struct HeaderRowTests {
  private static let rows = ["a.png,p1,cat", "b.png,p2,dog"]

  @Test(arguments: [
    "image, annotator, label", "\u{FEFF}image,annotator,label", "Image,Annotator ,LABEL",
    "'image','annotator','label'", " image,annotator,label\u{A0}",
  ])
  func `blanks, marks, quotes and case do not matter`(header: String) throws {
    let lines = ["image,annotator,label", Self.rows[0], header, Self.rows[1]]
    let sink = try importText(lines.joined(separator: "\n") + "\n")
    #expect(sink.images == ["a", "b"] && sink.answers.count == 2)
    #expect(sink.dropped("header once more") == 1)
  }

  @Test(arguments: ["annotator,image,label", "label,image,annotator", "file,worker,choice"])
  func `names in another order, or other names, are refused`(header: String) {
    let lines = ["image,annotator,label", Self.rows[0], header, Self.rows[1]]
    #expect {
      try importText(lines.joined(separator: "\n") + "\n")
    } throws: { "\($0)".contains("line 3") && "\($0)".contains("a file of its own") }
  }

  @Test func `of raters' columns too`() throws {
    let text = "image,w1,w2\na.png,cat,dog\n image,W1,w2\nb.png,dog,dog\n"
    let sink = try importText(text)
    #expect(sink.images == ["a", "b"] && sink.dropped("header once more") == 1)
    #expect {
      try importText("image,w1,w2\na.png,cat,dog\nimage,w2,w1\nb.png,dog,dog\n")
    } throws: { "\($0)".contains("line 3, column image") }
  }

  @Test func `a word of a header among answers is an answer`() throws {
    let sink = try importText(
      "image,annotator,label\nlabel,p1,cat\na.png,label,cat\na.png,image,label\n")
    #expect(sink.images == ["label", "a"] && sink.answers.count == 3)
  }

  @Test func `rows without names of images count without the header`() throws {
    let sink = try importText("w1,w2\ncat,dog\nw1,w2\ndog,dog\n") {
      $0.format = "rater-columns"
      ($0.imageNames, $0.order) = (["a", "b"], .listed)
    }
    #expect(sink.counts("b") == ["cat": "0/2", "dog": "2/2"])
  }
}
