#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How probabilities are written that are given as logits by mistake.
public enum ProbabilityForm: CaseIterable, Sendable {
  /// Numbers between 0 and 1 that sum to 1.
  case shares
  /// Numbers between 0 and 100 that sum to 100.
  case percentages
  /// Natural logarithms of shares.
  case logarithms
  /// Numbers between 0 and 1 whatever their sum, as a sigmoid puts out for each class.
  case independent

  /// How many rows rule out that logits sum to one number by chance.
  private static let manyRows = 10

  /// The form that all rows of logits have; nil if they have none, as logits do.
  ///
  /// The sums may be off by 0.5 % in a few rows (half precision, a thousand classes), and by 5 % in
  /// ten or more (two decimals).
  ///
  /// - Parameters:
  ///   - values: The numbers, row after row.
  ///   - classes: The length of a row.
  ///   - isPart: Whether a class was left out, so that the sums may be less.
  /// - Returns: The form; nil for logits.
  /// - Complexity: O(values); O(classes) where the first row has no form, as with most logits.
  static func find(
    in values: UnsafeBufferPointer<Double>, classes: Int, isPart: Bool
  ) -> ProbabilityForm? {
    let rows = values.count / classes
    let tolerance = rows < manyRows ? 0.005 : 0.05
    let sums = (isPart ? 0 : 1 - tolerance)...(1 + tolerance)
    return allCases.first { form in
      // Negative logits are the logarithms of parts of 1 in any case.
      if form == .logarithms && isPart { return false }
      // A few logits may happen to lie between 0 and 1.
      if form == .independent && rows < manyRows { return false }
      return (0..<rows).allSatisfy { row in
        var sum = 0.0
        for index in row * classes..<(row + 1) * classes {
          let share = form.share(unsafe values[index])
          guard (0...1).contains(share) else { return false }
          sum += share
        }
        return form == .independent || sums.contains(sum)
      }
    }
  }

  private func share(_ value: Double) -> Double {
    switch self {
    case .shares, .independent: value
    case .percentages: value / 100
    case .logarithms: exp(value)
    }
  }
}
