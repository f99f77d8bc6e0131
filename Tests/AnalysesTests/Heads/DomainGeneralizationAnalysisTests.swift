import Foundation
import Networks
import RealModule
import Statistics
import StudyValues
import Testing

@testable import Analyses

struct DomainGeneralizationAnalysisTests {
  private static func spec(
    domains: Int = 3, extra: String = ""
  ) throws -> AnalysisSpec {
    let list = ["near", "far", "middle"].prefix(domains).map {
      #"{"name": "\#($0)", "training": "train-\#($0)", "test": "\#($0)"}"#
    }.joined(separator: ",")
    let text = """
      {"kind": "domain-generalization", "domains": [\(list)], "training_labels": "train-labels",
       "test_labels": "test-labels", "seeds": 2, "scales": [5, 20], "calibration_resamples": 20,
       "training": {"epochs": 2, "batch_size": 32}\(extra)}
      """
    return try JSONDecoder().decode(AnalysisSpec.self, from: Data(text.utf8))
  }

  private static func study() throws -> FeatureStudy {
    try FeatureStudy(shifts: ["near": 0.2, "middle": 0.5, "far": 0.9])
  }

  private static func run(_ spec: AnalysisSpec, threads: Int = 2) throws -> AnalysisOutput {
    try spec.run(
      id: "D1", on: try study(), decisions: AnalysisDecisions(seed: 9, threads: threads))
  }

  private func row(
    _ output: AnalysisOutput, _ quantity: String, _ score: String, less other: String? = nil,
    on domain: String?, seed: Int? = nil
  ) throws -> EstimateResult {
    let key = ResultKey(
      analysis: "D1", quantity: quantity, score: score, otherScore: other,
      population: seed == nil ? .seeds : nil, condition: domain,
      grouping: seed.map { _ in "seed" }, group: seed.map { "\($0)" })
    return try #require(output.estimates.first { $0.key == key })
  }

  @Test(arguments: [(240, 3, nil, 80), (20, 3, nil, 6), (20, 3, 4, 4), (20, 3, 9, 6)])
  func `parts share no image`(count: Int, parts: Int, asked: Int?, size: Int) {
    let found = disjointParts(of: count, into: parts, size: asked, seed: 3)
    #expect(found.map(\.count) == [Int](repeating: size, count: parts))
    let images = found.flatMap { $0 }
    #expect(Set(images).count == images.count)
    #expect(images.allSatisfy { (0..<count).contains($0) })
    #expect(found == disjointParts(of: count, into: parts, size: asked, seed: 3))
    #expect(found != disjointParts(of: count, into: parts, size: asked, seed: 4))
  }

  @Test func `accuracies and calibration are those of heads trained one by one`() throws {
    let study = try Self.study()
    let output = try Self.run(try Self.spec())
    let procedure = try LeaveOneDomainOut(
      options: HeadTrainingOptions(epochs: 2, batchSize: 32), scales: [5, 20])
    let names = ["near", "far", "middle"]
    var differences: [[Double]] = []
    for (place, name) in names.enumerated() {
      let others = names.indices.filter { $0 != place }.map { names[$0] }
      let test = try #require(study.sets[name])
      let heads = try [UInt64(9), 10].map { seed in
        let parts = disjointParts(of: 240, into: 2, size: nil, seed: seed)
        let training = try zip(others, parts).map {
          try #require(study.sets["train-\($0)"]).subset($1)
        }
        return try procedure.run(
          leavingOut: .init(name: name, training: test, test: test), training: training,
          classes: 4, seeds: [seed])
      }
      differences.append(heads.map { $0[1].accuracy - $0[0].accuracy })
      let accuracy = try #require(try row(output, "accuracy", "cross-entropy", on: name).value)
      let expected = (heads[0][0].accuracy + heads[1][0].accuracy) / 2
      #expect(accuracy.isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
      let errors = heads.map { Self.calibrationError($0[1], test.labels) }
      let error = try #require(try row(output, "ece", "avh", on: name).value)
      #expect(
        error.isApproximatelyEqual(to: (errors[0] + errors[1]) / 2, relativeTolerance: 1e-9))
      for seed in 1...2 {
        let scale = try row(output, "chosen_scale", "avh", on: name, seed: seed).value
        #expect(heads[seed - 1][1].loss == .angularVisualHardness(scale: scale ?? .nan))
      }
    }
    let primary = try row(
      output, "mean_accuracy_difference", "avh", less: "cross-entropy", on: nil)
    let mean = differences.flatMap { $0 }.reduce(0, +) / 6
    #expect((primary.value ?? .nan).isApproximatelyEqual(to: mean, absoluteTolerance: 1e-12))
    #expect(primary.n == 2)
  }

  /// The expected calibration error from its definition: 15 bins (k/15, (k+1)/15].
  private static func calibrationError(
    _ head: LeaveOneDomainOut.Outcome, _ labels: [Int32]
  ) -> Double {
    var gaps = [Double](repeating: 0, count: 15)
    for image in labels.indices {
      let bin = max(0, Int((head.confidences[image] * 15).rounded(.up)) - 1)
      gaps[min(bin, 14)] +=
        head.confidences[image] - (head.predictions[image] == labels[image] ? 1 : 0)
    }
    return gaps.reduce(0) { $0 + abs($1) } / Double(labels.count)
  }

  @Test func `every estimate stands in a table`() throws {
    let spec = try Self.spec()
    let output = try Self.run(spec)
    let tables = spec.settings.tables(of: output)
    #expect(
      tables.map(\.id) == [
        "means", "accuracy", "differences", "calibration", "scales", "chosen", "seeds",
      ])
    #expect(tables[4].rows.columns.map(\.heading) == ["Left out", "s = 5", "s = 20"])
    #expect(tables[3].rows.columns.count == 1 + 6)
    #expect(tables[1].rows.columns.count == 1 + 2 * 3)
    let lines = [0, 2, 5, 6].reduce(0) { $0 + tables[$1].rows.rows.count }
    #expect(lines + 3 * (2 + 6 + 2) == output.estimates.count)
  }

  @Test func `fewer images a domain are used when asked for and said`() throws {
    let full = try Self.run(try Self.spec())
    let few = try Self.run(try Self.spec(extra: #", "images_per_domain": 30"#))
    #expect(full.notes.joined().contains("120 images of its own"))
    #expect(few.notes.joined().contains("30 images of its own"))
    #expect(few.estimates != full.estimates)
  }

  @Test func `the same for any number of threads`() throws {
    let spec = try Self.spec()
    #expect(try Self.run(spec, threads: 1) == Self.run(spec, threads: 2))
  }

  @Test func `one domain gives a note instead of rows`() throws {
    let output = try Self.run(try Self.spec(domains: 1))
    #expect(output.isEmpty && output.notes.count == 1)
  }

  @Test func `settings survive writing and reading`() throws {
    let spec = try Self.spec(extra: #", "images_per_domain": 30"#)
    let again = try JSONDecoder().decode(
      AnalysisSpec.self, from: try JSONEncoder().encode(spec))
    #expect(again == spec)
  }
}
