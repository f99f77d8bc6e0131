import Files
internal import Statistics
package import StudyValues

/// The noise of the votes: reliability of HSF, noise ceilings, and correlations corrected for it.
///
/// For each annotation set, as estimates by coefficient (`method`):
///
/// | quantity | group | what |
/// | --- | --- | --- |
/// | `reliability` | | two full panels |
/// | `reliability` | a `route` | Pearson's in closed form, and by Spearman-Brown from the mean half |
/// | `half_correlation` | `halves` | mean correlation of random halves `votes within images`, of `annotators` where single answers are known, and `modelled`, a check of the model; the range is over splits |
/// | `noise_ceiling` | | the largest coefficient to expect; the range is over the routes to it |
/// | `noise_ceiling` | a `route` | the same by another route |
/// | `tie_ceiling` | | the limit set by ties alone, never multiplied into the other |
///
/// For each network and score the observed coefficient and the one divided by the ceiling (`<method>
/// corrected`), with a bootstrap interval that holds the uncertainty of both, never clipped; the note
/// gives the range over the other routes. Pearson's correction is exact, Spearman's model-based, Kendall
/// has none.
///
/// Keys: `sets` (all), `scores`, `methods` (`[pearson, spearman]`), `splits` (100), `resamples` (200).
package struct ReliabilityAnalysis: Analysis {
  package static let kind = "reliability"
  package static let words: [Prose] = [
    """
    The noise ceiling is what a score that knew the true frequencies could be expected to reach with these \
    votes; a corrected coefficient is the observed one divided by it, never clipped and never corrected \
    twice. The correction is exact for Pearson only; for Spearman it rests on a binomial mixture, which \
    *modelled* halves beside those of the votes check [@spearman1904].
    """
  ]

  /// The annotation sets; all of the study when empty.
  package var sets: [String]
  /// The scores whose correlations are corrected.
  package var scores: [String]
  /// The coefficients that are corrected.
  package var methods: [CoefficientName]
  /// The number of random halves.
  package var splits: Int
  /// The number of resamples of each corrected coefficient.
  package var resamples: Int

  /// Creates the analysis.
  package init(
    sets: [String] = [], scores: [String] = [], methods: [CoefficientName] = [.pearson, .spearman],
    splits: Int = 100, resamples: Int = 200
  ) {
    self.sets = sets
    self.scores = scores
    self.methods = methods
    self.splits = splits
    self.resamples = resamples
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    try fields.read(.sets, into: &sets)
    try fields.read(.scores, into: &scores)
    try fields.read(.methods, into: &methods)
    try fields.read(.splits, into: &splits, in: 1...10_000_000)
    try fields.read(.resamples, into: &resamples, in: 1...10_000_000)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case sets, scores, methods, splits, resamples
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    for set in sets.isEmpty ? data.annotationSets : sets {
      let key = ResultKey(analysis: id, quantity: "", annotationSet: set)
      let selections = try data.selections(annotationSet: set)
      guard selections.areCounts, !selections.shown.isEmpty else {
        output.notes.append("no data: `\(set)` has no counts of people, so its noise is not known")
        continue
      }
      do {
        let counts = try SelectionCounts(votes: selections.selections, set: set)
        output.estimates += try halves(key, counts, decisions)
        if let model = data.models.first {
          let answers = try data.answers(annotationSet: set)
          if let answers, answers.annotatorsArePersons {
            output.estimates += try annotatorHalves(
              key, answers, data.table(model: model, annotationSet: set), decisions)
          } else {
            let reason = StudyValuesError.needsPersons(
              method: "resampling of annotators", identity: answers == nil ? .none : .position)
            output.notes.append("`\(set)`: \(reason)")
          }
        }
        output.estimates += try ceilings(key, counts, decisions)
      } catch let error as StatisticsError {
        output.notes.append("no data: `\(set)`: \(error)")
        continue
      }
      var ceilings: [CorrelationMethod: ResampledCeiling] = [:]
      for table in try data.tables(annotationSet: set) {
        for score in scores {
          for method in methods {
            output.correlations += corrected(
              table, score, method.method, decisions, &ceilings[method.method])
          }
        }
      }
    }
    if data.annotationSets.isEmpty {
      output.notes.append("no data: the study names no annotation set")
    }
    return output
  }

  // MARK: - Halves

  /// The key of a quantity of one coefficient.
  private func key(
    _ key: ResultKey, _ quantity: String, _ method: CorrelationMethod, by grouping: String? = nil,
    _ group: String? = nil
  ) -> ResultKey {
    key.with {
      ($0.quantity, $0.method) = (quantity, method.rawValue)
      ($0.grouping, $0.group) = (grouping, group)
    }
  }

  private func halves(
    _ key: ResultKey, _ counts: SelectionCounts, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    let closed = try ClosedFormReliability(counts)
    let random = try RandomSplits(
      counts, splits: splits, seed: decisions.seed, threads: decisions.threads)
    return [
      EstimateResult(
        self.key(key, "reliability", .pearson, by: "route", "closed form"),
        value: closed.reliability, n: closed.imageCount, note: "1 - noise variance / variance")
    ] + rows(key, random) + [
      EstimateResult(
        self.key(key, "reliability", .pearson, by: "route", "split halves, Spearman-Brown"),
        value: random.steppedUp(.pearson), n: counts.count,
        note: "Spearman-Brown of the mean half correlation")
    ]
  }

  private func rows(_ key: ResultKey, _ splits: RandomSplits) -> [EstimateResult] {
    CorrelationMethod.allCases.compactMap { method in
      guard let value = splits.meanHalf[method], !value.isNaN else { return nil }
      let spread = splits.spread[method]
      return EstimateResult(
        self.key(key, "half_correlation", method, by: "halves", splits.kind.rawValue),
        value: value, rangeLow: spread?.low, rangeHigh: spread?.high,
        n: Int(splits.imagesUsed.rounded()), note: "\(splits.splits, "split")")
    }
  }

  private func annotatorHalves(
    _ key: ResultKey, _ answers: AnswerTriples, _ table: ImageTable,
    _ decisions: AnalysisDecisions
  ) throws -> [EstimateResult] {
    let raters = try RaterTable(answers).selections(for: table)
    return rows(
      key,
      try RandomSplits(
        raters: raters, splits: splits, seed: decisions.seed, threads: decisions.threads))
  }

  // MARK: - Ceilings

  private func ceilings(
    _ key: ResultKey, _ counts: SelectionCounts, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    var rows: [EstimateResult] = []
    for method in CorrelationMethod.allCases {
      let ceiling = try NoiseCeiling(
        counts, method: method, splits: splits, seed: decisions.seed, threads: decisions.threads)
      rows += [
        EstimateResult(
          self.key(key, "half_correlation", method, by: "halves", "modelled"),
          value: ceiling.halfModelled, n: counts.count,
          note: "halves of panels of the fitted mixture"),
        EstimateResult(
          self.key(key, "reliability", method), value: ceiling.reliability, n: counts.count,
          note: ceiling.source.rawValue),
        ceiling.row(key, images: counts.count),
      ]
      if ceiling.isRange {
        rows.append(
          EstimateResult(
            self.key(key, NoiseCeiling.quantity, method, by: "route", "true share against a panel"),
            value: ceiling.ceiling, n: counts.count))
      }
      rows += ceiling.alternatives.map { other in
        EstimateResult(
          self.key(key, NoiseCeiling.quantity, method, by: "route", other.name),
          value: other.ceiling, n: counts.count)
      }
    }
    return rows + (try TieCeiling(counts.frequencies).rows(key, images: counts.count))
  }

  // MARK: - Corrected correlations

  private func corrected(
    _ table: ImageTable, _ score: String, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions, _ shared: inout ResampledCeiling?
  ) -> [CorrelationResult] {
    var observed = CorrelationResult(table, human: .hsf, score: score, method: method.rawValue)
    guard let known = KnownValues(table, human: .hsf, scores: [score]) else {
      observed.note = table.missingNote([score])
      return [observed]
    }
    (observed.n, observed.dropped) = (known.count, known.dropped)
    do {
      observed.statistic = try method.correlation(known.human, known.scores[0]).coefficient
      observed.population = .images
      let counts = try SelectionCounts(
        votes: known.indices.map { table.selections[$0] }, set: table.key.annotationSet)
      // Networks that have scores for the same images share what the votes alone decide.
      let ceiling: ResampledCeiling
      if let known = shared, known.counts == counts {
        ceiling = known
      } else {
        ceiling = try ResampledCeiling(
          method, counts: counts, resamples: resamples, seed: decisions.seed,
          threads: decisions.threads)
        shared = ceiling
      }
      let result = try DisattenuatedCorrelation(
        score: known.scores[0], under: ceiling, level: 1 - decisions.alpha,
        threads: decisions.threads)
      var corrected = observed
      corrected.method = "\(method.rawValue) corrected"
      let range =
        "\(Verdict.number(result.corrected.lowest)) to \(Verdict.number(result.corrected.highest))"
      if result.corrected.isRange {
        corrected.note =
          "between \(range): the ceilings \(Verdict.number(result.ceiling.lowest)) and "
          + "\(Verdict.number(result.ceiling.highest)) are not right for every population"
      } else {
        corrected.statistic = result.corrected.value
        corrected.set(result.interval)
        corrected.ciMethod = "\(result.interval.method), \(resamples) resamples of images"
        corrected.note = "divided by the ceiling \(Verdict.number(result.ceiling.ceiling))"
        if result.corrected.lowest < result.corrected.highest {
          corrected.addNote("\(range) by other routes")
        }
      }
      if result.corrected.exceedsOne { corrected.addNote("outside -1 to 1, shown as it is") }
      return [observed, corrected]
    } catch {
      observed.note = "\(error)"
      return [observed]
    }
  }
}
