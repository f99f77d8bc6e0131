extension Selections {
  /// The definition as SQL, over expressions for its inputs.
  ///
  /// Every view and every statement that shows a selection frequency takes it from here.
  package struct Expressions: Sendable {
    /// How many chose the class, partial answers weighted by the rule.
    package let chosen: String
    /// How many annotators count under the rule; NULL when unknown or when there are none.
    package let judged: String
    /// The human selection frequency, or NULL.
    package let hsf: String
    /// The lower 95 % limit, or NULL.
    package let low: String
    /// The upper 95 % limit, or NULL.
    package let high: String

    /// Builds the expressions.
    ///
    /// - Parameters:
    ///   - selected: How many selected the class, REAL.
    ///   - partial: How many selected it in part, never NULL.
    ///   - shown: How many could have selected it; NULL in a set of shares.
    ///   - weight: What a partial answer is worth; NULL: it is left out.
    ///   - hasCounts: Whether the set has counts.
    ///   - share: The share of a set without counts.
    package init(
      selected: String, partial: String, shown: String, weight: String, hasCounts: String,
      share: String
    ) {
      let chosen = "(\(selected) + coalesce(\(weight), 0) * \(partial))"
      let judged = "nullif(\(shown) - CASE WHEN \(weight) IS NULL THEN \(partial) ELSE 0 END, 0)"
      func limit(_ sign: String) -> String {
        let root = "sqrt(\(chosen) * max(\(judged) - \(chosen), 0) / \(judged) + \(quarter))"
        return "(\(chosen) + \(half) \(sign) \(z) * \(root)) / (\(judged) + \(whole))"
      }
      self.chosen = chosen
      self.judged = judged
      hsf = "CASE WHEN \(hasCounts) THEN \(chosen) / \(judged) ELSE \(share) END"
      low = "CASE WHEN \(chosen) = 0 THEN \(judged) * 0.0 ELSE max(\(limit("-")), 0.0) END"
      high = "CASE WHEN \(chosen) = \(judged) THEN 1.0 ELSE min(\(limit("+")), 1.0) END"
    }
  }
}
