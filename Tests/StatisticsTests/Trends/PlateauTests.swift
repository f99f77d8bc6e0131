import RealModule
import Testing

@testable import Statistics

struct PlateauTests {
  private let x = (0..<12).map { Double($0) }

  @Test(arguments: [3.0, 4.25, 7.9, 9.0])
  func `finds the joint of a curve without noise`(joint: Double) throws {
    let y = x.map { 5 - 0.5 * min($0, joint) }
    let point = try #require(try PlateauRule.brokenStick.point(x, y))
    #expect(point.isApproximatelyEqual(to: joint, relativeTolerance: 1e-9))
  }

  @Test func `has the least squares of a fine grid of joints`() throws {
    let y = x.map { 3 - 0.4 * min($0, 5.5) + 0.15 * Double.sin(7 * $0) }
    let point = try #require(try PlateauRule.brokenStick.point(x, y))
    func error(_ joint: Double) -> Double {
      let z = x.map { min($0, joint) }
      let meanZ = z.reduce(0, +) / 12
      let meanY = y.reduce(0, +) / 12
      let slope =
        zip(z, y).reduce(0) { $0 + ($1.0 - meanZ) * ($1.1 - meanY) }
        / z.reduce(0) { $0 + ($1 - meanZ) * ($1 - meanZ) }
      return zip(z, y).reduce(0) {
        let residual = $1.1 - meanY - slope * ($1.0 - meanZ)
        return $0 + residual * residual
      }
    }
    let grid = stride(from: 1.0, through: 10, by: 0.001).map(error).min() ?? .nan
    #expect(error(point) <= grid * (1 + 1e-12))
    #expect(error(point).isApproximatelyEqual(to: grid, relativeTolerance: 1e-5))
  }

  @Test func `says when a curve never bends`() throws {
    #expect(try PlateauRule.brokenStick.point(x, x.map { 2 * $0 }) == nil)
    #expect(try PlateauRule.settled(within: 0.1).point(x, x.map { _ in 3 }) == nil)
  }

  @Test func `settles where the curve enters the band for good`() throws {
    let y = [10.0, 6, 1, 4, 0.5, 0.2, 0]
    // The band is 1; the last crossing is between 4 (x = 3) and 0.5 (x = 4), at value 1.
    let point = try PlateauRule.settled(within: 0.1).point((0..<7).map { Double($0) }, y)
    #expect(
      try #require(point).isApproximatelyEqual(to: 3 + 3 / 3.5, relativeTolerance: 1e-13))
  }

  @Test func `refuses curves that are no curves`() {
    let rule = PlateauRule.brokenStick
    #expect(throws: StatisticsError.tooFewValues(needed: 4, got: 3)) {
      try rule.point([1, 2, 3], [1, 2, 3])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 4, got: 3)) {
      try rule.point([1, 2, 3, 4], [1, 2, 3])
    }
    #expect(throws: StatisticsError.self) { try rule.point([1, 3, 2, 4], [1, 2, 3, 4]) }
    #expect(throws: StatisticsError.notANumber(name: "y", index: 3)) {
      try rule.point([1, 2, 3, 4], [1, 2, 3, .nan])
    }
    #expect(throws: StatisticsError.notFinite(name: "x", index: 3)) {
      try rule.point([1, 2, 3, .infinity], [1, 2, 3, 4])
    }
    #expect(throws: StatisticsError.self) {
      try PlateauRule.settled(within: 0).point([1, 2, 3, 4], [1, 2, 3, 4])
    }
  }

  /// Two hundred images whose curves settle at 4 and at 8, each with noise of its own.
  private func curves() -> [[Double]] {
    var generator = SampleGenerator(seed: 5)
    return [4.0, 8.0].map { joint in
      (0..<200).flatMap { _ -> [Double] in
        let noise = generator.normals(12)
        return zip(x, noise).map { 6 - 0.5 * min($0, joint) + 0.3 * $1 }
      }
    }
  }

  @Test func `covers the joints and their paired difference`() throws {
    let own = try PlateauEstimate(
      x: x, curves: curves(), rule: .brokenStick, resamples: 200, seed: 1)
    for (point, truth) in zip(own.points, [4.0, 8.0]) {
      let interval = try #require(point.interval)
      #expect(interval.low < truth && truth < interval.high)
      #expect(interval.high - interval.low < 0.8)
      #expect(point.resamplesWithout == 0)
    }
    let difference = try #require(own.differencesFromFirst[1].interval)
    #expect(difference.low < 4 && 4 < difference.high)
    #expect(own.differencesFromFirst[0].value == 0)
  }

  @Test func `does not depend on the number of threads`() throws {
    let one = try PlateauEstimate(
      x: x, curves: curves(), rule: .settled(within: 0.05), resamples: 50, seed: 9, threads: 1)
    let two = try PlateauEstimate(
      x: x, curves: curves(), rule: .settled(within: 0.05), resamples: 50, seed: 9, threads: 2)
    #expect(one == two)
  }

  @Test func `keeps its row when the mean curve has no plateau`() throws {
    let own = try PlateauEstimate(
      x: x, curves: [x, x.map { 5 - min($0, 6) }], rule: .brokenStick, resamples: 10, seed: 1)
    #expect(own.points[0].value == nil && own.points[0].interval == nil)
    #expect(own.points[0].resamplesWithout == 10)
    #expect(own.differencesFromFirst[1].value == nil)
    #expect(own.points[1].value != nil)
  }

  @Test func `refuses curves of unlike size`() {
    #expect(throws: StatisticsError.lengthMismatch(expected: 24, got: 12)) {
      try PlateauEstimate(x: x, curves: [x + x, x], rule: .brokenStick, seed: 1)
    }
    #expect(throws: StatisticsError.emptyInput(name: "curves")) {
      try PlateauEstimate(x: x, curves: [], rule: .brokenStick, seed: 1)
    }
  }
}
