/// What the expected calibration error would be without any miscalibration, and what is left of it.
///
/// ECE takes absolute values of noisy gaps, so it is above 0 even for a network whose confidence is
/// exactly right, the more so the more bins and the fewer images. Two resamplings say how much:
///
/// * *calibrated*: each image is right with probability equal to its confidence. The mean ECE of
///   these is ``expectedIfCalibrated``, their share at or above the observed ECE the p-value of
///   perfect calibration.
/// * *bootstrap*: images are drawn with replacement, bins fixed; what the mean of these exceeds the ECE
///   by is the bias of the ECE itself. ``correctedError`` is the ECE less it, 2 ECE - mean, and its basic
///   interval is 2 ECE - quantiles, both cut at 0: the ECE as observed may lie above it. At the edge it fails: for a calibrated network
///   it held the true 0 in a fifth to a half of simulated samples. So when the p-value is above
///   1 - level the interval begins at 0, which the test does not exclude.
///
/// ``bracket`` is [ECE - expectedIfCalibrated, ECE], cut at 0: the bias is greatest for a
/// calibrated network, so the ECE of these bins without noise lies between, sampling error apart.
///
/// Source: Broecker & Smith 2007, doi:10.1175/WAF993.1 (consistency resampling); Vaicenavicius et
/// al. 2019, arXiv 1902.06977; Roelofs et al. 2022, arXiv 2012.08668.
public struct CalibrationBias: Sendable, Equatable {
  /// The expected calibration error as observed.
  public let expectedError: Double
  /// The ECE less its bias by the bootstrap, at least 0; what ``interval`` is about.
  public let correctedError: Double
  /// The mean of ``expectedError`` over data sets of the same confidences that are perfectly calibrated.
  public let expectedIfCalibrated: Double
  /// The quantile of the same at the level: an ECE below it gives no sign of miscalibration.
  public let upperIfCalibrated: Double
  /// The chance of an ECE at least as large when calibrated, (b + 1)/(m + 1).
  public let pValue: Double
  /// Where the ECE without noise lies, sampling error apart.
  public let bracket: Interval
  /// The basic bootstrap interval of ``correctedError`` over images, from 0 when perfect calibration is not rejected.
  public let interval: Interval

  /// Resamples a calibration table.
  ///
  /// - Parameters:
  ///   - table: The filled bins.
  ///   - confidence: The confidences that the table was made of.
  ///   - correct: Whether each answer is right.
  ///   - resamples: The number of resamples of each kind; at least 2.
  ///   - level: The nominal coverage.
  ///   - seed: What the resamples are drawn from.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/invalidLevel(level:)``, ``StatisticsError/tooFewValues(needed:got:)`` for
  ///   fewer than two resamples.
  /// - Complexity: O(resamples * images).
  public init(
    _ table: CalibrationTable, confidence: [Double], correct: [Bool], resamples: Int = 1000,
    level: Double = 0.95, seed: UInt64, threads: Int? = nil
  ) throws(StatisticsError) {
    guard confidence.count == table.n else {
      throw .lengthMismatch(expected: table.n, got: confidence.count)
    }
    guard correct.count == table.n else {
      throw .lengthMismatch(expected: table.n, got: correct.count)
    }
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    guard resamples >= 2 else { throw .tooFewValues(needed: 2, got: resamples) }
    let (bins, binCount, n) = (table.binOfImage, table.bins.count, table.n)
    let calibrated = Parallel.mapResamples(count: resamples, threads: threads) { replicate in
      var generator = SplitMix64(seed: seed, stream: 2 * replicate)
      var gaps = [Double](repeating: 0, count: binCount)
      for image in 0..<n {
        gaps[Int(bins[image])] +=
          confidence[image] - (generator.nextUnit() < confidence[image] ? 1 : 0)
      }
      return gaps.reduce(0) { $0 + abs($1) } / Double(n)
    }
    let gapOfImage = zip(confidence, correct).map { $0 - ($1 ? 1 : 0) }
    let drawn = Parallel.mapResamples(count: resamples, threads: threads) { replicate in
      var generator = SplitMix64(seed: seed, stream: 2 * replicate + 1)
      var gaps = [Double](repeating: 0, count: binCount)
      generator.draw(n, below: n) { image in gaps[Int(bins[image])] += gapOfImage[image] }
      return gaps.reduce(0) { $0 + abs($1) } / Double(n)
    }.sorted()
    let error = table.expectedError
    let mean = calibrated.reduce(0, +) / Double(resamples)
    let tail = (1 - level) / 2
    correctedError = max(0, 2 * error - drawn.reduce(0, +) / Double(resamples))
    expectedError = error
    expectedIfCalibrated = mean
    upperIfCalibrated = Quantile.type7(calibrated.sorted(), level)
    // Sums in another order may differ in the last digits from an equal error.
    let reached = calibrated.count { $0 >= error - 1e-12 }
    pValue = Double(reached + 1) / Double(resamples + 1)
    let isCalibrated = pValue > 1 - level
    bracket = Interval(
      low: max(0, error - mean), high: error, level: level, method: "bias-bracket")
    interval = Interval(
      low: isCalibrated ? 0 : max(0, 2 * error - Quantile.type7(drawn, 1 - tail)),
      high: max(0, 2 * error - Quantile.type7(drawn, tail)), level: level,
      method: "basic-bootstrap-images")
  }
}
