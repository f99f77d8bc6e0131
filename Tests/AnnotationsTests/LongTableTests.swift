import Annotations
import Files
import Foundation
import RealModule
import TestSupport
import Testing
import StudyValues

struct LongTableTests {
  @Test func `reads the table of Crowd-Kit by its header`() throws {
    let sink = try importText("task,worker,label\na,w1,cat\na,w2,dog\nb,w1,cat\n")
    #expect(sink.header?.format == "crowd-kit")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["cat", "dog"])
    #expect(sink.header?.chance == 0.5)
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
    #expect(sink.counts("b") == ["cat": "1/1", "dog": "0/1"])
    #expect(sink.summary?.rowsRead == 3 && sink.summary?.rowsUsed == 3)
    #expect(sink.summary?.images == 2 && sink.summary?.annotators == 2)
  }

  @Test func `sorts classes and never numbers them by first appearance`() throws {
    let words = try importText("task,performer,label\na,1,zebra\nb,1,ant\n")
    #expect(words.header?.labelSpace.classes.map(\.name) == ["ant", "zebra"])
    #expect(words.answers.map(\.chosenClass) == [1, 0])
    let numbers = try importText("question,worker,answer\n7,1,10\n8,1,9\n")
    #expect(numbers.header?.format == "truth-inference")
    #expect(numbers.header?.labelSpace.classes.map(\.name) == ["9", "10"])
  }

