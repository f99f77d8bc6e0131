import Annotations
import Foundation
import RealModule
import TestSupport
import Testing
import StudyValues

/// Human accuracies per condition as printed by the publishers' own analysis of the same files.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct HumanAccuracyTests {
  struct Experiment: CustomTestStringConvertible, Sendable {
    let name: String
    let accuracy: [String: Double]
    var testDescription: String { name }
  }

  static let experiments: [Experiment] = [
    Experiment(
      name: "contrast",
      accuracy: [
        "c100": 0.856, "c50": 0.827, "c30": 0.795, "c15": 0.734, "c10": 0.595, "c05": 0.353,
        "c03": 0.150, "c01": 0.062,
      ]),
    Experiment(
      name: "uniform-noise",
      accuracy: [
        "0.00": 0.797, "0.03": 0.834, "0.05": 0.764, "0.10": 0.770, "0.20": 0.647, "0.35": 0.398,
        "0.60": 0.148, "0.90": 0.070,
      ]),
    Experiment(
      name: "low-pass",
      accuracy: [
        "0": 0.920, "1": 0.914, "3": 0.795, "5": 0.630, "7": 0.588, "10": 0.380, "15": 0.200,
        "40": 0.061,
      ]),
    Experiment(
      name: "high-pass",
      accuracy: [
        "inf": 0.883, "3": 0.808, "1.5": 0.739, "1": 0.616, "0.7": 0.353, "0.55": 0.178,
        "0.45": 0.073, "0.4": 0.064,
      ]),
    Experiment(
      name: "phase-scrambling",
      accuracy: [
        "0": 0.898, "30": 0.880, "60": 0.795, "90": 0.686, "120": 0.391, "150": 0.106,
        "180": 0.102,
      ]),
    Experiment(
      name: "rotation", accuracy: ["0": 0.891, "90": 0.841, "180": 0.802, "270": 0.846]),
    Experiment(name: "colour", accuracy: ["cr": 0.909, "bw": 0.887]),
    Experiment(name: "silhouette", accuracy: ["0": 0.753]),
    Experiment(name: "edge", accuracy: ["0": 0.871]),
    Experiment(name: "cue-conflict", accuracy: ["0": 0.776]),
  ]

  @Test(arguments: experiments)
  func `finds the accuracy of every condition of model-vs-human`(experiment: Experiment) throws {
    let folder = try RealData.path("annotations/model-vs-human/\(experiment.name)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .map { "\(folder)/\($0)" }
    let sink = try importFiles(files)
    #expect(sink.header?.format == "model-vs-human")
    var right: [Int32: (count: Double, of: Double)] = [:]
    var target: [Int32: Int32] = [:]
    for item in sink.targets { target[item.image] = item.targetClass }
    for tally in sink.tallies where tally.targetClass == target[tally.image] {
      right[tally.condition, default: (0, 0)].count += tally.selected
      right[tally.condition, default: (0, 0)].of += Double(tally.shown)
    }
    let found = right.map { (sink.conditions[Int($0.key)], $0.value.count / $0.value.of) }
    #expect(found.count == experiment.accuracy.count)
    for (condition, accuracy) in found {
      let expected = try #require(experiment.accuracy[condition], "\(condition)")
      #expect(accuracy.isApproximatelyEqual(to: expected, absoluteTolerance: 0.0006))
    }
    // Every image stands in one condition and is seen once by everybody.
    #expect(sink.answers.count == sink.images.count * files.count)
  }

  @Test func `finds the accuracy by reach of eidolons`() throws {
    let folder = try RealData.path("annotations/model-vs-human/eidolonI")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let sink = try importFiles(files.map { "\(folder)/\($0)" })
    var target: [Int32: Int32] = [:]
    for item in sink.targets { target[item.image] = item.targetClass }
    var right: [String: (count: Double, of: Double)] = [:]
    for tally in sink.tallies where tally.targetClass == target[tally.image] {
      let condition = sink.conditions[Int(tally.condition)]
      let reach = String(condition.prefix { $0 != "-" })
      right[reach, default: (0, 0)].count += tally.selected
      right[reach, default: (0, 0)].of += Double(tally.shown)
    }
    let expected = [
      "1": 0.792, "2": 0.873, "4": 0.812, "8": 0.692, "16": 0.438, "32": 0.222, "64": 0.122,
      "128": 0.075,
    ]
    #expect(Set(right.keys) == Set(expected.keys))
    for (reach, counts) in right {
      let accuracy = counts.count / counts.of
      #expect(accuracy.isApproximatelyEqual(to: expected[reach] ?? 0, absoluteTolerance: 0.0006))
    }
  }
}
