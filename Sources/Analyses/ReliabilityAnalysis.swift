internal import Statistics
package import StudyValues

/// The noise of the votes: reliability of HSF, noise ceilings, and correlations corrected for it.
///
/// For each annotation set, as estimates with the set as group:
///
/// | name | what |
/// | --- | --- |
/// | `reliability_closed_form` | Pearson: 1 - mean[h(1-h)/(m-1)] / var(h) |
/// | `half_<method>` | mean correlation of random halves of the votes; limits are the range over splits |
/// | `half_modelled_<method>` | the same under the fitted mixture, a check of the model |
/// | `half_of_annotators_<method>` | halves of the annotators, where single answers are known |
/// | `stepped_up_pearson` | Spearman-Brown of the half; right for Pearson only |
/// | `reliability_<method>`, `ceiling_<method>` | two full panels; the largest coefficient to expect |
/// | `ceiling_<method>: <route>` | the same by another route |
/// | `tie_ceiling_<method>` | the limit set by ties alone, never multiplied into the other |
///
/// For each network and score the observed coefficient and the one divided by the ceiling (`<method>
/// corrected`), with a bootstrap interval that holds the uncertainty of both, never clipped; the note
/// gives the range over the other routes. Pearson's correction is exact, Spearman's model-based, Kendall
/// has none.
///
/// Keys: `sets` (all), `scores`, `methods` (`[pearson, spearman]`), `splits` (100), `resamples` (200).
package struct ReliabilityAnalysis: Analysis {
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
    sets = try fields.decodeIfPresent([String].self, forKey: .sets) ?? []
    scores = try fields.decodeIfPresent([String].self, forKey: .scores) ?? []
    methods =
      try fields.decodeIfPresent([CoefficientName].self, forKey: .methods) ?? [.pearson, .spearman]
    splits = try fields.decodeIfPresent(Int.self, forKey: .splits) ?? 100
    resamples = try fields.decodeIfPresent(Int.self, forKey: .resamples) ?? 200
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case sets, scores, methods, splits, resamples
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.reliability.rawValue)
    for set in sets.isEmpty ? data.annotationSets : sets {
      let selections = try data.selections(annotationSet: set)
      guard selections.areCounts, !selections.shown.isEmpty else {
        output.notes.append("no data: `\(set)` has no counts of people, so its noise is not known")
        continue
      }
      do {
        let counts = try SelectionCounts(selected: selections.selected, shown: selections.shown)
        output.estimates += try halves(id, set, counts, decisions)
        if let model = data.models.first {
          let answers = try data.answers(annotationSet: set)
          if let answers, answers.annotatorsArePersons {
            output.estimates += try annotatorHalves(
              id, set, answers, data.table(model: model, annotationSet: set), decisions)
          } else {
            let reason = StudyValuesError.needsPersons(
              method: "resampling of annotators", identity: answers == nil ? .none : .position)
            output.notes.append("`\(set)`: \(reason)")
          }
        }
        output.estimates += try ceilings(id, set, counts, decisions)
      } catch let error as StatisticsError {
        output.notes.append("no data: `\(set)`: \(error)")
        continue
      }
      for model in data.models {
        let table = try data.table(model: model, annotationSet: set)
        for score in scores {
          for method in methods {
            output.correlations += corrected(table, score, method.method, decisions)
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

  private func halves(
    _ id: String, _ set: String, _ counts: SelectionCounts, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    let closed = try ClosedFormReliability(counts)
    let random = try RandomSplits(
      counts, splits: splits, seed: decisions.seed, threads: decisions.threads)
    return [
      EstimateResult(
        analysis: id, name: "reliability_closed_form", group: set, value: closed.reliability,
        n: closed.imageCount, method: "Pearson: 1 - noise variance / variance")
    ] + rows(id, set, random, prefix: "half") + [
      EstimateResult(
        analysis: id, name: "stepped_up_pearson", group: set, value: random.steppedUp(.pearson),
        n: counts.count, method: "Spearman-Brown of the mean half correlation")
    ]
  }

  private func rows(
    _ id: String, _ set: String, _ splits: RandomSplits, prefix: String
  ) -> [EstimateResult] {
    CorrelationMethod.allCases.compactMap { method in
      guard let value = splits.meanHalf[method], !value.isNaN else { return nil }
      let spread = splits.spread[method]
      return EstimateResult(
        analysis: id, name: "\(prefix)_\(method.rawValue)", group: set, value: value,
        low: spread?.low, high: spread?.high, n: Int(splits.imagesUsed.rounded()),
        method: "\(splits.splits) splits of \(splits.kind.rawValue); range over splits")
    }
  }

  private func annotatorHalves(
    _ id: String, _ set: String, _ answers: AnswerTriples, _ table: ImageTable,
    _ decisions: AnalysisDecisions
  ) throws -> [EstimateResult] {
    let raters = try RaterTable(answers).selections(for: table)
    let random = try RandomSplits(
      raters: raters, splits: splits, seed: decisions.seed, threads: decisions.threads)
    return rows(id, set, random, prefix: "half_of_annotators")
  }

  // MARK: - Ceilings

  private func ceilings(
    _ id: String, _ set: String, _ counts: SelectionCounts, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    var rows: [EstimateResult] = []
    for method in CorrelationMethod.allCases {
      let ceiling = try NoiseCeiling(
        counts, method: method, splits: splits, seed: decisions.seed, threads: decisions.threads)
      func add(_ name: String, _ value: Double, _ how: String, _ note: String? = nil) {
        rows.append(
          EstimateResult(
            analysis: id, name: name, group: set, value: value, n: counts.count, method: how,
            note: note))
      }
      let name = method.rawValue
      add("half_modelled_\(name)", ceiling.halfModelled, "halves of panels of the fitted mixture")
      add("reliability_\(name)", ceiling.reliability, ceiling.source.rawValue)
      add(
        "ceiling_\(name)", ceiling.ceiling, ceiling.source.rawValue,
        method == .kendall
          ? "a guide only: tau does not factor into a correlation and a ceiling" : nil)
      for other in ceiling.alternatives {
        add("ceiling_\(name): \(other.name)", other.ceiling, "another route to the same")
      }
    }
    let ties = try TieCeiling(counts.frequencies)
    for (name, value) in [("spearman", ties.spearman), ("kendall", ties.kendall)] {
      rows.append(
        EstimateResult(
          analysis: id, name: "tie_ceiling_\(name)", group: set, value: value, n: counts.count,
          method: "of a score without ties that orders the images as HSF does"))
    }
    return rows
  }

  // MARK: - Corrected correlations

  private func corrected(
    _ table: ImageTable, _ score: String, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) -> [CorrelationResult] {
    var observed = CorrelationResult(table, human: .hsf, score: score, method: method.rawValue)
    guard let known = KnownValues(table, human: .hsf, scores: [score]) else {
      observed.note = table.missingNote([score])
      return [observed]
    }
    (observed.n, observed.dropped) = (known.count, known.dropped)
    do {
      let counts = try SelectionCounts(
        selected: known.indices.map { table.selected[$0] },
        shown: known.indices.map { table.shown[$0] })
      let result = try DisattenuatedCorrelation(
        method, score: known.scores[0], counts: counts, level: 1 - decisions.alpha,
        resamples: resamples, seed: decisions.seed, threads: decisions.threads)
      observed.statistic = result.observed
      var corrected = observed
      corrected.method = "\(method.rawValue) corrected"
      corrected.statistic = result.corrected.value
      corrected.set(result.interval)
      corrected.ciMethod = "\(result.interval.method), \(resamples) resamples of images"
      corrected.note =
        "divided by the ceiling \(Verdict.number(result.ceiling.ceiling)); "
        + "\(Verdict.number(result.corrected.lowest)) to "
        + "\(Verdict.number(result.corrected.highest)) by other routes"
      if result.corrected.exceedsOne { corrected.addNote("outside -1 to 1, shown as it is") }
      return [observed, corrected]
    } catch {
      observed.note = "\(error)"
      return [observed]
    }
  }
}
