import Foundation
import Statistics
import StudyValues
import Testing

@testable import Analyses

/// Whatever is too close to call says what could have been found.
struct DetectableVerdictTests {
  private func judge(_ row: EstimateResult, _ more: String = "") throws -> ClaimVerdict {
    let text = #"{"analysis": "A1", "estimate": "\#(row.key.quantity)"\#(more)}"#
    let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(text.utf8))
    var output = AnalysisOutput(analysis: "A1", kind: "drawn")
    output.estimates = [row]
    return Verdict.judge(
      claim: "C", text: "holds", primary: primary, outputs: [output],
      decisions: AnalysisDecisions())
  }

  private func row(_ quantity: String, _ value: Double, method: String? = nil) -> EstimateResult {
    EstimateResult(
      ResultKey(
        analysis: "A1", quantity: quantity, model: method == nil ? "net" : nil, method: method,
        population: method == nil ? .classesRandom : .networks), value: value, n: 100)
  }

  @Test func `of an order of networks, by the power of its exact test`() throws {
    // 200,000 samples of numpy 2.4.6 from a normal population: tau .729 over eight networks.
    var tau = row("correlation_with_accuracy", -0.357, method: "kendall")
    (tau.n, tau.p, tau.log10P, tau.smallestP) = (8, 0.275, -0.5607, 2.0 / 40_320)
    let verdict = try judge(tau)
    #expect(verdict.outcome == .tooCloseToCall)
    let text = try #require(verdict.detectable)
    #expect(text.hasPrefix("about 0.7"))
    // Of four networks no order is beyond chance, so nothing can be found.
    (tau.n, tau.smallestP) = (4, 2.0 / 24)
    #expect(try judge(tau).outcome == .cannotBeDecided && judge(tau).detectable == nil)
  }

  @Test func `of a coefficient, on Fisher's scale from the reference`() throws {
    var strength = row("strength", 0.5)
    (strength.standardError, strength.df, strength.n) = (0.06, 9, 10_000)
    // scipy 1.17.1: tanh(arctanh(.5) -+ t.ppf(.975, 9) * .06 / .75)
    (strength.low, strength.high) = (0.352533, 0.623236)
    // t.ppf(.975, 9) + t.ppf(.8, 9) = 3.145561; tanh(arctanh(.4) + 3.145561 * .06 / .75) - .4
    let verdict = try judge(strength, #", "reference": 0.4"#)
    #expect(verdict.outcome == .tooCloseToCall)
    #expect(verdict.detectable == "0.188")
    // p of .5 against .4: (arctanh .5 - arctanh .4) / .08 = 1.571 with 9 df, .151; against .3: 2.997, .0151.
    #expect(try judge(strength, #", "reference": 0.3"#).outcome == .supported)
    #expect(verdict.subject == "10 classes as a sample, n = 10000 images; net")
  }

  @Test func `a coefficient within the margin is equivalent by two one-sided tests`() throws {
    var strength = row("strength", 0.5)
    (strength.standardError, strength.df) = (0.06, 9)
    (strength.low, strength.high) = (0.352533, 0.623236)
    // tanh(arctanh(.5) -+ t.ppf(.95, 9) * .08) = .382, .602: within .125 of .49; .353 and .623 are not.
    let verdict = try judge(strength, #", "reference": 0.49, "margin": 0.125"#)
    #expect(verdict.outcome == .equivalent)
    #expect(try judge(strength, #", "reference": 0.49, "margin": 0.1"#).outcome == .tooCloseToCall)
  }

  @Test func `of limits alone, by the distance of the one that faces the reference`() throws {
    var weakest = row("weakest_order", 0.427)
    (weakest.low, weakest.high) = (0.306, 0.624)
    // (.624 - .427) (1.959964 + .841621) / 1.959964
    let verdict = try judge(weakest, #", "reference": 0.5, "margin": 0"#)
    #expect(verdict.outcome == .tooCloseToCall && verdict.detectable == "about 0.282")
  }
}
