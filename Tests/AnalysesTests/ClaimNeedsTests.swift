import Foundation
import Statistics
import StudyValues
import Testing

@testable import Analyses

/// What is missing from a claim, and what each rule makes of it.
struct ClaimNeedsTests {
  private func gap(
    _ model: String, _ value: Double?, condition: String? = nil, note: String? = nil
  ) -> EstimateResult {
    let key = ResultKey(
      analysis: "A1", quantity: "gap", model: model, population: .classesRandom,
      condition: condition)
    return EstimateResult(
      key, value: value, standardError: 0.02, df: 9, low: value.map { $0 - 0.04524 },
      high: value.map { $0 + 0.04524 }, n: 100, note: note)
  }

  private func judge(
    _ rows: [EstimateResult], rule: String, needs: ClaimNeeds, more: String = ""
  ) throws -> ClaimVerdict {
    let text = #"{"analysis": "A1", "estimate": "gap", "networks": "\#(rule)"\#(more)}"#
    let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(text.utf8))
    var output = AnalysisOutput(analysis: "A1", kind: "drawn")
    output.estimates = rows
    return Verdict.judge(
      claim: "C", text: "holds", primary: primary, outputs: [output], needs: needs,
      decisions: AnalysisDecisions())
  }

  @Test func `a condition without a row leaves a claim about all of them without a verdict`() throws
  {
    let rows = ["noise", "blur"].map { gap("resnet", 0.3, condition: $0) }
    let needs = ClaimNeeds(conditions: ["noise", "contrast", "blur"])
    let verdict = try judge(rows, rule: "all", needs: needs)
    #expect(verdict.outcome == nil)
    #expect(verdict.sentence.contains("contrast has no value (no row)"))
    let whole = ClaimNeeds(conditions: ["noise", "blur"])
    #expect(try judge(rows, rule: "all", needs: whole).outcome == .supported)
    // A row over all conditions together is about none of them.
    #expect(try judge([gap("resnet", 0.3)], rule: "all", needs: needs).outcome == .supported)
  }

  @Test func `a condition with a row but no value is named once, its network not besides`() throws {
    let rows = [
      gap("resnet", 0.3, condition: "noise"),
      gap("resnet", nil, condition: "blur", note: "every value is the same"),
    ]
    let needs = ClaimNeeds(networks: ["resnet"], conditions: ["noise", "blur"])
    let verdict = try judge(rows, rule: "all", needs: needs)
    #expect(
      verdict.sentence
        == "the claim is about all of them, and resnet blur has no value (every value is the same)")
  }

  @Test func `degraded conditions that the manifest names are needed`() throws {
    let rest = #""axis": "sd", "clean": 0, "levels": {}"#
    let text = """
      {"conditions": [
        {"condition": "noise-x", "label": "noise", \(rest)}, {"condition": "blur", \(rest)}
      ]}
      """
    let settings = try JSONDecoder().decode(DegradationAnalysis.self, from: Data(text.utf8))
    #expect(ClaimNeeds(settings, among: ["a"]) == ClaimNeeds(conditions: ["noise", "blur"]))
  }

  @Test func `the other rules name who is missing, and a majority is one of all`() throws {
    let needs = ClaimNeeds(networks: ["a", "b", "c", "d"])
    let two = [gap("a", 0.3), gap("b", 0.3)]
    let any = try judge(two, rule: "any", needs: needs)
    #expect(any.outcome == .supported && any.sentence.hasSuffix("d has no value (no row)"))
    // Two of two are no majority of four; three of four are one.
    #expect(try judge(two, rule: "majority", needs: needs).outcome == .tooCloseToCall)
    let three = two + [gap("c", 0.3)]
    #expect(try judge(three, rule: "majority", needs: needs).outcome == .supported)
  }

  @Test func `some network may be ahead until each is behind`() throws {
    let needs = ClaimNeeds(networks: ["a", "b"])
    let open = [gap("a", -0.3), gap("b", 0.03)]
    #expect(try judge(open, rule: "any", needs: needs).outcome == .tooCloseToCall)
    let behind = [gap("a", -0.3), gap("b", -0.3)]
    #expect(try judge(behind, rule: "any", needs: needs).outcome == .contradicted)
    #expect(try judge([behind[0]], rule: "any", needs: needs).outcome == .tooCloseToCall)
  }

  @Test func `limits without a p cannot be adjusted for the number of networks`() throws {
    let rows = ["a", "b"].map { model in
      var row = gap(model, 0.3)
      (row.standardError, row.df) = (nil, nil)
      return row
    }
    let needs = ClaimNeeds(networks: ["a", "b"])
    #expect(try judge(rows, rule: "all", needs: needs).outcome == .supported)
    #expect(try judge(rows, rule: "any", needs: needs).outcome == .cannotBeDecided)
    let one = ClaimNeeds(networks: ["a"])
    #expect(try judge([rows[0]], rule: "any", needs: one).outcome == .supported)
    // One way in one, the other way in another is mixed only after Holm.
    var other = rows[1]
    (other.value, other.low, other.high) = (-0.3, -0.345, -0.255)
    #expect(try judge([rows[0], other], rule: "all", needs: needs).outcome == .tooCloseToCall)
  }
}
