internal import RealModule

/// Numbers that differ by rounding only, which count as constant: their order says nothing.
package enum RoundedConstant {
  /// The tolerance for what was computed in double precision.
  package static let double = 1e-12
  /// The tolerance for what was computed from numbers, or by products, in single precision.
  package static let single = 1e-6

  /// A few units of the last digit of a double, which tell nothing apart, not even probabilities near 1.
  private static let lastBits = 1e-15

  /// Whether numbers vary, but by rounding only.
  ///
  /// They do when the greatest less the least is below `tolerance` times the greatest size, for example the
  /// norms of features that were scaled to 1. Infinite values never do.
  ///
  /// - Parameters:
  ///   - values: The numbers; NaN is left out.
  ///   - tolerance: ``single`` or ``double``.
  ///   - byLogarithm: Whether the numbers are probabilities, which are told apart by their logarithms.
  /// - Returns: Whether they do; false for numbers that are all the same.
  /// - Complexity: O(n).
  package static func holds(
    _ values: [Double], tolerance: Double, byLogarithm: Bool = false
  ) -> Bool {
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in values where !value.isNaN {
      least = min(least, value)
      most = max(most, value)
    }
    guard least < most else { return false }
    if byLogarithm { (least, most) = (.log(least), .log(most)) }
    guard least.isFinite, most.isFinite else { return false }
    return most - least < tolerance * max(abs(least), abs(most))
  }

  /// Whether numbers of unknown origin, such as a column of SQL or another program's score, vary by
  /// rounding only.
  ///
  /// Whole numbers are exact, so they never do. Networks mostly compute in single precision, whose
  /// tolerance holds for the rest; numbers from 0 to 1 may be probabilities, so their logarithms have to be
  /// within it too.
  ///
  /// - Parameter values: The numbers; NaN is left out.
  /// - Returns: Whether they do; false for numbers that are all the same.
  /// - Complexity: O(n).
  package static func holds(ofUnknownOrigin values: [Double]) -> Bool {
    guard holds(values, tolerance: single),
      values.contains(where: { $0 != $0.rounded() && !$0.isNaN })
    else { return false }
    let mayBeProbabilities = values.allSatisfy { $0.isNaN || (0...1).contains($0) }
    return !mayBeProbabilities || holds(values, tolerance: single, byLogarithm: true)
      || holds(values, tolerance: lastBits)
  }
}
