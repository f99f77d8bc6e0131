internal import Foundation
internal import Statistics

/// A network whose features carry a planted share of the images' difficulty.
///
/// The class directions are orthonormal, so the angle to the true class is set exactly:
///
/// ```text
/// x = |x| (cos A e_y + sin A (k e_c + sqrt(1 - k^2) r))
/// A     = mean + .16 (a d + sqrt(1 - a^2) noise)          angle to the true class
/// ln|x| = ln mean - .25 (n d + sqrt(1 - n^2) noise)       norm
/// k     = 1 / (1 + exp(-(.4 + .9 (l d + sqrt(1 - l^2) noise))))   lean towards class c
/// ```
///
/// with `d` the difficulty, `a`, `n`, `l` the planted correlations, `e_c` the direction of the
/// confusable class and `r` a random direction at right angles to both. Weight rows have norms between
/// .9 and 1.1 and a small bias, the same in every simulated study.
struct SimulatedNetwork {
  static let angleDeviation = 0.16
  static let logNormDeviation = 0.25
  static let leanDeviation = 0.9
  static let meanLean = 0.4

  let settings: SimulationSettings.Network
  let effect: SimulationSettings.Effect
  let classes: Int
  let width: Int

  /// The norm of a class's weights.
  func weightNorm(_ index: Int) -> Double {
    0.9 + 0.2 * Double((index * 7) % classes) / Double(max(1, classes - 1))
  }

  /// The bias of a class.
  func bias(_ index: Int) -> Double { 0.1 * Double((index * 3) % classes) / Double(classes) - 0.05 }

  /// The last layer's weights, class by width: scaled unit vectors along the first axes.
  var weights: [Double] {
    var rows = [Double](repeating: 0, count: classes * width)
    for index in 0..<classes { rows[index * width + index] = weightNorm(index) }
    return rows
  }

  /// The features of one image.
  func features(of image: LatentImage, using generator: inout SplitMix64) -> [Double] {
    func mix(_ correlation: Double) -> Double {
      correlation * image.difficulty
        + (1 - correlation * correlation).squareRoot() * generator.nextNormal()
    }
    let angle = min(3.1, max(0.02, settings.meanAngle + Self.angleDeviation * mix(effect.angle)))
    let norm = settings.meanNorm * exp(-Self.logNormDeviation * mix(effect.norm))
    let lean = 1 / (1 + exp(-(Self.meanLean + Self.leanDeviation * mix(effect.logits))))
    var row = [Double](repeating: 0, count: width)
    var squares = 0.0
    for axis in 0..<width where axis != image.targetClass && axis != image.confusableClass {
      row[axis] = generator.nextNormal()
      squares += row[axis] * row[axis]
    }
    let off = sin(angle)
    let rest = norm * off * (1 - lean * lean).squareRoot() / squares.squareRoot()
    for axis in 0..<width { row[axis] *= rest }
    row[image.confusableClass] = norm * off * lean
    row[image.targetClass] = norm * cos(angle)
    return row
  }
}
