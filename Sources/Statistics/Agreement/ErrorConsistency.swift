/// Whether deciders err on the same trials, beyond what their accuracies make likely.
///
/// Cohen's kappa of right or wrong: with accuracies p1, p2 on the trials that both saw,
///
/// ```text
/// kappa = (observed - expected) / (1 - expected),  expected = p1 p2 + (1 - p1)(1 - p2)
/// ```
///
/// 1: the same errors; 0: errors independent of each other; below 0: they avoid each other's
/// errors. Accuracies that differ keep kappa away from 1: ``Pair/bounds``.
///
/// Degenerate cases: without common trials, or when one of the two is right (or wrong) on all of them, no
/// error can be shared, and kappa is NaN with its ``Pair/reason``; such a pair enters no mean.
///
/// Source: Geirhos, Meding & Wichmann 2020, arXiv 2006.16736, equations 1-3 and the bounds of its
/// appendix; Klein et al. 2025, arXiv 2507.06645 (uncertainty, copying).
public struct ErrorConsistency: Sendable {
  /// Two deciders.
  public struct Pair: Sendable, Equatable {
    /// The number of trials that both saw.
    public let trials: Int
    /// The accuracy of the first decider on them.
    public let firstAccuracy: Double
    /// The accuracy of the second decider on them.
    public let secondAccuracy: Double
    /// The share of trials on which both were right or both wrong.
    public let observed: Double
    /// The share expected from the accuracies.
    public let expected: Double
    /// The error consistency; NaN where it is undefined.
    public let kappa: Double
    /// The least and the greatest kappa that the accuracies allow; NaN where kappa is.
    public let bounds: (low: Double, high: Double)
    /// Why kappa is undefined.
    public let reason: String?

    /// How often the second decider would have to copy whether the first is right, deciding by
    /// itself on the other trials, to be so consistent; nil where no such share exists.
    ///
    /// With c the share of copied trials the covariance of right answers is c p1 (1 - p1), so
    /// `c = kappa (p1 + p2 - 2 p1 p2) / (2 p1 (1 - p1))`, which is kappa itself for equal accuracies.
    public var copyProbability: Double? {
      let share = copiedShare
      guard share >= 0, share < 1 else { return share == 1 ? 1 : nil }
      // Its own accuracy on the other trials must be a share.
      let own = (secondAccuracy - share * firstAccuracy) / (1 - share)
      return own >= 0 && own <= 1 ? share : nil
    }

    /// The estimate behind ``copyProbability``, whatever its size.
    ///
    /// It is how much more often the second is right where the first is right than where it is wrong; NaN
    /// where ``kappa`` is.
    public var copiedShare: Double {
      let (p1, p2) = (firstAccuracy, secondAccuracy)
      return kappa * (p1 + p2 - 2 * p1 * p2) / (2 * p1 * (1 - p1))
    }

    /// Compares values; NaN equals NaN.
    public static func == (a: Pair, b: Pair) -> Bool {
      a.trials == b.trials && a.observed == b.observed && a.firstAccuracy == b.firstAccuracy
        && a.secondAccuracy == b.secondAccuracy && a.reason == b.reason
    }
  }

  /// What is measured for two deciders.
  public enum Measure: String, Sendable, CaseIterable {
    /// ``Pair/kappa``.
    case kappa
    /// ``Pair/copiedShare``: the first of the two is the one that is copied.
    case copiedShare = "copied-share"
  }

  /// Two deciders by their numbers.
  public struct Places: Sendable, Hashable {
    /// The first decider.
    public let first: Int
    /// The second decider.
    public let second: Int

    /// Names two deciders.
    ///
    /// - Parameters:
    ///   - first: The first decider.
    ///   - second: The second decider.
    public init(_ first: Int, _ second: Int) {
      self.first = first
      self.second = second
    }
  }

  /// The number of trials.
  public let trials: Int
  /// 0 not seen, 1 wrong, 2 right.
  private let codes: [[UInt8]]

  /// The number of deciders.
  public var deciders: Int { codes.count }

  /// Keeps what every decider did.
  ///
  /// - Parameter deciders: For each person or network, right or wrong on each trial; nil where the trial
  ///   was not seen.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without deciders or trials,
  ///   ``StatisticsError/lengthMismatch(expected:got:)``.
  public init(_ deciders: [[Bool?]]) throws(StatisticsError) {
    guard let trials = deciders.first?.count, trials > 0 else { throw .emptyInput(name: "trials") }
    for row in deciders where row.count != trials {
      throw .lengthMismatch(expected: trials, got: row.count)
    }
    self.trials = trials
    codes = deciders.map { row in row.map { UInt8($0.map { $0 ? 2 : 1 } ?? 0) } }
  }

