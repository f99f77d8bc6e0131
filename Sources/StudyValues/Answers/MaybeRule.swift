/// What a *maybe* counts for in a selection frequency.
///
/// All counts are kept, so the rule can change without another import.
package enum MaybeRule: String, Sendable, CaseIterable, Codable {
  /// A *maybe* is not a selection.
  case zero = "0"
  /// A *maybe* is half a selection.
  case half = "0.5"
  /// A *maybe* is a selection.
  case one = "1"
  /// A *maybe* is left out of both selected and shown.
  case drop

  /// The rule of a weight, where nil means that a *maybe* is left out; nil for any other weight.
  package init?(weight: Double?) {
    guard let rule = Self.allCases.first(where: { $0.weight == weight }) else { return nil }
    self = rule
  }

  /// What one *maybe* adds to the selected, or nil when it is left out.
  package var weight: Double? {
    switch self {
    case .zero: 0
    case .half: 0.5
    case .one: 1
    case .drop: nil
    }
  }
}
