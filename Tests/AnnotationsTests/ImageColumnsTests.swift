import Annotations
import Testing

/// Tables with a row a person and a column an image.
struct ImageColumnsTests {
  @Test(arguments: [
    "annotator,a.jpg,b.jpg\nAnna,cat,dog\nBob,dog,dog\nCem,,dog\n",
    "Time,Email,What is in a.jpg?,What is in b.jpg?\n1,x@y.z,cat,dog\n2,q@y.z,dog,dog\n3,r@y.z,NA,dog\n",
    "participant,a.jpg,age,b.jpg\np1,cat,31,dog\np2,dog,44,dog\np3,n/a,20,dog\n",
  ])
  func `columns named after pictures are read where a column names the persons`(
    text: String
  ) throws {
    let sink = try importText(text)
    #expect(sink.header?.format == "image-columns" && sink.images == ["a", "b"])
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"] && sink.counts("b")["dog"] == "3/3")
    #expect(sink.annotators.count == 3 && sink.dropped("empty answer") == 1)
    #expect(
      sink.summary?.notes.contains { $0.hasPrefix("A row is a person, named by") } == true)
  }

  @Test func `numbered pictures are images, and attributes are kept on request`() throws {
    let text = "participant,img1,img2,img3,age\np1,cat,dog,dog,30\np2,cat,cat,dog,41\n"
    let sink = try importText(text) { $0.attributeColumns = ["age"] }
    #expect(sink.images == ["img1", "img2", "img3"])
    #expect(sink.counts("img1")["cat"] == "2/2" && sink.counts("img2")["cat"] == "1/2")
    #expect(sink.attributes.map(\.json) == [#"{"age":30}"#, #"{"age":41}"#])
    let plain = try importText(text)
    #expect(plain.summary?.notes.contains { $0.hasSuffix("Not read: age.") } == true)
  }

  @Test(arguments: [
    "name,img1,img2,img3\np1,cat,dog,dog\np2,cat,cat,dog\n",
    "participant,a.jpg,b.jpg,mood\np1,cat,dog,happy\np2,cat,cat,sad\n",
    "id. Response ID;Q1. What is in <img src=\"\"a.png\"\">;Q2. b.png\n1;A1;A2\n",
  ])
  func `what is not sure is refused with the command that reads it`(text: String) {
    #expect {
      try importText(text)
    } throws: {
      "\($0)".contains("of its columns are named after pictures")
        && "\($0)".contains("--format image-columns --map")
    }
  }

  @Test func `the proposed command reads the table`() throws {
    let sink = try importText("name,img1,img2\np1,cat,dog\np2,cat,cat\n") {
      $0.format = "image-columns"
      $0.map = [.annotator: "name"]
    }
    #expect(sink.counts("img2") == ["cat": "1/2", "dog": "1/2"] && sink.annotators.count == 2)
    let nobody = try importText("a.png,b.png\ncat,dog\ncat,cat\n") { $0.format = "image-columns" }
    #expect(nobody.annotators.count == 2)
    #expect(
      nobody.summary?.notes.contains { $0.contains("since no column names one") } == true)
  }

  @Test func `two columns of one image are refused`() {
    #expect {
      try importText("participant,x/a.jpg,a.png\np1,cat,dog\n") { $0.format = "image-columns" }
    } throws: { "\($0)".contains("several columns of the image") }
  }
}
