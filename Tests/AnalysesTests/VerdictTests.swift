import Statistics
import Analyses
import Foundation
import StudyValues
import Testing

struct VerdictTests {
  /// A comparison with a difference, a standard error and so a z statistic.
  private func row(
    _ model: String, _ difference: Double, error: Double
  ) -> StudyValues.ComparisonResult {
    var row = StudyValues.ComparisonResult(
      dataset: "d", annotationSet: "s", human: "hsf", modelA: model, scoreA: "avh", modelB: model,
      scoreB: "confidence", method: "spearman", n: 1_000, test: "influence")
    row.population = .classesRandom
    row.difference = difference
    row.ciLow = difference - 1.96 * error
    row.ciHigh = difference + 1.96 * error
    row.standardError = error
    row.testStatistic = difference / error
    row.p = erfc(abs(difference / error) / 2.0.squareRoot())
    return row
  }

  private func judge(
    _ rows: [StudyValues.ComparisonResult], networks: PrimaryEstimand.NetworkRule = .all
  ) throws -> ClaimVerdict.Outcome? {
    let text = #"{"analysis": "H3", "networks": "\#(networks.rawValue)"}"#
    let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(text.utf8))
    var output = AnalysisOutput(analysis: "H3", kind: "comparison")
    output.comparisons = rows
    return Verdict.judge(
      claim: "C4", text: "a is ahead", primary: primary, outputs: [output],
      decisions: AnalysisDecisions()
    ).outcome
  }

  @Test func `every network must agree`() throws {
    let ahead = row("x", 0.08, error: 0.02)
    let behind = row("y", -0.08, error: 0.02)
    let unclear = row("z", 0.02, error: 0.02)
    #expect(try judge([ahead]) == .supported)
    #expect(try judge([behind, behind]) == .contradicted)
    #expect(try judge([ahead, unclear]) == .tooCloseToCall)
    #expect(try judge([ahead, behind]) == .mixed)
    #expect(try judge([ahead, unclear], networks: .any) == .supported)
    #expect(try judge([unclear, unclear], networks: .any) == .tooCloseToCall)
  }

  @Test func `a majority without opposition is enough when the rule says so`() throws {
    let ahead = row("x", 0.08, error: 0.02)
    let unclear = row("z", 0.02, error: 0.02)
    #expect(try judge([ahead, ahead, unclear], networks: .majority) == .supported)
    #expect(
      try judge([ahead, ahead, row("y", -0.08, error: 0.02)], networks: .majority)
        == .mixed)
  }

  @Test func `a difference shown to be within the margin is equivalence`() throws {
    // Two one-sided tests at 5 % within .02: (.02 - .005) / .005 = 3 > 1.645.
    #expect(try judge([row("x", 0.005, error: 0.005)]) == .equivalent)
  }

  @Test func `without rows there is no outcome and a reason`() throws {
    #expect(try judge([]) == nil)
  }

  @Test func `a network without a row leaves a claim about all networks without a verdict`() throws
  {
    var missing = row("second", 0, error: 1)
    (missing.difference, missing.note) = (nil, "the network has no score `avh`")
    let text = #"{"analysis": "H3", "networks": "all"}"#
    let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(text.utf8))
    var output = AnalysisOutput(analysis: "H3", kind: "comparison")
    output.comparisons = [row("good", 0.749, error: 0.05), missing]
    let verdict = Verdict.judge(
      claim: "C4", text: "a is ahead", primary: primary, outputs: [output],
      decisions: AnalysisDecisions())
    #expect(verdict.outcome == nil)
    #expect(verdict.sentence.contains("second has no value"))
  }

  @Test func `an interval of width 0 and a test that is not beyond chance decide nothing`() throws {
    // Five networks whose order no class changes: tau = -.2, exact p .8167 (scipy, kendalltau, exact).
    let key = ResultKey(
      analysis: "A1", quantity: "correlation_with_accuracy", score: "avh", method: "kendall",
      population: .classesRandom)
    for (value, low, high, p) in [(-0.2, -0.2, -0.2, 0.8167), (-0.8, -1, -0.393, 0.0833)] {
      var output = AnalysisOutput(analysis: "A1", kind: "accuracy-trend")
      output.estimates = [EstimateResult(key, value: value, low: low, high: high, p: p)]
      // As manifests of version 0.1 name it.
      let text = #"{"analysis": "A1", "estimate": "kendall_accuracy_avh", "expect": "less"}"#
      let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(text.utf8))
      let verdict = Verdict.judge(
        claim: "C2", text: "falls", primary: primary, outputs: [output],
        decisions: AnalysisDecisions())
      #expect(verdict.outcome == .tooCloseToCall)
    }
  }

  @Test(
    arguments: [
      ("levels_spearman_avh", "correlation_over_levels", "avh", nil),
      ("trend_avh", "trend", "avh", nil),
      ("late_share_loss_minus_avh", "late_share_difference", "loss", "avh"),
      ("mean_accuracy_avh_minus_cross_entropy", "mean_accuracy_difference", "avh", "cross-entropy"),
      ("weakest_order_feature_norm", "weakest_order", "feature_norm", nil),
    ] as [(String, String, String, String?)])
  func `a claim may name an estimate as version 0.1 did`(
    _ former: String, _ quantity: String, _ score: String, _ other: String?
  ) throws {
    let text = #"{"analysis": "A", "estimate": "\#(former)"}"#
    let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(text.utf8))
    #expect(primary.estimate == quantity && primary.score == score)
    #expect(primary.otherScore == other)
  }
}
