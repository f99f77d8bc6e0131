import StudyValues
import TestSupport
import Testing

@testable import Annotations

struct LabelTableTests {
  private func table(
    _ text: String, isOnly: Bool = true, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> LabelTable {
    let folder = try TemporaryFolder()
    var options = ImportOptions()
    change(&options)
    return try LabelTable(folder.write(text, as: "labels.csv"), options, isOnly: isOnly)
  }

  @Test(arguments: [
    "image,label", "file_name,true_label", "Image , Class", "image_id,wnid", "file,class",
    "image_path,category",
  ])
  func `columns have their usual names`(header: String) throws {
    let labels = try table(header + "\na.png,cat\nb.png,dog\n")
    #expect(labels.images == ["a.png", "b.png"])
    #expect(try labels.classes(in: .named(["cat", "dog"])) == [0, 1])
  }

  @Test func `a map names other columns, and must do so where it is meant for the table`() throws {
    let text = "file,truth\na.png,cat\n"
    let labels = try table(text) { $0.map = [.image: "file", .label: "truth"] }
    #expect(labels.names == ["cat"])
    let target = try table(text) { $0.map = [.image: "file", .label: "x", .target: "truth"] }
    #expect(target.names == ["cat"])
    #expect(throws: AnnotationError.self) {
      try table("image,label\na,cat\n") { $0.map = [.image: "file", .label: "answer"] }
    }
    // The map of the answers in the same command does not have to fit.
    let beside = try table("image,label\na,cat\n", isOnly: false) {
      $0.map = [.image: "file", .label: "answer"]
    }
    #expect(beside.names == ["cat"])
  }

  @Test func `words for no answer are no class, and rows without an image are counted`() throws {
    let labels = try table("image,label\na,cat\nb,NA\nc, None \nd,\n ,dog\n")
    #expect(labels.images == ["a", "b", "c", "d"] && labels.nameless == 1)
    #expect(try labels.classes(in: .named(["cat", "dog"])) == [0, nil, nil, nil])
    #expect(try labels.classes(in: .named(["cat", "None"])) == [0, nil, 1, nil])
    let minus = try table("image,label\na,2\nb,-1\n")
    #expect(try minus.classes(in: .named(["1", "2"])) == [1, nil])
    #expect(try minus.classes(in: .named(["-1", "2"])) == [1, 0])
  }

  @Test func `other texts are refused, ten at most, with their lines`() throws {
    let rows = (1...12).map { "i\($0),bird" }.joined(separator: "\n")
    let labels = try table("image,label\na,cat\n\(rows)\n")
    #expect {
      try labels.classes(in: .named(["cat"]))
    } throws: { error in
      guard case AnnotationError.badValues(let values) = error else { return false }
      return values.count == 10 && values[0].position.line == 3
    }
  }

  @Test func `a stray quote and a rounded identifier are refused`() {
    #expect {
      try table("image,label\na,\"cat\nb,dog\"\nc,dog\n")
    } throws: { "\($0)".contains("whole rows between") }
    #expect {
      try table("image,label\n1.23457E+15,cat\n2,dog\n")
    } throws: { "\($0)".contains("rounded") }
  }

  @Test func `names of columns can be given for a table without a header`() throws {
    let labels = try table("a,cat\nb,dog\n") { $0.columns = ["image", "label"] }
    #expect(labels.images == ["a", "b"])
  }

  @Test(arguments: [
    #"{"a.png": "cat", "b.png": ["dog"], "c.png": null}"#,
    #"[{"image": "a.png", "label": "cat"}, {"image": "b.png", "label": "dog"}, {"image": "c.png", "label": null}]"#,
    "{\"file\": \"a.png\", \"class\": \"cat\"}\n{\"file\": \"b.png\", \"class\": \"dog\"}\n{\"file\": \"c.png\", \"class\": \"NA\"}\n",
    #"{"count": 3, "results": [{"image": "a.png", "label": "cat"}, {"image": "b.png", "label": "dog"}, {"image": "c.png", "label": null}]}"#,
  ])
  func `JSON has an object of labels, or an object each image`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, as: "labels.json")
    let labels = try #require(try LabelTable.read(path, ImportOptions(), isOnly: true))
    #expect(labels.images == ["a.png", "b.png", "c.png"] && labels.names == ["cat", "dog"])
    #expect(try labels.classes(in: .named(["cat", "dog"])) == [0, 1, nil])
  }

  @Test func `other JSON is refused, and the list of ImageNetV2 has its own reader`() throws {
    let folder = try TemporaryFolder()
    let list = try folder.write(
      #"{"username": "u", "seed": 1, "image_filenames": [["a", "n01"]]}"#, as: "b.json")
    #expect(try LabelTable.read(list, ImportOptions(), isOnly: true) == nil)
    let other = try folder.write(#"[{"x": 1}]"#, as: "x.json")
    #expect {
      _ = try LabelTable.read(other, ImportOptions(), isOnly: true)
    } throws: { "\($0)".contains("--labels-map image=FIELD,label=FIELD") }
  }

  @Test func `a list of one class is that class, and one of several is refused`() throws {
    #expect(try table("image,label\na,\"[\"\"cat\"\"]\"\nb,['dog']\n").names == ["cat", "dog"])
    #expect {
      _ = try table("image,label\na,\"['cat', 'dog']\"\n")
    } throws: { "\($0)".contains("one true class of each image") }
  }

  @Test func `the blank name of an index is that of the images`() throws {
    #expect(try table(",label\na,cat\nb,dog\n").images == ["a", "b"])
  }
}
