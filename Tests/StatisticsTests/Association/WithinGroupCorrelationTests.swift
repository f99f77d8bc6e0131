import RealModule
import Testing

@testable import Statistics

/// References by numpy 2.4.6 least squares and scipy 1.17.1; see References/association.py.
struct WithinGroupCorrelationTests {
  @Test(arguments: try AssociationReferences.load().within)
  func `agrees with residuals about the group means`(row: AssociationReferences.Within) throws {
    let own = try WithinGroupCorrelation(
      row.x, row.y, groupOfImage: row.groups, method: CorrelationMethod(named: row.method))
    #expect(own.within.isApproximatelyEqual(to: row.within, relativeTolerance: 1e-11))
    #expect(own.pooled.isApproximatelyEqual(to: row.pooled, relativeTolerance: 1e-11))
    let test = try own.test()
    #expect(test.pValue.p.isApproximatelyEqual(to: row.p, relativeTolerance: 1e-8))
    #expect(own.groups == 5 && own.n == 60)
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `does not see what a group as a whole is shifted by`(method: CorrelationMethod) throws {
    // Within each group y falls with x, but groups with large x have large y.
    let x = (0..<30).map { Double($0 % 6) + 100 * Double($0 / 6) }
    let y = (0..<30).map { -Double($0 % 6) + 100 * Double($0 / 6) }
    let own = try WithinGroupCorrelation(
      x, y, groupOfImage: (0..<30).map { $0 / 6 }, method: method)
    #expect(own.within.isApproximatelyEqual(to: -1, relativeTolerance: 1e-12))
    #expect(own.pooled > 0.6)
  }

  @Test func `one group gives the pooled coefficient`() throws {
    let row = try AssociationReferences.load().within[1]
    let own = try WithinGroupCorrelation(
      row.x, row.y, groupOfImage: [Int](repeating: 7, count: row.x.count))
    #expect(own.within.isApproximatelyEqual(to: own.pooled, relativeTolerance: 1e-13))
    let plain = try SpearmanCorrelation(row.x, row.y)
    let interval = try plain.interval(method: .bonettWright)
    #expect(
      try own.interval().low.isApproximatelyEqual(to: interval.low, relativeTolerance: 1e-12))
  }

  @Test func `leaves out groups of one image and refuses what is left without spread`() throws {
    let own = try WithinGroupCorrelation(
      [1, 2, 3, 9], [1, 3, 2, 9], groupOfImage: [0, 0, 0, 5], method: .pearson)
    #expect(own.n == 3 && own.groups == 1)
    #expect(own.within.isApproximatelyEqual(to: 0.5, relativeTolerance: 1e-13))
    #expect(throws: StatisticsError.constant(name: "x")) {
      try WithinGroupCorrelation([1, 1, 2, 2], [1, 2, 3, 4], groupOfImage: [0, 0, 1, 1])
    }
    #expect(throws: StatisticsError.constant(name: "y")) {
      try WithinGroupCorrelation(
        [1, 2, 3, 4], [0.1, 0.1, 0.7, 0.7], groupOfImage: [0, 0, 1, 1], method: .kendall)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try WithinGroupCorrelation([1, 2, 3], [3, 1, 2], groupOfImage: [0, 1, 2])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 3, got: 2)) {
      try WithinGroupCorrelation([1, 2, 3], [3, 1, 2], groupOfImage: [0, 1])
    }
  }

  @Test func `has no simple interval for Kendall`() throws {
    let row = try AssociationReferences.load().within[2]
    let own = try WithinGroupCorrelation(
      row.x, row.y, groupOfImage: row.groups, method: .kendall)
    #expect(throws: StatisticsError.self) { try own.interval() }
  }
}
