internal import RealModule
internal import Statistics
internal import StudyValues

/// What each influence test of a comparison decides: supported, contradicted, equivalent or too close to
/// call.
enum DecisionRows {
  /// The quantity of the smallest difference that a test would have found.
  static let detectable = "detectable_difference"
  /// One estimate per influence row that has a test: the difference with the interval of the two one-sided tests
  /// (level 1 - 2 alpha), the p-value of equivalence, and the decision in the note.
  ///
  /// Equivalence is read first, as in a verdict; otherwise the p-value adjusted for the family decides.
  ///
  /// - Parameters:
  ///   - id: The analysis.
  ///   - rows: The comparisons, adjusted.
  ///   - decisions: The margin and the level.
  /// - Returns: The estimates, in the order of the rows.
  static func rows(
    id: String, _ rows: [ComparisonResult], _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    rows.flatMap { row -> [EstimateResult] in
      guard row.test == TestName.influence.rawValue, let value = row.difference,
        let error = row.standardError, error > 0, let p = row.pAdjusted ?? row.p
      else { return [] }
      let estimate = StrengthEstimate(
        estimate: value, standardError: error, df: row.df, method: row.test, isCorrelation: false)
      var result = EstimateResult(
        ResultKey(
          analysis: id, quantity: "decision", annotationSet: row.annotationSet, human: row.human,
          model: row.modelA, score: row.scoreA, otherScore: row.scoreB, method: row.method,
          population: row.population, condition: row.condition, level: row.level, step: row.step,
          grouping: row.grouping, group: row.group),
        value: value, standardError: error, df: row.df, n: row.n)
      do {
        let margin = decisions.margin
        let equivalence = try estimate.equivalence(margin: margin)
        let decision = try Decision(
          estimate, margin: margin, alpha: decisions.alpha,
          adjusted: PValue(p: p, lnP: Double.log(p)))
        let interval = try estimate.interval(level: 1 - 2 * decisions.alpha)
        (result.low, result.high) = (interval.low, interval.high)
        result.interval = "two one-sided tests within \(Verdict.number(margin)), then adjusted p"
        (result.p, result.log10P) = (equivalence.pValue.p, equivalence.pValue.log10P)
        result.note = decision.rawValue
      } catch {
        result.note = "\(error)"
      }
      return [
        result,
        EstimateResult(
          result.key.with { $0.quantity = detectable },
          value: estimate.detectable(alpha: decisions.alpha), standardError: error, df: row.df,
          n: row.n, note: "found in 80 % of studies by a two-sided test at the level of the study"),
      ]
    }
  }

  /// What each influence test of a comparison decides.
  static func tables(of rows: [EstimateResult]) -> [TableSpecification] {
    TableSpecification.estimates(
      rows.filter { $0.key.quantity == "decision" }, id: "decisions",
      """
      What each influence test decides: equivalent when two one-sided tests show the difference within \
      the margin (the interval and the p are theirs), else supported or contradicted by the adjusted p, \
      else too close to call.
      """)
  }
}
