import RealModule
import Testing

@testable import Statistics

/// References by scikit-learn 1.9.1; see References/association.py.
struct AccuracyCurveTests {
  @Test(arguments: try AssociationReferences.load().isotonic)
  func `pools as IsotonicRegression does`(row: AssociationReferences.Isotonic) throws {
    let own = try AccuracyCurve(
      levels: row.correct.indices.map { Double($0) }, correct: row.correct, trials: row.trials,
      order: row.rising ? .rising : .falling)
    for (mine, theirs) in zip(own.accuracies, row.values) {
      #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-12))
    }
    #expect(own.accuracies.count == row.values.count)
  }

  @Test func `reads between levels and never beyond them`() throws {
    let own = try AccuracyCurve(
      levels: [1, 2, 4], correct: [80, 60, 20], trials: [100, 100, 100])
    let at3 = try #require(own.value(at: 3))
    #expect(at3.accuracy.isApproximatelyEqual(to: 0.4, relativeTolerance: 1e-14))
    let error = ((0.25 * 0.6 * 0.4 + 0.25 * 0.2 * 0.8) / 100).squareRoot()
    #expect(at3.standardError.isApproximatelyEqual(to: error, relativeTolerance: 1e-13))
    let at2 = try #require(own.value(at: 2))
    #expect(at2.accuracy == 0.6)
    #expect(
      at2.standardError.isApproximatelyEqual(to: 0.0024.squareRoot(), relativeTolerance: 1e-13))
    #expect(own.value(at: 0.5) == nil)
    #expect(own.value(at: 4.001) == nil)
    #expect(own.value(at: .nan) == nil)
  }

  @Test func `within a pooled block the error is that of the block`() throws {
    let own = try AccuracyCurve(
      levels: [0, 1, 2], correct: [50, 60, 10], trials: [100, 100, 100], order: .falling)
    #expect(own.accuracies == [0.55, 0.55, 0.1])
    #expect(own.trials == [200, 200, 100])
    let middle = try #require(own.value(at: 0.5))
    #expect(middle.accuracy == 0.55)
    let error = (0.55 * 0.45 / 200).squareRoot()
    #expect(middle.standardError.isApproximatelyEqual(to: error, relativeTolerance: 1e-13))
  }

  @Test func `finds the level of an accuracy`() throws {
    let own = try AccuracyCurve(
      levels: [1, 2, 4], correct: [80, 60, 20], trials: [100, 100, 100])
    let half = try #require(own.level(at: 0.5))
    #expect(half.isApproximatelyEqual(to: 2.5, relativeTolerance: 1e-13))
    #expect(own.level(at: 0.8) == 1)
    #expect(own.level(at: 0.9) == nil)
    let single = try AccuracyCurve(levels: [3], correct: [1], trials: [2])
    #expect(single.level(at: 0.5) == 3)
    #expect(single.level(at: 0.4) == nil)
    #expect(single.value(at: 3)?.accuracy == 0.5)
  }

  @Test func `refuses levels that do not ascend and impossible counts`() {
    #expect(throws: StatisticsError.self) {
      try AccuracyCurve(levels: [2, 1], correct: [1, 1], trials: [2, 2])
    }
    #expect(throws: StatisticsError.invalidCounts(row: 1)) {
      try AccuracyCurve(levels: [1, 2], correct: [1, 3], trials: [2, 2])
    }
    #expect(throws: StatisticsError.invalidCounts(row: 0)) {
      try AccuracyCurve(levels: [1], correct: [0], trials: [0])
    }
    #expect(throws: StatisticsError.emptyInput(name: "levels")) {
      try AccuracyCurve(levels: [], correct: [], trials: [])
    }
    #expect(throws: StatisticsError.notANumber(name: "levels", index: 0)) {
      try AccuracyCurve(levels: [.nan], correct: [0], trials: [1])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try AccuracyCurve(levels: [1, 2], correct: [1], trials: [2, 2])
    }
  }
}
