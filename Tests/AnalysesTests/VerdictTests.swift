import Statistics
@testable import Analyses
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

  @Test func `a test for images does not decide a claim about classes`() throws {
    var images = row("x", 0.08, error: 0.02)
    (images.test, images.population) = ("steiger", .images)
    func judge(_ more: String) throws -> ClaimVerdict {
      let text = #"{"analysis": "H3", "test": "steiger"\#(more)}"#
      let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(text.utf8))
      var output = AnalysisOutput(analysis: "H3", kind: "comparison")
      output.comparisons = [images]
      return Verdict.judge(
        claim: "C4", text: "a is ahead", primary: primary, outputs: [output],
        decisions: AnalysisDecisions())
    }
    let asked = try judge(#", "population": "classes-random""#)
    #expect(asked.outcome == nil)
    let own = try judge("")
    #expect(own.outcome == .supported && !own.primary.contains("classes-random"))
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

  private func judge(
    _ rows: [EstimateResult], _ primary: String, networks: [String] = []
  ) throws -> ClaimVerdict {
    let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(primary.utf8))
    var output = AnalysisOutput(analysis: "A1", kind: "drawn")
    output.estimates = rows
    return Verdict.judge(
      claim: "C2", text: "falls", prediction: "as said", primary: primary, outputs: [output],
      needs: ClaimNeeds(networks: networks), decisions: AnalysisDecisions())
  }

  /// Tau over networks with its exact p (scipy 1.17.1, kendalltau, method exact).
  @Test(
    arguments: [
      (5, -0.2, 0.8167, 2.0 / 120, .tooCloseToCall), (5, -0.8, 0.0833, 2.0 / 120, .tooCloseToCall),
      (5, -1, 2.0 / 120, 2.0 / 120, .supported), (5, 1, 2.0 / 120, 2.0 / 120, .contradicted),
      (4, -1, 2.0 / 24, 2.0 / 24, .cannotBeDecided), (6, -1, 2.0 / 720, 2.0 / 720, .supported),
    ] as [(Int, Double, Double, Double, ClaimVerdict.Outcome)])
  func `networks as a sample are judged by their exact test`(
    _ count: Int, _ tau: Double, _ p: Double, _ smallest: Double, _ outcome: ClaimVerdict.Outcome
  ) throws {
    let key = ResultKey(
      analysis: "A1", quantity: "correlation_with_accuracy", score: "avh", method: "kendall",
      population: .networks)
    var networks = EstimateResult(key, value: tau, n: count, p: p, log10P: log10(p))
    networks.smallestP = smallest
    // As version 0.1 had it: no class changes the order.
    let classes = EstimateResult(
      key.with { $0.population = .classesRandom }, value: tau, low: tau, high: tau)
    // As manifests of version 0.1 name it.
    let text = #"{"analysis": "A1", "estimate": "kendall_accuracy_avh", "expect": "less"}"#
    let verdict = try judge([networks, classes], text)
    #expect(verdict.outcome == outcome)
    #expect(verdict.subject == "networks as a sample, n = \(count)")
    #expect(verdict.prediction == "as said")
    // A manifest that asks for classes gets no verdict from an interval of width 0.
    let random =
      #"{"analysis": "A1", "estimate": "kendall_accuracy_avh", "expect": "less", "classes": "random"}"#
    #expect(try judge([networks, classes], random).outcome == .cannotBeDecided)
  }

  private func gap(
    _ model: String, _ value: Double?, error: Double, note: String? = nil
  ) -> EstimateResult {
    let key = ResultKey(analysis: "A1", quantity: "gap", model: model, population: .images)
    return EstimateResult(
      key, value: value, standardError: error, low: value.map { $0 - 1.959964 * error },
      high: value.map { $0 + 1.959964 * error }, n: 100, note: note)
  }

  @Test func `a claim about an estimate needs every network too`() throws {
    let all = #"{"analysis": "A1", "estimate": "gap", "networks": "all"}"#
    let good = gap("good", 0.2, error: 0.02)
    #expect(try judge([good], all, networks: ["good"]).outcome == .supported)
    let absent = try judge([good], all, networks: ["good", "other"])
    #expect(absent.outcome == nil && absent.sentence.contains("other has no value (no row)"))
    let empty = try judge([good, gap("other", nil, error: 0, note: "no logits")], all)
    #expect(empty.outcome == nil && empty.sentence.contains("other has no value (no logits)"))
    let any = #"{"analysis": "A1", "estimate": "gap", "networks": "any"}"#
    #expect(try judge([good], any, networks: ["good", "other"]).outcome == .supported)
  }

  @Test func `an estimate is equivalent by two one-sided tests, as a comparison is`() throws {
    // (.02 - .003) / .01 = 1.7 is above 1.645, so the 90 % interval is inside of the margin; that of 95 % is not.
    let all = #"{"analysis": "A1", "estimate": "gap", "networks": "all"}"#
    #expect(try judge([gap("x", 0.003, error: 0.01)], all).outcome == .equivalent)
    let strict = #"{"analysis": "A1", "estimate": "gap", "networks": "all", "margin": 0}"#
    #expect(try judge([gap("x", 0.003, error: 0.01)], strict).outcome == .tooCloseToCall)
    #expect(try judge([gap("x", 0.03, error: 0.01)], strict).outcome == .supported)
    let beyond = #"{"analysis": "A1", "estimate": "gap", "reference": 0.5, "margin": 0}"#
    #expect(try judge([gap("x", 0.4, error: 0.01)], beyond).outcome == .contradicted)
  }

  @Test func `any and mixed are adjusted for the number of networks, all is not`() throws {
    // z = 2.1 and -2.1: p = .036 each, .107 after Holm over three.
    let rows = [
      gap("a", 0.105, error: 0.05), gap("b", -0.105, error: 0.05), gap("c", 0, error: 0.05),
    ]
    func outcome(_ rule: String, _ rows: [EstimateResult]) throws -> ClaimVerdict.Outcome? {
      try judge(rows, #"{"analysis": "A1", "estimate": "gap", "networks": "\#(rule)"}"#).outcome
    }
    #expect(try outcome("all", rows) == .tooCloseToCall)
    #expect(try outcome("any", [rows[0], rows[2]]) == .tooCloseToCall)
    #expect(try outcome("all", [rows[0], rows[0]]) == .supported)
    let clear = [gap("a", 0.2, error: 0.05), gap("b", -0.2, error: 0.05)]
    #expect(try outcome("all", clear) == .mixed)
  }

  @Test func `an interval of width 0 and an error of 0 decide nothing`() throws {
    let all = #"{"analysis": "A1", "estimate": "gap", "networks": "all"}"#
    #expect(try judge([gap("x", 0.3, error: 0)], all).outcome == .cannotBeDecided)
  }

  @Test func `a verdict says what could have been found`() throws {
    // (1.959964 + .841621) times the error (G*Power 3.1, z test).
    let all = #"{"analysis": "A1", "estimate": "gap", "networks": "all"}"#
    let verdict = try judge([gap("x", 0.03, error: 0.02), gap("y", 0.03, error: 0.05)], all)
    #expect(verdict.detectable == "0.056 to 0.140")
    #expect(verdict.subject == "images as a sample, n = 100; x, y")
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
