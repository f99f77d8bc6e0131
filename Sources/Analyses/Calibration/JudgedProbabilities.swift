internal import RealModule
internal import Statistics
internal import StudyValues

/// The probabilities of a network at some temperature beside labels and votes.
struct JudgedProbabilities {
  private let confidences: [Double]
  private let correct: [Double]
  /// The share of people who chose the network's class.
  private let shares: [Double]
  private let voteCounts: [Double]
  let labelLosses: [Double]
  let voteLosses: [Double]

  init(_ logits: [Double], votes: VoteCounts, labels: [Int], temperatures: [Double]) {
    let classes = votes.classCount
    var (confidences, correct, shares): ([Double], [Double], [Double]) = ([], [], [])
    var (labelLosses, voteLosses, voteCounts): ([Double], [Double], [Double]) = ([], [], [])
    for image in labels.indices {
      let row = logits[image * classes..<(image + 1) * classes].map { $0 / temperatures[image] }
      let most = row.max() ?? 0
      let sum = row.reduce(0) { $0 + Double.exp($1 - most) }
      let normaliser = most + Double.log(sum)
      let predicted = row.firstIndex(of: most) ?? 0
      let own = Array(votes[image])
      let total = Double(votes.total(of: image))
      confidences.append(1 / sum)
      correct.append(predicted == labels[image] ? 1 : 0)
      shares.append(Double(own[predicted]) / total)
      voteCounts.append(total)
      labelLosses.append(normaliser - row[labels[image]])
      voteLosses.append(
        normaliser - zip(own, row).reduce(0) { $0 + Double($1.0) * $1.1 } / total)
    }
    self.confidences = confidences
    self.correct = correct
    self.shares = shares
    self.voteCounts = voteCounts
    self.labelLosses = labelLosses
    self.voteLosses = voteLosses
  }

  func rows(
    _ key: ResultKey, bins: Int, classes: [Int], _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    var rows: [EstimateResult] = []
    func mean(_ quantity: String, _ values: [Double], null: Double? = nil, _ note: String) {
      rows += ImageMean(mean: values).rows(
        key.with { $0.quantity = quantity }, null: null, note: note, classes: classes,
        decisions: decisions)
    }
    mean(
      "label_gap", zip(confidences, correct).map { $0 - $1 }, null: 0,
      "confidence less accuracy, above 0 overconfident")
    mean(
      "vote_gap", zip(confidences, shares).map { $0 - $1 }, null: 0,
      "confidence less the share of people who chose the network's class")
    for (quantity, outcomes, trials) in [
      ("label_ece", correct, nil), ("vote_ece", shares, Optional(voteCounts)),
    ] {
      let (error, noise) = binned(outcomes, trials: trials, bins: bins)
      rows += [
        EstimateResult(
          key.with { $0.quantity = quantity }, value: error, n: outcomes.count,
          note: "\(bins) bins of equal width, as observed; compare with \(quantity)_if_calibrated"),
        EstimateResult(
          key.with { $0.quantity = "\(quantity)_if_calibrated" }, value: noise, n: outcomes.count,
          note: "what noise alone gives, by the normal approximation"),
      ]
    }
    mean("label_loss", labelLosses, "-ln p of the label in nats")
    mean("vote_loss", voteLosses, "cross-entropy of the votes in nats")
    return rows
  }

  /// The mean size of the gap over bins of confidence, and what it is when only noise makes it:
  /// E|N(0, v)| = sqrt(2 v / pi) with v the variance of a bin's sum of gaps.
  private func binned(
    _ outcomes: [Double], trials: [Double]?, bins: Int
  ) -> (error: Double, noise: Double) {
    var gaps = [Double](repeating: 0, count: bins)
    var variances = gaps
    for (image, confidence) in confidences.enumerated() {
      // Right-closed, as everywhere: 0 belongs to the first bin.
      let bin = min(bins - 1, max(0, Int((confidence * Double(bins)).rounded(.up)) - 1))
      gaps[bin] += confidence - outcomes[image]
      variances[bin] += confidence * (1 - confidence) / (trials?[image] ?? 1)
    }
    let n = Double(confidences.count)
    return (
      gaps.reduce(0) { $0 + abs($1) } / n,
      variances.reduce(0) { $0 + (2 * $1 / .pi).squareRoot() } / n
    )
  }
}
