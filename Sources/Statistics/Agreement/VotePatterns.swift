/// The distinct rows of a vote table, each with the images that have it.
///
/// With a few votes an image most rows repeat, so that a resample is a count of rows.
struct VotePatterns: Sendable {
  /// For each image that has votes, its row.
  private let patternOfImage: [Int32]
  /// Where each row begins in ``classes`` and ``counts``.
  private let starts: [Int]
  private let classes: [Int32]
  private let counts: [Double]
  /// The votes of each row.
  private let totals: [Double]
  private let classCount: Int
  /// The number of images of each row.
  let imageCounts: [Int32]

  /// The images with votes.
  var answeredImages: Int { patternOfImage.count }
  /// The images with two votes or more.
  var comparableImages: Int {
    zip(totals, imageCounts).reduce(0) { $1.0 >= 2 ? $0 + Int($1.1) : $0 }
  }
  /// The votes of these images.
  var comparableVotes: Int {
    zip(totals, imageCounts).reduce(0) { $1.0 >= 2 ? $0 + Int($1.0) * Int($1.1) : $0 }
  }

  /// Finds the distinct rows in the order of their first image.
  init(_ votes: VoteCounts) {
    var known: [ArraySlice<Int32>: Int32] = [:]
    var patternOfImage: [Int32] = []
    var imageCounts: [Int32] = []
    var starts = [0]
    var classes: [Int32] = []
    var counts: [Double] = []
    var totals: [Double] = []
    for image in 0..<votes.imageCount {
      let row = votes[image]
      let total = votes.total(of: image)
      guard total > 0 else { continue }
      if let pattern = known[row] {
        patternOfImage.append(pattern)
        imageCounts[Int(pattern)] += 1
        continue
      }
      let pattern = Int32(totals.count)
      known[row] = pattern
      patternOfImage.append(pattern)
      imageCounts.append(1)
      totals.append(Double(total))
      for (offset, count) in row.enumerated() where count > 0 {
        classes.append(Int32(offset))
        counts.append(Double(count))
      }
      starts.append(classes.count)
    }
    self.patternOfImage = patternOfImage
    self.imageCounts = imageCounts
    self.starts = starts
    self.classes = classes
    self.counts = counts
    self.totals = totals
    classCount = votes.classCount
  }

  /// Draws images with replacement: how often each row occurs.
  func resample(_ generator: inout SplitMix64) -> [Int32] {
    var weights = [Int32](repeating: 0, count: totals.count)
    let n = patternOfImage.count
    generator.draw(n, below: n) { weights[Int(patternOfImage[$0])] += 1 }
    return weights
  }

  /// A measure for rows that occur so often; NaN where it is 0/0.
  func value(_ measure: PanelAgreement.Measure, weights: [Int32], values: [Double]) -> Double {
    switch measure {
    case .percentAgreement: percentAgreement(weights)
    case .fleissKappa, .gwetAC1:
      corrected(
        percentAgreement(weights), chance: chanceAgreement(measure, shares(weights)))
    case .alphaNominal: nominalAlpha(weights)
    case .alphaOrdinal: metricAlpha(weights, values: midRanks(weights))
    case .alphaInterval: metricAlpha(weights, values: values)
    }
  }

  /// The standard error over images, by the linear part of the measure in each image (Gwet 2008).
  func standardError(_ measure: PanelAgreement.Measure, value: Double) -> Double {
    let shares = shares(imageCounts)
    let n = Double(answeredImages)
    let scale = n / Double(comparableImages)
    let isPercent = measure == .percentAgreement
    let chance = isPercent ? 0 : chanceAgreement(measure, shares)
    var sum = 0.0
    for pattern in totals.indices {
      let agreement = totals[pattern] >= 2 ? pairAgreement(pattern) : 0
      // An image without a pair says nothing about agreement, but has a share in the chance term.
      let own =
        totals[pattern] >= 2
        ? scale * (agreement - chance) / (1 - chance) : 0
      let term =
        isPercent
        ? own
        : own - 2 * (1 - value) * (imageChance(measure, pattern, shares) - chance) / (1 - chance)
      sum += Double(imageCounts[pattern]) * (term - value) * (term - value)
    }
    return (sum / (n * (n - 1))).squareRoot()
  }

  // MARK: - Agreement corrected by class shares

  private func pairAgreement(_ pattern: Int) -> Double {
    var alike = 0.0
    for index in starts[pattern]..<starts[pattern + 1] {
      alike += counts[index] * (counts[index] - 1)
    }
    return alike / (totals[pattern] * (totals[pattern] - 1))
  }