  @Test func `reads gzip of a tab-separated table called csv`() throws {
    // Python: gzip.compress of the table below, mtime 0
    let packed = try #require(
      Data(
        base64Encoded: "H4sIAAAAAAACAytJLM7mLM8vyk4t4sxJTErN4UrkNORMTiwB0kacKfnpXAD2Www2IgAAAA=="))
    let folder = try TemporaryFolder()
    let sink = try importFiles([folder.write(packed, as: "answers.csv")])
    #expect(sink.header?.format == "crowd-kit")
    #expect(sink.counts("a") == ["cat": "1/2", "dog": "1/2"])
  }

  @Test func `drops gold items, planned repeats and practice trials by counted rules`() throws {
    let text = """
      image,who,label,gold,again,phase
      a,1,cat,,0,
      a,1,dog,,1,
      b,1,cat,x,0,
      c,1,dog,,no,practice

      """
    let map: [ColumnRole: String] = [
      .image: "image", .annotator: "who", .label: "label", .gold: "gold", .rerun: "again",
      .practice: "phase",
    ]
    let sink = try importText(text) { $0.map = map }
    #expect(sink.images == ["a"] && sink.summary?.rowsUsed == 1)
    for rule in ["gold item", "planned repeat", "practice trial"] {
      #expect(sink.dropped(rule) == 1)
    }
    let kept = try importText(text) {
      $0.map = map
      $0.keepsReruns = true
      $0.keepsGold = true
    }
    #expect(kept.summary?.rowsUsed == 3)
  }

  @Test func `refuses methods that need persons when annotators are positions`() {
    #expect(throws: Never.self) { try AnnotatorIdentity.person.requirePersons(for: "Dawid-Skene") }
    for identity in [AnnotatorIdentity.position, .none] {
      #expect(
        throws: StudyValuesError.needsPersons(method: "Dawid-Skene", identity: identity)
      ) { try identity.requirePersons(for: "Dawid-Skene") }
    }
  }

  @Test func `reads columns named by a map and keeps negative times`() throws {
    let text = "pic\twho\tsaid\tmilliseconds\nx.png\tp\tcat\t1.5\ny.png\tp\tdog\t-2\n"
    let sink = try importText(text, as: "answers.csv") {
      $0.map = [.image: "pic", .annotator: "who", .label: "said", .reactionTime: "milliseconds"]
      $0.labelSpace = .cifar10
    }
    #expect(sink.answers.map(\.chosenClass) == [3, 5])
    #expect(sink.answers.map(\.reactionTime) == [1.5, -2])
    #expect(sink.summary?.notes.contains { $0.contains("negative reaction time") } == true)
    #expect(sink.counts("x").count == 10)
  }

  @Test func `asks for classes one by one when a column says which`() throws {
    let text = "image,who,class,answer\na,1,cat,yes\na,2,cat,maybe\na,1,dog,no\na,2,cat,yes\n"
    let sink = try importText(text) {
      $0.map = [.image: "image", .annotator: "who", .asked: "class", .label: "answer"]
      $0.maybe = .half
    }
    #expect(sink.header?.task == .presence && sink.header?.chance == nil)
    let cat = try #require(sink.tallies.first)
    #expect(cat.shown == 3 && cat.selected == 2 && cat.partial == 1)
    #expect(sink.selections.map(\.hsf) == [2.5 / 3, 0])
    #expect(sink.summary?.notes.contains { $0.hasPrefix("1 answer repeats") } == true)
  }

  @Test func `drops repeats by the declared rule only`() throws {
    let text = "task,worker,label\na,1,cat\na,1,dog\na,2,cat\n"
    let all = try importText(text)
    #expect(all.counts("a") == ["cat": "2/3", "dog": "1/3"])
    let first = try importText(text) { $0.duplicates = .first }
    #expect(first.counts("a") == ["cat": "2/2", "dog": "0/2"])
    let last = try importText(text) { $0.duplicates = .last }
    #expect(last.counts("a") == ["cat": "1/2", "dog": "1/2"])
    for sink in [first, last] {
      #expect(sink.dropped("repeated answer of an annotator") == 1)
      #expect(sink.summary?.rowsUsed == 2 && sink.summary?.rowsRead == 3)
    }
  }

  @Test func `keeps the target nobody chose as 0 of shown`() throws {
    let text = "task,worker,label\na,1,n01440764\na,2,n01443537\n"
    let without = try importText(text) { $0.labelSpace = .sortedWnid }
    #expect(without.tallies.count == 2)
    let with = try importText(text) {
      $0.labelSpace = .sortedWnid
      $0.targets = ["a": 500]
    }
    #expect(with.tallies.map(\.targetClass) == [0, 1, 500])
    #expect(with.targetHSF == [0])
  }

  @Test func `names file, line and column of up to ten wrong answers`() throws {
    let rows = (0..<12).map { "a,\($0),unicorn\n" }.joined()
    #expect {
      _ = try importText("task,worker,label\na,0,cat\n" + rows) { $0.labelSpace = .cifar10 }
    } throws: { error in
      guard case AnnotationError.badValues(let values) = error else { return false }
      return values.count == 10 && values[0].position.line == 3
        && values[0].position.column == "label" && values[0].got == "'unicorn'"
        && values[0].expected == "a class of the label space cifar10"
    }
  }

  @Test func `names the line of a ragged row`() {
    #expect {
      _ = try importText("task,worker,label\na,0,cat\na,1\n")
    } throws: { error in
      guard case AnnotationError.badValues(let values) = error else { return false }
      return values.map(\.position.line) == [3]
    }
  }

  @Test func `names the line of a ragged row where no other row names a class`() {
    #expect {
      _ = try importText("task,worker,label\na,1\n")
    } throws: { error in
      guard case AnnotationError.input(.raggedRow(_, 2, 3, 2)) = error else { return false }
      return true
    }
  }

  @Test(arguments: [
    ("image,task,worker,label", "a,say,1,cat\na,say,2,cat\nb,say,1,dog\n"),
    ("file,task,performer,label", "a,say,1,cat\na,say,2,cat\nb,say,1,dog\n"),
    ("image_id,question,worker,answer", "a,what?,1,cat\na,what?,2,cat\nb,what?,1,dog\n"),
  ])
  func `a column of images wins over one of tasks`(header: String, rows: String) throws {
    let sink = try importText(header + "\n" + rows)
    #expect(sink.header?.format == "long-table" && sink.images == ["a", "b"])
    #expect(sink.counts("a")["cat"] == "2/2" && sink.counts("b")["dog"] == "1/1")
  }

  @Test func `says which column a nearly known table lacks`() {
    #expect {
      _ = try importText("task,worker,choice\na,0,cat\nb,0,dog\n")
    } throws: { error in
      guard case AnnotationError.almost(_, _, let missing) = error else { return false }
      return missing.hasPrefix("it has no column label; try: avh import STUDY ")
        && missing.hasSuffix(" --map image=task,annotator=worker,label=choice")
    }
  }

  @Test func `says what was looked for in an unknown table`() {
    #expect {
      _ = try importText("x,y\n1,2\n")
    } throws: { error in
      guard case AnnotationError.unrecognized(_, let lookedFor) = error else { return false }
      return lookedFor.contains("the header is x, y") && lookedFor.contains("--map image=COL")
        && !lookedFor.contains("try:")
    }
  }

  @Test func `refuses a map without image or label, an unknown column and an empty table`() {
    #expect(throws: AnnotationError.self) {
      _ = try importText("a,b\n1,2\n") {
        $0.format = "long-table"
        $0.map = [.image: "a"]
      }
    }
    #expect(throws: AnnotationError.missingColumn(file: "x", column: "c", found: ["a"]).self) {
      do {
        _ = try importText("a,b\n1,2\n") { $0.map = [.image: "a", .label: "c"] }
      } catch AnnotationError.missingColumn(_, let column, let found) {
        throw AnnotationError.missingColumn(file: "x", column: column, found: [found[0]])
      }
    }
    #expect(throws: AnnotationError.self) { _ = try importText("task,worker,label\n") }
  }

  @Test func `a map names further columns of a known table`() throws {
    let text = "task,worker,label,rt,block,truth\na,w1,cat,1.5,1,cat\nb,w1,dog,2,2,cat\n"
    let sink = try importText(text) {
      $0.map = [
        .image: "task", .annotator: "worker", .label: "label", .reactionTime: "rt",
        .condition: "block", .target: "truth",
      ]
    }
    #expect(sink.header?.format == "crowd-kit")
    #expect(sink.answers.map(\.reactionTime) == [1.5, 2])
    #expect(sink.conditions == ["1", "2"] && sink.targetHSF == [1, 0])
    let other = try importText(text) { $0.map = [.label: "truth"] }
    #expect(other.counts("b") == ["cat": "1/1"])
    #expect {
      _ = try importText(text) { $0.map = [.reactionTime: "time"] }
    } throws: { "\($0)".contains("no column time") }
    #expect {
      _ = try importText(text) { $0.map = [.total: "rt"] }
    } throws: { "\($0)".contains("--map total=rt names a column of counts") }
  }
}
