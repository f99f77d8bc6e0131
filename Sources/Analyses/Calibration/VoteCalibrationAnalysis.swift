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
  package var models: [String] = []
  /// The number of bins of equal width.
  package var bins = 15
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

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

extension VoteCalibrationAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.models, into: &models)
    try fields.read(.bins, into: &bins)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
