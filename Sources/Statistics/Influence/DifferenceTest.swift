internal import RealModule

/// The ways to compare the correlations of two scores with one human measure, by name.
///
/// | Test | Interval | Holds with ties and dependent scores | Population |
/// | ---- | -------- | ------------------------------------ | ---------- |
/// | influence | the same | yes | images |
/// | classes-fixed, classes-random, classes-random-delete-one | the same | yes | ``SamplingDesign`` |
/// | per-class-mean | the same | yes | classes, each by itself |
/// | steiger and the other formulas | Zou | Pearson: yes; Spearman: nearly; Kendall: **no** | images |
/// | bootstrap-percentile, -bca, -basic, -studentised | the same | yes | images |
/// | permutation | none | yes, studentised | images |
/// | independent-fisher | Zou with q = 0 | **no**: takes the scores as unrelated | two sets of images |
///
/// Recommended: `influence`, with `classes-random-delete-one` beside it where images come in classes. The
/// formulas need the variance of Pearson or Spearman correlations; with tau they almost never reject.
public enum DifferenceTest: String, CaseIterable, Sendable {
  /// Influence functions, images independent.
  case influence
  /// Influence functions within fixed classes.
  case classesFixed = "classes-fixed"
  /// Influence functions summed by class, t with G - 1 degrees of freedom.
  case classesRandom = "classes-random"
  /// Leaving out one class at a time, t with G - 1 degrees of freedom.
  case classesRandomDeleteOne = "classes-random-delete-one"
  /// The mean of the differences inside each class, t with G - 1 degrees of freedom.
  case perClassMean = "per-class-mean"
  /// Steiger (1980), the formula to prefer.
  case steiger
  /// Williams (1959), Steiger's T2.
  case williams
  /// Dunn and Clark (1969).
  case dunnClark = "dunn-clark"
  /// Hittner, May and Silver (2003).
  case hittner
  /// Meng, Rosenthal and Rubin (1992).
  case meng
  /// The paired percentile bootstrap.
  case bootstrapPercentile = "bootstrap-percentile"
  /// The paired basic bootstrap.
  case bootstrapBasic = "bootstrap-basic"
  /// The paired bias-corrected and accelerated bootstrap.
  case bootstrapBCa = "bootstrap-bca"
  /// The paired studentised bootstrap.
  case bootstrapStudentised = "bootstrap-studentised"
  /// The studentised permutation test.
  case permutation
  /// The paper's Z, which takes the two correlations as coming from different images.
  case independentFisher = "independent-fisher"

  /// The result of a comparison.
  public struct Outcome: Sendable, Equatable {
    /// The test.
    public let kind: DifferenceTest
    /// The strength of the first score, human measure and score both higher = harder.
    public let strengthA: Double
    /// The strength of the second score.
    public let strengthB: Double
    /// The correlation between the two scores, both turned higher = harder.
    public let between: Double
    /// What is compared, a minus b: strengths, or the mean over classes of their differences.
    public let difference: Double
    /// The test of a difference of 0, two-sided; a bootstrap's p-value comes from its replicates.
    public let test: SignificanceTest
    /// The interval of the difference; a permutation has none.
    public let interval: Interval?
  }

  /// Whether the test needs the class of each image.
  public var needsClasses: Bool {
    switch self {
    case .classesFixed, .classesRandom, .classesRandomDeleteOne, .perClassMean: true
    default: false
    }
  }

  /// Whether the test resamples.
  public var resamples: Bool {
    switch self {
    case .bootstrapPercentile, .bootstrapBasic, .bootstrapBCa, .bootstrapStudentised, .permutation:
      true
    default: false
    }
  }

  /// The formula's test, for the tests that use the three correlations only.
  private var formula: DependentCorrelationsTest? {
    switch self {
    case .steiger: .steiger
    case .williams: .williams
    case .dunnClark: .dunnClark
    case .hittner: .hittner
    case .meng: .meng
    default: nil
    }
  }

  /// Compares two scores.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - a: The first score, one value an image.
  ///   - b: The second score.
  ///   - directions: The directions of the two scores.
  ///   - human: The human measure.
  ///   - humanDirection: Its direction.
  ///   - classes: The class of each image, for tests that need it.
  ///   - level: The nominal coverage of the interval.
  ///   - options: How to resample, for tests that do.
  /// - Returns: The outcome.
  /// - Throws: ``StatisticsError/undefined(reason:)`` when classes are missing or the scores order all
  ///   images alike, and the errors of ``JointCorrelations``, ``DependentCorrelations`` and
  ///   ``CorrelationBootstrap``.
  public func compare(
    _ method: CorrelationMethod, _ a: [Double], _ b: [Double],
    directions: (JointCorrelations.Direction, JointCorrelations.Direction), human: [Double],
    humanDirection: JointCorrelations.Direction, classes: [Int]? = nil, level: Double = 0.95,
    options: CorrelationBootstrap.Options = .init()
  ) throws(StatisticsError) -> Outcome {
    func turned(_ values: [Double], _ direction: JointCorrelations.Direction) -> [Double] {
      direction == .higherIsHarder ? values : values.map { -$0 }
    }
    let pair = TurnedPair(
      method: method, a: turned(a, directions.0), b: turned(b, directions.1),
      human: turned(human, humanDirection))
    let joint = try JointCorrelations(
      method, scores: [pair.a, pair.b], directions: [.higherIsHarder, .higherIsHarder],
      human: pair.human, humanDirection: .higherIsHarder, threads: options.threads)
    let between = try method.correlation(pair.a, pair.b).coefficient
    let found = try found(pair, joint, between, classes, level, options)
    return Outcome(
      kind: self, strengthA: joint.strengths[0], strengthB: joint.strengths[1], between: between,
      difference: found.difference, test: found.test, interval: found.interval)
  }

