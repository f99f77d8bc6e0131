import Annotations
import StudyValues
import Testing

/// Ways to write one class, and classes that only look like one.
struct ClassSpellingTests {
  @Test(arguments: [
    ("cat", "\u{FF43}\u{FF41}\u{FF54}"), ("Stra\u{DF}e", "STRASSE"), ("\u{FB01}sh", "fish"),
  ])
  func `classes that differ by the form of their letters only are said`(a: String, b: String) throws
  {
    for text in [
      "task,worker,label\na,1,\(a)\nb,1,\(b)\n",
      "image,class,selected,total\nx,\(a),1,2\nx,\(b),1,2\n",
      "image,\(a),\(b)\nx,3,4\n",
    ] {
      let sink = try importText(text) {
        if text.hasPrefix("image,\(a)") { $0.classColumns = [a, b] }
      }
      #expect(sink.header?.labelSpace.classes.count == 2)
      #expect(sink.summary?.notes.contains { $0.contains("the form of their letters") } == true)
    }
    let others = try importText("task,worker,label\na,1,\(a)\nb,1,dog\nb,2,gr\u{FC}n\n")
    #expect(others.summary?.notes.contains { $0.contains("form of their letters") } == false)
  }

  @Test func `fractions are one class however they are written, among numbers only`() throws {
    let grades = try importText(
      "task,worker,label\na,1,.5\na,2,0.5\na,3,0.50\na,4,5e-1\nb,1,+1\nb,2,1.\nb,3,1\nb,4,10\nb,5,2.5\n"
    )
    #expect(grades.header?.labelSpace.classes.map(\.name) == ["0.5", "1", "2.5", "10"])
    #expect(grades.counts("a")["0.5"] == "4/4" && grades.counts("b")["1"] == "3/5")
    #expect(
      grades.summary?.notes.contains { $0.hasPrefix("2 classes are written in several ways") }
        == true)
    let words = try importText("task,worker,label\na,1,.5\na,2,0.5\na,3,high\n")
    #expect(words.header?.labelSpace.classes.map(\.name) == [".5", "0.5", "high"])
  }

  @Test func `a declared fraction is found however it is written`() throws {
    let sink = try importText("task,worker,label\na,1,.5\na,2,0.50\na,3,1.\n") {
      $0.labelSpace = try? .named(["0.50", "1"])
    }
    #expect(sink.counts("a") == ["0.50": "2/3", "1": "1/3"])
    let versions = try importText("task,worker,label\na,1,1.1\na,2,1.10\n") {
      $0.labelSpace = try? .named(["1.1", "1.10"])
    }
    #expect(versions.counts("a") == ["1.1": "1/2", "1.10": "1/2"])
  }

  @Test func `a scale of half steps keeps its negative classes`() throws {
    let sink = try importText("task,worker,label\na,1,-1\na,2,-0.5\na,3,-.5\nb,1,2\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["-1", "-0.5", "2"])
  }

  @Test(arguments: ["::", "~", "<br>", "|", "#"])
  func `a separator between what is no class alone stays, and is said`(separator: String) throws {
    let sink = try importText("task,worker,label\na,1,std\(separator)cat\nb,1,dog\n")
    #expect(sink.header?.labelSpace.classes.map(\.name) == ["dog", "std\(separator)cat"])
    #expect(
      sink.summary?.notes.contains { $0.contains("look like several answers in one cell") } == true)
    let declared = try importText("task,worker,label\na,1,cat\(separator)dog\n") {
      $0.labelSpace = try? .named(["cat", "dog", "owl"])
    }
    #expect(declared.counts("a") == ["cat": "1/1", "dog": "1/1", "owl": "0/1"])
  }

  @Test func `a decimal comma writes a fraction, unless it stands between two classes`() throws {
    let grades = try importText("task;worker;label\na;1;0,5\na;2;0.5\nb;1;1\nb;2;-0,5\n")
    #expect(grades.header?.labelSpace.classes.map(\.name) == ["-0.5", "0.5", "1"])
    #expect(grades.counts("a")["0.5"] == "2/2")
    let several = try importText("task;worker;label\na;1;0,5\na;2;0\nb;1;5\n")
    #expect(several.header?.labelSpace.classes.map(\.name) == ["0", "5"])
  }
}
