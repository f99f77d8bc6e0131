import RealModule
import Testing

@testable import Statistics

struct KrippendorffAlphaTests {
  /// Ten units with two to five values on levels 0, 1, 2, 4.
  static let units: [[Double]] = {
    var generator = SplitMix64(seed: 77)
    return (0..<10).map { unit in
      (0..<(2 + unit % 4)).map { _ in [0, 1, 2, 4][min(3, generator.next(below: 3) + unit % 2)] }
    }
  }()

  /// Alpha from its definition: mean disagreement of pairs within units over that of all pairs.
  private func brute(_ units: [[Double]], _ metric: KrippendorffAlpha.Metric) -> Double {
    let pairable = units.filter { $0.count > 1 }
    let all = pairable.flatMap { $0 }
    func distance(_ a: Double, _ b: Double) -> Double {
      switch metric {
      case .nominal: return a == b ? 0 : 1
      case .interval: return (a - b) * (a - b)
      case .ratio: return a == b ? 0 : ((a - b) / (a + b)) * ((a - b) / (a + b))
      case .ordinal:
        let (low, high) = (min(a, b), max(a, b))
        let between = all.count { $0 >= low && $0 <= high }
        let ends = all.count { $0 == a } + all.count { $0 == b }
        let steps = a == b ? 0 : Double(between) - Double(ends) / 2
        return steps * steps
      }
    }
    var observed = 0.0
    for unit in pairable {
      for (i, a) in unit.enumerated() {
        for (j, b) in unit.enumerated() where i != j {
          observed += distance(a, b) / Double(unit.count - 1)
        }
      }
    }
    var expected = 0.0
    for (i, a) in all.enumerated() {
      for (j, b) in all.enumerated() where i != j { expected += distance(a, b) }
    }
    let n = Double(all.count)
    return 1 - (observed / n) / (expected / (n * (n - 1)))
  }

  @Test(arguments: KrippendorffAlpha.Metric.allCases)
  func `agrees with the definition over all pairs`(metric: KrippendorffAlpha.Metric) throws {
    let alpha = try KrippendorffAlpha(RatedUnits(Self.units + [[3], []]), metric: metric)
    #expect(
      alpha.alpha.isApproximatelyEqual(
        to: brute(Self.units, metric), relativeTolerance: 1e-12))
    #expect(alpha.unitsUsed == 10)
    #expect(alpha.pairableValues == Self.units.reduce(0) { $0 + $1.count })
  }

  @Test(arguments: KrippendorffAlpha.Metric.allCases)
  func `weights repeat units`(metric: KrippendorffAlpha.Metric) throws {
    let weights: [Int32] = [2, 0, 1, 3, 1, 0, 1, 1, 2, 1]
    let repeated = zip(Self.units, weights).flatMap { [[Double]](repeating: $0, count: Int($1)) }
    let weighted = try KrippendorffAlpha(RatedUnits(Self.units), metric: metric, weights: weights)
    let plain = try KrippendorffAlpha(RatedUnits(repeated), metric: metric)
    #expect(weighted.alpha.isApproximatelyEqual(to: plain.alpha, relativeTolerance: 1e-12))
    #expect(weighted.unitsUsed == plain.unitsUsed)
  }

  @Test(arguments: KrippendorffAlpha.Metric.allCases)
  func `the order of annotators and units does not matter`(
    metric: KrippendorffAlpha.Metric
  ) throws {
    let plain = try KrippendorffAlpha(RatedUnits(Self.units), metric: metric)
    let turned = try KrippendorffAlpha(
      RatedUnits(Self.units.reversed().map { $0.reversed() }), metric: metric)
    #expect(turned.alpha.isApproximatelyEqual(to: plain.alpha, relativeTolerance: 1e-13))
  }

  @Test func `counts and a long table give the same alpha`() throws {
    let votes = try VoteCounts([3, 1, 0, 0, 4, 0, 2, 2, 1], classCount: 3)
    let long: [(Int32, Double)] = [
      (0, 0), (1, 1), (0, 0), (2, 2), (0, 1), (1, 1), (2, 0), (0, 0), (1, 1), (2, 1), (2, 0),
      (1, 1), (2, 1),
    ]
    let fromVotes = try KrippendorffAlpha(RatedUnits(votes), metric: .nominal)
    let fromTable = try KrippendorffAlpha(
      RatedUnits(unit: long.map(\.0), value: long.map(\.1), unitCount: 3), metric: .nominal)
    #expect(fromVotes == fromTable)
  }

  @Test func `refuses what has no alpha`() throws {
    #expect(throws: StatisticsError.noVariation(name: "units")) {
      try KrippendorffAlpha(RatedUnits([[1, 1], [1, 1]]), metric: .nominal)
    }
    #expect(throws: StatisticsError.nothingToCompare(name: "units")) {
      try KrippendorffAlpha(RatedUnits([[1, .nan], [.nan, 2]]), metric: .nominal)
    }
    #expect(throws: StatisticsError.emptyInput(name: "units")) { try RatedUnits([]) }
    #expect(throws: StatisticsError.notFinite(name: "units", index: 1)) {
      try RatedUnits([[1, 2], [1, .infinity]])
    }
    #expect(throws: StatisticsError.self) {
      try KrippendorffAlpha(RatedUnits([[1, -2], [1, 1]]), metric: .ratio)
    }
    #expect(throws: StatisticsError.self) {
      try RatedUnits(unit: [0, 5], value: [1, 2], unitCount: 2)
    }
  }

  @Test func `ratio compares zero with zero as equal`() throws {
    let alpha = try KrippendorffAlpha(RatedUnits([[0, 0], [1, 2], [0, 1]]), metric: .ratio)
    #expect(alpha.alpha.isFinite)
  }
}

