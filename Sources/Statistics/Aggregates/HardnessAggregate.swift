/// The SQL aggregates of this project; the raw values are their names in SQL.
///
/// They are the same in a study that this program opens and in the loadable extension: both give
/// their rows to ``AggregateGroup``, so their results agree to the last bit.
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
/// A row of which an argument is NULL is left out. NULL is the result of
///
/// - a correlation of fewer than three pairs, and the p of `pearson` of three pairs on a line;
/// - a correlation with a side that is the same in all pairs, or varies by rounding only: numbers, not all of
///   them whole, within 1e-6 of their size (and by their logarithms too where all lie between 0 and 1, since
///   they may be probabilities), such as the norms of features that were scaled to 1;
/// - a quantile of nothing, and an entropy without counts.
///
/// A text where a number belongs is an error, not a zero, and so is an integer beyond 2⁵³, which a real number
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
