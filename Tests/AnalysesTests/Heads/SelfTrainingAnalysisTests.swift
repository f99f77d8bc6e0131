import Foundation
import Networks
import RealModule
import Statistics
import StudyValues
import Testing

@testable import Analyses

struct SelfTrainingAnalysisTests {
  private static func spec(
    seeds: Int = 3, targets: String = #"["near", "far"]"#, labels: String = "test-labels"
  ) throws -> AnalysisSpec {
    let text = """
      {"kind": "self-training", "source": "train", "source_labels": "train-labels",
       "targets": \(targets), "target_labels": "\(labels)", "seeds": \(seeds),
       "portions": [0.3, 0.5], "training": {"epochs": 3, "batch_size": 32},
       "round": {"epochs": 1, "batch_size": 32, "learning_rate": 0.05}}
      """
    return try JSONDecoder().decode(AnalysisSpec.self, from: Data(text.utf8))
  }

  private static func run(_ spec: AnalysisSpec, threads: Int = 2) throws -> AnalysisOutput {
    try spec.run(
      id: "S1", on: try FeatureStudy(), decisions: AnalysisDecisions(seed: 5, threads: threads))
  }

  private func row(
    _ output: AnalysisOutput, _ quantity: String, _ score: String, less other: String? = nil,
    on target: String, population: Population = .seeds, seed: Int? = nil
  ) throws -> EstimateResult {
    let key = ResultKey(
      analysis: "S1", quantity: quantity, score: score, otherScore: other,
      population: population, condition: target, grouping: seed.map { _ in "seed" },
      group: seed.map { "\($0)" })
    return try #require(output.estimates.first { $0.key == key })
  }

