/// Ranks and classes: how much of the order of images is the order of their classes, and ranks inside classes.
package enum RanksByClass {
  /// The share of the variance of average ranks over all images that lies between classes.
  ///
  /// ```text
  /// η² = Σ_g n_g (R̄_g - (n + 1)/2)² / Σ_i (R_i - (n + 1)/2)²
  /// ```
  ///
  /// It is the squared correlation ratio of the ranks, and H/(n - 1) of the test of Kruskal and Wallis (1952,
  /// doi:10.1080/01621459.1952.10483441). In [0, 1]; 1 where classes of images alike, 0 where all have one mean rank.
  /// Chance alone gives (G - 1)/(n - 1) for G classes.
  ///
  /// - Parameters:
  ///   - values: One value an image.
  ///   - classes: The class of each image, any integers.
  /// - Returns: The share.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``, ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/constant(name:)``.
  /// - Complexity: O(n log n).
  package static func betweenShare(
    _ values: [Double], classes: [Int]
  ) throws(StatisticsError) -> Double {
    guard classes.count == values.count else {
      throw .lengthMismatch(expected: values.count, got: classes.count)
    }
    let ranks = try Ranking(values).average
    let middle = Double(values.count + 1) / 2
    let all = ranks.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    guard all > 0 else { throw .constant(name: "values") }
    var between = 0.0
    for members in Dictionary(grouping: ranks.indices, by: { classes[$0] }).sorted(by: {
      $0.key < $1.key
    }) {
      let sum = members.value.reduce(0) { $0 + ranks[$1] - middle }
      between += sum * sum / Double(members.value.count)
    }
    return min(1, between / all)
  }

  /// The average rank of each image among those of its class, from 1.
  ///
  /// - Parameters:
  ///   - values: One value an image.
  ///   - classes: The class of each image, any integers.
  /// - Returns: The ranks, in the order of the images.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``, ``StatisticsError/notANumber(name:index:)``.
  /// - Complexity: O(n log n).
  package static func ranks(
    _ values: [Double], classes: [Int]
  ) throws(StatisticsError) -> [Double] {
    guard classes.count == values.count else {
      throw .lengthMismatch(expected: values.count, got: classes.count)
    }
    var result = values
    for members in Dictionary(grouping: values.indices, by: { classes[$0] }).values {
      let own = try Ranking(members.map { values[$0] }).average
      for (image, rank) in zip(members, own) { result[image] = rank }
    }
    return result
  }
}
