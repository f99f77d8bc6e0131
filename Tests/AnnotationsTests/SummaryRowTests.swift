import Annotations
import StudyValues
import TestSupport
import Testing

/// Rows and columns of sums, means and the like, which are neither images nor classes.
struct SummaryRowTests {
  private static let rows = "image,annotator,label\na.jpg,p,cat\na.jpg,q,dog\nb.jpg,p,dog\n"

  private static func refuses(_ error: any Error, _ name: String) -> Bool {
    guard case AnnotationError.badValues(let values) = error else { return false }
    return values[0].expected.contains("a row of sums or means") && values[0].got == "'\(name)'"
  }

  @Test(
    arguments: [
      (rows + "Total,3,3\n", "Total"), (rows + "\nGrand Total:,,3\n", "Grand Total:"),
      ("image,rater1,rater2\na.jpg,cat,dog\nb.jpg,dog,dog\nAgreement,0.5,0.5\n", "Agreement"),
      ("image,class,selected,total\na.jpg,cat,2,3\nb.jpg,cat,3,3\nTotal,cat,5,6\n", "Total"),
    ])
  func `a row of sums below pictures is refused`(text: String, name: String) {
    #expect {
      _ = try importText(text)
    } throws: {
      Self.refuses($0, name)
    }
  }

  @Test func `a row of means of counts is refused`() {
    #expect {
      _ = try importText("image,cat,dog\na.jpg,2,1\nb.jpg,0,3\nn,3,3\n") {
        $0.classColumns = ["cat", "dog"]
      }
    } throws: {
      Self.refuses($0, "n")
    }
  }

  @Test func `among names without endings it is said`() throws {
    let text = "image,annotator,label\na,p,cat\nb,p,dog\nTotal,p,3\n"
    let sink = try importText(text)
    #expect(sink.images == ["a", "b", "Total"])
    #expect(sink.summary?.notes.contains { $0.contains("last image is called `Total`") } == true)
    // An image of that name elsewhere is one.
    let first = try importText("image,annotator,label\ntotal,p,cat\na,p,dog\n")
    #expect(first.summary?.notes.contains { $0.contains("is called") } == false)
    let picture = try importText("image,annotator,label\na.jpg,p,cat\ntotal.jpg,p,dog\n")
    #expect(picture.images == ["a", "total"])
  }

  /// Right: cat 2 of 3 and dog 1 of 3; with the total as a class each would have half.
  @Test(
    arguments: [
      ("image,label,votes\na,cat,2\na,dog,1\na,All,3\nb,dog,3\nb,All,3\n", "answers.csv"),
      (
        #"{"a": {"cat": 2, "dog": 1, "total": 3}, "b": {"cat": 1, "dog": 3, "total": 4}}"#, "x.json"
      ),
    ])
  func `a class that is the total of the others is refused`(text: String, name: String) {
    #expect {
      _ = try importText(text, as: name) { options in
        if name.hasSuffix("csv") {
          options.map = [.image: "image", .label: "label", .selected: "votes"]
          options.format = "long-counts"
        } else {
          options.format = "nested-counts"
        }
      }
    } throws: { "\($0)".contains("it is their total") }
  }

  @Test func `so is a margin among --classes, and a declared class stays with a word`() throws {
    let text = "image,cat,dog,All\na,2,1,3\nb,0,3,3\n"
    #expect {
      _ = try importText(text) { $0.classColumns = ["cat", "dog", "All"] }
    } throws: { "\($0)".contains("--classes") }
    let sink = try importText(text) {
      $0.labelSpace = try? LabelSpace.named(["cat", "dog", "all"])
      $0.classColumns = ["cat", "dog", "All"]
    }
    #expect(sink.summary?.notes.contains { $0.contains("it is their total") } == true)
  }

  @Test func `a name above blank cells is said to be filled in`() throws {
    let text = "image,annotator,label\na.jpg,p,cat\n,q,cat\n,r,dog\nb.jpg,p,dog\n"
    let sink = try importText(text)
    #expect(sink.dropped("row without an image name") == 2)
    #expect(sink.summary?.notes.contains { $0.hasPrefix("2 of 4 rows name no image") } == true)
  }

  @Test func `the line of dashes of Markdown is no answer`() throws {
    let rows = "| a.jpg | p | cat |\n| b.jpg | p | dog |\n"
    let text = "| image | annotator | label |\n|---|:---:|---|\n\(rows)"
    let sink = try importText(text)
    #expect(sink.images == ["a", "b"] && sink.dropped("header once more") == 1)
  }
}
