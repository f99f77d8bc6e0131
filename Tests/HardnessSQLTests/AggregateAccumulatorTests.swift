import Statistics
import Testing

struct AggregateAccumulatorTests {
  private static func result(
    _ aggregate: HardnessAggregate, _ rows: [[AggregateArgument]]
  ) throws -> Double? {
    var accumulator = AggregateAccumulator(aggregate)
    for row in rows { try accumulator.step(row) }
    return try accumulator.finish()
  }

  private static let pairs: [[AggregateArgument]] = [
    [.number(1), .number(2)], [.number(2), .number(3)], [.null, .number(7)],
    [.number(3), .number(9)], [.number(4), .number(1)], [.number(5), .null],
  ]

  /// Pairs that wait and rows of arguments between them come in their order, which Pearson's sums depend on.
  @Test(arguments: [0, 1, 63, 64, 65, 200])
  func `a group gives what its accumulator gives`(count: Int) throws {
    var random = SplitMix64(seed: 3)
    let rows = (0..<count).map { _ in (random.nextUnit(), random.nextUnit()) }
    let group = AggregateGroup(.pearson)
    for (index, row) in rows.enumerated() {
      if index % 7 == 3 {
        try group.step([.number(row.0), .number(row.1)])
      } else {
        group.step(row.0, row.1)
      }
    }
    let expected = try Self.result(.pearson, rows.map { [.number($0.0), .number($0.1)] })
    #expect(try group.finish() == expected)
    #expect((expected == nil) == (count < 3))
  }

  @Test func `correlations are those of Statistics over the complete pairs`() throws {
    let (x, y) = ([1.0, 2, 3, 4], [2.0, 3, 9, 1])
    for method in CorrelationMethod.allCases {
      let aggregate = try #require(HardnessAggregate(rawValue: method.rawValue))
      let expected = try method.correlation(x, y)
      #expect(try Self.result(aggregate, Self.pairs) == expected.coefficient)
      let withMethod = Self.pairs.map { $0 + [.text(method.rawValue)] }
      #expect(try Self.result(.log10P, withMethod) == expected.test().pValue.log10P)
    }
  }

