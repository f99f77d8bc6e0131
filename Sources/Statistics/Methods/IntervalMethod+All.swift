// The cautions are what the simulations of `Studies/coverage` say against a method; see `ComparisonTest`.

extension IntervalMethod {
  /// Every method, in the order of tables.
  public static let all: [IntervalMethod] = [
    fisherZ, bonettWright, fieller, kendallFieller, influence, classesFixed, classesRandom,
    classesRandomDeleteOne, percentile, basic, bca, studentised, percentileClassesFixed,
    percentileClassesRandom,
  ]

  // MARK: Formulas

  /// Fisher's interval, for Pearson.
  public static let fisherZ = IntervalMethod(
    "fisher-z", "Fisher's interval", source: "Fisher 1921", onlyFor: .pearson,
    cautions: { _, images in
      images < 200 ? nil : "covers 85 to 93 % with log-normal scores; read a rank correlation"
    }, .formula(.fisherZ))

  /// Bonett and Wright's interval, for Spearman.
  public static let bonettWright = IntervalMethod(
    "bonett-wright", "Bonett and Wright's interval",
    source: "Bonett & Wright 2000, doi:10.1007/BF02294183", onlyFor: .spearman,
    .formula(.bonettWright))

  /// Fieller's interval, for Spearman.
  public static let fieller = IntervalMethod(
    "fieller", "Fieller's interval",
    source: "Fieller, Hartley & Pearson 1957, doi:10.2307/2332878", onlyFor: .spearman,
    .formula(.fieller))

  /// Fieller's interval, for Kendall.
  public static let kendallFieller = IntervalMethod(
    "kendall-fieller", "Fieller's interval",
    source: "Fieller, Hartley & Pearson 1957, doi:10.2307/2332878", onlyFor: .kendall,
    cautions: { _, images in
      images < 200 ? nil : "covers 92 to 93 % with 6 levels of HSF; read influence"
    }, .formula(.kendallFieller))

  /// Returns the formula to read where the data are few or not at hand.
  ///
  /// - Parameter method: The coefficient.
  /// - Returns: Fisher's, Bonett and Wright's or Fieller's interval.
  public static func formula(for method: CorrelationMethod) -> IntervalMethod {
    switch method {
    case .pearson: fisherZ
    case .spearman: bonettWright
    case .kendall: kendallFieller
    }
  }

  // MARK: Influence functions

  /// Influence functions, images independent.
  public static let influence = design("influence", "influence functions", .images) { _ in .images }

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

  private static func design(
    _ name: String, _ title: String, _ population: SamplingPopulation,
    _ make: @escaping @Sendable ([Int]) -> SamplingDesign
  ) -> IntervalMethod {
    IntervalMethod(
      name, title, source: "Hampel 1974, doi:10.1080/01621459.1974.10482962",
      population: population, cautions: logNormal, .design(make))
  }

  // MARK: Resampling

  /// The percentile bootstrap over images.
  public static let percentile = bootstrap(
    "percentile", "percentile bootstrap", interval: percentiles)

  /// The basic bootstrap over images.
  public static let basic = bootstrap(
    "basic", "basic bootstrap",
    cautions: { method, images in
      if method == .pearson { return logNormal(method, images) }
      return images < 200 ? "covers 91 to 93 % of samples of 50 images; read influence" : nil
    }
  ) { (bootstrap, level) throws(StatisticsError) in
    try bootstrap.distribution().basic(level: level)
  }

  /// The bias-corrected and accelerated bootstrap over images.
  public static let bca = bootstrap("bca", "bias-corrected and accelerated bootstrap") {
    (bootstrap, level) throws(StatisticsError) in
    try bootstrap.distribution().bca(level: level, acceleration: bootstrap.acceleration()).interval
  }

  /// The studentised bootstrap over images, on the Fisher scale.
  public static let studentised = bootstrap("studentised", "studentised bootstrap") {
    (bootstrap, level) throws(StatisticsError) in try bootstrap.studentised(level: level)
  }

  /// The percentile bootstrap over images within classes.
  public static let percentileClassesFixed = bootstrap(
    "percentile-classes-fixed", "percentile bootstrap within classes", .classesFixed,
    unit: { .imagesWithinClasses($0) }, interval: percentiles)

  /// The percentile bootstrap over whole classes.
  public static let percentileClassesRandom = bootstrap(
    "percentile-classes-random", "percentile bootstrap over whole classes", .classesRandom,
    unit: { .classes($0) }, interval: percentiles)

  private static let percentiles:
    @Sendable (CorrelationBootstrap, Double) throws(StatisticsError) -> Interval = {
      (bootstrap, level) throws(StatisticsError) in
      try bootstrap.distribution().percentile(level: level)
    }

  private static let logNormal: @Sendable (CorrelationMethod, Int) -> String? = { method, _ in
    method == .pearson ? "covers 86 to 93 % with log-normal scores; read a rank correlation" : nil
  }

  private static func bootstrap(
    _ name: String, _ title: String, _ population: SamplingPopulation = .images,
    unit: @escaping @Sendable ([Int]) -> ResamplingUnit = { _ in .images },
    cautions: (@Sendable (CorrelationMethod, Int) -> String?)? = nil,
    interval:
      @escaping @Sendable (CorrelationBootstrap, Double) throws(StatisticsError) ->
      Interval
  ) -> IntervalMethod {
    IntervalMethod(
      name, title, source: "Efron & Tibshirani 1993, ISBN 0-412-04231-2", population: population,
      resamples: true, cautions: cautions ?? logNormal,
      .bootstrap(unit) { (bootstrap, level) throws(StatisticsError) in
        var result = try interval(bootstrap, level)
        if population != .images { result.method = name }
        return result
      })
  }
}
