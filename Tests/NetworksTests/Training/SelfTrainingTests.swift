import RealModule
import Statistics
import Testing

@testable import Networks

struct SelfTrainingTests {
  static func procedure(portions: [Double] = SelfTraining.standardPortions) throws -> SelfTraining {
    try SelfTraining(
      source: HeadTrainingOptions(epochs: 4),
      round: HeadTrainingOptions(epochs: 2, learningRate: 0.02), portions: portions)
  }

  @Test func `rounds begin with the same head and are the same for the same seed`() throws {
    let source = try TrainingProblem.large(count: 2_000)
    let target = try TrainingProblem.large(count: 1_000, shift: 1.5, seed: 7)
    let procedure = try Self.procedure(portions: [0.2, 0.5])
    let runs = try PseudoLabelSelection.allCases.map {
      try procedure.run(source: source, target: target, selection: $0, classes: 10, seed: 4)
    }
    for run in runs {
      #expect(run[0] == runs[0][0])
      #expect(run.map(\.round) == [0, 1, 2])
    }
    let again = try procedure.run(
      source: source, target: target, selection: .random, classes: 10, seed: 4)
    #expect(again == runs[2])
    let other = try procedure.run(
      source: source, target: target, selection: .random, classes: 10, seed: 5)
    #expect(other[0].head != again[0].head)
  }

  @Test func `true labels are the ceiling and selections trust equally many`() throws {
    let source = try TrainingProblem.large(count: 3_000)
    let target = try TrainingProblem.large(count: 3_000, shift: 2, seed: 7)
    let procedure = try Self.procedure()
    var last: [PseudoLabelSelection: SelfTrainingRound] = [:]
    for selection in PseudoLabelSelection.allCases {
      let rounds = try procedure.run(
        source: source, target: target, selection: selection, classes: 10, seed: 4)
      last[selection] = rounds.last
      let first = try #require(rounds[1].selected)
      // A fifth of each class, rounded down; the label rule moves images between classes.
      #expect((500...700).contains(first.count), "\(selection): \(first.count)")
      if selection == .trueLabels { #expect(first.precision == 1) }
    }
    let ceiling = try #require(last[.trueLabels]?.accuracy)
    for (selection, round) in last where selection != .trueLabels {
      #expect(round.accuracy < ceiling)
    }
    let confident = try #require(last[.confidence]?.selected?.precision)
    let random = try #require(last[.random]?.selected?.precision)
    #expect(confident > random)
  }

  @Test func `portions out of range are refused`() {
    #expect(
      throws: NetworksError.invalidOption(name: "portion", value: 0, allowed: "in (0, 1]")
    ) { _ = try Self.procedure(portions: [0.2, 0]) }
  }
}

struct PseudoLabelsTests {
  /// Two classes, six images; probabilities of class 0.
  private func choose(
    _ selection: PseudoLabelSelection, _ probabilities: [Double], angles: [Double] = [],
    portion: Double
  ) -> PseudoLabels {
    var generator = SplitMix64(seed: 1, purpose: 0)
    return PseudoLabels(
      selection, portion: portion,
      logProbabilities: probabilities.flatMap { [Double.log($0), Double.log(1 - $0)] },
      angles: angles, truth: Array(repeating: 1, count: probabilities.count),
      generator: &generator)
  }

  @Test func `confidence keeps what beats the class's own threshold`() {
    // Class 0 is predicted for .9 .8 .7 .6, of which half exceed .7; class 1 for .2 and .45.
    let chosen = choose(.confidence, [0.9, 0.8, 0.7, 0.6, 0.2, 0.45], portion: 0.5)
    #expect(chosen.rows == [0, 1, 4])
    #expect(chosen.labels == [0, 0, 1])
  }

  @Test func `an easy class gives way to a class with a low threshold`() {
    // Thresholds .95 and .6: the last image has .55 / .95 < .45 / .6, so its label is 1.
    let chosen = choose(.random, [0.99, 0.95, 0.3, 0.4, 0.55], portion: 1)
    #expect(chosen.labels.count == 5)
    let half = choose(.trueLabels, [0.99, 0.95, 0.3, 0.4, 0.55], portion: 0.5)
    #expect(half.labels == [1, 1])
  }

  @Test func `AVC keeps the images that point most clearly to their class`() {
    let angles = [0.5, 2.5, 1.5, 1.6, 1.0, 2.0, 1.2, 1.3]
    let chosen = choose(.avc, [0.6, 0.9, 0.7, 0.8], angles: angles, portion: 0.5)
    #expect(chosen.rows == [0, 2])
    let avc = PseudoLabels.avc(angles[0..<2], 0)
    #expect(
      avc.isApproximatelyEqual(
        to: (.pi - 0.5) / (2 * .pi - 3.0), relativeTolerance: 1e-14))
  }

  @Test func `the threshold leaves out as many values as the share says`() {
    #expect(PseudoLabels.threshold([5, 1, 4, 2, 3], portion: 0.4) == 3)
    #expect(PseudoLabels.threshold([5, 1], portion: 1) == -.infinity)
    #expect(PseudoLabels.threshold([5, 1], portion: 0.1) == 5)
  }
}
