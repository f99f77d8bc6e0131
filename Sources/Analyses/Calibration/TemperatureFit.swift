internal import Statistics
internal import StudyValues

/// Temperatures fitted crosswise: each half of the images gets the one fitted on the other half.
///
/// So no image is judged with a temperature that saw its label, and all images can be judged.
struct TemperatureFit {
  /// The temperature fitted on each half.
  let halves: [TemperatureScaling]
  /// The temperature that each image gets.
  let temperatures: [Double]

  /// Fits both halves of a cut drawn from the seed.
  ///
  /// - Throws: The errors of `TemperatureScaling`.
  init(
    _ logits: LogitRows, labels: [Int32], seed: UInt64, threads: Int
  ) throws(StatisticsError) {
    let split = try HeldOutSplit(count: labels.count, seed: seed)
    let first = try TemperatureScaling(
      logits, labels: labels, images: split.fitting, threads: threads)
    let second = try TemperatureScaling(
      logits, labels: labels, images: split.judging, threads: threads)
    var temperatures = [Double](repeating: first.temperature, count: labels.count)
    for image in split.fitting { temperatures[image] = second.temperature }
    halves = [first, second]
    self.temperatures = temperatures
  }

  /// The temperature of each half as an estimate.
  func rows(_ key: ResultKey) -> [EstimateResult] {
    halves.enumerated().map { index, half in
      EstimateResult(
        key.with { ($0.grouping, $0.group) = ("half", "\(index + 1)") }, value: half.temperature,
        n: half.n,
        note: "least negative log-likelihood on that half"
          + (half.reachedLimit ? "; the likelihood has no maximum inside the range" : ""))
    }
  }
}