  /// Returns the consistency of two deciders.
  ///
  /// - Parameters:
  ///   - first: The number of the first decider.
  ///   - second: The number of the second decider.
  /// - Returns: Kappa with what belongs to it.
  /// - Complexity: O(trials).
  public func pair(_ first: Int, _ second: Int) -> Pair {
    Pair(Counts(codes[first], codes[second]))
  }

  /// Every pair of different deciders of a list.
  ///
  /// - Parameter deciders: The numbers of the deciders.
  /// - Returns: The pairs, each once.
  public static func pairs(among deciders: [Int]) -> [Places] {
    deciders.indices.flatMap { a in
      deciders[(a + 1)...].map { Places(deciders[a], $0) }
    }
  }

  /// Returns the mean of a measure over several groups of pairs, with what their uncertainty needs.
  ///
  /// - Parameters:
  ///   - groups: The pairs of each mean, for example a network with every person.
  ///   - measure: Kappa, or the share of copied trials.
  /// - Returns: The means.
  /// - Throws: ``StatisticsError/undefined(reason:)`` when a group has no pair with a kappa.
  public func means(
    _ groups: [[Places]], _ measure: Measure = .kappa
  ) throws(StatisticsError) -> ConsistencyMeans {
    try ConsistencyMeans(codes, groups: groups, measure: measure)
  }
}

extension ErrorConsistency {
  /// The trials that both of two deciders saw, by who was right.
  struct Counts: Sendable {
    var bothWrong = 0
    var onlyFirst = 0
    var onlySecond = 0
    var bothRight = 0

    init() {}

    init(_ first: [UInt8], _ second: [UInt8]) {
      for trial in first.indices { add(first[trial], second[trial]) }
    }

    var trials: Int { bothWrong + onlyFirst + onlySecond + bothRight }

    mutating func add(_ first: UInt8, _ second: UInt8) {
      switch (first, second) {
      case (1, 1): bothWrong += 1
      case (2, 1): onlyFirst += 1
      case (1, 2): onlySecond += 1
      case (2, 2): bothRight += 1
      default: break
      }
    }

    /// The counts without some of the trials.
    func without(_ part: Counts) -> Counts {
      var rest = self
      rest.bothWrong -= part.bothWrong
      rest.onlyFirst -= part.onlyFirst
      rest.onlySecond -= part.onlySecond
      rest.bothRight -= part.bothRight
      return rest
    }
  }
}

extension ErrorConsistency.Pair {
  /// The measure of the pair.
  func value(_ measure: ErrorConsistency.Measure) -> Double {
    measure == .kappa ? kappa : copiedShare
  }

  /// What a trial adds to the measure to the first order, up to the share of common trials.
  func influence(
    _ measure: ErrorConsistency.Measure, firstRight: Bool, secondRight: Bool
  )
    -> Double
  {
    let first = firstRight ? 1 - firstAccuracy : -firstAccuracy
    let second = secondRight ? 1 - secondAccuracy : -secondAccuracy
    switch measure {
    case .kappa:
      let rest = 1 - expected
      let same = (firstRight == secondRight ? 1 : 0) - observed
      let curve = (observed - 1) / (rest * rest)
      return same / rest
        + curve * ((2 * secondAccuracy - 1) * first + (2 * firstAccuracy - 1) * second)
    case .copiedShare:
      return first * (second - copiedShare * first) / (firstAccuracy * (1 - firstAccuracy))
    }
  }

  init(_ counts: ErrorConsistency.Counts) {
    let n = Double(counts.trials)
    let p1 = Double(counts.bothRight + counts.onlyFirst) / n
    let p2 = Double(counts.bothRight + counts.onlySecond) / n
    trials = counts.trials
    firstAccuracy = p1
    secondAccuracy = p2
    observed = Double(counts.bothRight + counts.bothWrong) / n
    expected = p1 * p2 + (1 - p1) * (1 - p2)
    let names = [("first", p1), ("second", p2)]
    if trials == 0 {
      reason = "the two deciders saw no trial in common"
    } else if let (name, p) = names.first(where: { $0.1 == 0 || $0.1 == 1 }) {
      reason = "the \(name) decider is \(p == 1 ? "right" : "wrong") on every trial"
    } else {
      reason = nil
    }
    guard reason == nil else {
      kappa = .nan
      bounds = (.nan, .nan)
      return
    }
    let rest = 1 - expected
    kappa = (observed - expected) / rest
    bounds = ((abs(p1 + p2 - 1) - expected) / rest, (1 - abs(p1 - p2) - expected) / rest)
  }
}
