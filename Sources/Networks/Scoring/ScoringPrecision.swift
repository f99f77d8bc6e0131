/// The precision of the products of features and weights.
///
/// Everything after the products is in double precision in either case. So are the angle to the
/// target class and every angle whose cosine exceeds 0.85 (single) or 0.999 (double) in magnitude:
/// they are computed from the vectors themselves, not from the product.
public enum ScoringPrecision: String, Codable, Sendable, CaseIterable {
  /// Double when classes × width is at most 65,536, else single.
  case automatic
  /// Products in single precision.
  case single
  /// Products in double precision.
  case double

  /// The precision for a head of a size; never `automatic`.
  func resolved(classes: Int, width: Int) -> ScoringPrecision {
    switch self {
    case .automatic: classes * width <= 65_536 ? .double : .single
    case .single, .double: self
    }
  }
}
