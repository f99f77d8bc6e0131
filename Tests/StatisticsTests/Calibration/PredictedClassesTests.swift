import RealModule
import Testing

@testable import Statistics

/// References by scipy 1.17.1; see References/calibration.py.
struct PredictedClassesTests {
  @Test(arguments: try CalibrationReferences.load().temperatures)
  func `agrees with scipy's softmax`(row: CalibrationReferences.Temperature) throws {
    let own = try PredictedClasses(
      LogitRows(row.logits, classCount: row.classes), labels: row.labels)
    #expect(own.accuracy == row.accuracy)
    #expect(
      own.negativeLogLikelihood.isApproximatelyEqual(
        to: row.unscaledLoss, relativeTolerance: 1e-12))
    #expect(own.brierScore.isApproximatelyEqual(to: row.brier, relativeTolerance: 1e-12))
    let mean = own.confidences.reduce(0, +) / Double(own.confidences.count)
    #expect(mean.isApproximatelyEqual(to: row.meanConfidence, relativeTolerance: 1e-12))
    let scaled = try PredictedClasses(
      LogitRows(row.logits, classCount: row.classes), labels: row.labels,
      temperature: row.temperature, threads: 1)
    #expect(
      scaled.negativeLogLikelihood.isApproximatelyEqual(to: row.loss, relativeTolerance: 1e-12))
    #expect(scaled.predictions == own.predictions)
  }

  @Test func `keeps saturated images apart`() throws {
    let own = try PredictedClasses(
      LogitRows([50.0, 0, 60, 0, 0, 800], classCount: 2), labels: [0, 0, 0])
    #expect(own.trueClassLogProbabilities[0] < own.trueClassLogProbabilities[1])
    #expect(
      own.trueClassLogProbabilities[0].isApproximatelyEqual(
        to: -Double.exp(-50), relativeTolerance: 1e-12))
    #expect(own.trueClassLogProbabilities[2] == -800)
    #expect(own.logConfidences[0] == own.trueClassLogProbabilities[0])
    #expect(own.logConfidences[2] == 0)
    #expect(
      own.brierScores[0].isApproximatelyEqual(
        to: 2 * Double.exp(-100), relativeTolerance: 1e-12))
    #expect(own.correct == [true, true, false])
  }

  @Test func `takes the first of equal classes and refuses a wrong temperature`() throws {
    let logits = try LogitRows([1.0, 1, 0], classCount: 3)
    let own = try PredictedClasses(logits, labels: [1])
    #expect(own.predictions == [0] && own.correct == [false])
    for temperature in [0, -1, Double.nan, .infinity] {
      #expect(throws: StatisticsError.self) {
        try PredictedClasses(logits, labels: [1], temperature: temperature)
      }
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 2)) {
      try PredictedClasses(logits, labels: [1], temperatures: [1, 1])
    }
  }

  @Test func `splits the images the same way for a seed`() throws {
    let split = try HeldOutSplit(count: 101, seed: 42)
    #expect(split == (try HeldOutSplit(count: 101, seed: 42)))
    #expect(split != (try HeldOutSplit(count: 101, seed: 43)))
    #expect(split.fitting.count == 51 && split.judging.count == 50)
    #expect((split.fitting + split.judging).sorted() == Array(0..<101))
    #expect(split.swapped.fitting == split.judging)
    let small = try HeldOutSplit(count: 2, fittingShare: 0.01, seed: 1)
    #expect(small.fitting.count == 1)
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try HeldOutSplit(count: 1, seed: 1)
    }
    #expect(throws: StatisticsError.self) {
      try HeldOutSplit(count: 10, fittingShare: 1, seed: 1)
    }
  }
}
