/// A way to compare the correlations of two scores with one human measure on the same images.
///
/// | Test | Interval | Holds with ties and dependent scores | Population |
/// | ---- | -------- | ------------------------------------ | ---------- |
/// | influence, classes-fixed, classes-random, classes-random-delete-one | the same | yes | as named |
/// | per-class-mean | the same | yes | classes, each by itself |
/// | steiger and the other formulas | Zou | Pearson: yes; Spearman: nearly; Kendall: **no** | images |
/// | bootstrap-percentile, -bca, -basic, -studentised | the same | yes | images |
/// | permutation | none | yes, studentised | images |
/// | independent-fisher | Zou with q = 0 | **no**: takes the scores as unrelated | two sets of images |
///
/// Recommended: `influence`, with `classes-random-delete-one` beside it where images come in classes. The
/// formulas need the variance of Pearson or Spearman correlations; with tau they almost never reject.
///
/// ``all`` is the one list: commands and reports run its members, simulations of coverage judge them and
/// known answers check them.
public struct ComparisonTest: NamedMethod {
  /// The name in files and commands.
  public let name: String
  /// What it is called in a sentence.
  public let title: String
  /// The formula or method with its source.
  public let source: String
  /// What its p-value and interval speak about.
  public let population: SamplingPopulation
  /// Whether it resamples.
  public let resamples: Bool
  /// What a row should say beside the numbers, whatever the data.
  let remarks: @Sendable (CorrelationMethod) -> String?
  /// What simulations say against it.
  let cautions: @Sendable (CorrelationMethod, _ images: Int) -> String?
  /// How it computes.
  let computation: Computation

  /// The two kinds of computation.
  enum Computation: Sendable {
    /// From three coefficients and the number of images, made for Pearson's.
    case coefficients(
      @Sendable (DependentCorrelations, Double, Alternative) throws(StatisticsError) -> Found)
    /// From the data.
    case data(
      @Sendable (ComparedScores, Double, CorrelationBootstrap.Options) throws(StatisticsError) ->
        Found)
  }

  /// What a computation gives.
  typealias Found = (
    estimate: Double, standardError: Double?, test: SignificanceTest?, interval: Interval?
  )

  init(
    _ name: String, _ title: String, source: String,
    population: SamplingPopulation = .images, resamples: Bool = false,
    remarks: @escaping @Sendable (CorrelationMethod) -> String? = { _ in nil },
    cautions: @escaping @Sendable (CorrelationMethod, Int) -> String? = { _, _ in nil },
    _ computation: Computation
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.population = population
    self.resamples = resamples
    self.remarks = remarks
    self.cautions = cautions
    self.computation = computation
  }

  /// Whether the class of each image has to be known.
  public var needsClasses: Bool { population.needsClasses }

  /// Whether three coefficients and the number of images are all that it uses.
  public var usesCoefficientsOnly: Bool {
    if case .coefficients = computation { true } else { false }
  }

  /// Whether the test is meant for the coefficient; the formulas are not meant for Kendall's.
  ///
  /// - Parameter method: The coefficient.
  /// - Returns: False where only a simulation should run it.
  public func applies(to method: CorrelationMethod) -> Bool {
    method != .kendall || !usesCoefficientsOnly || name == Self.independentFisher.name
  }

  /// The result of a comparison.
  public struct Outcome: Sendable, Equatable {
    /// The test.
    public let name: String
    /// What is compared, a minus b: strengths, or the mean over classes of their differences.
    public let estimate: Double
    /// The standard error of the estimate; nothing for formulas that test on another scale.
    public let standardError: Double?
    /// The test of a difference of 0, two-sided; nothing where there is an interval only.
    public let test: SignificanceTest?
    /// The interval of the difference; a permutation has none.
    public let interval: Interval?
    /// What its p-value and interval speak about.
    public let population: SamplingPopulation
    /// What stands beside the numbers whatever the data, for example what the test was made for.
    public let remark: String?
    /// What simulations say against the test for this coefficient and number of images.
    public let caution: String?
  }

  /// Compares two scores.
  ///
  /// - Parameters:
  ///   - scores: The scores, ranked.
  ///   - level: The nominal coverage of the interval.
  ///   - options: How to resample, for tests that do.
  /// - Returns: The outcome.
  /// - Throws: ``StatisticsError/undefined(reason:)`` when classes are missing or the scores order all
  ///   images alike, and the errors of ``JointCorrelations``, ``DependentCorrelations`` and
  ///   ``CorrelationBootstrap``.
  public func compare(
    _ scores: ComparedScores, level: Double = 0.95, options: CorrelationBootstrap.Options = .init()
  ) throws(StatisticsError) -> Outcome {
    let found =
      switch computation {
      case .coefficients(let compute):
        try compute(try scores.coefficients(), level, .twoSided)
      case .data(let compute): try compute(scores, level, options)
      }
    return outcome(found, scores.method, images: scores.joint.imageCount)
  }

  /// Compares two coefficients that share one variable.
  ///
  /// - Parameters:
  ///   - coefficients: The three coefficients, taken as Pearson's.
  ///   - level: The nominal coverage of the interval.
  ///   - alternative: The side of the alternative hypothesis.
  /// - Returns: The outcome.
  /// - Throws: ``StatisticsError/unknownMethod(name:allowed:)`` for a test that needs the data.
  public func compare(
    _ coefficients: DependentCorrelations, level: Double = 0.95, _ alternative: Alternative
  ) throws(StatisticsError) -> Outcome {
    guard case .coefficients(let compute) = computation else {
      throw .unknownMethod(
        name: name, allowed: Self.all.filter(\.usesCoefficientsOnly).map(\.name))
    }
    return outcome(
      try compute(coefficients, level, alternative), .pearson, images: coefficients.n)
  }

  /// The caution for a difference of two coefficients; nil when the test held in simulations.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - images: The number of images.
  /// - Returns: What was found, and what to read instead.
  public func caution(_ method: CorrelationMethod, images: Int) -> String? {
    cautions(method, images)
  }

  private func outcome(_ found: Found, _ method: CorrelationMethod, images: Int) -> Outcome {
    Outcome(
      name: name, estimate: found.estimate, standardError: found.standardError, test: found.test,
      interval: found.interval, population: population, remark: remarks(method),
      caution: cautions(method, images))
  }
}
