internal import RealModule

/// Replicates of an estimate, and the intervals made from them.
///
/// * percentile: the type-7 quantiles of the replicates at (1 - level)/2 and (1 + level)/2;
/// * basic: 2 estimate - quantile, with the quantiles changed over;
/// * BCa (Efron 1987): the quantiles at `PHI(z0 + (z0 + z)/(1 - a (z0 + z)))`, with z0 the normal quantile
///   of the share of replicates below the estimate (equal ones count half) and a the acceleration.
///
/// Replicates that are NaN (a resample in which one side was constant) are left out and counted.
/// Sources: Efron 1979, doi:10.1214/aos/1176344552; Efron 1987, doi:10.1080/01621459.1987.10478410.
/// Agrees with SciPy 1.17.1 `bootstrap` for the same replicates.
public struct BootstrapDistribution: Sendable, Equatable {
  /// The estimate from the whole sample.
  public let estimate: Double
  /// The replicates in ascending order.
  public let replicates: [Double]
  /// The resamples that had no value.
  public let undefinedCount: Int

  /// A BCa interval with what it was made from.
  public struct BiasCorrected: Sendable, Equatable {
    /// The limits.
    public let interval: Interval
    /// The bias correction on the normal scale.
    public let biasCorrection: Double
    /// The acceleration.
    public let acceleration: Double
    /// The probability whose quantile is the lower limit.
    public let alphaLow: Double
    /// The probability whose quantile is the upper limit.
    public let alphaHigh: Double
  }

  /// Keeps the replicates.
  ///
  /// - Parameters:
  ///   - estimate: The estimate from the whole sample.
  ///   - replicates: The estimates from the resamples, in any order; NaN = undefined.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` for fewer than two defined replicates.
  public init(estimate: Double, replicates: [Double]) throws(StatisticsError) {
    let defined = replicates.filter { !$0.isNaN }
    guard defined.count >= 2 else { throw .tooFewValues(needed: 2, got: defined.count) }
    self.estimate = estimate
    self.replicates = defined.sorted()
    undefinedCount = replicates.count - defined.count
  }

  /// The standard deviation of the replicates.
  public var standardError: Double {
    let mean = replicates.reduce(0, +) / Double(replicates.count)
    let squares = replicates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(replicates.count - 1)).squareRoot()
  }

  /// The mean of the replicates minus the estimate.
  public var bias: Double { replicates.reduce(0, +) / Double(replicates.count) - estimate }

  /// Returns the percentile interval.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func percentile(level: Double = 0.95) throws(StatisticsError) -> Interval {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    return Interval(
      low: Quantile.type7(replicates, (1 - level) / 2),
      high: Quantile.type7(replicates, (1 + level) / 2), level: level, method: "percentile")
  }

  /// Returns the basic interval, the percentile interval mirrored at the estimate.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval; for small samples it covers too rarely.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func basic(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let percentile = try percentile(level: level)
    return Interval(
      low: 2 * estimate - percentile.high, high: 2 * estimate - percentile.low, level: level,
      method: "basic")
  }

  /// Returns the bias-corrected and accelerated interval.
  ///
  /// - Parameters:
  ///   - level: The nominal coverage.
  ///   - acceleration: See ``acceleration(influence:)`` and ``acceleration(jackknife:)``.
  /// - Returns: The interval with its corrections.
  /// - Throws: ``StatisticsError/oneSidedReplicates(count:)`` when no replicate, or every one, is
  ///   below the estimate; ``StatisticsError/invalidLevel(level:)``;
  ///   ``StatisticsError/undefined(reason:)`` for an acceleration that is not a number, or so large
  ///   that a limit does not exist.
  public func bca(
    level: Double = 0.95, acceleration: Double
  ) throws(StatisticsError) -> BiasCorrected {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    guard acceleration.isFinite else {
      throw .undefined(reason: "the influence values are constant, so the acceleration is 0/0")
    }
    var below = 0
    var upTo = 0
    for replicate in replicates {
      if replicate < estimate { below += 1 }
      if replicate <= estimate { upTo += 1 }
    }
    let doubled = below + upTo
    guard doubled > 0, doubled < 2 * replicates.count else {
      throw .oneSidedReplicates(count: replicates.count)
    }
    let z0 = Normal.quantile(Double(doubled) / Double(2 * replicates.count))
    let z = try Interval.normalQuantile(level: level)
    var alphas: [Double] = []
    for side in [-z, z] {
      let moved = z0 + side
      let denominator = 1 - acceleration * moved
      guard denominator > 0 else {
        throw .undefined(reason: "the acceleration \(acceleration) is too large for a BCa limit")
      }
      alphas.append(Normal.survival(-(z0 + moved / denominator)))
    }
    return BiasCorrected(
      interval: Interval(
        low: Quantile.type7(replicates, alphas[0]), high: Quantile.type7(replicates, alphas[1]),
        level: level, method: "bca"),
      biasCorrection: z0, acceleration: acceleration, alphaLow: alphas[0], alphaHigh: alphas[1])
  }

  /// Returns the acceleration from per-image influence values: sum d^3 / (6 (sum d^2)^1.5).
  ///
  /// - Parameter influence: The influence values; their mean is taken off.
  /// - Returns: The acceleration, NaN when all values are equal.
  public static func acceleration(influence: [Double]) -> Double {
    guard let first = influence.first, influence.contains(where: { $0 != first }) else {
      return .nan
    }
    let mean = influence.reduce(0, +) / Double(influence.count)
    var squares = 0.0
    var cubes = 0.0
    for value in influence {
      let d = value - mean
      squares += d * d
      cubes += d * d * d
    }
    guard squares > 0 else { return .nan }
    return cubes / (6 * squares * squares.squareRoot())
  }

  /// Returns the acceleration from the estimates without each image.
  ///
  /// - Parameter jackknife: The estimate without image i, for each i.
  /// - Returns: The acceleration, NaN when all values are equal.
  public static func acceleration(jackknife: [Double]) -> Double {
    // d = mean - value, hence the change of sign.
    acceleration(influence: jackknife.map { -$0 })
  }
}
