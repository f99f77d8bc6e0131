import RealModule
import Testing

@testable import Statistics

struct TrainingDynamicsTests {
  /// Five images over six checkpoints, as in the worked figures below.
  private let correct: [[Bool]] = [
    [false, true, false, true, false],
    [true, true, false, false, false],
    [false, true, false, true, false],
    [true, true, false, false, true],
    [false, true, false, true, true],
    [true, true, false, false, true],
  ]

  @Test func `counts forgetting by hand`() throws {
    var events = ForgettingEvents(images: 5)
    for checkpoint in correct { try events.add(correct: checkpoint) }
    #expect(events.counts == [2, 0, 0, 3, 0])
    #expect(events.firstLearned == [1, 0, -1, 0, 3])
    #expect(events.neverLearned == [2])
    #expect(events.unforgettable == [1, 4])
    #expect(events.hardness == [2, 0, 4, 3, 0])
    #expect(events.checkpoints == 6)
  }

  @Test func `area under the margin is the mean margin`() throws {
    var area = AreaUnderMargin(images: 2)
    #expect(area.areas.allSatisfy { $0.isNaN })
    let margins = [[1.5, -3], [2.5, -1], [-1, 1e9]]
    for checkpoint in margins { try area.add(margins: checkpoint) }
    #expect(area.areas[0].isApproximatelyEqual(to: 1, relativeTolerance: 1e-14))
    #expect(area.areas[1].isApproximatelyEqual(to: (1e9 - 4) / 3, relativeTolerance: 1e-14))
  }

  @Test func `data map is mean, deviation over E and share of right answers`() throws {
    var map = DataMap(images: 2)
    #expect(map.variability[0].isNaN && map.correctness[0].isNaN && map.confidence[0].isNaN)
    try map.add(trueClassProbabilities: [0.2, 1], correct: [false, true])
    #expect(map.variability == [0, 0])
    try map.add(trueClassProbabilities: [0.6, 0], correct: [true, false])
    try map.add(trueClassProbabilities: [0.7, 1], correct: [true, true])
    #expect(map.confidence[0].isApproximatelyEqual(to: 0.5, relativeTolerance: 1e-14))
    let deviation = ((0.09 + 0.01 + 0.04) / 3).squareRoot()
    #expect(map.variability[0].isApproximatelyEqual(to: deviation, relativeTolerance: 1e-13))
    #expect(
      map.variability[1].isApproximatelyEqual(to: 2.squareRoot() / 3, relativeTolerance: 1e-13))
    #expect(map.correctness[0].isApproximatelyEqual(to: 2.0 / 3, relativeTolerance: 1e-14))
    #expect(map.checkpoints == 3)
  }

  @Test func `refuses checkpoints of another size and values that are no values`() throws {
    var events = ForgettingEvents(images: 2)
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try events.add(correct: [true])
    }
    var area = AreaUnderMargin(images: 2)
    try area.add(margins: [1, 2])
    let before = area
    #expect(throws: StatisticsError.notANumber(name: "margins", index: 1)) {
      try area.add(margins: [5, .nan])
    }
    #expect(area == before)
    var map = DataMap(images: 1)
    #expect(throws: StatisticsError.self) {
      try map.add(trueClassProbabilities: [1.5], correct: [true])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 2)) {
      try map.add(trueClassProbabilities: [0.5], correct: [true, true])
    }
    #expect(map.checkpoints == 0)
  }
}
