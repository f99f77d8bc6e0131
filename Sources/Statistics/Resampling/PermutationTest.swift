/// The permutation test that two variables are independent.
///
/// One side is shuffled against the other. Only the sum of products (Spearman: of doubled average ranks,
/// Kendall: the balance of pairs) changes, and for the rank coefficients it is an integer, so that equal
/// statistics count as equal without a tolerance. Pearson sums within 1e-12 of each other, relative to
/// the largest possible sum, count as equal.
///
/// ```text
/// p = (b + 1)/(m + 1), never 0
/// ```
///
/// For 10 images or fewer ``PermutationTails`` goes through all orders instead.
/// The null hypothesis is independence, not a coefficient of 0. Sources: Phipson & Smyth 2010,
/// doi:10.2202/1544-6115.1585. Agrees with SciPy 1.17.1 `permutation_test` (pairings).
public struct PermutationTest: Sendable, Equatable {
  /// What "at least as extreme" means for a two-sided p-value.
  public enum TwoSided: String, Sendable, CaseIterable {
    /// Orders whose coefficient is at least as far from 0.
    case absolute
    /// Twice the smaller one-sided p-value, at most 1, as SciPy does.
    case doubled
  }

  /// The coefficient.
  public let method: CorrelationMethod
  /// The coefficient in the data.
  public let estimate: Double
  /// The number of random orders.
  public let resamples: Int
  /// The orders with a coefficient at least as large.
  public let countGreaterEqual: Int
  /// The orders with a coefficient at most as large.
  public let countLessEqual: Int
  /// The orders with a coefficient at least as far from 0.
  public let countAbsolute: Int

  /// Shuffles at random.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - x: One value an image.
  ///   - y: One value an image.
  ///   - resamples: The number of random orders.
  ///   - seed: The seed; each order has its own stream.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError`` for values that are not numbers (or infinite, for Pearson), other
  ///   lengths, fewer than 3 images, a constant variable or fewer than one resample.
  /// - Complexity: O(resamples * n), for Kendall O(resamples * n log n).
  public init(
    _ method: CorrelationMethod, _ x: [Double], _ y: [Double], resamples: Int = 9999,
    seed: UInt64 = 20_260_101, threads: Int? = nil
  ) throws(StatisticsError) {
    guard resamples >= 1 else { throw .tooFewValues(needed: 1, got: resamples) }
    let sample = try SharedSample(method, scores: [x], human: y)
    let statistic = PermutedStatistic(method, sample.scores[0], sample.human)
    let observed = statistic.observed
    let counts = Parallel.mapRangesOfResamples(count: resamples, threads: threads) {
      range -> [UInt8] in
      var shuffled = statistic
      return range.map { resample in
        var generator = SplitMix64(seed: seed, stream: resample)
        return statistic.compare(shuffled.shuffle(using: &generator), with: observed)
      }
    }
    self.method = method
    estimate = sample.estimates[0]
    self.resamples = resamples
    countGreaterEqual = counts.count { $0 & 1 != 0 }
    countLessEqual = counts.count { $0 & 2 != 0 }
    countAbsolute = counts.count { $0 & 4 != 0 }
  }

  /// Returns the p-value.
  ///
  /// - Parameters:
  ///   - alternative: The side of the alternative.
  ///   - twoSided: What two-sided means.
  /// - Returns: The p-value; never 0.
  public func pValue(
    _ alternative: Alternative = .twoSided, twoSided: TwoSided = .absolute
  ) -> Double {
    switch alternative {
    case .greater: share(countGreaterEqual)
    case .less: share(countLessEqual)
    case .twoSided:
      switch twoSided {
      case .absolute: share(countAbsolute)
      case .doubled: min(1, 2 * min(share(countGreaterEqual), share(countLessEqual)))
      }
    }
  }

  private func share(_ count: Int) -> Double {
    Self.pValue(extreme: count, resamples: resamples)
  }

  /// Returns the p-value of a random permutation test, (b + 1)/(m + 1).
  ///
  /// - Parameters:
  ///   - extreme: The number b of orders at least as extreme as the data.
  ///   - resamples: The number m of orders.
  /// - Returns: The p-value, never 0.
  public static func pValue(extreme: Int, resamples: Int) -> Double {
    precondition(extreme >= 0 && extreme <= resamples, "more extreme orders than orders")
    return Double(extreme + 1) / Double(resamples + 1)
  }
}
