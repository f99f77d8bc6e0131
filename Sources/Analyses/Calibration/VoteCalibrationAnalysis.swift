internal import RealModule
internal import Statistics
package import StudyValues

/// Calibration against people: whether confidence says how many people choose the network's class, beside
/// whether it says how often that class is the label.
///
/// For each network with logits and votes over classes, with probabilities `as given` and after the
/// temperatures `fitted to labels` and `fitted to votes` (each half of the images has the temperature of
/// the other half; the grouping is `probabilities`):
///
/// | quantity | what |
/// | --- | --- |
/// | `temperature` | of each `half` of the images; the method is `labels` or `votes` |
/// | `label_gap`, `vote_gap` | mean confidence less accuracy, and less the share of people who chose the network's class |
/// | `label_ece`, `vote_ece` | the mean size of these gaps in bins of confidence, as observed |
/// | `label_ece_if_calibrated`, `vote_ece_if_calibrated` | what noise alone gives: right with the confidence; people choosing with it |
/// | `label_loss`, `vote_loss` | -ln p of the label, and the cross-entropy of the votes, in nats |
/// | `label_loss_difference`, `vote_loss_difference` | fitted to labels less fitted to votes, paired; above 0 the fit to votes is better |
///
/// Means have rows over these classes and over classes as a sample.
///
/// Keys: `models` (all), `bins` (15), `set`.
package struct VoteCalibrationAnalysis: Analysis {
  package static let kind = "vote-calibration"
  package static let words: [Prose] = [
    """
    A network can be right as often as it says and still be surer than people are: labels hide that people \
    disagree. The *vote gap* is confidence less the share of people who choose the network's class. A \
    temperature fitted to the votes makes probabilities that follow people; one fitted to labels makes them \
    follow the labels [@guo2017].
    """
  ]

  /// The networks, all of them when empty.
  package var models: [String]
  /// The number of bins of equal width.
  package var bins: Int
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(models: [String] = [], bins: Int = 15, annotationSet: String? = nil) {
    self.models = models
    self.bins = bins
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    models = try fields.value(.models, or: models)
    bins = try fields.value(.bins, or: bins)
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case models, bins
    case annotationSet = "set"
  }

  /// The groups of probabilities.
  private static let groups = ["as given", "fitted to labels", "fitted to votes"]

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    try VotedLogits.forEach(of: models, annotationSet: annotationSet, on: data, into: &output) {
      network, output in
      do {
        try append(
          network.table, network.values, network.logits(), network.votes(), to: &output, decisions)
      } catch {
        output.notes.append("no data: \(network.table.key.model): \(error)")
      }
    }
    return output
  }

  private func append(
    _ table: ImageTable, _ values: [Double], _ logits: LogitRows, _ votes: VoteCounts,
    to output: inout AnalysisOutput, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let labels = table.targetClass.map { Int32($0) }
    let split = try HeldOutSplit(count: labels.count, seed: decisions.seed)
    let key = ResultKey(output.analysis, "", of: table)
    func fit(
      _ name: String, _ scaling: ([Int]) throws(StatisticsError) -> TemperatureScaling
    ) throws(StatisticsError) -> [Double] {
      let halves = [try scaling(split.fitting), try scaling(split.judging)]
      for (index, half) in halves.enumerated() {
        output.estimates.append(
          EstimateResult(
            key.with {
              ($0.quantity, $0.method) = ("temperature", name)
              ($0.grouping, $0.group) = ("half", "\(index + 1)")
            }, value: half.temperature, n: half.n,
            note: "least loss of the \(name) on that half"
              + (half.reachedLimit ? "; the loss has no least value inside the range" : "")))
      }
      var temperatures = [Double](repeating: halves[0].temperature, count: labels.count)
      for image in split.fitting { temperatures[image] = halves[1].temperature }
      return temperatures
    }
    let fits = [
      labels.map { _ in 1.0 },
      try fit("labels") { images throws(StatisticsError) in
        try TemperatureScaling(logits, labels: labels, images: images, threads: decisions.threads)
      },
      try fit("votes") { images throws(StatisticsError) in
        try TemperatureScaling(logits, votes: votes, images: images, threads: decisions.threads)
      },
    ]
    var losses: [(label: [Double], vote: [Double])] = []
    for (group, temperatures) in zip(Self.groups, fits) {
      let judged = JudgedProbabilities(
        values, votes: votes, labels: table.targetClass, temperatures: temperatures)
      losses.append((judged.labelLosses, judged.voteLosses))
      output.estimates += judged.rows(
        key.with { ($0.grouping, $0.group) = ("probabilities", group) }, bins: bins,
        classes: table.targetClass, decisions)
    }
    for (quantity, differences) in [
      ("label_loss_difference", zip(losses[1].label, losses[2].label).map { $0 - $1 }),
      ("vote_loss_difference", zip(losses[1].vote, losses[2].vote).map { $0 - $1 }),
    ] {
      output.estimates += ImageMean(mean: differences).rows(
        key.with { $0.quantity = quantity },
        note: "fitted to labels less fitted to votes; above 0 the fit to votes is better",
        classes: table.targetClass, decisions: decisions)
    }
  }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// One line a network and group of probabilities, then everything.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let rows = output.estimates.filter { $0.key.population != .classesFixed }
    return TableSpecification.pivot(
      "calibration",
      "Confidence against labels and against people; intervals over classes as a sample.",
      Pivot(
        by: ["model", "group"],
        [
          .init("label_gap", "Label gap", .coefficient(decimals: 3)).showing([.interval]),
          .init("vote_gap", "Vote gap", .coefficient(decimals: 3)).showing([.interval]),
          .init("label_ece", "Label ECE", .coefficient(decimals: 3)),
          .init("vote_ece", "Vote ECE", .coefficient(decimals: 3)),
          .init("label_loss", "Label loss", .fixed(decimals: 3)),
          .init("vote_loss", "Vote loss", .fixed(decimals: 3)),
        ]), rows.filter { $0.key.grouping == "probabilities" }
    ).showing(["group": "Probabilities"])
      + TableSpecification.pivot(
        "temperatures", "The temperatures of the two halves.",
        Pivot(
          by: ["model", "group"],
          [("labels", "Of labels"), ("votes", "Of votes")].map { name, heading in
            .init(name, heading, .fixed(decimals: 3)) {
              $0.quantity == "temperature" && $0.method == name
            }
          }), rows
      ).showing(["group": "Half"])
      + TableSpecification.estimates(output.estimates, "Everything with its intervals.")
  }
}

/// The probabilities of a network at some temperature beside labels and votes.
private struct JudgedProbabilities {
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
