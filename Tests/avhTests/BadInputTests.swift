import Foundation
import Tensors
import TestSupport
import Testing

@testable import avh

/// Bad input gets one sentence, the code 65 or 66, and leaves everything as it was.
struct BadInputTests {
  /// One kind of bad input.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let code: Int32
    /// What the sentence must say.
    let says: [String]
    /// Spoils something and gives the command line that meets it.
    let spoil: @Sendable (SimulatedFiles) throws -> [String]

    var testDescription: String { name }

    init(
      _ name: String, code: Int32 = 65, says: [String],
      spoil: @escaping @Sendable (SimulatedFiles) throws -> [String]
    ) {
      self.name = name
      self.code = code
      self.says = says
      self.spoil = spoil
    }

    /// A file of votes with this text.
    static func votes(_ name: String, says: [String], _ text: String) -> Row {
      Row(name, says: says) { files in
        let path = try files.folder.write(text, as: "bad.csv")
        return ["import", files.database, path, "--dataset", "simulated", "--set", "bad"]
      }
    }

    /// Features with this content, scored as a network of its own.
    static func features(
      _ name: String, says: [String],
      _ spoil: @escaping @Sendable (String, SimulatedFiles) throws -> Void
    ) -> Row {
      Row(name, says: says) { files in
        try spoil(files.path("sharp/features.npy"), files)
        return files.scoreSharp.map { $0 == "sharp" ? "bad" : $0 }
      }
    }

