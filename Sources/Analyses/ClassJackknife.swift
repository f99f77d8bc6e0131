internal import Statistics

/// The uncertainty of a quantity when classes are a random sample, by leaving out one class at a time.
///
/// ```text
/// SE^2 = (G - 1)/G sum_g (q_(-g) - mean)^2,   t with G - 1 degrees of freedom for G classes
/// ```
///
/// For quantities without an influence function here: partial and within-class correlations.
enum ClassJackknife {
  /// Puts an estimate and its leave-outs together.
  ///
  /// - Parameters:
  ///   - value: The quantity from all images.
  ///   - classes: The class of each image.
  ///   - isCorrelation: Whether intervals are made on Fisher's scale.
  ///   - threads: The number of threads.
  ///   - quantity: The quantity from the images at the given positions.
  /// - Returns: The estimate with its standard error.
  /// - Throws: `StatisticsError` with fewer than two classes, or the error of a leave-out.
  static func estimate(
    _ value: Double, classes: [Int], isCorrelation: Bool, threads: Int,
    quantity: @Sendable ([Int]) throws(StatisticsError) -> Double
  ) throws(StatisticsError) -> StrengthEstimate {
    let present = Set(classes).sorted()
    guard present.count >= 2 else { throw .tooFewClusters(needed: 2, got: present.count) }
    let results = Parallel.map(count: present.count, threads: threads) {
      index -> Result<Double, StatisticsError> in
      let kept = classes.indices.filter { classes[$0] != present[index] }
      return Result { () throws(StatisticsError) in try quantity(kept) }
    }
    var left: [Double] = []
    for result in results { left.append(try result.get()) }
    let groups = Double(present.count)
    let mean = left.reduce(0, +) / groups
    let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return StrengthEstimate(
      estimate: value, standardError: ((groups - 1) / groups * squares).squareRoot(),
      df: groups - 1, method: "delete-one-class jackknife, classes-random",
      isCorrelation: isCorrelation)
  }
}
