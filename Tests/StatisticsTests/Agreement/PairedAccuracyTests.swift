import RealModule
import Testing

@testable import Statistics

/// References by statsmodels 0.14.5, scipy 1.17.1 and Newcombe's definition; see
/// References/association.py.
struct PairedAccuracyTests {
  private func accuracy(_ cells: [Int]) throws -> PairedAccuracy {
    var first: [Bool] = []
    var second: [Bool] = []
    for (cell, count) in cells.enumerated() {
      first += [Bool](repeating: cell < 2, count: count)
      second += [Bool](repeating: cell % 2 == 0, count: count)
    }
    return try PairedAccuracy(first, second)
  }

  @Test(arguments: try AssociationReferences.load().paired)
  func `agrees with statsmodels mcnemar and scipy binomtest`(
    row: AssociationReferences.Paired
  ) throws {
    let own = try accuracy(row.cells)
    #expect(own.exactTest().pValue.p.isApproximatelyEqual(to: row.exact, relativeTolerance: 1e-11))
    let greater = own.exactTest(.greater).pValue
    #expect(greater.p.isApproximatelyEqual(to: row.greater, relativeTolerance: 1e-11))
    #expect(Double.exp(greater.lnP).isApproximatelyEqual(to: row.greater, relativeTolerance: 1e-10))
    #expect(own.midPTest().pValue.p.isApproximatelyEqual(to: row.midP, relativeTolerance: 1e-8))
    #expect(
      Double.exp(own.midPTest().pValue.lnP).isApproximatelyEqual(
        to: row.midP, relativeTolerance: 1e-8))
    let test = try own.asymptoticTest()
    #expect(
      (test.statistic * test.statistic).isApproximatelyEqual(
        to: row.chiSquare, absoluteTolerance: 1e-13, relativeTolerance: 1e-12))
    #expect(test.pValue.p.isApproximatelyEqual(to: row.chiSquareP, relativeTolerance: 1e-10))
  }

  @Test(arguments: try AssociationReferences.load().paired)
  func `gives Newcombe's interval`(row: AssociationReferences.Paired) throws {
    let interval = try accuracy(row.cells).interval()
    #expect(
      interval.low.isApproximatelyEqual(
        to: row.low, absoluteTolerance: 1e-13, relativeTolerance: 1e-10))
    #expect(interval.high.isApproximatelyEqual(to: row.high, relativeTolerance: 1e-10))
  }

  @Test func `two who are right on the same images do not differ`() throws {
    let own = try accuracy([8, 0, 0, 2])
    #expect(own.difference == 0)
    #expect(own.exactTest().pValue.p == 1)
    #expect(own.midPTest().pValue.p == 1)
    #expect(throws: StatisticsError.self) { try own.asymptoticTest() }
    let interval = try own.interval()
    #expect(interval.low <= 0 && interval.high >= 0)
  }

  @Test func `swapping the two turns the signs`() throws {
    let own = try accuracy([36, 12, 2, 5])
    let swapped = try accuracy([36, 2, 12, 5])
    #expect(own.difference == -swapped.difference)
    #expect(
      try own.interval().low.isApproximatelyEqual(
        to: -swapped.interval().high, relativeTolerance: 1e-13))
    #expect(own.exactTest(.greater).pValue == swapped.exactTest(.less).pValue)
    #expect(own.firstAccuracy == swapped.secondAccuracy)
  }

  @Test func `refuses no images and unlike lengths`() {
    #expect(throws: StatisticsError.emptyInput(name: "images")) { try PairedAccuracy([], []) }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 2)) {
      try PairedAccuracy([true], [true, false])
    }
  }
}
