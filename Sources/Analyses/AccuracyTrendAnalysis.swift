internal import Statistics
package import StudyValues

/// Accuracy against the mean of a score over the networks of a study.
///
/// For each score, the quantity `correlation_with_accuracy`: Kendall's tau over the networks between
/// accuracy and the score's mean, once for each population of classes. Two intervals
/// say what the few networks allow: one resamples images within classes (these classes, these
/// networks), one leaves out one class at a time (classes as a sample, t with classes - 1 degrees of
/// freedom). Both take the networks as given; the exact p-value takes them as a sample, and with five
/// networks cannot fall below 2/120.
package struct AccuracyTrendAnalysis: Analysis {
  package static let kind = "accuracy-trend"

  package static let words: [Prose] = [
    """
    Kendall's tau between accuracy and the mean of a score over the networks. A handful of networks \
    cannot support a claim about networks in general.
    """
  ]

  /// The scores.
  package var scores: [String]

  /// Creates the analysis.
  package init(scores: [String] = Self.usualScores) { self.scores = scores }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.value(.scores, or: Self.usualScores)
  }

  /// The scores shown when the manifest names none.
  package static let usualScores = ["avh", "loss", "confidence"]

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case scores }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = data.annotationSets[0]
    for score in scores {
      var networks: [NetworkSums] = []
      for model in data.models {
        let table = try data.table(model: model, annotationSet: set)
        guard let values = table.score(score)?.values,
          let correct = table.score("correct")?.values
        else { continue }
        networks.append(
          NetworkSums(
            values: values, correct: correct, targetClass: table.targetClass,
            classes: data.classNames.count))
      }
      guard networks.count >= 3 else {
        output.notes.append(
          "no data: \(networks.count) networks have `\(score)` and accuracy; a trend needs three")
        continue
      }
      output.estimates += try rows(id: id, score: score, networks: networks, decisions: decisions)
    }
    return output
  }

  private func rows(
    id: String, score: String, networks: [NetworkSums], decisions: AnalysisDecisions
  ) throws -> [EstimateResult] {
    let accuracy = networks.map { $0.accuracy() }
    let mean = networks.map { $0.mean() }
    let tau = try KendallCorrelation(mean, accuracy)
    let test = try tau.test(.twoSided)
    let replicates = Parallel.map(
      count: min(decisions.resamples, 1_999), threads: decisions.threads
    ) { index in
      Self.resampledTau(networks, seed: decisions.seed, stream: index)
    }.filter { !$0.isNaN }.sorted()
    let key = ResultKey(
      analysis: id, quantity: "correlation_with_accuracy", score: score, method: "kendall",
      population: .classesFixed)
    var fixed = EstimateResult(
      key, value: tau.coefficient, interval: "percentile bootstrap of images", n: networks.count,
      p: test.pValue.p, log10P: test.pValue.log10P)
    if !replicates.isEmpty {
      fixed.low = Quantile.type7(replicates, decisions.alpha / 2)
      fixed.high = Quantile.type7(replicates, 1 - decisions.alpha / 2)
    }
    let classes = networks[0].classes
    let left = (0..<classes).compactMap { dropped -> Double? in
      try? KendallCorrelation(
        networks.map { $0.mean(without: dropped) }, networks.map { $0.accuracy(without: dropped) }
      ).coefficient
    }
    var random = fixed
    random.key.population = .classesRandom
    random.interval = "delete-one-class jackknife"
    if left.count == classes, classes > 1 {
      let centre = left.reduce(0, +) / Double(classes)
      let squares = left.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      let error = (Double(classes - 1) / Double(classes) * squares).squareRoot()
      let t = StudentT.quantile(1 - decisions.alpha / 2, df: Double(classes - 1))
      random.standardError = error
      random.df = Double(classes - 1)
      random.low = max(-1, tau.coefficient - t * error)
      random.high = min(1, tau.coefficient + t * error)
      if error == 0 { random.note = "leaving out any one class leaves the order unchanged" }
    } else {
      random.interval = nil
      random.low = nil
      random.high = nil
      random.note = "no interval: some class's removal makes a constant"
    }
    return [fixed, random]
  }

  /// Tau over the networks when the images are drawn anew within their classes.
  private static func resampledTau(
    _ networks: [NetworkSums], seed: UInt64, stream: Int
  ) -> Double {
    var generator = SplitMix64(seed: seed, stream: stream)
    var right = [Double](repeating: 0, count: networks.count)
    var sums = right
    for members in networks[0].members where !members.isEmpty {
      for _ in members {
        let image = members[generator.next(below: members.count)]
        for network in networks.indices {
          right[network] += networks[network].correct[image]
          sums[network] += networks[network].values[image]
        }
      }
    }
    return (try? KendallCorrelation(sums, right).coefficient) ?? .nan
  }
}

/// Sums of one network by class.
private struct NetworkSums: Sendable {
  let values: [Double]
  let correct: [Double]
  let members: [[Int]]
  let classes: Int

  init(values: [Double], correct: [Double], targetClass: [Int], classes: Int) {
    self.values = values
    self.correct = correct
    self.classes = classes
    var members = [[Int]](repeating: [], count: classes)
    for (image, index) in targetClass.enumerated() { members[index].append(image) }
    self.members = members
  }

  func accuracy(without dropped: Int? = nil) -> Double { average(correct, without: dropped) }

  func mean(without dropped: Int? = nil) -> Double { average(values, without: dropped) }

  private func average(_ column: [Double], without dropped: Int?) -> Double {
    var sum = 0.0
    var count = 0
    for (index, images) in members.enumerated() where index != dropped {
      for image in images { sum += column[image] }
      count += images.count
    }
    return sum / Double(count)
  }
}
