/// A way to make an interval of one correlation.
///
/// | Method | For | Holds with heavy ties | Population |
/// | ------ | --- | --------------------- | ---------- |
/// | fisher-z | Pearson | - | images, normal data |
/// | bonett-wright, fieller | Spearman | no | images |
/// | kendall-fieller | Kendall | no | images |
/// | influence | all | yes | images |
/// | classes-fixed, classes-random, classes-random-delete-one | all | yes | see ``SamplingDesign`` |
/// | percentile, basic, bca, studentised | all | yes | images |
/// | percentile-classes-fixed, percentile-classes-random | all | yes | images in classes, 30 classes or more |
///
/// ``all`` is the one list: commands and reports run its members, simulations of coverage judge them and
/// known answers check them.
public struct IntervalMethod: NamedMethod {
  /// The name in files and commands.
  public let name: String
  /// What it is called in a sentence.
  public let title: String
  /// The formula or method with its source.
  public let source: String
  /// What the interval speaks about.
  public let population: SamplingPopulation
  /// Whether it resamples.
  public let resamples: Bool
  /// The only coefficient it is meant for; nothing for all.
  public let onlyFor: CorrelationMethod?
  /// What simulations say against it.
  let cautions: @Sendable (CorrelationMethod, _ images: Int) -> String?
  /// How it computes.
  let computation: Computation

  /// The kinds of computation.
  enum Computation: Sendable {
    /// From the coefficient and the number of pairs.
    case formula(CorrelationInterval)
    /// From influence values under a design.
    case design(@Sendable ([Int]) -> SamplingDesign)
    /// From resamples of a unit.
    case bootstrap(
      @Sendable ([Int]) -> ResamplingUnit,
      @Sendable (CorrelationBootstrap, Double) throws(StatisticsError) -> Interval)
  }

  init(
    _ name: String, _ title: String, source: String, population: SamplingPopulation = .images,
    resamples: Bool = false, onlyFor: CorrelationMethod? = nil,
    cautions: @escaping @Sendable (CorrelationMethod, Int) -> String? = { _, _ in nil },
    _ computation: Computation
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.population = population
    self.resamples = resamples
    self.onlyFor = onlyFor
    self.cautions = cautions
    self.computation = computation
  }

  /// Whether the class of each image has to be known.
  public var needsClasses: Bool { population.needsClasses }

  /// Whether the method is meant for the coefficient.
  ///
  /// - Parameter method: The coefficient.
  /// - Returns: False for, say, Fieller's Spearman interval and Pearson.
  public func applies(to method: CorrelationMethod) -> Bool {
    onlyFor == nil || onlyFor == method
  }

  /// The caution for an interval of one coefficient; nil when the method held in simulations.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - images: The number of images.
  /// - Returns: What was found, and what to read instead.
  public func caution(_ method: CorrelationMethod, images: Int) -> String? {
    cautions(method, images)
  }

  /// An interval with what belongs to the same population.
  public struct Outcome: Sendable, Equatable {
    /// The interval.
    public let interval: Interval
    /// The coefficient with its standard error and degrees of freedom, from which its test follows;
    /// nothing for formulas and resamples.
    public let estimate: StrengthEstimate?
    /// What the interval speaks about.
    public let population: SamplingPopulation
    /// What simulations say against the method for this coefficient and number of images.
    public let caution: String?
  }

  /// Returns the interval of one coefficient as it comes.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - score: The score, one value an image.
  ///   - human: The human measure, one value an image.
  ///   - classes: The class of each image, for methods that need it.
  ///   - level: The nominal coverage.
  ///   - options: How to resample, for methods that do; the method sets what is drawn.
  /// - Returns: The interval and, where there is one, the standard error.
  /// - Throws: ``StatisticsError/unknownMethod(name:allowed:)`` when the method does not apply to the
  ///   coefficient, ``StatisticsError/undefined(reason:)`` when classes are missing, and the errors of
  ///   ``JointCorrelations`` and ``CorrelationBootstrap``.
  public func interval(
    _ method: CorrelationMethod, score: [Double], human: [Double], classes: [Int]? = nil,
    level: Double = 0.95, options: CorrelationBootstrap.Options = .init()
  ) throws(StatisticsError) -> Outcome {
    var joint: JointCorrelations?
    return try interval(
      method, score: score, human: human, classes: classes, level: level, options: options,
      sharing: &joint)
  }

  /// Returns the interval of one coefficient, with influence values that several methods share.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - score: The score, one value an image.
  ///   - human: The human measure, one value an image.
  ///   - classes: The class of each image, for methods that need it.
  ///   - level: The nominal coverage.
  ///   - options: How to resample, for methods that do; the method sets what is drawn.
  ///   - joint: The influence values of the same coefficient, score and human measure, where they are
  ///     known; set where they were computed.
  /// - Returns: The interval and, where there is one, the standard error.
  /// - Throws: As the method without `joint`.
  public func interval(
    _ method: CorrelationMethod, score: [Double], human: [Double], classes: [Int]?, level: Double,
    options: CorrelationBootstrap.Options, sharing joint: inout JointCorrelations?
  ) throws(StatisticsError) -> Outcome {
    guard applies(to: method) else {
      throw .unknownMethod(
        name: name, allowed: Self.all.filter { $0.applies(to: method) }.map(\.name))
    }
    if needsClasses, classes == nil {
      throw .undefined(reason: "the method \(name) needs the class of each image")
    }
    var estimate: StrengthEstimate?
    let interval: Interval
    switch computation {
    case .formula(let formula):
      let correlation = try method.correlation(score, human)
      interval = try formula.around(correlation.coefficient, n: correlation.n, level: level)
    case .design(let make):
      let influence =
        if let joint {
          joint
        } else {
          try JointCorrelations(
            method, scores: [score], directions: [.higherIsHarder], human: human,
            humanDirection: .higherIsHarder, threads: options.threads)
        }
      joint = influence
      let strength = influence.strength(0, try influence.covariance(make(classes ?? [])))
      interval = try strength.interval(level: level)
      estimate = strength
    case .bootstrap(let unit, let make):
      var options = options
      options.studentised = self == .studentised
      options.unit = unit(classes ?? [])
      interval = try make(
        try CorrelationBootstrap(method, scores: [score], human: human, options: options), level)
    }
    return Outcome(
      interval: interval, estimate: estimate, population: population,
      caution: cautions(method, score.count))
  }

  /// Returns the interval around a coefficient whose data are not at hand.
  ///
  /// - Parameters:
  ///   - coefficient: The coefficient, in [-1, 1].
  ///   - n: The number of pairs.
  ///   - level: The nominal coverage.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/unknownMethod(name:allowed:)`` for a method that needs the data, and the
  ///   errors of ``CorrelationInterval``.
  public func interval(
    around coefficient: Double, n: Int, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    guard case .formula(let formula) = computation else {
      throw .unknownMethod(name: name, allowed: CorrelationInterval.allCases.map(\.rawValue))
    }
    return try formula.around(coefficient, n: n, level: level)
  }
}
