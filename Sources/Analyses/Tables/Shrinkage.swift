internal import StudyValues

/// Human selection frequency shrunken towards the mean of all images by the noise of its votes.
///
/// The shrunken value is the posterior mean under a beta distribution of the images' true frequencies
/// whose mean and variance are found by moments: `(chosen + m p) / (judged + m)` with `p` the mean HSF
/// and `m = E[p(1 - p)] / Var(p)`. An image with few votes moves further than one with many. When the
/// votes vary no more than chance makes them, every image gets the mean.
struct ShrunkenFrequency {
  /// The mean HSF.
  let mean: Double
  /// The number of votes that the mean counts for.
  let strength: Double

  /// Estimates the prior; every image must have a frequency.
  init(_ selections: [Selections]) {
    let n = Double(selections.count)
    let frequencies = selections.map { $0.hsf ?? .nan }
    let mean = frequencies.reduce(0, +) / n
    var spread = 0.0
    var binomial = 0.0
    var noise = 0.0
    for (frequency, counts) in zip(frequencies, selections) {
      spread += (frequency - mean) * (frequency - mean)
      guard let votes = counts.judged, votes > 1 else { continue }
      let unbiased = frequency * (1 - frequency) * Double(votes) / Double(votes - 1)
      binomial += unbiased
      noise += unbiased / Double(votes)
    }
    let trueVariance = max(0, spread / max(1, n - 1) - noise / n)
    self.mean = mean
    strength = trueVariance > 0 ? binomial / n / trueVariance : .infinity
  }

  /// The shrunken frequency of one image; a share without a number of votes stays as it is.
  func value(_ selections: Selections) -> Double {
    guard let judged = selections.judged else { return selections.hsf ?? .nan }
    guard strength.isFinite else { return mean }
    return (selections.chosen + strength * mean) / (Double(judged) + strength)
  }
}
