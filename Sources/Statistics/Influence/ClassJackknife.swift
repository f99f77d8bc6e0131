/// The uncertainty of a quantity when classes are a random sample, by leaving out one class at a time.
///
/// ```text
/// SE^2 = (G - 1)/G sum_g (q_(-g) - mean)^2,   t with G - 1 degrees of freedom for G classes
/// ```
///
/// For quantities without an influence function: partial and within-class correlations.
package enum ClassJackknife {
  /// Puts an estimate and its leave-outs together.
  ///
  /// - Parameters:
  ///   - value: The quantity from all images.
  ///   - classes: The class of each image.
  ///   - isCorrelation: Whether intervals are made on Fisher's scale.
  ///   - threads: The number of threads.
  ///   - quantity: The quantity from the images at the given positions.
  /// - Returns: The estimate with its standard error.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` with fewer than two classes, or the error of a leave-out.
  package static func estimate(
    _ value: Double, classes: [Int], isCorrelation: Bool, threads: Int,
    quantity: @Sendable ([Int]) throws(StatisticsError) -> Double
  ) throws(StatisticsError) -> StrengthEstimate {
    let present = Set(classes).sorted()
    guard present.count >= 2 else { throw .tooFewClusters(needed: 2, got: present.count) }
    let left = try Parallel.map(count: present.count, threads: threads) {
      (index) throws(StatisticsError) in
      try quantity(classes.indices.filter { classes[$0] != present[index] })
    }
    let groups = Double(present.count)
    let mean = left.reduce(0, +) / groups
    let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return StrengthEstimate(
      estimate: value, standardError: ((groups - 1) / groups * squares).squareRoot(),
      df: groups - 1, method: "delete-one-class jackknife, classes-random",
      isCorrelation: isCorrelation)
  }
}
