/// The Brier score of confidence against correctness, and what it is made of.
///
/// ```text
/// Brier = mean (c_i - o_i)^2 = reliability - resolution + uncertainty + withinBin
/// reliability = sum_b n_b/n (c_b - o_b)^2          0 is best: calibrated
/// resolution  = sum_b n_b/n (o_b - o)^2            higher is better: bins differ in accuracy
/// uncertainty = o (1 - o)                          of the data, not of the network
/// withinBin   = mean (c_i - c_b)^2 - 2 mean (c_i - c_b)(o_i - o_b)
/// ```
///
/// c is confidence, o is 1 when the answer is right, index b the mean in the bin. The last term,
/// which Murphy's decomposition lacks, is 0 when a bin holds one confidence value only; with it the
/// sum is exact.
///
/// Source: Brier 1950; Murphy 1973, doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2;
/// Stephenson, Coelho & Jolliffe 2008, doi:10.1175/2007WAF2006116.1.
public struct BrierDecomposition: Sendable, Equatable {
  /// The Brier score, in 0...1; lower is better.
  public let score: Double
  /// The part due to miscalibration; lower is better.
  public let reliability: Double
  /// The part due to telling right from wrong; higher is better.
  public let resolution: Double
  /// The variance of being right.
  public let uncertainty: Double
  /// What the bins hide: variance less twice the covariance within them.
  public let withinBin: Double

  /// Decomposes the score over the bins of a table.
  ///
  /// - Parameters:
  ///   - table: The filled bins.
  ///   - confidence: The confidences that the table was made of.
  ///   - correct: Whether each answer is right.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``.
  /// - Complexity: O(n).
  public init(
    _ table: CalibrationTable, confidence: [Double], correct: [Bool]
  ) throws(StatisticsError) {
    guard confidence.count == table.n else {
      throw .lengthMismatch(expected: table.n, got: confidence.count)
    }
    guard correct.count == table.n else {
      throw .lengthMismatch(expected: table.n, got: correct.count)
    }
    let n = Double(table.n)
    var score = 0.0
    var within = 0.0
    for image in 0..<table.n {
      let outcome: Double = correct[image] ? 1 : 0
      let bin = table.bins[Int(table.binOfImage[image])]
      score += (confidence[image] - outcome) * (confidence[image] - outcome)
      let deviation = confidence[image] - (bin.confidence ?? 0)
      within += deviation * (deviation - 2 * (outcome - (bin.accuracy ?? 0)))
    }
    self.score = score / n
    withinBin = within / n
    reliability = table.bins.reduce(0) {
      $0 + Double($1.n) / n * ($1.gap ?? 0) * ($1.gap ?? 0)
    }
    resolution = table.bins.reduce(0) {
      let difference = ($1.accuracy ?? table.accuracy) - table.accuracy
      return $0 + Double($1.n) / n * difference * difference
    }
    uncertainty = table.accuracy * (1 - table.accuracy)
  }
}
