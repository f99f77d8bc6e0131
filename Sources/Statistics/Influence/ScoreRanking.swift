/// Which score is best, and which could be: strengths ranked, with simultaneous intervals.
///
/// All pairwise differences form one family with one critical value from ``MaximumTest``, so that
/// picking the best score after looking is allowed for. A score's rank interval runs from 1 + the number
/// of scores significantly above it to m minus the number significantly below it; all rank intervals
/// cover the true ranks at once at the level (Mogstad, Romano, Shaikh & Wilhelm 2024,
/// doi:10.1093/restud/rdad006).
public struct ScoreRanking: Sendable, Equatable {
  /// One score.
  public struct Row: Sendable, Equatable {
    /// The index of the score.
    public let score: Int
    /// The strength with its own, unadjusted interval and test.
    public let strength: StrengthEstimate
    /// The rank of the strength; 1 is best, equal strengths share the smaller rank.
    public let rank: Int
    /// The best rank compatible with the data.
    public let rankLow: Int
    /// The worst rank compatible with the data.
    public let rankHigh: Int
    /// The strength of the best score minus this one's; 0 for the best.
    public let behindBest: Double
    /// The difference to the best with its own error and, where they are limited, degrees of freedom; nothing
    /// for the best score itself.
    public let behindBestEstimate: StrengthEstimate?
    /// The simultaneous interval of ``behindBest``; nothing for the best score itself.
    public let behindBestInterval: Interval?
    /// The single-step p-value of the difference to the best, which goes with ``behindBestInterval``; nothing
    /// for the best score itself.
    public let behindBestP: PValue?
    /// Whether no score is significantly above this one.
    public var mayBeBest: Bool { rankLow == 1 }
  }

  /// The scores from the best to the worst.
  public let rows: [Row]
  /// The family of all pairwise differences; nothing when there is one score.
  public let pairwise: MaximumTest?

  /// Ranks the scores.
  ///
  /// - Parameters:
  ///   - joint: The scores and their strengths.
  ///   - covariance: Their joint covariance, over images, classes and, if added, annotators.
  ///   - level: The level of all intervals together.
  ///   - draws: The number of draws.
  ///   - seed: The seed of all streams.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``, ``StatisticsError/tooFewValues(needed:got:)``.
  public init(
    _ joint: some ComparedStrengths, _ covariance: StrengthCovariance, level: Double = 0.95,
    draws: Int = 20_000, seed: UInt64 = 20_260_101, threads: Int? = nil
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    let strengths = joint.strengths
    let count = strengths.count
    let order = strengths.indices.sorted {
      strengths[$0] > strengths[$1] || (strengths[$0] == strengths[$1] && $0 < $1)
    }
    // Pairs are better minus worse in the observed order.
    var contrasts: [StrengthContrast] = []
    for first in 0..<count {
      for second in first + 1..<max(count, first + 1) {
        contrasts.append(.difference(order[first], order[second]))
      }
    }
    var above = [Int](repeating: 0, count: count)
    var below = above
    var toBest: [Int: MaximumTest.Row] = [:]
    if contrasts.isEmpty {
      pairwise = nil
    } else {
      let family = try MaximumTest(
        joint, covariance, contrasts: contrasts, level: level, draws: draws, seed: seed,
        threads: threads)
      for row in family.rows {
        guard case .difference(let better, let worse) = row.contrast else { continue }
        if row.interval.low > 0 {
          above[worse] += 1
          below[better] += 1
        }
        if better == order[0] { toBest[worse] = row }
      }
      pairwise = family
    }
    rows = order.map { score in
      Row(
        score: score, strength: joint.strength(score, covariance),
        rank: 1 + strengths.count { $0 > strengths[score] }, rankLow: 1 + above[score],
        rankHigh: count - below[score], behindBest: strengths[order[0]] - strengths[score],
        behindBestEstimate: toBest[score]?.estimate,
        behindBestInterval: toBest[score]?.interval, behindBestP: toBest[score]?.singleStep)
    }
  }
}
