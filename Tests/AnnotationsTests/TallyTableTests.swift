@testable import Annotations
import TestSupport
import Testing
import StudyValues

struct TallyTableTests {
  @Test func `pools selected and total of the same pair and leaves 0 shown out`() throws {
    let sink = try importText(
      """
      image,wnid,selected,total
      a.JPEG,n01440764,7,10
      a.JPEG,n01440764,2,10
      a.JPEG,n01443537,0,0

      """)
    #expect(sink.header?.format == "selected-table" && sink.header?.labelSpace == .sortedWnid)
    #expect(sink.tallies == [Tally(image: 0, targetClass: 0, shown: 20, selected: 9)])
    #expect(sink.summary?.notes.contains { $0.hasPrefix("1 pair of image and class was") } == true)
  }

  @Test func `keeps no, maybe and yes`() throws {
    let sink = try importText("image,label,no,maybe,yes\na,65,5,0,0\nb,970,1,2,2\n") {
      $0.labelSpace = .sortedWnid
    }
    #expect(
      sink.tallies == [
        Tally(image: 0, targetClass: 65, shown: 5, selected: 0),
        Tally(image: 1, targetClass: 970, shown: 5, selected: 2, partial: 2),
      ])
  }

  @Test func `refuses numbers of classes without a label space`() {
    #expect {
      _ = try importText("image,label,no,maybe,yes\na,65,5,0,0\n")
    } throws: { error in
      guard case AnnotationError.undeclaredLabelSpace = error else { return false }
      return true
    }
  }

  @Test func `takes shares without claiming counts`() throws {
    let sink = try importText("image,wnid,sel_freq\na,n01440764,0.7\n")
    #expect(sink.header?.hasCounts == false)
    #expect(sink.selections.map(\.hsf) == [0.7] && sink.selections[0].limits == nil)
  }

  @Test func `refuses more selected than shown`() {
    #expect(throws: AnnotationError.self) {
      _ = try importText("image,wnid,selected,total\na,n01440764,11,10\n")
    }
  }

  @Test func `the sums at the foot of a spreadsheet are no image`() throws {
    let rows = "image,cat,dog\na,3,1\nb,0,4\n"
    func images(_ last: String) throws -> [String] {
      try importText(rows + last) { $0.classColumns = ["cat", "dog"] }.images
    }
    let sums = try importText(rows + "Total,3,5\n") { $0.classColumns = ["cat", "dog"] }
    #expect(sums.images == ["a", "b"] && sums.dropped(TotalsRow.rule) == 1)
    // Neither the name nor the numbers alone make it one.
    #expect(try images("Total,3,4\n") == ["a", "b", "Total"])
    #expect(try images("c,3,5\n") == ["a", "b", "c"])
  }

  @Test func `reads FER+ with unknown and NF as shown but no class`() throws {
    let sink = try importText(
      """
      Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF
      Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0
      Training,fer0000001.png,6,0,1,1,0,0,0,0,2,0
      Training,,0,0,0,0,0,0,0,0,0,10

      """)
    #expect(sink.header?.format == "wide-counts" && sink.header?.chance == 1.0 / 8)
    #expect(sink.counts("fer0000001")["neutral"] == "6/10")
    #expect(sink.dropped("row without an image name") == 1)
  }

  @Test func `reads the class columns that are named`() throws {
    let sink = try importText("image,cat,dog,none\na,3,1,1\n") {
      $0.classColumns = ["dog", "cat"]
      $0.otherColumns = ["none"]
    }
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["dog", "cat"])
    #expect(sink.counts("a") == ["dog": "1/5", "cat": "3/5"])
  }

  @Test func `maps columns by name whatever their order`() throws {
    let sink = try importText("truck,image,cat\n1,a,4\n") {
      $0.labelSpace = .cifar10
      $0.classColumns = ["cat", "truck"]
    }
    #expect(sink.counts("a") == ["cat": "4/5", "truck": "1/5"])
  }

  @Test(arguments: ["sel_freq,n", "hsf,num_votes", "selection_frequency,total"])
  func `a share beside a number of people gives counts`(columns: String) throws {
    let sink = try importText("image,class,\(columns)\na,cat,0.7,10\na,dog,.33,3\nb,cat,50 %,8\n")
    #expect(sink.counts("a") == ["cat": "7/10", "dog": "1/3"])
    #expect(sink.counts("b") == ["cat": "4/8"])
    #expect(sink.header?.hasCounts == true)
    #expect(sink.summary?.notes.contains { $0.contains("to the next whole number") } == true)
    #expect {
      try importText("image,class,\(columns)\na,cat,0.7,10\na,dog,.5,3\n")
    } throws: { "\($0)".contains("line 3") && "\($0)".contains("--map total=COL") }
  }

  @Test func `a column that may be a number of people is named`() throws {
    let text = "image,class,sel_freq,asked\na,cat,0.7,10\n"
    let sink = try importText(text)
    #expect(sink.header?.hasCounts == false)
    #expect(sink.summary?.notes.contains { $0.contains("the columns asked;") } == true)
    let counts = try importText(text) { $0.map = [.total: "asked"] }
    #expect(counts.counts("a") == ["cat": "7/10"])
  }

  @Test func `an answer that is no column of the layout is named`() throws {
    let sink = try importText("image,class,yes,no,unsure\na,cat,3,2,1\n")
    #expect(sink.counts("a") == ["cat": "3/5"])
    #expect(sink.summary?.notes.contains { $0.contains("--map partial=COL") } == true)
    let mapped = try importText("image,class,yes,no,unsure\na,cat,3,2,1\n") {
      $0.map = [.partial: "unsure"]
    }
    #expect(mapped.tallies == [Tally(image: 0, targetClass: 0, shown: 6, selected: 3, partial: 1)])
  }
}
