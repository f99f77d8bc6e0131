import RealModule
import Testing

@testable import Statistics

/// References from the definitions in exact fractions; see References/calibration.py.
struct CalibrationTableTests {
  private func table(_ row: CalibrationReferences.Table) throws -> CalibrationTable {
    let binning: CalibrationTable.Binning =
      switch row.kind {
      case "right": .equalWidth(row.bins)
      case "left": .equalWidthLeftClosed(row.bins)
      default: .equalMass(row.bins)
      }
    return try CalibrationTable(
      confidence: row.confidence, correct: row.correct.map { $0 == 1 }, binning: binning)
  }

  @Test(arguments: try CalibrationReferences.load().tables)
  func `agrees with the definitions`(row: CalibrationReferences.Table) throws {
    let own = try table(row)
    #expect(own.bins.map(\.n) == row.counts)
    #expect(own.expectedError.isApproximatelyEqual(to: row.ece, relativeTolerance: 1e-12))
    #expect(own.maximumError.isApproximatelyEqual(to: row.mce, relativeTolerance: 1e-12))
    #expect(own.rootMeanSquareError.isApproximatelyEqual(to: row.rms, relativeTolerance: 1e-12))
    #expect(
      own.debiasedSquareError.isApproximatelyEqual(to: row.debiased, relativeTolerance: 1e-10))
    #expect(own.signedGap.isApproximatelyEqual(to: row.signedGap, relativeTolerance: 1e-11))
  }

  @Test(arguments: try CalibrationReferences.load().tables)
  func `decomposes the Brier score exactly`(row: CalibrationReferences.Table) throws {
    let correct = row.correct.map { $0 == 1 }
    let own = try BrierDecomposition(table(row), confidence: row.confidence, correct: correct)
    #expect(own.score.isApproximatelyEqual(to: row.brier, relativeTolerance: 1e-12))
    #expect(own.reliability.isApproximatelyEqual(to: row.reliability, relativeTolerance: 1e-12))
    #expect(
      own.resolution.isApproximatelyEqual(
        to: row.resolution, absoluteTolerance: 1e-15, relativeTolerance: 1e-12))
    #expect(own.uncertainty.isApproximatelyEqual(to: row.uncertainty, relativeTolerance: 1e-12))
    #expect(
      own.withinBin.isApproximatelyEqual(
        to: row.withinBin, absoluteTolerance: 1e-15, relativeTolerance: 1e-9))
    let sum = own.reliability - own.resolution + own.uncertainty + own.withinBin
    #expect(sum.isApproximatelyEqual(to: own.score, relativeTolerance: 1e-12))
  }

  @Test func `leaves empty bins empty and closes the last one`() throws {
    let own = try CalibrationTable(
      confidence: [1, 1, 0.05], correct: [true, false, false], binning: .equalWidth(4))
    #expect(own.bins.map(\.n) == [1, 0, 0, 2])
    #expect(own.bins[1].accuracy == nil && own.bins[1].gap == nil && own.bins[1].interval == nil)
    #expect(own.bins[3].lower == 0.75 && own.bins[3].upper == 1)
    #expect(own.bins[3].gap == 0.5)
    let wilson = try Proportion.wilson(successes: 1, trials: 2)
    #expect(own.bins[3].interval == wilson)
    #expect(own.maximumError == 0.5)
  }

  @Test func `never cuts images of equal confidence apart`() throws {
    let confidence = [0.2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9]
    let correct = [false, true, false, true, false, true, true, true]
    let own = try CalibrationTable(
      confidence: confidence, correct: correct, binning: .equalMass(4))
    #expect(own.bins.reduce(0) { $0 + $1.n } == 8)
    #expect(own.bins.map(\.n) == [1, 6, 1])
    #expect(own.bins[1].lower == 0.5 && own.bins[1].upper == 0.5)
    // The order of the images has no part in it.
    let reversed = try CalibrationTable(
      confidence: confidence.reversed(), correct: correct.reversed(), binning: .equalMass(4))
    #expect(reversed.bins == own.bins)
    let constant = try CalibrationTable(
      confidence: [0.7, 0.7, 0.7], correct: [true, true, false], binning: .equalMass(3))
    #expect(constant.bins.map(\.n) == [3])
  }

  @Test func `signs the gap: overconfident above 0`() throws {
    let over = try CalibrationTable(confidence: [0.9, 0.9], correct: [true, false])
    #expect(over.signedGap.isApproximatelyEqual(to: 0.4, relativeTolerance: 1e-14))
    let under = try CalibrationTable(confidence: [0.6, 0.6], correct: [true, true])
    #expect(under.signedGap.isApproximatelyEqual(to: -0.4, relativeTolerance: 1e-14))
  }

  @Test func `refuses confidences that are no probabilities`() {
    #expect(throws: StatisticsError.notANumber(name: "confidence", index: 1)) {
      try CalibrationTable(confidence: [0.1, .nan], correct: [true, true])
    }
    #expect(throws: StatisticsError.self) {
      try CalibrationTable(confidence: [1.0000001], correct: [true])
    }
    #expect(throws: StatisticsError.emptyInput(name: "confidence")) {
      try CalibrationTable(confidence: [], correct: [])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 2)) {
      try CalibrationTable(confidence: [0.5], correct: [true, true])
    }
    #expect(throws: StatisticsError.self) {
      try CalibrationTable(confidence: [0.5], correct: [true], binning: .equalMass(0))
    }
  }
}
