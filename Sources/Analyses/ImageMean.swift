internal import Statistics
internal import StudyValues

/// A quantity that is a smooth function of means over images, with what each image contributes.
///
/// `influence` holds one number an image; they add up to 0, and to first order the estimate less the
/// truth is their sum. Two populations give two standard errors: images at random within these classes,
/// or classes at random too (the sums of the classes, Student's t with one degree of freedom less than
/// classes), as for correlations.
struct ImageMean {
  /// The estimate.
  let value: Double
  /// What each image contributes to its error.
  let influence: [Double]

  /// The mean of a value over images.
  init(mean values: [Double]) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    value = mean
    influence = values.map { ($0 - mean) / n }
  }

  /// The mean of `numerator` over the mean of `denominator` (delta method).
  init(ratio numerator: [Double], to denominator: [Double]) {
    let above = numerator.reduce(0, +)
    let below = denominator.reduce(0, +)
    let ratio = above / below
    value = ratio
    influence = zip(numerator, denominator).map { ($0 - ratio * $1) / below }
  }

  /// A quantity whose contributions are known.
  init(value: Double, influence: [Double]) {
    self.value = value
    self.influence = influence
  }

  /// The difference of two quantities of the same images.
  static func - (first: Self, second: Self) -> Self {
    Self(
      value: first.value - second.value,
      influence: zip(first.influence, second.influence).map { $0 - $1 })
  }

  /// The estimate with the standard error that one population of classes gives it.
  ///
  /// - Precondition: the population is one of `ofClasses`.
  /// - Throws: `StatisticsError` for one class only, when classes are random.
  func estimate(
    classes: [Int], _ population: Population
  ) throws(StatisticsError) -> StrengthEstimate {
    let members = Dictionary(grouping: influence.indices, by: { classes[$0] })
      .sorted { $0.key < $1.key }.map(\.value)
    switch population {
    case .classesFixed:
      let variance = members.reduce(0.0) { sum, images in
        guard images.count > 1 else { return sum + images.reduce(0) { $0 + square(influence[$1]) } }
        let mean = images.reduce(0) { $0 + influence[$1] } / Double(images.count)
        let squares = images.reduce(0) { $0 + square(influence[$1] - mean) }
        return sum + squares * Double(images.count) / Double(images.count - 1)
      }
      return StrengthEstimate(
        estimate: value, standardError: variance.squareRoot(), df: nil,
        method: "influence, classes-fixed", isCorrelation: false)
    case .classesRandom:
      guard members.count > 1 else { throw .tooFewClusters(needed: 2, got: members.count) }
      let groups = Double(members.count)
      let squares = members.reduce(0.0) { sum, images in
        sum + square(images.reduce(0) { $0 + influence[$1] })
      }
      return StrengthEstimate(
        estimate: value, standardError: (squares * groups / (groups - 1)).squareRoot(),
        df: groups - 1, method: "influence, classes-random", isCorrelation: false)
    case .images, .ratersRandom, .ratersAndClassesRandom, .seeds, .networks:
      preconditionFailure("contributions of images by class give no \(population.rawValue)")
    }
  }

  private func square(_ number: Double) -> Double { number * number }
}
