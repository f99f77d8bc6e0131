import RealModule
import Testing

@testable import Statistics

/// References by scipy 1.17.1 and brute force over pairs; see References/association.py.
struct JonckheereTerpstraTests {
  @Test(arguments: try AssociationReferences.load().jonckheere)
  func `agrees with brute force and with Kendall's test`(
    row: AssociationReferences.Jonckheere
  ) throws {
    let own = try JonckheereTerpstra(row.values, groups: row.groups)
    #expect(own.statistic == row.statistic)
    #expect(own.test().pValue.p.isApproximatelyEqual(to: row.p, relativeTolerance: 1e-9))
  }

  @Test func `is 1 for groups that do not overlap and one half by symmetry`() throws {
    let apart = try JonckheereTerpstra([1, 2, 3, 4, 5, 6], groups: [-5, -5, 0, 0, 9, 9])
    #expect(apart.probabilityOfOrder == 1)
    #expect(apart.pairs == 12)
    let symmetric = try JonckheereTerpstra([1, 4, 2, 3], groups: [0, 0, 1, 1])
    #expect(symmetric.probabilityOfOrder == 0.5)
    #expect(symmetric.z == 0)
  }

  @Test func `has the variance over all orders of the values`() throws {
    // All orders of five values in groups of 2, 1 and 2.
    var statistics: [Double] = []
    func permute(_ values: [Double], _ chosen: [Double]) throws {
      guard !values.isEmpty else {
        statistics.append(try JonckheereTerpstra(chosen, groups: [0, 0, 1, 2, 2]).statistic)
        return
      }
      for index in values.indices {
        var rest = values
        let value = rest.remove(at: index)
        try permute(rest, chosen + [value])
      }
    }
    try permute([1, 2, 2, 3, 5], [])
    let n = Double(statistics.count)
    let mean = statistics.reduce(0, +) / n
    let variance = statistics.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let own = try JonckheereTerpstra([1, 2, 2, 3, 5], groups: [0, 0, 1, 2, 2])
    #expect(own.mean.isApproximatelyEqual(to: mean, relativeTolerance: 1e-13))
    #expect(own.variance.isApproximatelyEqual(to: variance, relativeTolerance: 1e-12))
  }

  @Test func `refuses one group or one value`() {
    #expect(throws: StatisticsError.constant(name: "x")) {
      try JonckheereTerpstra([1, 2, 3], groups: [4, 4, 4])
    }
    #expect(throws: StatisticsError.constant(name: "y")) {
      try JonckheereTerpstra([1, 1, 1], groups: [1, 2, 3])
    }
    #expect(throws: StatisticsError.self) { try JonckheereTerpstra([1, .nan], groups: [1, 2]) }
  }
}