struct FleissKappaTests {
  /// Σ over subjects of agreeing pairs, from the definition.
  private func brute(_ table: [[Int]]) -> Double {
    let n = table[0].reduce(0, +)
    let pairs = Double(n * (n - 1))
    let observed =
      table.map { Double($0.reduce(0) { $0 + $1 * ($1 - 1) }) / pairs }.reduce(0, +)
      / Double(table.count)
    let shares = table[0].indices.map { column in
      Double(table.reduce(0) { $0 + $1[column] }) / Double(n * table.count)
    }
    let expected = shares.reduce(0) { $0 + $1 * $1 }
    return (observed - expected) / (1 - expected)
  }

  @Test func `agrees with the definition`() throws {
    let table = [[5, 0, 1], [2, 2, 2], [0, 6, 0], [1, 1, 4], [3, 3, 0]]
    let kappa = try FleissKappa(table)
    #expect(kappa.kappa.isApproximatelyEqual(to: brute(table), relativeTolerance: 1e-13))
    let votes = try VoteCounts(table.flatMap { $0.map(Int32.init) }, classCount: 3)
    #expect(try FleissKappa(votes) == kappa)
    #expect(kappa.test().statistic == kappa.z)
    #expect(kappa.subjects == 5 && kappa.ratings == 6)
  }

  @Test func `the order of categories does not matter`() throws {
    let table = [[5, 0, 1], [2, 2, 2], [0, 6, 0], [1, 1, 4]]
    #expect(
      try FleissKappa(table).kappa == FleissKappa(table.map { [$0[2], $0[0], $0[1]] }).kappa)
  }

  @Test func `refuses what has no kappa`() {
    #expect(throws: StatisticsError.unequalRatings(row: 1, expected: 3, got: 2)) {
      try FleissKappa([[2, 1], [1, 1]])
    }
    #expect(throws: StatisticsError.noVariation(name: "the table")) {
      try FleissKappa([[3, 0], [3, 0]])
    }
    #expect(throws: StatisticsError.invalidCounts(row: 1)) { try FleissKappa([[2, 1], [3]]) }
    #expect(throws: StatisticsError.invalidCounts(row: 0)) { try FleissKappa([[-2, 5]]) }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try FleissKappa([[1, 0], [0, 1]])
    }
    #expect(throws: StatisticsError.emptyInput(name: "the table")) { try FleissKappa([[Int]]()) }
  }
}
