internal import RealModule
internal import Statistics
internal import StudyValues

/// What each influence test of a comparison decides: supported, contradicted, equivalent or too close to
/// call.
enum DecisionRows {
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
    rows.compactMap { row in
      guard row.test == ComparisonAnalysis.Test.influence.rawValue, let value = row.difference,
        let statistic = row.testStatistic, statistic != 0, let p = row.pAdjusted ?? row.p
      else { return nil }
      let estimate = StrengthEstimate(
        estimate: value, standardError: abs(value / statistic), df: row.df, method: row.test,
        isCorrelation: false)
      let group = [row.modelA, row.method, row.group, row.classes.map { "classes \($0)" }]
        .compactMap { $0 }.joined(separator: ", ")
      var result = EstimateResult(
        analysis: id, name: "decision:\(row.scoreA) - \(row.scoreB)", group: group, value: value,
        n: row.n)
      do {
        let margin = decisions.margin
        let equivalence = try estimate.equivalence(margin: margin)
        let decision = try Decision(
          estimate, margin: margin, alpha: decisions.alpha,
          adjusted: PValue(p: p, lnP: Double.log(p)))
        let interval = try estimate.interval(level: 1 - 2 * decisions.alpha)
        (result.low, result.high) = (interval.low, interval.high)
        result.method = "two one-sided tests within \(Verdict.number(margin)), then adjusted p"
        (result.p, result.log10P) = (equivalence.pValue.p, equivalence.pValue.log10P)
        result.note = decision.rawValue
      } catch {
        result.note = "\(error)"
      }
      return result
    }
  }
}
