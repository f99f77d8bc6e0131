@testable import Analyses
import Foundation
import Statistics
import StudyValues
import Testing

struct MixedModelAnalysisTests {
  private let decisions = AnalysisDecisions(threads: 1)

  /// Twelve classes of forty images; HSF follows the first score, more in some classes than in others.
  private var study: MadeUpStudy {
    let classes = (0..<480).map { $0 % 12 }
    func wave(_ image: Int, _ step: Int) -> Double { Double((image * step) % 101) / 101 - 0.5 }
    let first = classes.indices.map { wave($0, 37) }
    let second = classes.indices.map { 0.5 * first[$0] + wave($0, 53) }
    let selected = classes.indices.map { image -> Int in
      let slope = 0.6 + Double(classes[image] % 5) / 5
      let value = 10 - 6 * slope * first[image] + 5 * wave(image, 29)
      return Int(min(20, max(0, value.rounded())))
    }
    let table = ImageTable(
      model: "net", classNames: (0..<12).map { "c\($0)" }, target: classes, selected: selected,
      shown: 20, scores: [.harder("avh", first), .easier("confidence", second.map { -$0 })])
    return MadeUpStudy(classNames: table.classNames, models: ["net"], tables: ["net": table])
  }

  @Test func `gives the slopes of both scores, and their difference`() throws {
    let output = try MixedModelAnalysis(pairs: [["avh", "confidence"]])
      .run(id: "M", on: study, decisions: decisions)
    func row(_ quantity: String, _ score: String?) throws -> EstimateResult {
      try #require(
        output.estimates.first { $0.key.quantity == quantity && $0.key.score == score })
    }
    let slopes = try ["avh", "confidence"].map { try row("slope", $0) }
    let difference = try row("slope_difference", "avh")
    // Both turned so that higher = harder: the first follows people, the second adds little.
    let first = try #require(slopes[0].value)
    let second = try #require(slopes[1].value)
    #expect(first > 0.4 && abs(second) < 0.2)
    #expect(slopes[0].key.otherScore == "confidence" && slopes[0].key.population == .classesRandom)
    #expect(try abs(#require(difference.value) - (first - second)) < 0.05)
    for row in slopes + [difference] {
      let estimate = StrengthEstimate(
        estimate: try #require(row.value), standardError: try #require(row.standardError),
        df: row.df, method: "", isCorrelation: false)
      #expect(isNear(row.p, estimate.test().pValue.p, 1e-12))
      #expect(isNear(row.low, try estimate.interval().low, 1e-12))
      // What decides nothing would have found nothing.
      #expect(
        row.decidesNothing
          ? row.detectable == nil : isNear(row.detectable, estimate.detectable(), 1e-12))
      // What decides nothing counts as p = 1.
      #expect(row.pAdjusted == (row.decidesNothing ? 1 : row.p) && row.familySize == 1)
    }
    #expect(try #require(try row("class_deviation", "avh").value) > 0)
    #expect(try row("class_deviation", "avh").n == 12)
  }

  @Test func `a singular fit says so`() throws {
    var study = study
    let table = try #require(study.tables["net"])
    // The same twelve images in each of forty classes: nothing differs between classes.
    let repeated = table.rows((0..<480).map { $0 % 12 })
    study.tables["net"] = ImageTable(
      model: "net", classNames: (0..<40).map { "c\($0)" }, target: (0..<480).map { $0 / 12 },
      selected: repeated.selected, shown: 20, scores: repeated.scores)
    let rows = try MixedModelAnalysis(pairs: [["avh", "confidence"]])
      .run(id: "M", on: study, decisions: decisions).estimates
    let slope = try #require(rows.first { $0.key.quantity == "slope" })
    #expect(
      slope.note?.hasPrefix("singular: no difference between classes in the intercept") == true)
    // Without class deviations the degrees of freedom are those of a linear model.
    #expect(isNear(slope.df, 477, 1e-4))
    // It is beyond chance, but its error is that of these classes.
    #expect(slope.detectable == nil)
    #expect(slope.decidesNothing && slope.note?.contains("decides nothing about others") == true)
    let difference = try #require(rows.first { $0.key.quantity == "slope_difference" })
    #expect(try difference.decidesNothing && #require(difference.p) < 1e-6)
    let verdict = Verdict.judge(
      claim: "C", text: "",
      primary: try JSONDecoder().decode(
        PrimaryEstimand.self,
        from: Data(#"{"analysis": "M", "estimate": "slope_difference"}"#.utf8)),
      outputs: [
        try MixedModelAnalysis(pairs: [["avh", "confidence"]])
          .run(id: "M", on: study, decisions: decisions)
      ], needs: ClaimNeeds(networks: ["net"]), decisions: decisions)
    #expect(verdict.outcome == .cannotBeDecided)
    #expect(verdict.sentence.contains("singular: no difference between classes"))
    #expect(verdict.detectable == nil)
  }

  @Test func `a slope that decides nothing spends no part of the level of the others`() {
    func row(_ model: String, _ log10P: Double, decidesNothing: Bool) -> EstimateResult {
      var row = EstimateResult(
        ResultKey(analysis: "M", quantity: "slope_difference", model: model), value: 1,
        p: pow(10, log10P), log10P: log10P)
      row.decidesNothing = decidesNothing
      return row
    }
    var rows = [
      row("a", -9, decidesNothing: true), row("b", -1.7, decidesNothing: false),
      row("c", -3, decidesNothing: false),
    ]
    Family.adjust(&rows, method: "holm")
    // Holm over p = 1, .02 and .001: 1, 2 x .02, 3 x .001. With p = 1e-9 in place of 1, .02 would stay .02.
    #expect(rows.map(\.familySize) == [3, 3, 3])
    #expect(rows[0].pAdjusted == 1)
    #expect(isNear(rows[1].pAdjusted, 2 * pow(10, -1.7), 1e-12))
    #expect(isNear(rows[2].pAdjusted, 3 * pow(10, -3), 1e-12))
  }

  @Test func `a missing score and too few classes are rows with the reason`() throws {
    let missing = try MixedModelAnalysis(pairs: [["avh", "charm"]])
      .run(id: "M", on: study, decisions: decisions).estimates
    #expect(missing.map(\.note) == ["the network has no score `charm`"])
    var two = study
    let table = try #require(two.tables["net"])
    let kept = (0..<480).filter { table.targetClass[$0] < 2 }
    two.tables["net"] = table.rows(kept)
    let rows = try MixedModelAnalysis(pairs: [["avh", "confidence"]])
      .run(id: "M", on: two, decisions: decisions).estimates
    #expect(rows.count == 1 && rows[0].value == nil)
    #expect(rows[0].note?.contains("3") == true)
  }
}
