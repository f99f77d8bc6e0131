internal import Foundation
internal import Statistics

/// How a simulated annotator answers an image.
///
/// The chance of the right class is a logistic function of ability minus difficulty with a guessing
/// rate and a lapse rate, as in item response theory (Birnbaum 1968) and psychophysics (Wichmann and
/// Hill 2001, doi 10.3758/BF03194544):
///
/// ```text
/// P(right) = 1/C + (1 - 1/C - lapse) / (1 + exp(-slope (ability - difficulty)))
/// ```
///
/// A wrong answer goes to the image's confusable class with probability .7 and else to one of the
/// remaining classes at random. Abilities are the normal quantiles of (a - 1/2) / A around 2.2 with
/// deviation .6, so that they differ between annotators and are the same in every simulated study.
struct PsychometricModel {
  static let slope = 1.6
  static let lapse = 0.02
  static let meanAbility = 2.2
  static let abilityDeviation = 0.6
  static let confusableShare = 0.7

  let classes: Int
  let abilities: [Double]

  init(classes: Int, annotators: Int) {
    self.classes = classes
    abilities = (0..<annotators).map { annotator in
      Self.meanAbility + Self.abilityDeviation
        * Normal.quantile((Double(annotator) + 0.5) / Double(annotators))
    }
  }

  /// The chance that the annotator chooses the right class.
  func chanceRight(annotator: Int, difficulty: Double) -> Double {
    let guess = 1 / Double(classes)
    let known = 1 / (1 + exp(-Self.slope * (abilities[annotator] - difficulty)))
    return guess + (1 - guess - Self.lapse) * known
  }

  /// One answer.
  func answer(
    annotator: Int, image: LatentImage, using generator: inout SplitMix64
  ) -> Int {
    let right = chanceRight(annotator: annotator, difficulty: image.difficulty)
    if generator.nextUnit() < right { return image.targetClass }
    if classes == 2 || generator.nextUnit() < Self.confusableShare { return image.confusableClass }
    while true {
      let other = generator.next(below: classes)
      if other != image.targetClass && other != image.confusableClass { return other }
    }
  }

  /// How many annotators choose the right class.
  func countRight(difficulty: Double, using generator: inout SplitMix64) -> Int {
    abilities.indices.count { annotator in
      generator.nextUnit() < chanceRight(annotator: annotator, difficulty: difficulty)
    }
  }
}

/// What is true of a simulated image.
struct LatentImage {
  /// The true class.
  let targetClass: Int
  /// The class it is most easily taken for.
  let confusableClass: Int
  /// The difficulty, standard normal over images; higher = harder.
  let difficulty: Double

  /// Draws an image; the confusable class is the next one, as animals resemble their neighbours.
  init(classes: Int, using generator: inout SplitMix64) {
    targetClass = generator.next(below: classes)
    confusableClass = (targetClass + 1) % classes
    difficulty = generator.nextNormal()
  }
}

extension SplitMix64 {
  /// A standard normal number, by inversion.
  mutating func nextNormal() -> Double { Normal.quantile(nextUnit() + 0x1p-54) }
}
