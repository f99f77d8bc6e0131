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
    #expect(try judge([ahead, behind]) == .tooCloseToCall)
  }

  @Test func `a majority without opposition is enough when the rule says so`() throws {
    let ahead = row("x", 0.08, error: 0.02)
    let unclear = row("z", 0.02, error: 0.02)
    #expect(try judge([ahead, ahead, unclear], networks: .majority) == .supported)
    #expect(
      try judge([ahead, ahead, row("y", -0.08, error: 0.02)], networks: .majority)
        == .tooCloseToCall)
  }

  @Test func `a difference shown to be within the margin is equivalence`() throws {
    // Two one-sided tests at 5 % within .02: (.02 - .005) / .005 = 3 > 1.645.
    #expect(try judge([row("x", 0.005, error: 0.005)]) == .equivalent)
  }

  @Test func `without rows there is no outcome and a reason`() throws {
    #expect(try judge([]) == nil)
  }
}
