import Annotations
import Files
import Foundation
import StudyValues
import TestSupport
import Testing

/// Answers in Parquet files and MATLAB matrices give what the same answers give as text or npy.
struct ParquetVotesTests {
  private static let rows: [(image: String, who: Int64, label: String?)] = [
    ("a.png", 1, "cat"), ("a.png", 2, "dog"), ("b.png", 1, "dog"), ("b.png", 2, nil),
    ("c \"d\",e.png", 3, "cat"), ("f.png", 3, "N/A"), ("f.png", 3, "cat"),
  ]

  private static func parquet(_ folder: TemporaryFolder, _ names: [String]) throws -> String {
    let path = folder.path("votes.parquet")
    let writer = try ParquetWriter(
      path: path,
      columns: Array(zip(names, [.texts([]), .integers([]), .texts([])])))
    try writer.append([
      .texts(rows.map(\.image)), .integers(rows.map(\.who)), .texts(rows.map(\.label)),
    ])
    try writer.close()
    return path
  }

  private static func text(_ names: [String]) -> String {
    let lines = rows.map { row in
      "\"\(row.image.replacing("\"", with: "\"\""))\",\(row.who),\(row.label ?? "")"
    }
    return ([names.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  @Test(arguments: [
    ["image", "annotator", "label"], ["task", "worker", "label"], ["question", "worker", "answer"],
  ])
  func `reads a table as it reads the same table of text`(names: [String]) throws {
    let folder = try TemporaryFolder()
    let votes = try importFiles([Self.parquet(folder, names)])
    let same = try importText(Self.text(names))
    #expect(votes.answers == same.answers && votes.tallies == same.tallies)
    #expect(votes.images == same.images && votes.annotators == same.annotators)
    #expect(votes.header == same.header)
    #expect(votes.dropped("empty answer") == 2 && votes.answers.count == 5)
  }

  @Test func `maps columns, and says which row is wrong`() throws {
    let folder = try TemporaryFolder()
    let path = try Self.parquet(folder, ["file", "who", "said"])
    let votes = try importFiles([path]) {
      $0.map = [.image: "file", .annotator: "who", .label: "said"]
    }
    #expect(votes.answers.count == 5)
    #expect {
      _ = try importFiles([path]) {
        $0.map = [.image: "file", .label: "said"]
        $0.labelSpace = try? LabelSpace.named(["dog", "frog"])
      }
    } throws: { "\($0)".contains("votes.parquet, line 1, column said") }
  }

  @Test func `takes whole numbers that a data frame keeps as decimals for whole numbers`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("votes.parquet")
    let writer = try ParquetWriter(
      path: path,
      columns: [("image", .reals([])), ("annotator", .reals([])), ("label", .reals([]))])
    try writer.append([.reals([1, 2, 2]), .reals([7, 7, .nan]), .reals([0, .nan, 1])])
    try writer.close()
    let votes = try importFiles([path])
    #expect(votes.images == ["1", "2"] && votes.annotators.count == 1)
    #expect(votes.header?.labelSpace.classes.map(\.name) == ["0", "1"])
    #expect(votes.dropped("empty answer") == 1 && votes.answers.count == 2)
  }

  @Test func `says that a list in every row is no answer`() throws {
    let checkout = RealData.checkout.path
    let path = "\(checkout)/Tests/FilesTests/References/parquet/none-v1.parquet"
    #expect {
      _ = try importFiles([path]) { $0.map = [.image: "image", .label: "tags"] }
    } throws: {
      "\($0)".contains("column 'tags'") && "\($0)".contains("frame.explode('tags')")
    }
    // Other columns of the file are read.
    let votes = try importFiles([path]) { $0.map = [.image: "image", .label: "label"] }
    #expect(votes.answers.count == 6)
  }

  @Test func `a column that is not read is named before a layout that lacks it`() throws {
    let checkout = RealData.checkout.path
    let path = "\(checkout)/Tests/AnnotationsTests/References/parquet/refused-label.parquet"
    #expect {
      _ = try importFiles([path])
    } throws: {
      "\($0)".contains("it also has the column label") && "\($0)".contains("frame.explode('label')")
        && !"\($0)".contains("looks like")
    }
  }

  @Test(arguments: ["plain", "deflated"])
  func `reads counts and raters of MATLAB`(file: String) throws {
    let folder = RealData.checkout.path + "/Tests/AnnotationsTests/References/mat"
    let counts = try importFiles(["\(folder)/counts-\(file).mat"]) {
      $0.order = .listed
      $0.imageNames = ["a", "b", "c"]
      $0.labelSpace = try? LabelSpace.named(["cat", "dog"])
    }
    #expect(counts.counts("a") == ["cat": "3/3", "dog": "0/3"])
    #expect(counts.counts("b") == ["cat": "1/3", "dog": "2/3"])
    let raters = try importFiles(["\(folder)/raters-\(file).mat"]) {
      $0.format = "answer-matrix"
      $0.imageNames = ["a", "b", "c"]
      $0.labelSpace = try? LabelSpace.named(["cat", "dog"])
    }
    #expect(raters.answers.count == 5 && raters.annotators.count == 2)
    #expect(raters.counts("b") == ["cat": "1/2", "dog": "1/2"])
  }
}
