/// The ways to make an interval of one correlation, by name.
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
public enum IntervalMethod: String, CaseIterable, Sendable {
  /// Fisher's interval, for Pearson.
  case fisherZ = "fisher-z"
  /// Bonett and Wright's interval, for Spearman.
  case bonettWright = "bonett-wright"
  /// Fieller's interval, for Spearman.
  case fieller
  /// Fieller's interval, for Kendall.
  case kendallFieller = "kendall-fieller"
  /// Influence functions, images independent.
  case influence
  /// Influence functions within fixed classes.
  case classesFixed = "classes-fixed"
  /// Influence functions summed by class, t with G - 1 degrees of freedom.
  case classesRandom = "classes-random"
  /// Leaving out one class at a time, t with G - 1 degrees of freedom.
  case classesRandomDeleteOne = "classes-random-delete-one"
  /// The percentile bootstrap over images.
  case percentile
  /// The basic bootstrap over images.
  case basic
  /// The bias-corrected and accelerated bootstrap over images.
  case bca
  /// The studentised bootstrap over images, on the Fisher scale.
  case studentised
  /// The percentile bootstrap over images within classes.
  case percentileClassesFixed = "percentile-classes-fixed"
  /// The percentile bootstrap over whole classes.
  case percentileClassesRandom = "percentile-classes-random"

  /// Whether the method is meant for the coefficient.
  ///
  /// - Parameter method: The coefficient.
  /// - Returns: False for, say, Fieller's Spearman interval and Pearson.
  public func applies(to method: CorrelationMethod) -> Bool {
    switch self {
    case .fisherZ: method == .pearson
    case .bonettWright, .fieller: method == .spearman
    case .kendallFieller: method == .kendall
    default: true
    }
  }

  /// Whether the method needs the class of each image.
  public var needsClasses: Bool {
    switch self {
    case .classesFixed, .classesRandom, .classesRandomDeleteOne, .percentileClassesFixed,
      .percentileClassesRandom:
      true
    default: false
    }
  }

  /// Whether the method resamples.
  public var resamples: Bool {
    switch self {
    case .percentile, .basic, .bca, .studentised, .percentileClassesFixed,
      .percentileClassesRandom:
      true
    default: false
    }
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
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/unknownMethod(name:allowed:)`` when the method does not apply to the
  ///   coefficient, ``StatisticsError/undefined(reason:)`` when classes are missing, and the errors of
  ///   ``JointCorrelations`` and ``CorrelationBootstrap``.
  public func interval(
    _ method: CorrelationMethod, score: [Double], human: [Double], classes: [Int]? = nil,
    level: Double = 0.95, options: CorrelationBootstrap.Options = .init()
  ) throws(StatisticsError) -> Interval {
    guard applies(to: method) else {
      throw .unknownMethod(
        name: rawValue,
        allowed: Self.allCases.filter { $0.applies(to: method) }.map(\.rawValue))
    }
    switch self {
    case .fisherZ: return try around(.fisherZ, method, score, human, level)
    case .bonettWright: return try around(.bonettWright, method, score, human, level)
    case .fieller: return try around(.fieller, method, score, human, level)
    case .kendallFieller: return try around(.kendallFieller, method, score, human, level)
    case .influence, .classesFixed, .classesRandom, .classesRandomDeleteOne:
      let joint = try JointCorrelations(
        method, scores: [score], directions: [.higherIsHarder], human: human,
        humanDirection: .higherIsHarder, threads: options.threads)
      let design: SamplingDesign =
        switch self {
        case .classesFixed: .classesFixed(try required(classes))
        case .classesRandom: .classesRandom(try required(classes))
        case .classesRandomDeleteOne: .classesRandomDeleteOne(try required(classes))
        default: .images
        }
      return try joint.strength(0, try joint.covariance(design)).interval(level: level)
    case .percentile, .basic, .bca, .studentised, .percentileClassesFixed,
      .percentileClassesRandom:
      var options = options
      options.studentised = self == .studentised
      options.unit =
        switch self {
        case .percentileClassesFixed: .imagesWithinClasses(try required(classes))
        case .percentileClassesRandom: .classes(try required(classes))
        default: .images
        }
      let bootstrap = try CorrelationBootstrap(
        method, scores: [score], human: human, options: options)
      switch self {
      case .basic: return try bootstrap.distribution().basic(level: level)
      case .bca:
        return try bootstrap.distribution().bca(
          level: level, acceleration: bootstrap.acceleration()
        ).interval
      case .studentised: return try bootstrap.studentised(level: level)
      default:
        var interval = try bootstrap.distribution().percentile(level: level)
        interval.method = rawValue
        return interval
      }
    }
  }

  private func around(
    _ interval: CorrelationInterval, _ method: CorrelationMethod, _ score: [Double],
    _ human: [Double], _ level: Double
  ) throws(StatisticsError) -> Interval {
    let correlation = try method.correlation(score, human)
    return try interval.around(correlation.coefficient, n: correlation.n, level: level)
  }

  private func required(_ classes: [Int]?) throws(StatisticsError) -> [Int] {
    guard let classes else {
      throw .undefined(reason: "the method \(rawValue) needs the class of each image")
    }
    return classes
  }
}
