import Foundation
import Statistics
import Tensors

/// Generated files, the same bytes on every machine.
enum Input {
  /// 1,000,000 correlated pairs: many-x.npy, many-y.npy.
  case manyPairs
  /// 10,000 correlated pairs: x.npy, y.npy.
  case pairs
  /// 1,000,000 votes on 100,000 images: unit.npy, value.npy.
  case votes
  /// 1,000,000 votes of 500 annotators as a long table: votes.csv.
  case table
  /// 511,000 trials in the columns of CIFAR-10H's raw file: trials.csv.
  case trials
  /// 10,000,000 votes with a comment each, 2 GB: large.csv.
  case largeTable
  /// Features behind a rectifier, and a last layer of 1,000 classes.
  case network(rows: Int)
  /// The pairs of ``manyPairs`` as a table: many.csv.
  case pairTable
  /// The names and classes of the rows of ``network(rows:)``: images-N.txt, classes-N.csv, answers-N.csv.
  case names(rows: Int)
  /// 20,000 images of width 128 in 10 classes: training-features.npy, training-labels.npy.
  case training

  static let width = 2_048
  static let classes = 1_000

  /// The names of the files, in the folder of inputs.
  var files: [String] {
    switch self {
    case .manyPairs: ["many-x.npy", "many-y.npy"]
    case .pairs: ["x.npy", "y.npy"]
    case .votes: ["unit.npy", "value.npy"]
    case .table: ["votes.csv"]
    case .trials: ["trials.csv"]
    case .largeTable: ["large.csv"]
    case .network(let rows):
      ["features-\(rows).npy", "labels-\(rows).npy", "weights.npy", "bias.npy"]
    case .pairTable: ["many.csv"]
    case .names(let rows): ["images-\(rows).txt", "classes-\(rows).csv", "answers-\(rows).csv"]
    case .training: ["training-features.npy", "training-labels.npy"]
    }
  }

  /// Writes the files into a folder.
  func write(into folder: String) throws {
    let paths = files.map { "\(folder)/\($0)" }
    var random = SplitMix64(seed: 20_260_101)
    switch self {
    case .manyPairs: try Self.writePairs(1_000_000, paths, &random)
    case .pairs: try Self.writePairs(10_000, paths, &random)
    case .votes:
      try NPYWriter.write((0..<1_000_000).map { Int32($0 / 10) }, shape: [1_000_000], to: paths[0])
      let votes = (0..<1_000_000).map { Double(Self.vote(image: $0 / 10, &random)) }
      try NPYWriter.write(votes, shape: [1_000_000], to: paths[1])
    case .table:
      try VoteTable(images: 100_000, votes: 10, comment: "").write(to: paths[0], &random)
    case .trials: try TrialTable(annotators: 2_555).write(to: paths[0], &random)
    case .largeTable:
      let comment = String(repeating: "The animal is partly hidden. ", count: 6)
      try VoteTable(images: 100_000, votes: 100, comment: comment).write(to: paths[0], &random)
    case .network(let rows): try Self.writeNetwork(rows, paths, &random)
    case .pairTable:
      let (x, y) = Self.correlated(1_000_000, &random)
      let lines = zip(x, y).map { "\($0),\($1)" }.joined(separator: "\n")
      try "\(lines)\n".write(toFile: paths[0], atomically: true, encoding: .utf8)
    case .names(let rows): try Self.writeNames(rows, paths)
    case .training:
      let labels = (0..<20_000).map { Int32($0 % 10) }
      let features = labels.flatMap { label in
        (0..<128).map { ($0 % 10 == Int(label) ? 0.5 : 0) + random.nextUnit() - 0.5 }
      }
      try NPYWriter.write(features, shape: [20_000, 128], to: paths[0])
      try NPYWriter.write(labels, shape: [20_000], to: paths[1])
    }
  }

  /// One answer in 0..<10: right with probability 0.7.
  static func vote(image: Int, _ random: inout SplitMix64) -> Int {
    random.nextUnit() < 0.7 ? image % 10 : random.next(below: 10)
  }

  /// An answer by two annotators for each image; the class of row i is the label that
  /// ``writeNetwork(_:_:_:)`` gives it.
  private static func writeNames(_ rows: Int, _ paths: [String]) throws {
    func name(_ index: Int, _ letter: String, digits: Int) -> String {
      letter + String(String(index + 10_000_000).suffix(digits))
    }
    let images = (0..<rows).map { name($0, "image", digits: 7) }
    let labels = (0..<rows).map { name($0 % classes, "c", digits: 3) }
    let answers = (0..<rows).flatMap { row in
      (0..<2).map { "\(images[row]),worker\((2 * row + $0) % 97),\(labels[(row + $0 / 2) % rows])" }
    }
    for (path, lines) in zip(
      paths,
      [
        images, ["image,label"] + zip(images, labels).map { "\($0),\($1)" },
        ["image,annotator,label"] + answers,
      ])
    {
      try "\(lines.joined(separator: "\n"))\n".write(
        toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private static func writePairs(
    _ count: Int, _ paths: [String], _ random: inout SplitMix64
  ) throws {
    let (x, y) = correlated(count, &random)
    try NPYWriter.write(x, shape: [count], to: paths[0])
    try NPYWriter.write(y, shape: [count], to: paths[1])
  }

  private static func correlated(
    _ count: Int, _ random: inout SplitMix64
  ) -> (x: [Double], y: [Double]) {
    func normal() -> Double {
      (-2 * log(1 - random.nextUnit())).squareRoot() * cos(2 * Double.pi * random.nextUnit())
    }
    let x = (0..<count).map { _ in normal() }
    return (x, x.map { 0.5 * $0 + normal() })
  }

  private static func writeNetwork(
    _ rows: Int, _ paths: [String], _ random: inout SplitMix64
  ) throws {
    func unit() -> Float { Float(random.next() >> 40) * 0x1p-24 }
    let weights = (0..<classes * width).map { _ in (unit() - 0.5) * 0.1 }
    try NPYWriter.write(weights, shape: [classes, width], to: paths[2])
    try NPYWriter.write((0..<classes).map { _ in unit() }, shape: [classes], to: paths[3])
    try NPYWriter.write((0..<rows).map { Int32($0 % classes) }, shape: [rows], to: paths[1])
    let writer = try NPYWriter(path: paths[0], elementType: .float32, shape: [rows, width])
    for _ in 0..<rows { try writer.append((0..<width).map { _ in max(0, unit() - 0.5) }) }
    try writer.close()
  }
}
