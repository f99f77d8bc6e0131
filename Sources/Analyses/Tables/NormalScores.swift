internal import Statistics

/// Normal scores: the standard normal quantile of each value's rank, rank / (n + 1).
enum NormalScores {
  /// The normal score of each value; tied values share their mean rank.
  ///
  /// - Throws: `StatisticsError` when a value is not a number.
  static func of(_ values: [Double]) throws(StatisticsError) -> [Double] {
    try Ranking(values, name: "values").average.map {
      Normal.quantile($0 / Double(values.count + 1))
    }
  }
}
