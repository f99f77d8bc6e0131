import Foundation
import Networks
import Simulation
import Statistics
import Testing

/// Whether the intervals of simulated studies hold the planted truth as often as they say.
struct PlantedTruthSlowTests {
  static let isAsked = ProcessInfo.processInfo.environment["AVH_SLOW_TESTS"] != nil
  static let why: Comment = "takes minutes; set AVH_SLOW_TESTS or run make test-slow"

  @Test(
    .enabled(if: isAsked, why),
    arguments: [
      ("the bundled study", SimulationSettings().effect),
      ("its twin", SimulationSettings.Effect.none),
    ])
  func `an interval of 95 % holds the truth in 90 to 100 of 100 Slow studies`(
    name: String, effect: SimulationSettings.Effect
  ) throws {
    var settings = SimulationSettings(effect: effect)
    let truth = try PlantedTruth(settings: settings)
    var held: [String: Int] = [:]
    for seed in 1...100 {
      settings.seed = UInt64(seed)
      let study = try SimulatedStudy(settings: settings)
      let counts = study.counts
      let hsf = study.targetClass.indices.map { image in
        Double(counts[image * settings.classes + study.targetClass[image]])
          / Double(settings.annotators)
      }
      for (index, network) in settings.networks.enumerated() {
        let head = try ClassifierHead(
          weights: study.weights[index].map(Double.init), classes: settings.classes,
          bias: study.biases[index].map(Double.init))
        var scores = CollectedScores()
        _ = try Scorer(
          input: .values(study.features[index].map(Double.init), head),
          labels: study.targetClass.map(Int32.init)
        ).run(into: &scores)
        for score in PlantedTruth.scores {
          let values = scores[try #require(Score.named(score))]
          for method in CorrelationMethod.allCases {
            let expected = try #require(
              truth.value(model: network.name, score: score, method: method.rawValue))
            let joint = try JointCorrelations(
              method, scores: [values], directions: [.higherIsHarder], human: hsf,
              humanDirection: .higherIsHarder)
            let interval = try joint.strength(0, joint.covariance(.images)).interval()
            if interval.low <= expected && expected <= interval.high {
              held["\(network.name) \(score) \(method.rawValue)", default: 0] += 1
            }
          }
        }
      }
    }
    #expect(held.count == settings.networks.count * PlantedTruth.scores.count * 3)
    for (row, count) in held.sorted(by: { $0.key < $1.key }) {
      #expect((90...100).contains(count), "\(name), \(row): \(count) of 100")
    }
  }
}
