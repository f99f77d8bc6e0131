import Annotations
import StudyValues
import TestSupport
import Testing

/// Tables with one (image, class) a row and a number of votes.
struct LongCountsTests {
  @Test(arguments: ["label,count", "class,n", "answer,votes", "label,Freq", "category,n_votes"])
  func `are read as counts of a choice`(columns: String) throws {
    let sink = try importText("image,\(columns)\na,cat,7\na,dog,3\nb,dog,10\nb,NA,2\n,cat,1\n")
    #expect(sink.header?.format == "long-counts" && sink.header?.task == .forcedChoice)
    #expect(sink.counts("a") == ["cat": "7/10", "dog": "3/10"])
    #expect(sink.counts("b") == ["cat": "0/10", "dog": "10/10"])
    #expect(sink.summary?.dropped.map(\.count) == [1, 1])
    #expect(sink.summary?.notes.contains { $0.contains("one class only") } == false)
  }

  @Test func `rows of one pair are added, and images of one class are said`() throws {
    let sink = try importText("image,label,count\na,cat,7\na,cat,2\nb,dog,4\n")
    #expect(sink.counts("a") == ["cat": "9/9", "dog": "0/9"])
    #expect(sink.summary?.notes.contains { $0.contains("the counts are added") } == true)
    #expect(sink.summary?.notes.contains { $0.contains("Every image has one class only") } == true)
  }

  @Test(arguments: ["0.7", "-1", "many", "1700000000"])
  func `what is no count is refused`(cell: String) {
    #expect {
      try importText("image,label,count\na,cat,\(cell)\n")
    } throws: { "\($0)".contains("line 2, column count: expected a count") }
  }

  @Test func `other columns are mapped, as the offered command says`() throws {
    let text = "bild,antwort,n\na.png,cat,7\na.png,dog,3\nb.png,dog,1\nb.png,cat,9\n"
    #expect {
      try importText(text)
    } throws: {
      "\($0)".contains("--format long-counts --map image=bild,label=antwort,selected=n")
    }
    let sink = try importText(text) {
      $0.format = "long-counts"
      $0.map = [.image: "bild", .label: "antwort", .selected: "n"]
    }
    #expect(sink.counts("b") == ["cat": "9/10", "dog": "1/10"])
  }

  @Test func `a count beside annotators is not read, with a note`() throws {
    let sink = try importText("image,annotator,label,count\na,x,cat,8\na,y,dog,2\n")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.summary?.notes.contains { $0.contains("The column count is not read") } == true)
  }

  @Test func `points between thousands are refused where semicolons stand between fields`() throws {
    for text in [
      "image;label;count\na;cat;1.000\n", "image;class;selected;total\na;cat;1.000;2.000\n",
    ] {
      #expect(throws: AnnotationError.self) { try importText(text) }
    }
    let sink = try importText("image,label,count\na,cat,1.000\nb,dog,0.000\n")
    #expect(sink.counts("a")["cat"] == "1/1")
  }

  @Test func `columns of shares are offered as classes`() {
    #expect {
      try importText("bild;cat;dog\na.png;0,7;0,3\nb.png;0,25;0,75\n")
    } throws: { "\($0)".contains("--map image=bild --classes cat,dog") }
  }
}
