import Files
internal import Statistics
package import StudyValues

/// Scores against HSF in two parts: telling the images that everybody got right, and ordering the others.
///
/// Where many images have HSF = 1, a rank correlation over all of them is mostly about the first part.
/// For each network and score:
///
/// * the estimate `auc`, keyed by network and `score`: the area under the curve for HSF = 1 against
///   below, the score turned so that above .5 means it follows people, with DeLong's interval on the
///   logit scale and its standard error on the scale of the area;
/// * a correlation row in the group `hsf<1` of `below-ceiling` with an influence interval.
///
/// For `pairs`, the difference of the two areas (method `auc`, DeLong) and of the two strengths below 1
/// (influence).
///
/// Keys: `scores`, `pairs`, `set`. It is about HSF only.
package struct TwoPartAnalysis: Analysis {
  package static let kind = "two-part"
  package static let words: [Prose] = [
    """
    Many images have HSF = 1. The area under the curve says how well a score tells them from the rest \
    (.5 is chance, above .5 it follows people); the correlations are among the rest only. Together they say more \
    than one coefficient over both.
    """
  ]

  /// The scores.
  package var scores: [String]
  /// The pairs of scores that are compared.
  package var pairs: [[String]] = []
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, pairs
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    let below = CorrelationAnalysis(scores: scores, groups: [.belowCeiling])
    let differences = ComparisonAnalysis(
      pairs: pairs, tests: [.influence], groups: [.belowCeiling])
    for table in try data.tables(annotationSet: annotationSet) {
      output.estimates += scores.map { area(id, table, $0, decisions) }
      output.correlations += try below.rows(of: table, scores: scores, decisions: decisions)
      output.comparisons += pairs.map { areas(table, $0, decisions) }
      output.comparisons += try differences.rows(of: table, decisions: decisions)
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    Family.adjust(&output.comparisons, method: decisions.adjustment)
    return output
  }

  private func area(
    _ id: String, _ table: ImageTable, _ score: String, _ decisions: AnalysisDecisions
  ) -> EstimateResult {
    var key = ResultKey(id, "auc", of: table)
    (key.human, key.score, key.population) = (HumanMeasure.hsf.rawValue, score, .images)
    var row = EstimateResult(key, value: nil)
    guard let known = KnownValues(table, human: .hsf, scores: [score]) else {
      row.note = table.missingNote([score])
      return row
    }
    row.n = known.count
    do {
      let area = try self.area(table, known, 0)
      row.value = area.value
      row.note = "\(area.positives, "image") with HSF = 1 against \(area.negatives) below"
      let interval = try area.interval(level: 1 - decisions.alpha)
      (row.low, row.high, row.interval) = (interval.low, interval.high, interval.method)
      row.standardError = area.standardError
    } catch {
      row.note = [row.note, "\(error)"].compactMap(\.self).joined(separator: "; ")
    }
    return row
  }

  /// The area of a score turned so that higher = easier, as HSF is.
  private func area(
    _ table: ImageTable, _ known: KnownValues, _ score: Int
  ) throws(StatisticsError) -> AreaUnderCurve {
    try AreaUnderCurve(
      scores: known.hardness[score].map { -$0 },
      isPositive: known.indices.map { table.hsf[$0] == 1 })
  }

  private func areas(
    _ table: ImageTable, _ pair: [String], _ decisions: AnalysisDecisions
  ) -> ComparisonResult {
    var row = ComparisonResult(table, human: .hsf, pair: pair, method: "auc", test: "delong")
    (row.grouping, row.group) = (Grouping.belowCeiling.rawValue, "hsf=1 against below")
    row.population = .images
    guard let known = KnownValues(table, human: .hsf, scores: pair) else {
      row.note = table.missingNote(pair)
      return row
    }
    row.n = known.count
    do {
      let first = try area(table, known, 0)
      let second = try area(table, known, 1)
      (row.statisticA, row.statisticB) = (first.value, second.value)
      let difference = try first.difference(from: second, level: 1 - decisions.alpha)
      row.difference = difference.value
      (row.ciLow, row.ciHigh) = (difference.interval.low, difference.interval.high)
      (row.ciLevel, row.ciMethod) = (difference.interval.level, difference.interval.method)
      row.testStatistic = difference.test.statistic
      row.alternative = difference.test.alternative.rawValue
      row.p = difference.test.pValue.p
      row.log10P = difference.test.pValue.log10P
    } catch {
      row.note = "\(error)"
    }
    return row
  }
}

extension TwoPartAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.decode([String].self, forKey: .scores)
    pairs = try ScorePairs.read(fields, .pairs, optional: true)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
