import Files
internal import Networks
internal import Statistics
internal import StudyValues

/// How far a coefficient moves with choices that nobody can call right or wrong: what a half answer is
/// worth, whether unrated images count, and whether differences between classes do.
struct Sensitivity {
  /// What an answer that half agrees counts as.
  enum HalfRule: String, CaseIterable {
    case no = "0"
    case yes = "1"
    case half = "1/2"
    case leftOut = "left-out"

    var rule: MaybeRule {
      switch self {
      case .no: .zero
      case .yes: .one
      case .half: .half
      case .leftOut: .drop
      }
    }
  }

  /// The quantity over all classes.
  static let pooled = "sensitivity"
  /// The quantity with differences between classes taken out.
  static let within = "sensitivity_within_class"

  /// One vector of human selection frequencies with the scores of the same images.
  private struct Sample {
    let images: String
    let hsf: [Double]
    let classes: [Int]
    let rows: [Int]
  }

  /// The analysis and the annotation set.
  let key: ResultKey
  /// The rated images, network by network.
  let tables: [ImageTable]
  /// All images, network by network; empty where unrated images are no sample of the easy ones.
  let everything: [ScoredImages]

  /// One row for each combination of choices.
  func rows(_ score: String, decisions: AnalysisDecisions) -> [EstimateResult] {
    let table = tables[0]
    let hasHalves = table.partial.contains { $0 > 0 }
    let rules = hasHalves ? HalfRule.allCases : [.no]
    return rules.flatMap { rule -> [EstimateResult] in
      let rated = table.selections.map { $0.under(rule.rule).hsf ?? .nan }
      // Everybody may have answered by halves, which leaves nothing under that rule.
      let kept = rated.indices.filter { rated[$0].isFinite }
      let sample = Sample(
        images: "rated", hsf: kept.map { rated[$0] }, classes: kept.map { table.targetClass[$0] },
        rows: kept)
      return rows(score, rule, sample, tables.map { $0.score(score) }, decisions)
        + unanimous(score, rule, rated: rated, decisions)
    }
  }

  /// The same with every unrated image as one that everybody agrees on.
  private func unanimous(
    _ score: String, _ rule: HalfRule, rated: [Double], _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let first = everything.first else { return [] }
    let place = Dictionary(zip(tables[0].images, rated)) { first, _ in first }
    let hsf = first.images.map { place[$0] ?? 1 }
    let kept = hsf.indices.filter { hsf[$0].isFinite && first.targetClass[$0] >= 0 }
    let sample = Sample(
      images: "all", hsf: kept.map { hsf[$0] }, classes: kept.map { first.targetClass[$0] },
      rows: kept)
    return rows(score, rule, sample, everything.map { $0.score(score) }, decisions)
  }

  private func rows(
    _ score: String, _ rule: HalfRule, _ sample: Sample, _ columns: [ScoreColumn?],
    _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let known = columns.compactMap(\.self)
    let used = known.first?.isShared == true ? Array(known.prefix(1)) : known
    let coefficients = Parallel.map(count: used.count, threads: decisions.threads) {
      index -> (pooled: Double, within: Double)? in
      let values = sample.rows.map { used[index].values[$0] }
      guard
        let correlation = try? WithinGroupCorrelation(
          sample.hsf, values, groupOfImage: sample.classes)
      else { return nil }
      return (correlation.pooled, correlation.within)
    }.compactMap(\.self)
    return [false, true].map { isWithin in
      let sorted = coefficients.map { isWithin ? $0.within : $0.pooled }.sorted()
      let isShared = used.first?.isShared ?? false
      return EstimateResult(
        key.with {
          $0.quantity = isWithin ? Self.within : Self.pooled
          $0.human = HumanMeasure.hsf.rawValue
          $0.model = isShared ? "networks" : nil
          $0.score = score
          $0.method = CorrelationMethod.spearman.rawValue
          $0.condition = sample.images
          ($0.grouping, $0.group) = ("maybe", rule.rawValue)
        }, value: sorted.isEmpty ? nil : Quantile.type7(sorted, 0.5),
        rangeLow: isShared ? nil : sorted.first, rangeHigh: isShared ? nil : sorted.last,
        n: sample.hsf.count,
        note: sorted.isEmpty
          ? "no network gives a coefficient"
          : isShared ? nil : "median over \(sorted.count, "network")")
    }
  }
}
