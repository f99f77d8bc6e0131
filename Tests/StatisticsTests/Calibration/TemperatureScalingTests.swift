import RealModule
import Testing

@testable import Statistics

/// References by scipy 1.17.1; see References/calibration.py.
struct TemperatureScalingTests {
  @Test(arguments: try CalibrationReferences.load().temperatures)
  func `agrees with a bounded minimization by scipy`(
    row: CalibrationReferences.Temperature
  ) throws {
    let logits = try LogitRows(row.logits, classCount: row.classes)
    let own = try TemperatureScaling(logits, labels: row.labels)
    // The minimum is flat: a bounded search is right to the root of the last digit.
    #expect(own.temperature.isApproximatelyEqual(to: row.temperature, relativeTolerance: 1e-6))
    #expect(own.loss.isApproximatelyEqual(to: row.loss, relativeTolerance: 1e-12))
    #expect(own.unscaledLoss.isApproximatelyEqual(to: row.unscaledLoss, relativeTolerance: 1e-12))
    #expect(own.loss <= own.unscaledLoss)
    #expect(!own.reachedLimit && own.n == 400)
  }

  @Test func `has slope 0 at its minimum`() throws {
    let row = try CalibrationReferences.load().temperatures[0]
    let logits = try LogitRows(row.logits, classCount: row.classes)
    let own = try TemperatureScaling(logits, labels: row.labels)
    // At the minimum the mean logit under p equals the mean logit of the labels.
    var expected = 0.0
    var given = 0.0
    for image in 0..<400 {
      let z = (0..<5).map { row.logits[image * 5 + $0] }
      let p = z.map { Double.exp($0 / own.temperature) }
      expected += zip(z, p).reduce(0) { $0 + $1.0 * $1.1 } / p.reduce(0, +)
      given += z[Int(row.labels[image])]
    }
    #expect(expected.isApproximatelyEqual(to: given, relativeTolerance: 1e-10))
  }

  @Test func `multiplying the logits multiplies the temperature`() throws {
    let row = try CalibrationReferences.load().temperatures[2]
    let plain = try TemperatureScaling(
      LogitRows(row.logits, classCount: 5), labels: row.labels)
    let scaled = try TemperatureScaling(
      LogitRows(row.logits.map { $0 * 8 }, classCount: 5), labels: row.labels, threads: 1)
    #expect(
      scaled.temperature.isApproximatelyEqual(to: 8 * plain.temperature, relativeTolerance: 1e-11))
    #expect(scaled.loss.isApproximatelyEqual(to: plain.loss, relativeTolerance: 1e-12))
  }

  @Test func `fits on the images asked for only`() throws {
    let row = try CalibrationReferences.load().temperatures[0]
    let split = try HeldOutSplit(count: 400, seed: 5)
    let whole = try LogitRows(row.logits, classCount: 5)
    let own = try TemperatureScaling(whole, labels: row.labels, images: split.fitting)
    let part = try TemperatureScaling(
      LogitRows(split.fitting.flatMap { row.logits[$0 * 5..<$0 * 5 + 5] }, classCount: 5),
      labels: split.fitting.map { row.labels[$0] })
    #expect(own == part)
    #expect(own.n == 200)
  }

  @Test func `stops at the end of its range where the loss has no minimum`() throws {
    let separable = try TemperatureScaling(
      LogitRows([2.0, 1, 0, 3], classCount: 2), labels: [0, 1])
    #expect(separable.reachedLimit)
    #expect(separable.temperature.isApproximatelyEqual(to: 1e-3, relativeTolerance: 1e-12))
    let wrong = try TemperatureScaling(
      LogitRows([2.0, 1, 0, 3], classCount: 2), labels: [1, 0])
    #expect(wrong.reachedLimit)
    #expect(wrong.temperature.isApproximatelyEqual(to: 1e3, relativeTolerance: 1e-12))
  }

  @Test func `refuses labels, images and logits out of range`() throws {
    let logits = try LogitRows([2.0, 1, 0, 3], classCount: 2)
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try TemperatureScaling(logits, labels: [0])
    }
    #expect(throws: StatisticsError.self) { try TemperatureScaling(logits, labels: [0, 2]) }
    #expect(throws: StatisticsError.self) {
      try TemperatureScaling(logits, labels: [0, 1], images: [2])
    }
    #expect(throws: StatisticsError.emptyInput(name: "images")) {
      try TemperatureScaling(logits, labels: [0, 1], images: [])
    }
    #expect(throws: StatisticsError.constant(name: "logits")) {
      try TemperatureScaling(LogitRows([1.0, 1, 4, 4], classCount: 2), labels: [0, 1])
    }
    #expect(throws: StatisticsError.notFinite(name: "logits", index: 1)) {
      try TemperatureScaling(LogitRows([1.0, 1, 4, .infinity], classCount: 2), labels: [0, 1])
    }
    #expect(throws: StatisticsError.emptyInput(name: "logits")) {
      try LogitRows([Float](), classCount: 2)
    }
    #expect(throws: StatisticsError.self) { try LogitRows([1.0], classCount: 1) }
  }
}
