@testable import Analyses
import Foundation
import Statistics
import StudyValues
import Testing

/// How often each verdict rule finds something where nothing is.
///
/// Four hundred studies of five networks a rule; *supported*, *contradicted* and *mixed* may come in 5 % of them
/// and two Monte-Carlo errors.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["AVH_SLOW_TESTS"] != nil,
    "takes minutes; set AVH_SLOW_TESTS or run make test-slow"))
struct FalseVerdictSlowTests {
  private static let studies = 400
  private static let most = 0.05 + 2 * (0.05 * 0.95 / Double(studies)).squareRoot()
  private static let classCount = 10
  private static let images = 400

  /// Five networks with two scores that follow people equally on the average over classes.
  private static func study(_ random: inout NormalStream) -> MadeUpStudy {
    let classes = (0..<images).map { $0 % classCount }
    let z = classes.map { _ in random.next() }
    let selected = z.map { z in
      (0..<20).count { _ in random.unit() < 1 / (1 + exp(z - 1.5)) }
    }
    var study = MadeUpStudy(
      classNames: (0..<classCount).map { "c\($0)" }, models: (0..<5).map { "n\($0)" }, tables: [:])
    for model in study.models {
      func score() -> [Double] {
        let slopes = (0..<classCount).map { _ in 0.6 + 0.15 * random.next() }
        return classes.indices.map { slopes[classes[$0]] * z[$0] + 0.8 * random.next() }
      }
      let confidence = classes.map { _ in 0.5 + 0.5 * random.unit() }
      study.tables[model] = ImageTable(
        model: model, classNames: study.classNames, target: classes, selected: selected, shown: 20,
        scores: [
          .harder("avh", score()), .harder("loss", score()),
          .easier("max_probability", confidence, usesLabel: false),
          .easier("correct", confidence.map { random.unit() < $0 ? 1 : 0 }),
        ])
    }
    return study
  }

  /// The share of studies with a verdict that says something.
  private static func falseShare(
    _ primary: String, _ analysis: some Analysis
  ) throws -> Double {
    let primary = try JSONDecoder().decode(PrimaryEstimand.self, from: Data(primary.utf8))
    let outcomes = try Parallel.map(count: studies, threads: nil) { index in
      Result {
        var random = NormalStream(seed: 20_260_101, stream: index)
        let study = study(&random)
        let decisions = AnalysisDecisions(resamples: 199, threads: 1)
        let output = try analysis.run(id: "A", on: study, decisions: decisions)
        return Verdict.judge(
          claim: "C", text: "", primary: primary, outputs: [output],
          needs: ClaimNeeds(networks: study.models), decisions: decisions
        ).outcome
      }
    }.map { try $0.get() }
    let found: Set<ClaimVerdict.Outcome?> = [.supported, .contradicted, .mixed]
    #expect(!outcomes.contains(nil))
    return Double(outcomes.count { found.contains($0) }) / Double(studies)
  }

  @Test(arguments: ["all", "any", "majority"], ["influence", "per-class-mean"])
  func `differences with classes as a sample`(rule: String, test: String) throws {
    let share = try Self.falseShare(
      #"{"analysis": "A", "test": "\#(test)", "networks": "\#(rule)", "margin": 0.001}"#,
      ComparisonAnalysis(
        pairs: [["avh", "loss"]],
        tests: [#require(TestName(rawValue: test))], populations: [.classesRandom]))
    #expect(share <= Self.most, "\(rule), \(test): \(share)")
  }

  @Test(arguments: ["all", "any", "majority"])
  func `mixed models`(rule: String) throws {
    let share = try Self.falseShare(
      #"{"analysis": "A", "estimate": "slope_difference", "networks": "\#(rule)", "margin": 0.001}"#,
      MixedModelAnalysis(pairs: [["avh", "loss"]]))
    #expect(share <= Self.most, "\(rule): \(share)")
  }

  @Test(arguments: ["all", "any", "majority"])
  func `estimates over images`(rule: String) throws {
    let share = try Self.falseShare(
      #"{"analysis": "A", "estimate": "signed_gap", "group": "as given", "networks": "\#(rule)", "margin": 0.001}"#,
      CalibrationAnalysis(temperature: false, resamples: 20))
    #expect(share <= Self.most, "\(rule): \(share)")
  }

  @Test func `five unrelated networks`() throws {
    let share = try Self.falseShare(
      #"{"analysis": "A", "estimate": "correlation_with_accuracy", "score": "avh", "expect": "less"}"#,
      AccuracyTrendAnalysis(scores: ["avh"]))
    #expect(share <= Self.most, "\(share)")
  }
}

/// Normal and uniform numbers of one stream.
struct NormalStream {
  private var generator: SplitMix64

  init(seed: UInt64, stream: Int) { generator = SplitMix64(seed: seed, stream: stream) }

  mutating func unit() -> Double { generator.nextUnit() }

  mutating func next() -> Double { Normal.quantile(min(max(unit(), 1e-12), 1 - 1e-12)) }
}
