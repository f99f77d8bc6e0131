import Files
internal import Statistics
package import StudyValues

/// A network's probabilities against the whole distribution of people's answers, image by image.
///
/// For each network with logits at hand, as estimates:
///
/// | quantity | what |
/// | --- | --- |
/// | `kl`, `kl_corrected` | people from network in nats, as it is and less the part that a sample of votes adds |
/// | `jensen_shannon`, `total_variation` | between the two distributions |
/// | `human_entropy`, `model_entropy` | in nats |
/// | `second_choice` | how often the second most probable class is the one most people named second |
///
/// For the ceiling the votes are cut at random into `halves`: in the group `people` half is against half,
/// what people reach, in the group `network` the network against the same halves. A correlation row holds
/// entropy against entropy, with people's corrected after Miller and Madow.
///
/// Keys: `models` (all), `splits` (10), `methods` (`[spearman]`), `set`.
package struct WholeAnswersAnalysis: Analysis {
  package static let kind = "whole-answers"
  package static let words: [Prose] = [
    """
    Whole distributions, not only the label's share. *Of halves* compares people with people and the network \
    with the same people on half of the votes each; a network cannot be expected to come closer than \
    people do [@peterson2019].
    """
  ]

  /// The networks, all of them when empty.
  package var models: [String] = []
  /// The number of random halves.
  package var splits = 10
  /// The coefficients of entropy against entropy.
  package var methods: [CoefficientName] = [.spearman]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case models, splits, methods
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    try VotedLogits.forEach(of: models, annotationSet: annotationSet, on: data, into: &output) {
      network, output in
      do {
        let counts = try network.votes()
        let logits = try network.logits()
        try append(network.table, counts, logits, to: &output, decisions)
      } catch {
        output.notes.append("no data: \(network.table.key.model): \(error)")
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    return output
  }

  private func append(
    _ table: ImageTable, _ votes: VoteCounts, _ logits: LogitRows,
    to output: inout AnalysisOutput, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let agreement = try AnswerAgreement(votes: votes, logits: logits, threads: decisions.threads)
    let ceiling = try AnswerCeiling(
      votes: votes, logits: logits, splits: splits, seed: decisions.seed,
      threads: decisions.threads)
    let key = ResultKey(output.analysis, "", of: table)
    func mean(_ quantity: String, _ values: [Double], _ note: String) {
      guard let mean = MeanEstimate(values.filter { !$0.isNaN }) else { return }
      output.estimates.append(
        EstimateResult(
          key.with { $0.quantity = quantity }, over: mean, alpha: decisions.alpha, note: note))
    }
    mean("kl", agreement.divergences, "people from network, nats")
    mean(
      "kl_corrected", agreement.correctedDivergences,
      "less (classes with votes - 1) / (2 votes)")
    mean("jensen_shannon", agreement.jensenShannon, "nats")
    mean("total_variation", agreement.totalVariation, "in 0...1")
    mean("human_entropy", agreement.humanEntropies, "nats, of the votes as they are")
    mean("model_entropy", agreement.modelEntropies, "nats")
    let second = agreement.secondChoiceAgreement
    if second.n > 0 {
      var row = try EstimateResult(
        key.with { $0.quantity = "second_choice" },
        share: Int((second.share * Double(second.n)).rounded()), of: second.n,
        alpha: decisions.alpha, note: "share of images with a unique second choice of people")
      row.value = second.share
      output.estimates.append(row)
    }
    for (who, measures) in [("people", ceiling.human), ("network", ceiling.model)] {
      for (quantity, value) in [
        ("jensen_shannon", measures.jensenShannon), ("total_variation", measures.totalVariation),
        ("second_choice", measures.secondChoiceAgreement),
      ] {
        output.estimates.append(
          EstimateResult(
            key.with {
              $0.quantity = quantity
              ($0.grouping, $0.group) = (Self.halves, who)
            }, value: value.isNaN ? nil : value, n: ceiling.images,
            note: "\(who == "people" ? "other half" : who) against a half, \(splits, "split")"))
      }
    }
    let people = votes.millerMadowEntropies
    let known = people.indices.filter { !people[$0].isNaN }
    for method in methods.map(\.method) {
      output.correlations.append(
        entropies(
          table, method, known.map { people[$0] }, known.map { agreement.modelEntropies[$0] },
          decisions))
    }
  }

  /// The entropy of the votes against that of the probabilities.
  private func entropies(
    _ table: ImageTable, _ method: CorrelationMethod, _ people: [Double], _ network: [Double],
    _ decisions: AnalysisDecisions
  ) -> CorrelationResult {
    var row = CorrelationResult(
      table, human: .labelEntropy, score: "entropy", method: method.rawValue, n: people.count,
      dropped: table.count - people.count)
    do {
      let joint = try JointCorrelations(
        method, scores: [network], directions: [.higherIsHarder], human: people,
        humanDirection: .higherIsHarder, threads: decisions.threads)
      row.statistic = joint.estimates[0]
      let strength = try joint.strength(0, joint.covariance(.images))
      try row.set(strength, of: .images, level: 1 - decisions.alpha)
    } catch {
      row.note = "\(error)"
    }
    return row
  }

  // MARK: - Tables

  /// The grouping of rows about random halves of the votes.
  private static let halves = "halves"

  private static func whole(
    _ quantity: String, _ heading: String, _ kind: Column.Kind
  ) -> Pivot.Quantity {
    .init(quantity, heading, kind) { $0.quantity == quantity && $0.grouping == nil }
  }

  private static func half(
    _ quantity: String, _ who: String, _ heading: String, _ kind: Column.Kind
  ) -> Pivot.Quantity {
    .init("\(quantity)_of_halves_\(who)", "\(heading) of halves, \(who)", kind) {
      $0.quantity == quantity && $0.grouping == halves && $0.group == who
    }
  }

  /// One line per network, the same with intervals, and entropy against entropy.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let answers = Pivot(
      by: ["model"],
      [
        Self.whole("kl", "KL", .fixed(decimals: 3)),
        Self.whole("kl_corrected", "KL corrected", .fixed(decimals: 3)),
        Self.whole("jensen_shannon", "JS", .fixed(decimals: 4)),
        Self.whole("total_variation", "TV", .coefficient(decimals: 3)),
        Self.whole("second_choice", "Second choice", .coefficient(decimals: 3)),
        Self.whole("human_entropy", "Entropy, people", .fixed(decimals: 3)),
        Self.whole("model_entropy", "Entropy, network", .fixed(decimals: 3)),
        Self.half("jensen_shannon", "people", "JS", .fixed(decimals: 4)),
        Self.half("jensen_shannon", "network", "JS", .fixed(decimals: 4)),
        Self.half("total_variation", "people", "TV", .coefficient(decimals: 3)),
        Self.half("total_variation", "network", "TV", .coefficient(decimals: 3)),
        Self.half("second_choice", "people", "Second choice", .coefficient(decimals: 3)),
        Self.half("second_choice", "network", "Second choice", .coefficient(decimals: 3)),
      ])
    return TableSpecification.pivot(
      "answers", "Probabilities against the distribution of the votes, with people's own halves.",
      answers, output.estimates)
      + TableSpecification.estimates(
        output.estimates.filter { $0.low != nil }, "The same with intervals.")
      + TableSpecification.correlations(output.correlations)
  }
}

extension WholeAnswersAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.models, into: &models)
    try fields.read(.splits, into: &splits, in: 1...10_000_000)
    try fields.read(.methods, into: &methods)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
