import Statistics
@testable import Networks

/// The problem of References/heads.py: classes are centres plus noise, a few labels are wrong.
enum TrainingProblem {
  static let width = 7
  static let classes = 4

  static func make() throws -> (images: FeatureSet, weights: [Double], bias: [Double]) {
    var generator = SplitMix64(seed: 11)
    func draw() -> Double { 2 * (Double(generator.next() >> 11) * 0x1p-53) - 1 }
    let centres = (0..<classes).map { _ in (0..<width).map { _ in draw() } }
    var features: [Double] = []
    var labels: [Int32] = []
    for image in 0..<120 {
      let label = image % classes
      for i in 0..<width { features.append(centres[label][i] + 0.75 * draw()) }
      labels.append(Int32(image % 13 == 0 ? (label + 1) % classes : label))
    }
    let weights = (0..<classes * width).map { _ in 0.5 * draw() }
    let bias = (0..<classes).map { _ in 0.5 * draw() }
    return (try FeatureSet(features: features, labels: labels, width: width), weights, bias)
  }

  /// Many images of ten classes whose centres overlap, some of them shifted to another domain.
  static func large(
    count: Int, width: Int = 32, shift: Double = 0, noise: Double = 2.5, seed: UInt64 = 1
  ) throws -> FeatureSet {
    var centreGenerator = SplitMix64(seed: 99)
    var generator = SplitMix64(seed: seed)
    let centres = (0..<10 * width).map { _ in Double.random(in: -1...1, using: &centreGenerator) }
    let direction = (0..<width).map { _ in Double.random(in: -1...1, using: &centreGenerator) }
    var features: [Double] = []
    var labels: [Int32] = []
    for _ in 0..<count {
      let label = Int.random(in: 0..<10, using: &generator)
      for i in 0..<width {
        features.append(
          centres[label * width + i] + shift * direction[i]
            + noise * Double.random(in: -1...1, using: &generator))
      }
      labels.append(Int32(label))
    }
    return try FeatureSet(features: features, labels: labels, width: width)
  }
}