    /// The study's file with some bytes changed, then asked.
    static func database(
      _ name: String, code: Int32 = 65, says: [String],
      _ spoil: @escaping @Sendable (inout Data) -> Void
    ) -> Row {
      Row(name, code: code, says: says) { files in
        var bytes = try Data(contentsOf: URL(filePath: files.database))
        spoil(&bytes)
        try bytes.write(to: URL(filePath: files.database))
        return ["tables", files.database]
      }
    }
  }

  static let rows: [Row] = [
    .features("a truncated npy", says: ["features.npy"]) { path, _ in
      let bytes = try Data(contentsOf: URL(filePath: path))
      try bytes.dropLast(bytes.count / 2).write(to: URL(filePath: path))
    },
    .features("a header that claims more than the file holds", says: ["features.npy"]) { path, _ in
      try replace("(80, 8)", with: "(99, 8)", in: path)
    },
    .features("an array of Python objects", says: ["features.npy", "object"]) { path, _ in
      try replace("'<f4'", with: "'|O' ", in: path)
    },
    .features("a feature that is no number", says: ["row 7"]) { path, _ in
      var values = try Tensor.open(path).readAll(as: Float.self)
      values[7 * 8 + 2] = .nan
      try NPYWriter.write(values, shape: [80, 8], to: path)
    },
    .features("features of zeros", says: ["ow 5", "zero"]) { path, _ in
      var values = try Tensor.open(path).readAll(as: Float.self)
      for column in 0..<8 { values[5 * 8 + column] = 0 }
      try NPYWriter.write(values, shape: [80, 8], to: path)
    },
    .features("weights with other rows than there are classes", says: ["4", "3"]) { _, files in
      let path = files.path("sharp/weight.npy")
      let values = try Tensor.open(path).readAll(as: Float.self)
      try NPYWriter.write(Array(values.prefix(24)), shape: [3, 8], to: path)
    },
    .features("weights of another width", says: ["8 wide"]) { _, files in
      try NPYWriter.write(
        [Float](repeating: 1, count: 28), shape: [4, 7], to: files.path("sharp/weight.npy"))
    },
    Row("labels out of range", says: ["labels.npy", "row 3", "9"]) { files in
      var labels = [Int64](repeating: 1, count: 80)
      labels[3] = 9
      try NPYWriter.write(labels, shape: [80], to: files.path("labels.npy"))
      return [
        "import", files.database, "--dataset", "simulated", "--labels", files.path("labels.npy"),
        "--images", files.path("labels.csv"),
      ]
    },
    .votes(
      "votes for an unknown image", says: ["not in the data set", "stranger"],
      "task,worker,label\nstranger,a,class-1\n"),
    .votes("an unknown class", says: ["line 2", "lion"], "task,worker,label\nimage,a,lion\n"),
    .votes("an empty file", says: ["bad.csv", "empty"], ""),
    .votes("a header without rows", says: ["bad.csv"], "task,worker,label\n"),
    .votes(
      "a table with a ragged row", says: ["line 3"], "task,worker,label\na,b,class-1\nc,class-1\n"),
    .votes(
      "a table of no known layout", says: ["bad.csv", "--map"], "one,two,three\n1,2,3\n"),
    Row("a vector that was cut by an ellipsis", says: ["line 2", "..."]) { files in
      let path = try files.folder.write(
        "image,value\nimage-1,[-0.17 -0.13 ... 0.03]\n", as: "bad.csv")
      return [
        "import-scores", files.database, path, "--model", "sharp", "--score", "cut", "--direction",
        "higher-is-harder",
      ]
    },
    Row("a folder in place of a file of votes", code: 66, says: ["folder"]) { files in
      ["import", files.database, files.path("sharp"), "--dataset", "simulated", "--set", "bad"]
    },
    Row("a folder in place of a study", code: 66, says: ["folder"]) { files in
      ["tables", files.path("sharp")]
    },
    Row("a file of votes that is not there", code: 66, says: ["none.csv"]) { files in
      ["import", files.database, files.path("none.csv"), "--dataset", "simulated", "--set", "bad"]
    },
    Row("features that are not there", code: 66, says: ["none.npy"]) { files in
      files.scoreSharp.map {
        $0 == "sharp" ? "bad" : $0.hasSuffix("features.npy") ? files.path("none.npy") : $0
      }
    },
    Row("a study that is not there", code: 66, says: ["none.db"]) { files in
      ["tables", files.path("none.db")]
    },
    Row("a text file in place of a study", says: ["votes.csv", "SQLite"]) { files in
      ["tables", files.path("votes.csv")]
    },
    .database("a database of another program", says: ["another program"]) { bytes in
      bytes.replaceSubrange(68..<72, with: [0, 0, 0, 0])
    },
    .database("a study of a newer schema", says: ["newer"]) { bytes in
      bytes.replaceSubrange(60..<64, with: [0, 0, 0x7F, 0])
    },
    Row("a manifest with an unknown key", says: ["line 5", "annotations"]) { files in
      let path = try files.folder.write(
        """
        schema: 1
        id: x
        question: y
        dataset: {name: d, classes: {space: cifar10}, labels: {file: a.csv, layout: table}}
        anotations: []
        """, as: "study.yml")
      return ["study", "run", path, "--out", files.path("out")]
    },
    Row("a study whose files are missing", code: 66, says: ["gone.csv", "--data"]) { files in
      let path = try files.folder.write(
        """
        schema: 1
        id: x
        question: y
        dataset: {name: d, classes: {space: cifar10}, labels: {file: gone.csv, layout: table}}
        """, as: "study.yml")
      try FileManager.default.createDirectory(
        atPath: files.path("out"), withIntermediateDirectories: true)
      return ["study", "run", path, "--data", files.path("sharp"), "--out", files.path("out")]
    },
    Row("cases that are no JSON", says: ["cases.json"]) { files in
      ["check", "statistics", try files.folder.write("{", as: "cases.json")]
    },
  ]

  /// Replaces some ASCII of a file by as many other bytes.
  private static func replace(_ old: String, with new: String, in path: String) throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    let range = try #require(bytes.range(of: Data(old.utf8)))
    bytes.replaceSubrange(range, with: Data(new.utf8))
    try bytes.write(to: URL(filePath: path))
  }

  @Test(arguments: rows)
  func `gets one sentence and leaves nothing behind`(row: Row) throws {
    let files = try SimulatedFiles.filled()
    let arguments = try row.spoil(files)
    let before = try files.contents()
    let stored = try files.storedRows()
    let run = CommandRun(arguments)
    #expect(run.code == row.code, Comment(rawValue: run.message))
    for part in row.says {
      #expect(run.message.contains(part), Comment(rawValue: run.message))
    }
    #expect(!run.message.contains("\n"), Comment(rawValue: run.message))
    #expect(run.output.isEmpty)
    let after = try files.contents()
    #expect(after.keys.sorted() == before.keys.sorted())
    // SQLite counts openings in the header of the database, so its rows are compared.
    #expect(after.filter { $0.key != "study.db" } == before.filter { $0.key != "study.db" })
    #expect(try files.storedRows() == stored)
  }
}
