/// How often people selected one class of one image: the definition of human selection frequency (HSF).
///
/// ```text
/// chosen = selected + w · partial              w = 0, 1/2 or 1; 0 when *maybe* is dropped
/// judged = shown                               shown − partial when *maybe* is dropped
/// HSF    = chosen / judged
/// ```
///
/// HSF is in [0, 1] and lower = harder. Its 95 % limits are those of Wilson's score interval on the
/// number of annotators,
///
/// ```text
/// (k + z²/2 ± z √(k (n − k) / n + z²/4)) / (n + z²),    k = chosen, n = judged, z = 1.959964
/// ```
///
/// which stay 0 or 1 where everybody or nobody chose. Without a number of annotators `selected` is the
/// published share, HSF is that share, and there are no limits. When nobody judged the pair there is
/// no HSF: missing is not 0. Selections may be fractional (weights, half a *maybe*).
///
/// ``Expressions`` are the same formulas in SQL; a test compares both to the last bit.
///
/// Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
package struct Selections: Sendable, Equatable {
  /// How many selected the class; a sum of weights in a graded task; the share without counts, NaN
  /// where there is none.
  package var selected: Double
  /// How many selected it in part, for example answered maybe.
  package var partial: Int64
  /// How many could have selected it; nil when the set has shares only.
  package var shown: Int64?
  /// What a partial answer is worth in the set.
  package var rule: MaybeRule

  /// Creates the counts of one image and class.
  package init(
    selected: Double, partial: Int64 = 0, shown: Int64?, rule: MaybeRule = .zero
  ) {
    self.selected = selected
    self.partial = partial
    self.shown = shown
    self.rule = rule
  }

  /// Creates the counts of a tally.
  ///
  /// - Parameters:
  ///   - tally: The counts.
  ///   - rule: What a *maybe* is worth.
  ///   - hasCounts: Whether the tally holds counts; otherwise `selected` is the published share.
  package init(_ tally: Tally, rule: MaybeRule, hasCounts: Bool) {
    self.init(
      selected: tally.selected, partial: tally.partial, shown: hasCounts ? tally.shown : nil,
      rule: rule)
  }

  /// The same counts under another rule.
  package func under(_ rule: MaybeRule) -> Selections {
    Selections(selected: selected, partial: partial, shown: shown, rule: rule)
  }

  /// How many chose the class as a whole number; 0 where that is not told.
  package var wholeSelected: Int { Int(exactly: selected.rounded()) ?? 0 }

  /// How many chose the class, partial answers weighted by the rule.
  package var chosen: Double { selected + (rule.weight ?? 0) * Double(partial) }

  /// How many annotators count under the rule; nil when unknown or when there are none.
  package var judged: Int64? {
    guard let shown else { return nil }
    let counting = rule == .drop ? shown - partial : shown
    return counting == 0 ? nil : counting
  }

  /// The human selection frequency, or nil when nobody judged the pair.
  package var hsf: Double? {
    guard shown != nil else { return selected.isNaN ? nil : selected }
    return judged.map { chosen / Double($0) }
  }

  /// The 95 % limits of the frequency, or nil when the number of annotators is unknown or 0.
  package var limits: (low: Double, high: Double)? {
    guard let judged else { return nil }
    let (k, n) = (chosen, Double(judged))
    let root = (k * max(n - k, 0) / n + Self.quarter).squareRoot()
    let low = (k + Self.half - Self.z * root) / (n + Self.whole)
    let high = (k + Self.half + Self.z * root) / (n + Self.whole)
    return (k == 0 ? 0 : max(low, 0), k == n ? 1 : min(high, 1))
  }

  /// The frequency as a ratio of whole numbers, so that bins are decided in integers; nil for shares
  /// and for sums of weights.
  package var ratio: (numerator: Int, denominator: Int)? {
    guard let judged, selected == selected.rounded(), abs(selected) < 0x1p52 else { return nil }
    return (2 * Int(selected) + Int(2 * (rule.weight ?? 0)) * Int(partial), 2 * Int(judged))
  }

  /// The 0.975 quantile of the normal distribution.
  static let z = 1.959_963_984_540_054
  /// z².
  static let whole = z * z
  /// z² / 2.
  static let half = z * z / 2
  /// z² / 4.
  static let quarter = z * z / 4
}
