import Foundation
import Networks
import Statistics
import Testing

/// One case of References/scores.csv with the inputs it was computed from.
struct ScoreReference: Sendable, CustomTestStringConvertible {
  let name: String
  let isSinglePrecision: Bool
  let features: [Double]
  let weights: [Double]
  let bias: [Double]?
  let classes: Int
  let target: Int32
  let featureScale: Double
  let magnitude: Double
  let expected: [Score: Double]

  var testDescription: String { name }

  func head() throws -> ClassifierHead {
    try ClassifierHead(weights: weights, classes: classes, bias: bias)
  }

  /// Every case of the file.
  static func all() throws -> [ScoreReference] {
    guard
      let url = Bundle.module.url(
        forResource: "scores", withExtension: "csv", subdirectory: "References")
    else { throw MissingReferences() }
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    guard let header = lines.first?.split(separator: ",").map(String.init) else {
      throw MissingReferences()
    }
    return try lines.dropFirst().map { line in
      let cells = line.split(separator: ",").map(String.init)
      guard cells.count == header.count else { throw MissingReferences() }
      return try ScoreReference(Dictionary(uniqueKeysWithValues: zip(header, cells)))
    }
  }

  private init(_ cells: [String: String]) throws {
    func number(_ key: String) throws -> Double {
      guard let text = cells[key], let value = Double(text) else { throw MissingReferences() }
      return value
    }
    func whole(_ key: String) throws -> Int { Int(try number(key)) }
    let (width, classes, target) = try (whole("width"), whole("classes"), whole("target"))
    let (near, isSingle) = (cells["near"], cells["type"] == "f4")
    let (sign, epsilon) = try (number("sign"), number("epsilon"))
    let (featureScale, weightScale) = try (number("feature_scale"), number("weight_scale"))
    var generator = SplitMix64(seed: UInt64(try whole("seed")))
    func draw() -> Double { 2 * (Double(generator.next() >> 11) * 0x1p-53) - 1 }
    func narrow(_ value: Double) -> Double { isSingle ? Double(Float(value)) : value }
    let base = (0..<width).map { _ in draw() }
    features = base.map { narrow($0 * featureScale) }
    var weights: [Double] = []
    for k in 0..<classes {
      let isNear = near == "all" || near == (k == target ? "target" : "other")
      for i in 0..<width {
        let v = draw()
        weights.append(narrow((isNear ? sign * base[i] + epsilon * v : v) * weightScale))
      }
    }
    self.weights = weights
    bias = try whole("bias") == 1 ? (0..<classes).map { _ in narrow(draw()) } : nil
    self.classes = classes
    self.target = Int32(target)
    isSinglePrecision = isSingle
    self.featureScale = featureScale
    magnitude = featureScale * weightScale
    name =
      "\(width) wide, \(classes) classes, \(near ?? "") \(sign < 0 ? "-" : "")\(epsilon), "
      + "scales \(featureScale) \(weightScale), \(isSingle ? "single" : "double")"
    expected = try Dictionary(
      uniqueKeysWithValues: Score.all.filter { cells[$0.name] != nil }.map {
        ($0, try number($0.name))
      })
  }
}

struct MissingReferences: Error {}
