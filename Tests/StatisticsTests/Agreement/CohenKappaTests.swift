import RealModule
import Testing

@testable import Statistics

/// References by statsmodels 0.14.5; see References/agreement.py.
struct CohenKappaTests {
  @Test(arguments: try AgreementReferences.load().kappas)
  func `agrees with statsmodels cohens_kappa`(row: AgreementReferences.Kappa) throws {
    let weighting = try #require(CohenKappa.Weighting(rawValue: row.weighting))
    let own = try CohenKappa(table: row.table, classCount: row.classes, weighting: weighting)
    #expect(own.value.isApproximatelyEqual(to: row.kappa, relativeTolerance: 1e-12))
    #expect(
      own.standardError.isApproximatelyEqual(to: row.standardError, relativeTolerance: 1e-11))
    #expect(
      own.nullStandardError.isApproximatelyEqual(
        to: row.nullStandardError, relativeTolerance: 1e-11))
    #expect(own.test().statistic == own.value / own.nullStandardError)
  }

  @Test func `takes images one by one and does not care who is first`() throws {
    let a: [Int32] = [0, 1, 2, 2, 1, 0, 0, 1]
    let b: [Int32] = [0, 1, 2, 1, 1, 0, 2, 0]
    let own = try CohenKappa(a, b, classCount: 3)
    let swapped = try CohenKappa(b, a, classCount: 3)
    let table = try CohenKappa(table: [2, 0, 1, 1, 2, 0, 0, 1, 1], classCount: 3)
    #expect(own == table)
    #expect(own.value.isApproximatelyEqual(to: swapped.value, relativeTolerance: 1e-14))
    // po = 5/8; margins 3 3 2 and 3 3 2: pe = 22/64.
    #expect(
      own.value.isApproximatelyEqual(to: (40.0 - 22) / (64 - 22), relativeTolerance: 1e-14))
  }

  @Test func `perfect agreement is 1, one class only is 0/0`() throws {
    let perfect = try CohenKappa([0, 1, 1], [0, 1, 1], classCount: 2)
    #expect(perfect.value == 1)
    #expect(try perfect.interval().low == 1)
    #expect(throws: StatisticsError.noVariation(name: "both raters")) {
      try CohenKappa([1, 1], [1, 1], classCount: 2)
    }
    let opposite = try CohenKappa([0, 0], [1, 1], classCount: 2)
    #expect(opposite.value == 0)
  }

  @Test func `refuses classes that do not exist and tables of another size`() {
    #expect(throws: StatisticsError.self) { try CohenKappa([0, 2], [0, 1], classCount: 2) }
    #expect(throws: StatisticsError.lengthMismatch(expected: 4, got: 3)) {
      try CohenKappa(table: [1, 2, 3], classCount: 2)
    }
    #expect(throws: StatisticsError.emptyInput(name: "images")) {
      try CohenKappa([], [], classCount: 2)
    }
    #expect(throws: StatisticsError.invalidCounts(row: 1)) {
      try CohenKappa(table: [1, 2, -3, 1], classCount: 2)
    }
  }
}
