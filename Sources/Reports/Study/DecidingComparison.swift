internal import Analyses
internal import Networks
internal import Statistics
internal import Studies
internal import StudyValues

/// The comparison that the first screen is about: that of the first claim about two scores, or the
/// first comparison of the study.
struct DecidingComparison {
  /// The claim it decides; nil where the study makes none about a comparison.
  let claim: ClaimEntry?
  /// The deciding row of each network.
  let rows: [ComparisonResult]

  init?(_ result: StudyResult) {
    let outputs = result.outputs.filter { !$0.comparisons.isEmpty }
    let claim = result.manifest.claims.first { claim in
      claim.primary.estimate == nil && outputs.contains { $0.analysis == claim.primary.analysis }
    }
    let output =
      claim.flatMap { claim in outputs.first { $0.analysis == claim.primary.analysis } }
      ?? outputs.first
    let test = claim?.primary.test ?? "influence"
    let all = (output?.comparisons ?? []).filter {
      $0.grouping == Grouping.all.rawValue && $0.difference != nil
    }
    let method = claim?.primary.method ?? all.first?.method
    var own = all.filter { $0.test == test && $0.method == method }
    if own.isEmpty { own = all.filter { $0.method == method } }
    guard let first = own.first else { return nil }
    own = own.filter {
      $0.scoreA == first.scoreA && $0.scoreB == first.scoreB && $0.human == first.human
        && $0.test == first.test
    }
    let asked = claim?.primary.population ?? .classesRandom
    let population = own.contains { $0.population == asked } ? asked : first.population
    var seen: Set<String> = []
    rows = own.filter { $0.population == population && seen.insert($0.modelA).inserted }
    self.claim = claim
  }

  /// The names of the two scores for readers.
  var names: (first: String, second: String) {
    (Score.title(of: rows[0].scoreA), Score.title(of: rows[0].scoreB))
  }

  /// The correlation of a score in the network of a row: of the population of the row where there is
  /// one, else the first.
  func correlation(
    _ row: ComparisonResult, first isFirst: Bool, in result: StudyResult
  ) -> CorrelationResult? {
    let score = isFirst ? row.scoreA : row.scoreB
    let model = isFirst ? row.modelA : row.modelB
    let own = result.outputs.flatMap(\.correlations).filter {
      $0.model == model && $0.score == score && $0.method == row.method && $0.human == row.human
        && $0.annotationSet == row.annotationSet && $0.grouping == Grouping.all.rawValue
        && $0.covariates == nil && $0.n == row.n && $0.statistic != nil
    }
    return own.first { $0.population == row.population } ?? own.first
  }

  /// The strength of a score in the network of a row, with its interval where a correlation has one.
  func strength(_ row: ComparisonResult, first isFirst: Bool, in result: StudyResult) -> Cell {
    let turn = Self.turn(isFirst ? row.scoreA : row.scoreB, row.human, result)
    return correlation(row, first: isFirst, in: result)?.strength(turn)
      ?? Cell((isFirst ? row.statisticA : row.statisticB).map { $0 * turn })
  }

  private static func turn(_ score: String, _ human: String, _ result: StudyResult) -> Double {
    let sign = result.tables.lazy.compactMap { $0.score(score)?.sign }.first ?? 1
    return sign * (HumanMeasure(rawValue: human)?.sign ?? 1)
  }
}

extension StudyResult {
  /// The noise ceiling of a coefficient with a human measure: its value, or the range that two routes give.
  ///
  /// What is known is that of HSF; another measure of the same votes has another one.
  func ceiling(
    _ method: String, with human: String = HumanMeasure.hsf.rawValue
  ) -> (low: Double, high: Double, set: String)? {
    guard human == HumanMeasure.hsf.rawValue else { return nil }
    let row = outputs.lazy.flatMap(\.estimates).first {
      $0.key.quantity == "noise_ceiling" && $0.key.method == method && $0.key.grouping == nil
        && ($0.value != nil || $0.rangeLow != nil)
    }
    guard let row, let low = row.rangeLow ?? row.value, let high = row.rangeHigh ?? row.value
    else { return nil }
    return (low, high, row.key.annotationSet ?? "")
  }
}
