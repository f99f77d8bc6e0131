@testable import Analyses
import Foundation
import RealModule
import Statistics
import StudyValues
import Testing

/// Patterns of difficulty, people as the yardstick, calibration against people and networks as a sample,
/// against `References/yardstick.py`.
struct YardstickKindsTests {
  private struct Reference: Decodable {
    struct Drawn: Decodable { let mean, sd: Double }
    struct Sample: Decodable { let networks, error, families: Double }

    let halves: [String: Drawn]
    let calibration: [String: Double]
    let sample: [String: Sample]
  }

  private let reference: Reference
  private let study: MadeUpStudy
  private let decisions = AnalysisDecisions(threads: 2)

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "yardstick", withExtension: "json", subdirectory: "References"))
    reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
    study = try KindReference().study
  }

  /// Whether a mean over random halves is that of the reference within four of its own errors.
  private func isDrawn(_ value: Double?, _ name: String, splits: Int) throws -> Bool {
    let expected = try #require(reference.halves[name])
    return abs(try #require(value) - expected.mean) < 4 * expected.sd / Double(splits).squareRoot()
  }

  // MARK: - Patterns

  @Test(arguments: ["i1", "i2"])
  func `raw consistency and ceiling are those of numpy`(pattern: String) throws {
    let splits = 400
    let analysis = PatternConsistencyAnalysis(patterns: [pattern], splits: splits)
    let output = try analysis.run(id: "I", on: study, decisions: decisions)
    func row(
      _ quantity: String, _ model: String, _ population: Population?
    ) throws -> EstimateResult {
      try #require(
        output.estimates.first {
          $0.key.quantity == quantity && $0.key.model == model && $0.key.population == population
        })
    }
    let raw = try row("pattern_consistency_raw", "net", .images)
    let halves = try row("pattern_consistency_raw", "other people", .images)
    #expect(try isDrawn(raw.value, "\(pattern)_raw", splits: splits))
    #expect(try isDrawn(halves.value, "\(pattern)_halves", splits: splits))
    let ceiling = try #require(try row("pattern_ceiling", "net", nil).value)
    let corrected = try #require(try row("pattern_consistency", "net", .images).value)
    #expect(
      ceiling.isApproximatelyEqual(
        to: try #require(halves.value).squareRoot(), relativeTolerance: 1e-12))
    #expect(
      corrected.isApproximatelyEqual(
        to: try #require(raw.value) / ceiling, relativeTolerance: 1e-12))
    for population in [Population.images, .classesRandom] {
      let interval = try row("pattern_consistency", "net", population)
      #expect(try #require(interval.low) < corrected && corrected < (try #require(interval.high)))
      #expect(interval.df == (population == .images ? nil : 3))
    }
    #expect(analysis.tables(of: output).first?.rows.rows.count == 2)
    let again = try analysis.run(
      id: "I", on: study, decisions: AnalysisDecisions(threads: 1))
    #expect(again == output, "the same whatever the threads")
  }

  @Test func `patterns need votes over classes and logits, and say so`() throws {
    var study = study
    study.logitMatrices = [:]
    let without = try PatternConsistencyAnalysis().run(id: "I", on: study, decisions: decisions)
    #expect(
      without.estimates.isEmpty && without.notes == ["no data: the logits of net are not at hand"])
    study.voteMatrix = nil
    let silent = try PatternConsistencyAnalysis().run(id: "I", on: study, decisions: decisions)
    #expect(silent.notes == ["no data: `people` has no votes over classes"])
  }

  // MARK: - Yardstick

  @Test func `half of the people stands like a network in every table`() throws {
    let splits = 200
    let analysis = YardstickAnalysis(
      scores: ["avh", "confidence", "max_probability", "charm"], splits: splits, draws: 500)
    let output = try analysis.run(id: "Y", on: study, decisions: decisions)
    func row(_ model: String, _ score: String) throws -> CorrelationResult {
      try #require(
        output.correlations.first {
          $0.model == model && $0.score == score && $0.population == .classesFixed
        })
    }
    #expect(output.correlations.allSatisfy { $0.human == YardstickAnalysis.human })
    #expect(try isDrawn(row("net", "avh").statistic, "avh", splits: splits))
    #expect(try isDrawn(row("net", "confidence").statistic, "confidence", splits: splits))
    #expect(try isDrawn(row("other people", "hsf").statistic, "people", splits: splits))
    // The entropy of the other half is higher where HSF is lower.
    #expect(try #require(try row("other people", "label_entropy").statistic) < 0)
    let compared = try #require(
      output.comparisons.first { $0.scoreA == "avh" && $0.population == .classesFixed })
    #expect(compared.modelB == "other people" && compared.scoreB == "hsf")
    let strengths = (
      -(try #require(try row("net", "avh").statistic)),
      try #require(try row("other people", "hsf").statistic)
    )
    #expect(
      try #require(compared.difference).isApproximatelyEqual(
        to: strengths.0 - strengths.1, absoluteTolerance: 1e-12))
    let ranks = output.estimates.filter {
      $0.key.quantity == "rank" && $0.key.population == .classesFixed && $0.key.group == "label"
    }
    #expect(Set(ranks.compactMap(\.value)) == [1, 2, 3])
    #expect(ranks.contains { $0.key.model == "other people" })
    #expect(output.notes == ["net: the network has no score `charm`"])
    #expect(analysis.tables(of: output).map(\.id) == ["ranking", "all", "comparisons"])
  }

  @Test func `a copy of the votes is as close to half of the people as the whole panel is`() throws
  {
    // HSF of the whole panel holds the half it is compared with, so it is ahead of the other half.
    var study = study
    let table = try study.table(model: "net", annotationSet: "people")
    study.tables["net"] = table.with(scores: [.easier("copy", table.hsf)])
    let output = try YardstickAnalysis(scores: ["copy"], splits: 20, draws: 500)
      .run(id: "Y", on: study, decisions: decisions)
    #expect(output.comparisons.allSatisfy { ($0.difference ?? 0) > 0 && ($0.p ?? 1) < 0.05 })
  }

  // MARK: - Calibration against people

  @Test func `gaps and losses of labels and votes are those of numpy`() throws {
    let output = try VoteCalibrationAnalysis().run(id: "C", on: study, decisions: decisions)
    for name in ["label_loss", "vote_loss", "label_gap", "vote_gap", "label_ece", "vote_ece"] {
      let found = try #require(
        output.estimates.first { $0.key.quantity == name && $0.key.group == "as given" }?.value)
      #expect(
        found.isApproximatelyEqual(
          to: try #require(reference.calibration[name]), absoluteTolerance: 1e-12), "\(name)")
    }
    // Both fits lower the loss that they are fitted to.
    for kind in ["label", "vote"] {
      let difference = try #require(
        output.estimates.first { $0.key.quantity == "\(kind)_loss_difference" }?.value)
      #expect(kind == "label" ? difference < 0.01 : difference > -0.01)
    }
    #expect(output.estimates.count { $0.key.quantity == "temperature" } == 4)
    let tables = VoteCalibrationAnalysis().tables(of: output)
    #expect(tables.map(\.id) == ["calibration", "temperatures", "estimates"])
    #expect(tables[0].rows.rows.count == 3)
  }

  @Test func `temperatures of labels and of votes are those of scipy`() throws {
    let matrix = try #require(study.logitMatrices["net"])
    let logits = try LogitRows(matrix.values, classCount: 4)
    let table = try study.table(model: "net", annotationSet: "people")
    let votes = try VoteCounts(try #require(study.voteMatrix).counts, classCount: 4)
    let labels = try TemperatureScaling(logits, labels: table.targetClass.map { Int32($0) })
    let people = try TemperatureScaling(logits, votes: votes)
    #expect(
      labels.temperature.isApproximatelyEqual(
        to: try #require(reference.calibration["temperature_labels"]), relativeTolerance: 1e-6))
    #expect(
      people.temperature.isApproximatelyEqual(
        to: try #require(reference.calibration["temperature_votes"]), relativeTolerance: 1e-6))
    #expect(
      people.unscaledLoss.isApproximatelyEqual(
        to: try #require(reference.calibration["vote_loss"]), relativeTolerance: 1e-12))
    #expect(throws: StatisticsError.invalidCounts(row: 0)) {
      try TemperatureScaling(
        logits, votes: VoteCounts([Int32](repeating: 0, count: 480), classCount: 4), images: [0])
    }
  }

  // MARK: - Networks as a sample

  /// Seven networks whose accuracies and correlations with HSF are planted, in four families.
  @Test func `networks of one family count once`() throws {
    let n = 400
    let target = (0..<n).map { $0 % 2 }
    let selected = (0..<n).map { ($0 * 7) % 11 }
    var generator = SplitMix64(seed: 4)
    let ease = [0.1, 0.1, 0.2, 0.3, 0.4, 0.4, 0.6]
    let names = ease.indices.map { "net-\($0)" }
    var tables: [String: ImageTable] = [:]
    for (name, ease) in zip(names, ease) {
      let correct = selected.map { votes -> Double in
        generator.nextUnit() < 0.3 + ease * Double(votes) / 10 + 0.1 ? 1 : 0
      }
      tables[name] = ImageTable(
        model: name, classNames: ["a", "b"], target: target, selected: selected, shown: 10,
        scores: [.easier("correct", correct)])
    }
    let study = MadeUpStudy(classNames: ["a", "b"], models: names, tables: tables)
    let families = [
      "one": [names[0], names[1]], "two": [names[2], names[3]],
      "three": [names[4], names[5], "gone"],
    ]
    let analysis = NetworkSampleAnalysis(families: families, people: "halves", splits: 2)
    let output = try analysis.run(id: "S", on: study, decisions: decisions)
    #expect(output.notes == ["`gone` is named in a family, but has no predicted classes here"])
    func points(_ score: String) -> [Double] {
      output.estimates.filter { $0.key.quantity == "agreement" && $0.key.score == score }
        .compactMap(\.value)
    }
    let accuracy = output.estimates.filter { $0.key.quantity == "accuracy" }.compactMap(\.value)
    #expect(accuracy.count == 7 && points("correct").count == 7)
    let code = [0, 0, 1, 1, 2, 2, 3]
    let plain = try SpearmanCorrelation(accuracy, points("correct"))
    func row(_ group: String, _ method: String = "spearman") throws -> EstimateResult {
      try #require(
        output.estimates.first {
          $0.key.quantity == "agreement_with_accuracy" && $0.key.score == "correct"
            && $0.key.group == group && $0.key.method == method
        })
    }
    let single = try row("networks")
    #expect(single.value == plain.coefficient && single.n == 7 && single.df == 3)
    #expect(single.note?.hasPrefix("7 networks of 4 families, published") == true)
    let left = try (0..<4).map { family -> Double in
      let kept = code.indices.filter { code[$0] != family }
      return try SpearmanCorrelation(
        kept.map { accuracy[$0] }, kept.map { points("correct")[$0] }
      ).coefficient
    }
    let mean = left.reduce(0, +) / 4
    let error = (left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * 3 / 4).squareRoot()
    #expect(
      try #require(single.standardError).isApproximatelyEqual(to: error, absoluteTolerance: 1e-12))
    let family = try row("families", "kendall")
    #expect(family.n == 4 && family.note?.hasPrefix("means of families") == true)
    // Four families in order: 2/4! is the smallest p there is.
    #expect(try #require(family.p) >= 2.0 / 24 - 1e-12)
    #expect(isNear(family.smallestP, 2.0 / 24, 1e-12))
    // So no claim about these families can be decided.
    let primary = try JSONDecoder().decode(
      PrimaryEstimand.self,
      from: Data(
        #"{"analysis": "S", "estimate": "agreement_with_accuracy", "score": "correct", "method": "kendall", "group": "families"}"#
          .utf8))
    let verdict = Verdict.judge(
      claim: "C", text: "", primary: primary, outputs: [output], decisions: decisions)
    #expect(verdict.outcome == .cannotBeDecided)
    #expect(analysis.tables(of: output).map(\.id) == ["over-networks", "networks", "estimates"])
    #expect(
      analysis.figures(of: output).map(\.id) == ["agreement-1", "agreement-2", "agreement-3"])
  }

  @Test func `leaving out families agrees with scipy`() throws {
    let accuracy = [0.60, 0.62, 0.70, 0.75, 0.80, 0.82, 0.90]
    let agreement = [0.30, 0.26, 0.35, 0.33, 0.41, 0.39, 0.36]
    let code = [0, 0, 1, 1, 2, 2, 3]
    for (name, method) in [("spearman", CorrelationMethod.spearman), ("kendall", .kendall)] {
      let expected = try #require(reference.sample[name])
      let joint = try JointCorrelations(
        method, scores: [agreement], directions: [.higherIsHarder], human: accuracy,
        humanDirection: .higherIsHarder)
      let estimate = joint.strength(0, try joint.covariance(.classesRandomDeleteOne(code)))
      #expect(
        estimate.estimate.isApproximatelyEqual(to: expected.networks, absoluteTolerance: 1e-12))
      #expect(
        estimate.standardError.isApproximatelyEqual(to: expected.error, absoluteTolerance: 1e-12))
    }
  }
}
