/// The SQL aggregates of this project; the raw values are their names in SQL.
///
/// They are the same in a study that this program opens and in the loadable extension: both give
/// their rows to ``AggregateAccumulator``, so their results agree to the last bit.
///
/// | aggregate | result |
/// | --- | --- |
/// | `pearson(x, y)` | Pearson's correlation |
/// | `spearman(x, y)` | Spearman's correlation of average ranks |
/// | `kendall(x, y)` | Kendall's tau-b |
/// | `log10_p(x, y, method)` | log10 of the two-sided p-value of that correlation against zero |
/// | `quantile(x, q)` | the quantile q of x, type 7 (R, NumPy) |
/// | `entropy(n)` | the entropy of counts n, -Σ p ln p with p = n / Σ n, in nats |
///
/// A row of which an argument is NULL is left out. Fewer than three pairs, or x or y the same in
/// all of them, give NULL, and so do three pairs on a line for the p of `pearson`; so does a quantile of nothing and an entropy without counts. A text
/// where a number belongs is an error, not a zero, and so is an integer beyond 2⁵³, which a real number
/// does not tell from its neighbours.
public enum HardnessAggregate: String, CaseIterable, Sendable {
  /// Pearson's correlation.
  case pearson
  /// Spearman's correlation.
  case spearman
  /// Kendall's tau-b.
  case kendall
  /// The decimal logarithm of a correlation's two-sided p-value.
  case log10P = "log10_p"
  /// A quantile.
  case quantile
  /// The entropy of counts.
  case entropy

  /// The number of arguments.
  public var argumentCount: Int {
    switch self {
    case .pearson, .spearman, .kendall, .quantile: 2
    case .log10P: 3
    case .entropy: 1
    }
  }
}
