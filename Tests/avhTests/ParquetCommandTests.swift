import Files
import Foundation
import Tensors
import TestSupport
import Testing

@testable import avh

/// Parquet and MATLAB files wherever a command takes a table or an array.
struct ParquetCommandTests {
  private static func write(
    _ path: String, _ columns: [(name: String, values: ParquetWriter.Values)]
  ) throws {
    let kinds: [(name: String, kind: ParquetWriter.Values)] = columns.map { name, values in
      switch values {
      case .integers: (name, .integers([]))
      case .reals: (name, .reals([]))
      case .texts: (name, .texts([]))
      }
    }
    let writer = try ParquetWriter(path: path, columns: kinds)
    try writer.append(columns.map(\.values))
    try writer.close()
  }

  /// The columns of a table of text.
  private static func columns(_ path: String) throws -> [(name: String, values: [String])] {
    let reader = try DelimitedReader(path: path)
    var values = [[String]](repeating: [], count: reader.columnCount)
    while try reader.nextRow() {
      for column in 0..<reader.columnCount { values[column].append(reader.string(column)) }
    }
    return Array(zip(reader.columnNames, values))
  }

  @Test func `votes, labels and images in Parquet give the scores of the same files as text`()
    throws
  {
    let files = try SimulatedFiles.filled()
    let votes = files.path("votes.parquet")
    try Self.write(
      votes, Self.columns(files.path("votes.csv")).map { ($0.name, .texts($0.values)) })
    let labels = files.path("labels.parquet")
    let known = try Self.columns(files.path("labels.csv"))
    try Self.write(labels, known.map { ($0.name, .texts($0.values)) })
    // Two parts of the names, as metadata stand beside embeddings, under another name.
    let names = try #require(known.first { $0.name == "image" }).values
    for (part, rows) in [names[..<50], names[50...]].enumerated() {
      try Self.write(
        files.path("metadata_\(part).parquet"),
        [("uid", .texts(Array(rows))), ("width", .integers(rows.map { _ in 224 }))])
    }
    // Parquet is known by its content.
    try FileManager.default.moveItem(atPath: labels, toPath: files.path("labels"))
    let database = files.path("parquet.db")
    let imported = CommandRun(
      "import", database, votes, "--dataset", "simulated", "--set", "workers", "--label-space",
      files.path("classes.txt"), "--labels", files.path("labels"), "--quiet")
    #expect(imported.code == 0, Comment(rawValue: imported.message))
    let scored = CommandRun(
      "score", database, "--dataset", "simulated", "--model", "sharp", "--features",
      files.path("sharp/features.npy"), "--weights", files.path("sharp/weight.npy"), "--bias",
      files.path("sharp/bias.npy"), "--images", files.path("metadata_*.parquet:uid"), "--quiet")
    #expect(scored.code == 0, Comment(rawValue: scored.message))
    let question =
      "SELECT image, class, selected, shown, avh FROM image_hardness WHERE model = 'sharp' "
      + "ORDER BY image"
    let answer = CommandRun("query", database, question, "--csv")
    #expect(answer.output == CommandRun("query", files.database, question, "--csv").output)
    #expect(answer.output.split(separator: "\n").count == 81)
  }

  @Test func `scores are written as Parquet and imported from it`() throws {
    let files = try SimulatedFiles.filled()
    let out = files.path("scores.parquet")
    let network = [
      "--features", files.path("sharp/features.npy"), "--weights", files.path("sharp/weight.npy"),
      "--bias", files.path("sharp/bias.npy"), "--quiet",
    ]
    let run = CommandRun(
      ["score", "--images", files.path("labels.csv"), "--out", out] + network)
    #expect(run.code == 0, Comment(rawValue: run.message))
    let table = try Self.columns(out)
    #expect(table.first?.name == "image" && table.first?.values.count == 80)
    let archive = files.path("scores.npz")
    #expect(CommandRun(["score", "--out", archive] + network).code == 0)
    #expect(table.dropFirst().map(\.name) == (try Tensor.keys(in: archive)))
    for (name, values) in table.dropFirst() {
      let numbers = try Tensor.open(archive, key: name).readAll(as: Double.self)
      // A value that a row does not have is NaN there, and -1 for a class.
      for (text, number) in zip(values, numbers) {
        #expect(text.isEmpty ? number.isNaN || number == -1 : Double(text) == number, "\(name)")
      }
    }
    let imported = CommandRun(
      "import-scores", files.database, out, "--model", "other", "--score", "doubt", "--direction",
      "higher-is-easier", "--value-column", "max_probability", "--json", "--quiet")
    #expect(imported.code == 0, Comment(rawValue: imported.message))
    #expect(try imported.counts["images stored"] == 80)
    let refused = CommandRun(
      ["score", "--images", files.path("labels.csv"), "--out", archive] + network)
    #expect(refused.code == 64 && refused.message.contains(".parquet"))
  }

  @Test func `a network of MATLAB has the scores of the same network of NumPy`() throws {
    let folder = try TemporaryFolder()
    let references = TestSupport.RealData.checkout.path + "/Tests/TensorsTests/References/mat/"
    // Features and weights of the same width, and labels of one byte.
    func score(_ file: (String) -> String, _ out: String) -> CommandRun {
      CommandRun(
        "score", "--features", file("features"), "--weights", file("weight"), "--labels",
        file("labels"), "--out", folder.path(out), "--quiet")
    }
    for name in ["features", "weight", "labels"] {
      let tensor = try Tensor.open(references + "plain.mat", key: name)
      try NPYWriter.write(
        tensor.readAll(as: Double.self), shape: tensor.shape, to: folder.path("\(name).npy"))
    }
    let plain = score({ folder.path("\($0).npy") }, "plain.npz")
    try #require(plain.code == 0, Comment(rawValue: plain.message))
    for file in ["plain.mat", "deflated.mat", "big.mat"] {
      let run = score({ references + "\(file):\($0)" }, "mat.npz")
      #expect(run.code == 0, Comment(rawValue: run.message))
      for key in ["avh", "predicted_class"] {
        #expect(
          try Tensor.open(folder.path("mat.npz"), key: key).readAll(as: Double.self).map(
            \.bitPattern)
            == Tensor.open(folder.path("plain.npz"), key: key).readAll(as: Double.self)
            .map(\.bitPattern))
      }
    }
  }
}
