import RealModule
import Testing

@testable import Statistics

/// References by scikit-learn 1.9.1 and exact fractions; see References/association.py.
struct AreaUnderCurveTests {
  @Test(arguments: try AssociationReferences.load().area)
  func `agrees with roc_auc_score and DeLong's variance`(
    row: AssociationReferences.Area
  ) throws {
    let own = try AreaUnderCurve(scores: row.scores, isPositive: row.positive)
    #expect(own.value.isApproximatelyEqual(to: row.auc, relativeTolerance: 1e-13))
    #expect(
      own.standardError.isApproximatelyEqual(to: row.standardError, relativeTolerance: 1e-12))
    let interval = try own.interval()
    #expect(interval.low.isApproximatelyEqual(to: row.low, relativeTolerance: 1e-11))
    #expect(interval.high.isApproximatelyEqual(to: row.high, relativeTolerance: 1e-11))
    #expect(interval.method == "delong-logit")
  }

  @Test(arguments: try AssociationReferences.load().area)
  func `compares two areas of the same images`(row: AssociationReferences.Area) throws {
    let own = try AreaUnderCurve(scores: row.scores, isPositive: row.positive)
    let other = try AreaUnderCurve(scores: row.other, isPositive: row.positive)
    let result = try own.difference(from: other)
    #expect(result.value.isApproximatelyEqual(to: row.difference, relativeTolerance: 1e-12))
    #expect(
      result.test.statistic.isApproximatelyEqual(to: row.differenceZ, relativeTolerance: 1e-11))
    let back = try other.difference(from: own)
    #expect(
      back.interval.low.isApproximatelyEqual(
        to: -result.interval.high, relativeTolerance: 1e-12))
  }

  @Test func `turning the score turns the area about one half`() throws {
    let row = try AssociationReferences.load().area[1]
    let own = try AreaUnderCurve(scores: row.scores, isPositive: row.positive)
    let turned = try AreaUnderCurve(scores: row.scores.map { -$0 }, isPositive: row.positive)
    #expect(turned.value.isApproximatelyEqual(to: 1 - own.value, relativeTolerance: 1e-14))
    #expect(
      turned.standardError.isApproximatelyEqual(to: own.standardError, relativeTolerance: 1e-13))
  }

  @Test func `complete separation and constant scores have stated outcomes`() throws {
    let apart = try AreaUnderCurve(scores: [1, 2, 3, 4], isPositive: [false, false, true, true])
    #expect(apart.value == 1)
    let interval = try apart.interval()
    #expect(interval.low == 1 && interval.high == 1 && interval.method == "delong")
    let constant = try AreaUnderCurve(scores: [5, 5, 5], isPositive: [true, false, false])
    #expect(constant.value == 0.5)
    #expect(constant.standardError.isNaN)
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) { try constant.interval() }
    #expect(throws: StatisticsError.self) { try apart.difference(from: apart) }
    #expect(throws: StatisticsError.self) { try apart.difference(from: constant) }
  }

  @Test func `refuses a group without images, NaN and a wrong level`() throws {
    #expect(throws: StatisticsError.emptyInput(name: "the negative group")) {
      try AreaUnderCurve(scores: [1, 2], isPositive: [true, true])
    }
    #expect(throws: StatisticsError.emptyInput(name: "the positive group")) {
      try AreaUnderCurve(scores: [], isPositive: [])
    }
    #expect(throws: StatisticsError.notANumber(name: "scores", index: 0)) {
      try AreaUnderCurve(scores: [.nan, 2], isPositive: [true, false])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try AreaUnderCurve(scores: [1, 2], isPositive: [true])
    }
    let own = try AreaUnderCurve(scores: [1, 2, 1, 3], isPositive: [true, false, false, true])
    #expect(throws: StatisticsError.invalidLevel(level: 1)) { try own.interval(level: 1) }
  }
}