  @Test func `the primary difference is that of heads trained one by one`() throws {
    let study = try FeatureStudy()
    let output = try Self.run(try Self.spec())
    let procedure = try SelfTraining(
      source: HeadTrainingOptions(epochs: 3, batchSize: 32),
      round: HeadTrainingOptions(epochs: 1, batchSize: 32, learningRate: 0.05),
      portions: [0.3, 0.5])
    let source = try #require(study.sets["train"])
    for target in ["near", "far"] {
      let images = try #require(study.sets[target])
      let finals = try [PseudoLabelSelection.avc, .confidence].map { selection in
        try (5..<8).map { seed in
          try procedure.run(
            source: source, target: images, selection: selection, classes: 4, seed: UInt64(seed)
          )[2].accuracy
        }
      }
      let differences = zip(finals[0], finals[1]).map { $0 - $1 }
      let mean = differences.reduce(0, +) / 3
      let primary = try row(
        output, "accuracy_difference", "avc", less: "confidence", on: target)
      let value = try #require(primary.value)
      #expect(value.isApproximatelyEqual(to: mean, absoluteTolerance: 1e-12))
      #expect(primary.n == 3)
      let confidence = try row(output, "accuracy", "confidence", on: target).value ?? .nan
      let expected = finals[1].reduce(0, +) / 3
      #expect(confidence.isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
      let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      if squares > 0 {
        // The .975 quantile of t with 2 degrees of freedom, from a printed table.
        let half = 4.302653 * (squares / 2 / 3).squareRoot()
        let low = try #require(primary.low)
        #expect(primary.df == 2)
        #expect(
          (primary.standardError ?? .nan).isApproximatelyEqual(
            to: (squares / 2 / 3).squareRoot(), relativeTolerance: 1e-12))
        #expect(low.isApproximatelyEqual(to: mean - half, absoluteTolerance: 1e-6))
      }
      let overImages = try row(
        output, "accuracy_difference", "avc", less: "confidence", on: target, population: .images)
      #expect(
        (overImages.value ?? .nan).isApproximatelyEqual(to: mean, absoluteTolerance: 1e-12))
      let withinSeeds = try (1...3).map {
        try row(
          output, "accuracy_difference", "avc", less: "confidence", on: target,
          population: .images, seed: $0)
      }
      for (seed, difference) in zip(withinSeeds, differences) {
        #expect(
          (seed.value ?? .nan).isApproximatelyEqual(to: difference, absoluteTolerance: 1e-12))
        #expect((seed.low ?? 1) <= difference && difference <= (seed.high ?? -1))
      }
    }
  }

  @Test func `curves cover every round and true labels are all true`() throws {
    let output = try Self.run(try Self.spec())
    func points(_ quantity: String, _ selection: PseudoLabelSelection) -> [SeriesPoint] {
      output.series.filter {
        $0.key.quantity == quantity && $0.key.score == selection.rawValue
          && $0.key.condition == "far"
      }
    }
    for selection in PseudoLabelSelection.allCases {
      let curve = points("accuracy", selection)
      #expect(curve.map(\.x) == [0, 1, 2])
      let baseline = try row(output, "accuracy", "source-only", on: "far").value
      #expect(curve.first?.value == baseline)
      for quantity in ["count", "precision", "avc", "confidence", "norm"] {
        let points = points(quantity, selection)
        #expect(points.map(\.x) == [1, 2])
        #expect(points.allSatisfy { ($0.value ?? -1) > 0 })
      }
    }
    #expect(try row(output, "precision", "true-labels", on: "far").value == 1)
    let trusted = try row(output, "precision", "confidence", on: "far").value ?? .nan
    let arbitrary = try row(output, "precision", "random", on: "far").value ?? .nan
    #expect(trusted > arbitrary)
  }

  @Test func `tables have a line per target and figures a curve per selection`() throws {
    let spec = try Self.spec()
    let output = try Self.run(spec)
    let tables = spec.settings.tables(of: output)
    #expect(
      tables.map(\.id) == ["accuracy", "differences", "selected", "precision", "seeds"])
    #expect(tables[0].rows.rows.map(\.[0]) == ["near", "far"])
    #expect(
      tables[0].rows.columns.map(\.name)
        == ["condition", "source-only", "confidence", "avc", "random", "true-labels"])
    #expect(tables[2].rows.rows.count == 2 * 4 * 2)
    #expect(tables[4].rows.rows.count == 2 * 3)
    // Every estimate stands in one of the tables.
    #expect(
      tables[1].rows.rows.count + tables[4].rows.rows.count + 2 * (5 + 4)
        == output.estimates.count)
    let figures = spec.settings.figures(of: output)
    #expect(
      figures.map(\.id)
        == ["near-accuracy", "near-precision", "far-accuracy", "far-precision"])
    guard case .curves(let figure) = figures[0].content else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.curves.map(\.name) == ["confidence", "avc", "random", "true-labels"])
    #expect(figure.curves.allSatisfy { $0.points.map(\.x) == [0, 1, 2] })
  }

  @Test func `the same for any number of threads`() throws {
    let spec = try Self.spec()
    #expect(try Self.run(spec, threads: 1) == Self.run(spec, threads: 2))
  }

  @Test func `one seed has values but no interval, so that nothing can be decided`() throws {
    let output = try Self.run(try Self.spec(seeds: 1))
    let primary = try row(
      output, "accuracy_difference", "avc", less: "confidence", on: "near")
    #expect(primary.value != nil && primary.low == nil && primary.note?.contains("seed") == true)
    let claim = Data(
      #"""
      {"analysis": "S1", "estimate": "accuracy_difference", "score": "avc",
       "other_score": "confidence", "population": "seeds"}
      """#.utf8)
    let verdict = Verdict.judge(
      claim: "C6", text: "", primary: try JSONDecoder().decode(PrimaryEstimand.self, from: claim),
      outputs: [output], decisions: AnalysisDecisions())
    #expect(verdict.outcome == .cannotBeDecided)
  }

  @Test func `no targets give a note instead of rows`() throws {
    let output = try Self.run(try Self.spec(targets: "[]"))
    #expect(output.isEmpty && output.notes.count == 1)
  }

  @Test func `features and labels of different images are refused by name`() throws {
    let spec = try Self.spec(labels: "train-labels")
    #expect(
      throws: NetworksError.countMismatch(
        what: "rows in the tensor `near`, one per label,", expected: 240, got: 160)
    ) {
      _ = try Self.run(spec)
    }
  }

  @Test func `settings survive writing and reading`() throws {
    let spec = try Self.spec()
    let again = try JSONDecoder().decode(
      AnalysisSpec.self, from: try JSONEncoder().encode(spec))
    #expect(again == spec)
    let settings = try #require(spec.settings as? SelfTrainingAnalysis)
    #expect(settings.selections == PseudoLabelSelection.allCases)
    #expect(settings.training.learningRate == 0.1 && settings.round.learningRate == 0.05)
  }
}
