internal import RealModule

// The cautions are what the simulations of `Studies/coverage` say against a test, in one sentence. The
// populations have continuous measures with normal and log-normal scores, HSF of 6, 11 and about 250
// levels, the last with 45 % of the images at 1, and 50, 500 and 10,000 images; two scores are correlated
// .92. A test without a caution was within a point of its nominal level there, or missed it by little in
// one of them. Which classes an image has is another matter: see `SamplingDesign`.

extension ComparisonTest {
  /// Every test, in the order of tables.
  public static let all: [ComparisonTest] = [
    influence, classesFixed, classesRandom, classesRandomDeleteOne, perClassMean, steiger,
    williams, dunnClark, hittner, meng, zou, bootstrapPercentile, bootstrapBasic, bootstrapBCa,
    bootstrapStudentised, permutation, independentFisher,
  ]

  // MARK: Influence functions

  /// Influence functions, images independent.
  public static let influence = design(
    "influence", "influence functions", .images
  ) { _ in .images }

  /// Influence functions within fixed classes.
  public static let classesFixed = design(
    "classes-fixed", "influence functions within these classes", .classesFixed
  ) { .classesFixed($0) }

  /// Influence functions summed by class, t with G - 1 degrees of freedom.
  public static let classesRandom = design(
    "classes-random", "influence functions summed by class", .classesRandom
  ) { .classesRandom($0) }

  /// Leaving out one class at a time, t with G - 1 degrees of freedom.
  public static let classesRandomDeleteOne = design(
    "classes-random-delete-one", "leaving out one class at a time", .classesRandom
  ) { .classesRandomDeleteOne($0) }

  /// The mean of the differences inside each class, t with G - 1 degrees of freedom.
  public static let perClassMean = ComparisonTest(
    "per-class-mean", "mean of the differences inside each class", source: "t over classes",
    population: .classesRandom,
    .data { (scores, level, _) throws(StatisticsError) in
      let classes = try scores.requiredClasses("per-class-mean")
      return try wald(scores.joint.perClassDifferences(0, 1, classes: classes).mean, level)
    })

  private static func design(
    _ name: String, _ title: String, _ population: SamplingPopulation,
    _ make: @escaping @Sendable ([Int]) -> SamplingDesign
  ) -> ComparisonTest {
    ComparisonTest(
      name, title, source: "Hampel 1974, doi:10.1080/01621459.1974.10482962",
      population: population,
      .data { (scores, level, _) throws(StatisticsError) in
        let classes = population.needsClasses ? try scores.requiredClasses(name) : []
        let covariance = try scores.joint.covariance(make(classes))
        return try wald(scores.joint.difference(0, 1, covariance), level)
      })
  }

  private static func wald(
    _ estimate: StrengthEstimate, _ level: Double
  ) throws(StatisticsError) -> Found {
    guard estimate.standardError > 0 else {
      throw .undefined(reason: "the two scores order all images alike")
    }
    return (
      estimate.estimate, estimate.standardError, estimate.test(),
      try estimate.interval(level: level)
    )
  }

  // MARK: Formulas

  /// Steiger (1980), the formula to prefer.
  public static let steiger = formula(
    "steiger", "Steiger's test", "Steiger 1980, doi:10.1037/0033-2909.87.2.245", .steiger)

  /// Williams (1959), Steiger's T2.
  public static let williams = formula(
    "williams", "Williams' test", "Williams 1959, JRSS B 21", .williams)

  /// Dunn and Clark (1969).
  public static let dunnClark = formula(
    "dunn-clark", "Dunn and Clark's test",
    "Dunn & Clark 1969, doi:10.1080/01621459.1969.10500981", .dunnClark)

  /// Hittner, May and Silver (2003).
  public static let hittner = formula(
    "hittner", "Hittner, May and Silver's test",
    "Hittner, May & Silver 2003, doi:10.1080/00221300309601282", .hittner)

  /// Meng, Rosenthal and Rubin (1992).
  public static let meng = formula(
    "meng", "Meng, Rosenthal and Rubin's test",
    "Meng, Rosenthal & Rubin 1992, doi:10.1037/0033-2909.111.1.172", .meng)

  /// Zou's interval without a test.
  public static let zou = ComparisonTest(
    "zou", "Zou's interval", source: "Zou 2007, doi:10.1037/1082-989X.12.4.399",
    remarks: normalData,
    .coefficients { (three, level, _) throws(StatisticsError) in
      (three.difference, nil, nil, try three.zouInterval(level: level))
    })

  /// The paper's Z, which takes the two correlations as coming from different images.
  public static let independentFisher = ComparisonTest(
    "independent-fisher", "Fisher's test of independent samples",
    source: "Fisher 1921",
    remarks: { _ in "the paper's test, which treats one set of images as two independent ones" },
    cautions: { _, _ in neverRejects },
    .data { (scores, level, _) throws(StatisticsError) in
      let n = scores.joint.imageCount
      let two = try IndependentCorrelations(scores.strengthA, n: n, scores.strengthB, n: n)
      return (two.difference, nil, two.test(), try two.zouInterval(level: level))
    })

