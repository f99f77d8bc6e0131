internal import RealModule

/// Many contrasts at once: adjusted p-values and simultaneous intervals from the largest |t|.
///
/// The joint distribution of the estimates is normal with the estimated covariance (multivariate t
/// where classes or annotators limit the degrees of freedom; the smallest of the contrasts' counts). Draws
/// from it give the distribution of the largest |t|, which takes the correlation of the contrasts into
/// account, unlike Bonferroni and Holm.
///
/// * single step: p = share of draws whose largest |t| reaches the observed |t|; the same critical value
///   makes all intervals cover at once;
/// * step down: the same over the contrasts that are not yet rejected (Westfall & Young 1993,
///   Romano & Wolf 2005, doi:10.1198/016214504000000539); never larger than single step.
///
/// Both are at most the Bonferroni (Holm) value, which is used where the draws cannot resolve the
/// tail. Draw b has its own random stream, so that the result does not depend on the threads.
public struct MaximumTest: Sendable, Equatable {
  /// One contrast with its adjusted results.
  public struct Row: Sendable, Equatable {
    /// The contrast.
    public let contrast: StrengthContrast
    /// The estimate with its unadjusted intervals and tests.
    public let estimate: StrengthEstimate
    /// The two-sided test before adjustment.
    public let test: SignificanceTest
    /// The p-value adjusted in a single step; it goes with ``interval``.
    public let singleStep: PValue
    /// The p-value adjusted stepping down, the more powerful one.
    public let stepDown: PValue
    /// The interval that covers together with all others.
    public let interval: Interval
  }

  /// One row a contrast, in the order given.
  public let rows: [Row]
  /// The multiple of the standard error of the simultaneous intervals.
  public let criticalValue: Double
  /// The level at which all intervals cover together.
  public let level: Double
  /// The number of draws.
  public let draws: Int

  /// Draws the joint distribution and adjusts.
  ///
  /// - Parameters:
  ///   - joint: The scores and their strengths.
  ///   - covariance: Their joint covariance.
  ///   - contrasts: The family; a difference without variation (a score compared with a copy) gets
  ///     p = 1 and takes no part.
  ///   - level: The level at which all intervals cover together.
  ///   - draws: The number of draws.
  ///   - seed: The seed of all streams.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``, ``StatisticsError/emptyInput(name:)`` without
  ///   contrasts, ``StatisticsError/tooFewValues(needed:got:)`` for fewer than 100 draws.
  public init(
    _ joint: some ComparedStrengths, _ covariance: StrengthCovariance,
    contrasts: [StrengthContrast],
    level: Double = 0.95, draws: Int = 20_000, seed: UInt64 = 20_260_101, threads: Int? = nil
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    guard !contrasts.isEmpty else { throw .emptyInput(name: "contrasts") }
    guard draws >= 100 else { throw .tooFewValues(needed: 100, got: draws) }
    let estimates = contrasts.map { joint.estimate($0, covariance) }
    let tests = estimates.map { $0.test() }
    let active = contrasts.indices.filter { estimates[$0].standardError > 0 }
    let observed = active.map { abs(tests[$0].statistic) }
    let df = active.compactMap { estimates[$0].df }.min()
    // Active contrasts by falling |t|; the maxima of the step-down run from the end.
    let order = active.indices.sorted { observed[$0] > observed[$1] }
    let simulation = Self.simulate(
      covariance, contrasts: order.map { contrasts[active[$0]] },
      errors: order.map { estimates[active[$0]].standardError }, df: df, draws: draws, seed: seed,
      observed: order.map { observed[$0] }, threads: threads)
    let bonferroni = Double(active.count)
    let simulated = Quantile.type7(simulation.maxima.sorted(), level)
    let bound = estimates.first { $0.standardError > 0 }.map { estimate in
      StrengthEstimate(
        estimate: 0, standardError: 1, df: df, method: estimate.method, isCorrelation: false
      ).quantile(upperTail: (1 - level) / (2 * bonferroni))
    }
    let critical = min(simulated, bound ?? simulated)
    var singleStep = [PValue](repeating: PValue(p: 1, lnP: 0), count: contrasts.count)
    var stepDown = singleStep
    var largest = PValue(p: 0, lnP: -.infinity)
    for (rank, index) in order.enumerated() {
      let contrast = active[index]
      let raw = tests[contrast].pValue
      singleStep[contrast] = Self.smaller(
        simulation.singleExceedances[rank], draws, bounded: raw, times: bonferroni)
      let step = Self.smaller(
        simulation.stepExceedances[rank], draws, bounded: raw,
        times: Double(active.count - rank))
      if step.lnP > largest.lnP { largest = step }
      stepDown[contrast] = largest
    }
    rows = contrasts.indices.map { index in
      Row(
        contrast: contrasts[index], estimate: estimates[index], test: tests[index],
        singleStep: singleStep[index], stepDown: stepDown[index],
        interval: estimates[index].interval(
          quantile: critical, level: level, suffix: ", max-t"))
    }
    criticalValue = critical
    self.level = level
    self.draws = draws
  }

