/// What agreement two lists of classes have by chance.
package enum Chance {
  /// The share of equal entries after a random permutation: the sum over classes of the product of
  /// their shares (the chance term of Cohen's kappa).
  static func agreement(_ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>) -> Double {
    guard !first.isEmpty, first.count == second.count else { return 0 }
    var counts: [Int32: (Int, Int)] = [:]
    for item in first { counts[item, default: (0, 0)].0 += 1 }
    for item in second { counts[item, default: (0, 0)].1 += 1 }
    let total = Double(first.count)
    return counts.values.reduce(0) { $0 + Double($1.0) / total * Double($1.1) / total }
  }

  /// The agreement up to which data look guessed: ten times chance, at most 0.05 above it.
  ///
  /// - Parameter chance: The agreement by chance, such as 1 / classes.
  /// - Returns: The threshold.
  package static func threshold(_ chance: Double) -> Double { min(10 * chance, chance + 0.05) }
}
