/// The precision of the products of features and weights.
///
/// Everything after the products is in double precision in either case, and so are the angles that
/// matter most: to the target class, to the predicted class, and every angle whose cosine exceeds
/// ``ScoringOptions/steepCosine`` in magnitude.
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