  @Test(arguments: [HardnessAggregate.pearson, .spearman, .kendall])
  func `fewer than three pairs and a constant side give NULL`(
    aggregate: HardnessAggregate
  ) throws {
    #expect(try Self.result(aggregate, []) == nil)
    #expect(try Self.result(aggregate, Array(Self.pairs.prefix(3))) == nil)
    let constant = [1.0, 2, 3].map { [AggregateArgument.number($0), .number(5)] }
    #expect(try Self.result(aggregate, constant) == nil)
    #expect(try Self.result(aggregate, constant.map { $0.reversed() }) == nil)
    #expect(
      try Self.result(.log10P, constant.map { $0 + [.text(aggregate.rawValue)] }) == nil)
  }

  @Test(arguments: [HardnessAggregate.pearson, .spearman, .kendall])
  func `a side that varies by rounding only gives NULL`(aggregate: HardnessAggregate) throws {
    func value(_ x: [Double]) throws -> Double? {
      let rows = x.enumerated().map { [AggregateArgument.number($1), .number(Double($0))] }
      let logarithm = try Self.result(.log10P, rows.map { $0 + [.text(aggregate.rawValue)] })
      #expect((try Self.result(aggregate, rows.map { $0.reversed() })) == nil || logarithm != nil)
      return try Self.result(aggregate, rows)
    }
    // Norms of features that were scaled to 1, in single and in double precision.
    #expect(try value((0..<20).map { 1 + Double($0 * 7 % 5) * 6e-8 }) == nil)
    #expect(try value((0..<20).map { 1 + Double($0 * 7 % 5) * 2.3e-16 }) == nil)
    #expect(try value((0..<20).map { $0 % 3 == 0 ? 1 : 1.nextDown }) == nil)
    #expect(try value((0..<20).map { $0 % 2 == 0 ? 0.3 : 0.1 + 0.2 }) == nil)
    #expect(try value((0..<20).map { -40 - Double($0 % 3) * 1e-6 }) == nil)
    // Probabilities near 1, whole numbers and what varies by more are told apart.
    #expect(try value((1...20).map { 1 - Double($0) * 1e-13 }) != nil)
    #expect(try value((0..<20).map { 9_007_199_254_740_900 + Double($0) }) != nil)
    #expect(try value((0..<20).map { 1 + Double($0) * 1e-6 }) != nil)
  }

  @Test func `quantiles are of type 7`() throws {
    let rows = [3.0, 1, 4, 1, 5].map { [AggregateArgument.number($0), .number(0.3)] }
    // numpy 2.4 quantile([3, 1, 4, 1, 5], .3) = 1.4
    let value = try #require(try Self.result(.quantile, rows + [[.null, .number(0.3)]]))
    #expect(abs(value - 1.4) < 1e-15)
    #expect(try Self.result(.quantile, []) == nil)
  }

  @Test func `a row with NULL in any argument is left out`() throws {
    let half = AggregateArgument.number(0.5)
    #expect(
      try Self.result(.quantile, [[.number(1), .null], [.number(2), half], [.number(3), half]])
        == 2.5)
    // Not even its other argument counts.
    #expect(
      try Self.result(
        .quantile,
        [[.number(1), half], [.number(2), half], [.null, .number(0.2)], [.number(3), half]])
        == 2)
    #expect(try Self.result(.log10P, [[.number(1), .number(2), .null]]) == nil)
  }

  @Test func `integers that real numbers merge are refused`() throws {
    let rows = (0..<4).map { [AggregateArgument.integer(1 << 53 + $0), .integer($0)] }
    #expect(
      throws: AggregateError.integerTooLarge(
        aggregate: "spearman", argument: 1, got: 9_007_199_254_740_993)
    ) { try Self.result(.spearman, rows) }
    let small = (0..<4).map { [AggregateArgument.integer($0 - 1 << 53), .integer($0)] }
    #expect(try Self.result(.spearman, small) == 1)
  }

  @Test func `the entropy of counts is in nats`() throws {
    let value = try #require(try Self.result(.entropy, [2.0, 7, 1, 0].map { [.number($0)] }))
    #expect(abs(value - 0.8018185525433373) < 1e-15)
    #expect(try Self.result(.entropy, [[.number(4)], [.null]]) == 0)
    #expect(try Self.result(.entropy, [[.number(0)]]) == nil)
  }

  @Test func `arguments of the wrong kind are errors`() {
    #expect(throws: AggregateError.notANumber(aggregate: "pearson", argument: 2, got: "'a'")) {
      try Self.result(.pearson, [[.number(1), .text("a")]])
    }
    #expect(
      throws: AggregateError.unknownMethod(
        got: "'rho'", allowed: ["pearson", "spearman", "kendall"])
    ) {
      try Self.result(.log10P, [[.number(1), .number(1), .text("rho")]])
    }
    #expect(throws: AggregateError.notConstant(aggregate: "log10_p", argument: 3)) {
      try Self.result(
        .log10P,
        [
          [.number(1), .number(1), .text("pearson")], [.number(1), .number(1), .text("kendall")],
        ])
    }
    #expect(throws: AggregateError.notConstant(aggregate: "quantile", argument: 2)) {
      try Self.result(.quantile, [[.number(1), .number(0.1)], [.number(1), .number(0.2)]])
    }
    #expect(throws: AggregateError.quantileOutOfRange(got: 1.5)) {
      try Self.result(.quantile, [[.number(1), .number(1.5)]])
    }
    #expect(throws: AggregateError.invalidCount(got: -1)) {
      try Self.result(.entropy, [[.number(-1)]])
    }
    #expect(throws: AggregateError.notFinite(aggregate: "pearson")) {
      try Self.result(
        .pearson, [1, 2, .infinity].map { [AggregateArgument.number($0), .number($0)] })
    }
  }
}