  private static func formula(
    _ name: String, _ title: String, _ source: String, _ formula: DependentCorrelationsTest
  ) -> ComparisonTest {
    ComparisonTest(
      name, title, source: source, remarks: normalData,
      cautions: { method, images in
        switch method {
        case .pearson:
          images < 200 ? nil : "rejects 16 to 31 % with log-normal scores; read influence"
        case .spearman: nil
        case .kendall: neverRejects
        }
      },
      .coefficients { (three, level, alternative) throws(StatisticsError) in
        (
          three.difference, nil, three.test(formula, alternative),
          try three.zouInterval(level: level)
        )
      })
  }

  private static let normalData: @Sendable (CorrelationMethod) -> String? = {
    $0 == .spearman ? "made for Pearson correlations of normal data" : nil
  }

  private static let neverRejects =
    "rejected none of 4,000 true null hypotheses: it misses differences; read influence"

  // MARK: Resampling

  /// The paired percentile bootstrap.
  public static let bootstrapPercentile = bootstrap(
    "percentile",
    cautions: { method, images in
      images < 200 && method == .pearson
        ? "rejects 8 % with 50 images at a ceiling; read influence" : nil
    }
  ) { (bootstrap, level) throws(StatisticsError) in
    try bootstrap.difference(0, 1).percentile(level: level)
  }

  /// The paired basic bootstrap.
  public static let bootstrapBasic = bootstrap(
    "basic", cautions: logNormal("covers 98 % of samples of 50 images, so it is wide")
  ) { (bootstrap, level) throws(StatisticsError) in
    try bootstrap.difference(0, 1).basic(level: level)
  }

  /// The paired bias-corrected and accelerated bootstrap.
  public static let bootstrapBCa = bootstrap("bca", cautions: logNormal(nil)) {
    (bootstrap, level) throws(StatisticsError) in
    try bootstrap.difference(0, 1)
      .bca(level: level, acceleration: bootstrap.acceleration(0, 1)).interval
  }

  /// The paired studentised bootstrap.
  public static let bootstrapStudentised = bootstrap(
    "studentised", cautions: logNormal("covers 90 to 92 % of samples of 50 images")
  ) { (bootstrap, level) throws(StatisticsError) in
    try bootstrap.studentised(difference: 0, 1, level: level)
  }

  /// The studentised permutation test.
  public static let permutation = ComparisonTest(
    "permutation", "studentised permutation of the two scores",
    source: "Janssen 1997, doi:10.1016/S0167-7152(97)00043-6", resamples: true,
    .data { (scores, _, options) throws(StatisticsError) in
      let test = try DifferencePermutationTest(
        scores.method, scores.first, scores.second, human: scores.human,
        resamples: options.resamples, seed: options.seed, threads: options.threads)
      let p = test.pValue()
      return (
        test.difference, nil,
        SignificanceTest(
          name: "permutation", statistic: test.statistic, alternative: .twoSided,
          pValue: PValue(p: p, lnP: Double.log(p))), nil
      )
    })

  private static func logNormal(
    _ small: String?
  ) -> @Sendable (CorrelationMethod, Int) -> String? {
    { method, images in
      if method == .pearson { return "covers 84 to 91 % with log-normal scores; read influence" }
      return images < 200 ? small.map { "\($0); read influence" } : nil
    }
  }

  private static func bootstrap(
    _ kind: String, cautions: @escaping @Sendable (CorrelationMethod, Int) -> String?,
    _ interval:
      @escaping @Sendable (CorrelationBootstrap, Double) throws(StatisticsError) ->
      Interval
  ) -> ComparisonTest {
    ComparisonTest(
      "bootstrap-\(kind)", "paired \(kind) bootstrap",
      source: "Efron & Tibshirani 1993, ISBN 0-412-04231-2", resamples: true, cautions: cautions,
      .data { (scores, level, options) throws(StatisticsError) in
        var options = options
        options.studentised = kind == "studentised"
        let bootstrap = try CorrelationBootstrap(
          scores.method, scores: [scores.first, scores.second], human: scores.human,
          options: options)
        let distribution = try bootstrap.difference(0, 1)
        // Twice the smaller share of replicates on the other side of 0, counting the data themselves.
        let below = distribution.replicates.count { $0 <= 0 }
        let above = distribution.replicates.count { $0 >= 0 }
        let p = min(
          1, 2 * Double(min(below, above) + 1) / Double(distribution.replicates.count + 1))
        let test = SignificanceTest(
          name: "bootstrap-shares", statistic: distribution.estimate / distribution.standardError,
          alternative: .twoSided, pValue: PValue(p: p, lnP: Double.log(p)))
        return (
          distribution.estimate, distribution.standardError, test, try interval(bootstrap, level)
        )
      })
  }
}