  private struct TurnedPair {
    let method: CorrelationMethod
    let a: [Double]
    let b: [Double]
    let human: [Double]
  }

  private typealias Found = (difference: Double, test: SignificanceTest, interval: Interval?)

  private func found(
    _ pair: TurnedPair, _ joint: JointCorrelations, _ between: Double, _ classes: [Int]?,
    _ level: Double, _ options: CorrelationBootstrap.Options
  ) throws(StatisticsError) -> Found {
    if let formula {
      let three = try DependentCorrelations(
        first: joint.strengths[0], second: joint.strengths[1], between: between,
        n: joint.imageCount)
      return (three.difference, three.test(formula), try three.zouInterval(level: level))
    }
    switch self {
    case .influence:
      return try read(joint.difference(0, 1, try joint.covariance(.images)), level)
    case .classesFixed:
      let design = SamplingDesign.classesFixed(try required(classes))
      return try read(joint.difference(0, 1, try joint.covariance(design)), level)
    case .classesRandom:
      let design = SamplingDesign.classesRandom(try required(classes))
      return try read(joint.difference(0, 1, try joint.covariance(design)), level)
    case .classesRandomDeleteOne:
      let design = SamplingDesign.classesRandomDeleteOne(try required(classes))
      return try read(joint.difference(0, 1, try joint.covariance(design)), level)
    case .perClassMean:
      return try read(
        joint.perClassDifferences(0, 1, classes: try required(classes)).mean, level)
    case .independentFisher:
      let two = try IndependentCorrelations(
        joint.strengths[0], n: joint.imageCount, joint.strengths[1], n: joint.imageCount)
      return (two.difference, two.test(), try two.zouInterval(level: level))
    case .permutation:
      let test = try DifferencePermutationTest(
        pair.method, pair.a, pair.b, human: pair.human, resamples: options.resamples,
        seed: options.seed, threads: options.threads)
      let p = test.pValue()
      return (
        test.difference,
        SignificanceTest(
          name: rawValue, statistic: test.statistic, alternative: .twoSided,
          pValue: PValue(p: p, lnP: Double.log(p))), nil
      )
    default:
      return try bootstrap(pair, level, options)
    }
  }

  private func read(_ estimate: StrengthEstimate, _ level: Double) throws(StatisticsError) -> Found
  {
    guard estimate.standardError > 0 else {
      throw .undefined(reason: "the two scores order all images alike")
    }
    return (estimate.estimate, estimate.test(), try estimate.interval(level: level))
  }

  private func bootstrap(
    _ pair: TurnedPair, _ level: Double, _ options: CorrelationBootstrap.Options
  ) throws(StatisticsError) -> Found {
    var options = options
    options.studentised = self == .bootstrapStudentised
    let bootstrap = try CorrelationBootstrap(
      pair.method, scores: [pair.a, pair.b], human: pair.human, options: options)
    let distribution = try bootstrap.difference(0, 1)
    let interval =
      switch self {
      case .bootstrapBasic: try distribution.basic(level: level)
      case .bootstrapBCa:
        try distribution.bca(level: level, acceleration: bootstrap.acceleration(0, 1)).interval
      case .bootstrapStudentised: try bootstrap.studentised(difference: 0, 1, level: level)
      default: try distribution.percentile(level: level)
      }
    // Twice the smaller share of replicates on the other side of 0, counting the data themselves.
    let below = distribution.replicates.count { $0 <= 0 }
    let above = distribution.replicates.count { $0 >= 0 }
    let p = min(1, 2 * Double(min(below, above) + 1) / Double(distribution.replicates.count + 1))
    let test = SignificanceTest(
      name: "bootstrap-shares", statistic: distribution.estimate / distribution.standardError,
      alternative: .twoSided, pValue: PValue(p: p, lnP: Double.log(p)))
    return (distribution.estimate, test, interval)
  }

  private func required(_ classes: [Int]?) throws(StatisticsError) -> [Int] {
    guard let classes else {
      throw .undefined(reason: "the test \(rawValue) needs the class of each image")
    }
    return classes
  }
}
