import RealModule
import Testing

@testable import Statistics

/// References by scipy 1.17.1 and brute force over pairs; see References/association.py.
struct OrdinalAssociationTests {
  @Test(arguments: try AssociationReferences.load().ordinal)
  func `counts pairs as brute force does`(row: AssociationReferences.Ordinal) throws {
    let own = try OrdinalAssociation(row.x, row.y)
    #expect(own.concordant == row.concordant)
    #expect(own.discordant == row.discordant)
    #expect(own.tiedX == row.tiedX)
    #expect(own.tiedY == row.tiedY)
    #expect(own.tiedBoth == row.tiedBoth)
  }

  @Test(arguments: try AssociationReferences.load().ordinal)
  func `gives values and standard errors of the definition`(
    row: AssociationReferences.Ordinal
  ) throws {
    let own = try OrdinalAssociation(row.x, row.y)
    for (mine, theirs) in [
      (own.gamma, row.gamma), (own.somersYGivenX, row.somersYGivenX),
      (own.somersXGivenY, row.somersXGivenY),
    ] {
      #expect(mine.value.isApproximatelyEqual(to: theirs.value, relativeTolerance: 1e-14))
      #expect(
        mine.standardError.isApproximatelyEqual(
          to: theirs.standardError, relativeTolerance: 1e-12))
      #expect(
        mine.nullStandardError.isApproximatelyEqual(
          to: theirs.nullStandardError, relativeTolerance: 1e-12))
    }
  }

  @Test(arguments: try AssociationReferences.load().ordinal)
  func `agrees with scipy.stats.somersd`(row: AssociationReferences.Ordinal) throws {
    let own = try OrdinalAssociation(row.x, row.y).somersYGivenX
    #expect(own.value.isApproximatelyEqual(to: row.scipyStatistic, relativeTolerance: 1e-13))
    #expect(own.test().pValue.p.isApproximatelyEqual(to: row.scipyPValue, relativeTolerance: 1e-9))
  }

  @Test func `the product of both directions of d is tau-b squared`() throws {
    let row = try AssociationReferences.load().ordinal[1]
    let own = try OrdinalAssociation(row.x, row.y)
    let tau = try KendallCorrelation(row.x, row.y).coefficient
    let product = own.somersYGivenX.value * own.somersXGivenY.value
    #expect(product.isApproximatelyEqual(to: tau * tau, relativeTolerance: 1e-13))
  }

  @Test func `swapping the variables swaps the directions, turning one turns the sign`() throws {
    let row = try AssociationReferences.load().ordinal[0]
    let own = try OrdinalAssociation(row.x, row.y)
    let swapped = try OrdinalAssociation(row.y, row.x)
    let turned = try OrdinalAssociation(row.x.map { -$0 }, row.y)
    #expect(swapped.somersXGivenY.value == own.somersYGivenX.value)
    #expect(swapped.gamma.value == own.gamma.value)
    #expect(turned.gamma.value == -own.gamma.value)
    #expect(turned.concordant == own.discordant)
  }

  @Test func `a perfect order gives 1 with an interval of no width`() throws {
    let own = try OrdinalAssociation([1, 2, 3, .infinity], [0.1, 0.2, 0.2, 0.4])
    #expect(own.gamma.value == 1)
    #expect(own.gamma.standardError == 0)
    let interval = try own.gamma.interval()
    #expect(interval.low == 1 && interval.high == 1)
    #expect(own.somersXGivenY.value == 1)
    #expect(own.somersYGivenX.value.isApproximatelyEqual(to: 5.0 / 6, relativeTolerance: 1e-15))
  }

  @Test func `refuses what has no pair to judge by`() {
    #expect(throws: StatisticsError.constant(name: "x")) {
      try OrdinalAssociation([1, 1, 1], [1, 2, 3])
    }
    #expect(throws: StatisticsError.constant(name: "y")) {
      try OrdinalAssociation([1, 2, 3], [1, 1, 1])
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try OrdinalAssociation([1], [1])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 3)) {
      try OrdinalAssociation([1, 2], [1, 2, 3])
    }
    #expect(throws: StatisticsError.notANumber(name: "y", index: 1)) {
      try OrdinalAssociation([1, 2], [1, .nan])
    }
  }
}