  /// (b + 1)/(m + 1), or the multiplied raw p-value where that is smaller.
  private static func smaller(
    _ exceedances: Int, _ draws: Int, bounded raw: PValue, times factor: Double
  ) -> PValue {
    let simulated = Double(exceedances + 1) / Double(draws + 1)
    let lnBound = min(0, raw.lnP + Double.log(factor))
    guard lnBound < Double.log(simulated) else {
      return PValue(p: simulated, lnP: Double.log(simulated))
    }
    return PValue(p: min(1, raw.p * factor), lnP: lnBound)
  }

  private struct Simulation {
    var maxima: [Double]
    /// For each contrast in the given order: draws whose overall maximum reaches its |t|.
    var singleExceedances: [Int]
    /// The same for the maximum over it and the contrasts after it.
    var stepExceedances: [Int]
  }

  private static func simulate(
    _ covariance: StrengthCovariance, contrasts: [StrengthContrast], errors: [Double],
    df: Double?, draws: Int, seed: UInt64, observed: [Double], threads: Int?
  ) -> Simulation {
    let count = covariance.count
    let factor = CovarianceFactor(covariance.matrix, count: count)
    let size = contrasts.count
    guard size > 0 else {
      return Simulation(maxima: [0], singleExceedances: [], stepExceedances: [])
    }
    // A block of draws gives its maxima and, for each contrast, two counts.
    let blockSize = 500
    let blocks = (draws + blockSize - 1) / blockSize
    let results = Parallel.map(count: blocks, threads: threads) { block -> Simulation in
      var result = Simulation(
        maxima: [], singleExceedances: [Int](repeating: 0, count: size),
        stepExceedances: [Int](repeating: 0, count: size))
      for draw in block * blockSize..<min(draws, (block + 1) * blockSize) {
        var sampler = NormalSampler(SplitMix64(seed: seed, stream: draw))
        let deviations = factor.deviate(&sampler)
        let scale = df.map { (sampler.nextChiSquared(df: $0) / $0).squareRoot() } ?? 1
        var running = 0.0
        for index in (0..<size).reversed() {
          let t = abs(contrasts[index].value(of: deviations)) / (errors[index] * scale)
          running = max(running, t)
          if running >= observed[index] { result.stepExceedances[index] += 1 }
        }
        for index in 0..<size where running >= observed[index] {
          result.singleExceedances[index] += 1
        }
        result.maxima.append(running)
      }
      return result
    }
    var total = Simulation(
      maxima: [], singleExceedances: [Int](repeating: 0, count: size),
      stepExceedances: [Int](repeating: 0, count: size))
    for result in results {
      total.maxima += result.maxima
      for index in 0..<size {
        total.singleExceedances[index] += result.singleExceedances[index]
        total.stepExceedances[index] += result.stepExceedances[index]
      }
    }
    return total
  }
}
