internal import Statistics
package import StudyValues

/// A network's probabilities against the whole distribution of people's answers, image by image.
///
/// For each network with logits at hand, as estimates: `kl` and `kl_corrected` (less the part that a sample of
/// votes adds), `jensen_shannon`, `total_variation`, `human_entropy`, `model_entropy` and
/// `second_choice` (how often the second most probable class is the one most people named second). For
/// the ceiling the votes are cut at random into halves: `..._of_halves_people` is half against half, what
/// people reach, `..._of_halves_network` the network against the same halves. A correlation row holds
/// entropy against entropy, with people's corrected after Miller and Madow.
///
/// Keys: `models` (all), `splits` (10), `methods` (`[spearman]`), `set`.
package struct WholeAnswersAnalysis: Analysis {
  /// The networks, all of them when empty.
  package var models: [String]
  /// The number of random halves.
  package var splits: Int
  /// The coefficients of entropy against entropy.
  package var methods: [CoefficientName]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    models: [String] = [], splits: Int = 10, methods: [CoefficientName] = [.spearman],
    annotationSet: String? = nil
  ) {
    self.models = models
    self.splits = splits
    self.methods = methods
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    models = try fields.decodeIfPresent([String].self, forKey: .models) ?? []
    splits = try fields.decodeIfPresent(Int.self, forKey: .splits) ?? 10
    methods = try fields.decodeIfPresent([CoefficientName].self, forKey: .methods) ?? [.spearman]
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case models, splits, methods
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.wholeAnswers.rawValue)
    let set = annotationSet ?? data.annotationSets[0]
    guard let votes = try data.votes(annotationSet: set) else {
      output.notes.append("no data: `\(set)` has no votes over classes")
      return output
    }
    for model in models.isEmpty ? data.models : models {
      let table = try data.table(model: model, annotationSet: set)
      guard let matrix = try data.logits(model: model), let values = matrix.rows(of: table.images)
      else {
        output.notes.append("no data: the logits of \(model) are not at hand")
        continue
      }
      guard let own = votes.rows(of: table.images) else {
        output.notes.append("no data: an image of \(model) has no votes over classes")
        continue
      }
      do {
        let counts = try VoteCounts(own, classCount: votes.classNames.count)
        let logits = try LogitRows(values, classCount: matrix.classCount)
        try append(model, table, counts, logits, to: &output, decisions)
      } catch {
        output.notes.append("no data: \(model): \(error)")
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    if output.isEmpty, output.notes.isEmpty {
      output.notes = ["no data: the study names no networks"]
    }
    return output
  }

  private func append(
    _ model: String, _ table: ImageTable, _ votes: VoteCounts, _ logits: LogitRows,
    to output: inout AnalysisOutput, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let agreement = try AnswerAgreement(votes: votes, logits: logits, threads: decisions.threads)
    let ceiling = try AnswerCeiling(
      votes: votes, logits: logits, splits: splits, seed: decisions.seed,
      threads: decisions.threads)
    let id = output.analysis
    func mean(_ name: String, _ values: [Double], _ method: String) {
      guard let mean = MeanEstimate(values.filter { !$0.isNaN }) else { return }
      let limits = mean.interval(alpha: decisions.alpha)
      output.estimates.append(
        EstimateResult(
          analysis: id, name: name, group: model, value: mean.value, low: limits.low,
          high: limits.high, n: mean.n, method: method))
    }
    mean("kl", agreement.divergences, "people from network, nats; normal interval over images")
    mean(
      "kl_corrected", agreement.correctedDivergences,
      "less (classes with votes - 1) / (2 votes); normal interval over images")
    mean("jensen_shannon", agreement.jensenShannon, "nats; normal interval over images")
    mean("total_variation", agreement.totalVariation, "in 0...1; normal interval over images")
    mean("human_entropy", agreement.humanEntropies, "nats, of the votes as they are")
    mean("model_entropy", agreement.modelEntropies, "nats")
    let second = agreement.secondChoiceAgreement
    if second.n > 0 {
      let right = Int((second.share * Double(second.n)).rounded())
      let wilson = try Proportion.wilson(
        successes: right, trials: second.n, level: 1 - decisions.alpha)
      output.estimates.append(
        EstimateResult(
          analysis: id, name: "second_choice", group: model, value: second.share, low: wilson.low,
          high: wilson.high, n: second.n,
          method: "share of images with a unique second choice of people; Wilson"))
    }
    for (who, measures) in [("people", ceiling.human), ("network", ceiling.model)] {
      for (name, value) in [
        ("jensen_shannon", measures.jensenShannon), ("total_variation", measures.totalVariation),
        ("second_choice", measures.secondChoiceAgreement),
      ] {
        output.estimates.append(
          EstimateResult(
            analysis: id, name: "\(name)_of_halves_\(who)", group: model,
            value: value.isNaN ? nil : value, n: ceiling.images,
            method: "\(who == "people" ? "other half" : who) against a half, \(splits) splits"))
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
      row.set(strength.test())
      row.set(try strength.interval(level: 1 - decisions.alpha))
    } catch {
      row.note = "\(error)"
    }
    return row
  }
}

extension VoteMatrix {
  /// The counts of the named images, one after the other; nil when one of them has none.
  func rows(of names: [String]) -> [Int32]? {
    let places = Dictionary(zip(images, 0...)) { first, _ in first }
    var result: [Int32] = []
    result.reserveCapacity(names.count * classNames.count)
    for name in names {
      guard let place = places[name] else { return nil }
      result += row(place)
    }
    return result
  }
}
