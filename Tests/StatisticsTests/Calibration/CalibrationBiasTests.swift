import RealModule
import Testing

@testable import Statistics

struct CalibrationBiasTests {
  private func sample(_ n: Int, seed: UInt64, excess: Double) -> ([Double], [Bool]) {
    var generator = SplitMix64(seed: seed)
    let confidence = (0..<n).map { _ in 0.4 + 0.6 * generator.nextUnit() }
    return (confidence, confidence.map { generator.nextUnit() < $0 - excess })
  }

  @Test func `expects of a calibrated network what it shows`() throws {
    let (confidence, correct) = sample(600, seed: 3, excess: 0)
    let table = try CalibrationTable(confidence: confidence, correct: correct)
    let own = try CalibrationBias(
      table, confidence: confidence, correct: correct, resamples: 300, seed: 1)
    // In each bin the gap is about normal, so its mean size is sqrt(2/pi) of its deviation.
    let expected = table.bins.reduce(0.0) { sum, bin in
      guard bin.n > 0 else { return sum }
      let variance = zip(confidence, table.binOfImage).reduce(0.0) { total, image in
        table.bins[Int(image.1)] == bin ? total + image.0 * (1 - image.0) : total
      }
      return sum + (2 * variance / Double.pi).squareRoot() / 600
    }
    #expect(own.expectedIfCalibrated.isApproximatelyEqual(to: expected, relativeTolerance: 0.05))
    #expect(own.pValue > 0.05)
    #expect(own.expectedError < own.upperIfCalibrated)
    #expect(own.bracket.low < 0.02)
    #expect(own.interval.low == 0)
  }

  @Test func `tells a network that is ten points overconfident`() throws {
    let (confidence, correct) = sample(2000, seed: 7, excess: 0.1)
    let table = try CalibrationTable(confidence: confidence, correct: correct)
    let own = try CalibrationBias(
      table, confidence: confidence, correct: correct, resamples: 300, seed: 1)
    #expect(own.pValue.isApproximatelyEqual(to: 1.0 / 301, relativeTolerance: 1e-12))
    #expect(own.interval.low < 0.1 && 0.1 < own.interval.high)
    #expect(own.bracket.high == table.expectedError)
    #expect(own.bracket.low > 0.05)
    let again = try CalibrationBias(
      table, confidence: confidence, correct: correct, resamples: 300, seed: 1, threads: 1)
    #expect(again == own)
  }

  @Test func `certain and right leaves nothing to expect`() throws {
    let table = try CalibrationTable(confidence: [1, 1, 1], correct: [true, true, true])
    let own = try CalibrationBias(
      table, confidence: [1, 1, 1], correct: [true, true, true], resamples: 10, seed: 1)
    #expect(own.expectedIfCalibrated == 0 && own.expectedError == 0)
    #expect(own.pValue == 1)
    #expect(own.interval.low == 0 && own.interval.high == 0)
  }

  @Test func `refuses other images than the table's`() throws {
    let table = try CalibrationTable(confidence: [0.5, 0.6], correct: [true, false])
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try CalibrationBias(table, confidence: [0.5], correct: [true, false], seed: 1)
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try CalibrationBias(table, confidence: [0.5, 0.6], correct: [true], seed: 1)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try CalibrationBias(
        table, confidence: [0.5, 0.6], correct: [true, false], resamples: 1, seed: 1)
    }
  }
}
