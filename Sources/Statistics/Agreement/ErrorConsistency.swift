/// Whether two deciders err on the same trials, beyond what their accuracies make likely.
///
/// Cohen's kappa of right or wrong: with accuracies p1, p2 on the same trials,
///
/// ```text
/// kappa = (observed - expected) / (1 - expected),  expected = p1 p2 + (1 - p1)(1 - p2)
/// ```
///
/// 1: the same errors; 0: errors independent of each other; below 0: they avoid each other's
/// errors. Trials that either of the two did not see are left out.
///
/// Degenerate cases: no common trial, or both right (or both wrong) on all of them, has no kappa;
/// such a pair is ``Pair/kappa`` NaN and does not enter a mean.
///
/// Source: Geirhos, Meding & Wichmann 2020, arXiv 2006.16736, equations 1-3.
public struct ErrorConsistency: Sendable, Equatable {
  /// Two deciders.
  public struct Pair: Sendable, Equatable {
    /// The index of the first decider.
    public let first: Int
    /// The index of the second decider.
    public let second: Int
    /// The number of trials that both saw.
    public let trials: Int
    /// The share of trials on which both were right or both wrong.
    public let observed: Double
    /// The share expected from the accuracies.
    public let expected: Double
    /// The error consistency; NaN where it is undefined.
    public let kappa: Double
  }

  /// A mean over pairs with its interval over trials.
  public struct Mean: Sendable, Equatable {
    /// The mean kappa of the pairs that have one; NaN without such a pair.
    public let value: Double
    /// The percentile interval over trials, deciders fixed; nil when too few resamples have a
    /// value.
    public let interval: Interval?
    /// The number of pairs that enter the mean.
    public let pairs: Int
  }

  /// All pairs of people.
  public let humanPairs: [Pair]
  /// For each network, its pairs with each person.
  public let modelPairs: [[Pair]]
  /// How far people are consistent with each other: the ceiling for the networks.
  public let humanHuman: Mean
  /// For each network, how far it is consistent with people.
  public let modelHuman: [Mean]

  /// Compares people with each other and each network with people.
  ///
  /// The interval resamples trials, each with all its deciders.
  ///
  /// - Parameters:
  ///   - humans: For each person, right or wrong on each trial; nil where the trial was not seen.
  ///   - models: The same for each network; may be empty.
  ///   - resamples: The number of bootstrap resamples; 0 for no interval.
  ///   - level: The nominal coverage.
  ///   - seed: What the resamples are drawn from.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without people or trials,
  ///   ``StatisticsError/lengthMismatch(expected:got:)``, ``StatisticsError/invalidLevel(level:)``.
  /// - Complexity: O(resamples * trials * pairs).
  public init(
    humans: [[Bool?]], models: [[Bool?]] = [], resamples: Int = 1000, level: Double = 0.95,
    seed: UInt64, threads: Int? = nil
  ) throws(StatisticsError) {
    guard let trials = humans.first?.count, trials > 0 else { throw .emptyInput(name: "trials") }
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    for row in humans + models where row.count != trials {
      throw .lengthMismatch(expected: trials, got: row.count)
    }
    // 0 not seen, 1 wrong, 2 right.
    let codes = (humans + models).map { row in row.map { UInt8($0.map { $0 ? 2 : 1 } ?? 0) } }
    let humanIndices = humans.indices.flatMap { a in (a + 1..<humans.count).map { (a, $0) } }
    let modelIndices = models.indices.map { model in
      humans.indices.map { (humans.count + model, $0) }
    }
    func pairs(_ indices: [(Int, Int)], _ weights: [Int32]) -> [Pair] {
      indices.map { Self.pair(codes, $0.0, $0.1, weights) }
    }
    let all = [Int32](repeating: 1, count: trials)
    humanPairs = pairs(humanIndices, all)
    modelPairs = modelIndices.map { pairs($0, all) }
    let groups = [humanIndices] + modelIndices
    let replicates = Parallel.map(count: max(0, resamples), threads: threads) { replicate in
      var generator = SplitMix64(seed: seed, stream: replicate)
      var weights = [Int32](repeating: 0, count: trials)
      for _ in 0..<trials { weights[generator.next(below: trials)] += 1 }
      return groups.map { group in
        Self.meanKappa(group.map { Self.pair(codes, $0.0, $0.1, weights) })
      }
    }
    func mean(_ group: Int, _ pairs: [Pair]) -> Mean {
      let values = replicates.map { $0[group] }.filter { !$0.isNaN }.sorted()
      let tail = (1 - level) / 2
      let interval =
        values.count > resamples / 2 && !values.isEmpty
        ? Interval(
          low: Quantile.type7(values, tail), high: Quantile.type7(values, 1 - tail), level: level,
          method: "percentile-bootstrap-trials") : nil
      return Mean(
        value: Self.meanKappa(pairs), interval: interval, pairs: pairs.count { !$0.kappa.isNaN })
    }
    humanHuman = mean(0, humanPairs)
    modelHuman = modelPairs.enumerated().map { mean($0.offset + 1, $0.element) }
  }

  private static func meanKappa(_ pairs: [Pair]) -> Double {
    let defined = pairs.map(\.kappa).filter { !$0.isNaN }
    return defined.reduce(0, +) / Double(defined.count)
  }

  private static func pair(
    _ codes: [[UInt8]], _ first: Int, _ second: Int, _ weights: [Int32]
  ) -> Pair {
    var cells = [Int](repeating: 0, count: 9)
    let (a, b) = (codes[first], codes[second])
    for trial in a.indices { cells[Int(a[trial]) * 3 + Int(b[trial])] += Int(weights[trial]) }
    let (bothWrong, onlySecond, onlyFirst, bothRight) = (cells[4], cells[5], cells[7], cells[8])
    let trials = bothWrong + onlySecond + onlyFirst + bothRight
    let n = Double(trials)
    let p1 = Double(bothRight + onlyFirst) / n
    let p2 = Double(bothRight + onlySecond) / n
    let observed = Double(bothRight + bothWrong) / n
    let expected = p1 * p2 + (1 - p1) * (1 - p2)
    return Pair(
      first: first, second: second, trials: trials, observed: observed, expected: expected,
      kappa: expected < 1 ? (observed - expected) / (1 - expected) : .nan)
  }
}