  private func percentAgreement(_ weights: [Int32]) -> Double {
    var sum = 0.0
    var images = 0.0
    for pattern in totals.indices where weights[pattern] > 0 && totals[pattern] >= 2 {
      sum += Double(weights[pattern]) * pairAgreement(pattern)
      images += Double(weights[pattern])
    }
    return sum / images
  }

  /// The mean over images of the share of each class.
  private func shares(_ weights: [Int32]) -> [Double] {
    var sums = [Double](repeating: 0, count: classCount)
    var images = 0.0
    for pattern in totals.indices where weights[pattern] > 0 {
      let weight = Double(weights[pattern])
      images += weight
      for index in starts[pattern]..<starts[pattern + 1] {
        sums[Int(classes[index])] += weight * counts[index] / totals[pattern]
      }
    }
    return sums.map { $0 / images }
  }

  private func chanceAgreement(
    _ measure: PanelAgreement.Measure, _ shares: [Double]
  ) -> Double {
    measure == .fleissKappa
      ? shares.reduce(0) { $0 + $1 * $1 }
      : shares.reduce(0) { $0 + $1 * (1 - $1) } / Double(classCount - 1)
  }

  /// The chance agreement of one image's votes with the panel.
  private func imageChance(
    _ measure: PanelAgreement.Measure, _ pattern: Int, _ shares: [Double]
  ) -> Double {
    var sum = 0.0
    for index in starts[pattern]..<starts[pattern + 1] {
      let share = shares[Int(classes[index])]
      sum += counts[index] * (measure == .fleissKappa ? share : 1 - share)
    }
    let mean = sum / totals[pattern]
    return measure == .fleissKappa ? mean : mean / Double(classCount - 1)
  }

  private func corrected(_ agreement: Double, chance: Double) -> Double {
    // One class only: the shares are exactly 1 and 0.
    chance < 1 ? (agreement - chance) / (1 - chance) : .nan
  }

  // MARK: - Alpha

  /// The votes of each class among images with two votes or more.
  private func pairedVotes(_ weights: [Int32]) -> [Double] {
    var votes = [Double](repeating: 0, count: classCount)
    for pattern in totals.indices where weights[pattern] > 0 && totals[pattern] >= 2 {
      for index in starts[pattern]..<starts[pattern + 1] {
        votes[Int(classes[index])] += Double(weights[pattern]) * counts[index]
      }
    }
    return votes
  }

  private func nominalAlpha(_ weights: [Int32]) -> Double {
    let votes = pairedVotes(weights)
    let n = votes.reduce(0, +)
    var observed = 0.0
    for pattern in totals.indices where weights[pattern] > 0 && totals[pattern] >= 2 {
      observed += Double(weights[pattern]) * totals[pattern] * (1 - pairAgreement(pattern))
    }
    let expected = votes.reduce(0) { $0 + $1 * (n - $1) } / (n - 1)
    return expected > 0 ? 1 - observed / expected : .nan
  }

  /// The place of each class among all paired votes: votes below it plus half of its own.
  private func midRanks(_ weights: [Int32]) -> [Double] {
    var below = 0.0
    return pairedVotes(weights).map { votes in
      defer { below += votes }
      return below + votes / 2
    }
  }

  private func metricAlpha(_ weights: [Int32], values: [Double]) -> Double {
    let votes = pairedVotes(weights)
    let n = votes.reduce(0, +)
    // Scaled and centred, so that neither squares of large values nor large offsets lose digits.
    let largest = zip(values, votes).reduce(0) { $1.1 > 0 ? max($0, abs($1.0)) : $0 }
    guard largest > 0 else { return .nan }
    let mean = zip(values, votes).reduce(0) { $0 + $1.0 / largest * ($1.1 / n) }
    let centred = values.map { $0 / largest - mean }
    let expected = 2 * n * spread(zip(centred, votes), total: n) / (n - 1)
    guard expected > 0 else { return .nan }
    var observed = 0.0
    for pattern in totals.indices where weights[pattern] > 0 && totals[pattern] >= 2 {
      let range = starts[pattern]..<starts[pattern + 1]
      guard range.count > 1 else { continue }
      let own = zip(range.map { centred[Int(classes[$0])] }, counts[range])
      observed +=
        Double(weights[pattern]) * 2 * totals[pattern] * spread(own, total: totals[pattern])
        / (totals[pattern] - 1)
    }
    return 1 - observed / expected
  }

  /// The sum of squares about the mean of values that occur so often.
  private func spread(
    _ values: some Sequence<(Double, Double)>, total: Double
  ) -> Double {
    let mean = values.reduce(0) { $0 + $1.0 * $1.1 } / total
    return values.reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
  }
}
