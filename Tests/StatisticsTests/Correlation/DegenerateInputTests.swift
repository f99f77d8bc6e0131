import RealModule
import Testing

@testable import Statistics

/// Input without an ordinary answer has a stated outcome, for each coefficient.
struct DegenerateInputTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let x: [Double]
    let y: [Double]
    let errors: [CorrelationMethod: StatisticsError]
    var testDescription: String { name }

    /// A row with the same error from every coefficient, or from the named ones.
    init(
      _ name: String, _ x: [Double], _ y: [Double], _ error: StatisticsError,
      only methods: [CorrelationMethod] = CorrelationMethod.allCases
    ) {
      self.name = name
      self.x = x
      self.y = y
      errors = Dictionary(uniqueKeysWithValues: methods.map { ($0, error) })
    }
  }

  static let rows = [
    Row("empty", [], [], .tooFewValues(needed: 2, got: 0)),
    Row("one pair", [1], [2], .tooFewValues(needed: 2, got: 1)),
    Row("different lengths", [1, 2], [1], .lengthMismatch(expected: 2, got: 1)),
    Row("constant x", [2, 2, 2], [1, 2, 3], .constant(name: "x")),
    Row("constant y", [1, 2, 3], [0, -0.0, 0], .constant(name: "y")),
    Row("all tied", [1, 1, 1], [1, 1, 1], .constant(name: "x")),
    Row("NaN in x", [1, .nan, 3], [1, 2, 3], .notANumber(name: "x", index: 1)),
    Row("NaN in y", [1, 2, 3], [1, 2, .nan], .notANumber(name: "y", index: 2)),
    Row(
      "infinity", [1, .infinity, 3], [1, 2, 3], .notFinite(name: "x", index: 1), only: [.pearson]),
    Row(
      "negative infinity", [1, 2, 3], [1, -.infinity, 3], .notFinite(name: "y", index: 1),
      only: [.pearson]),
  ]

  @Test(arguments: rows)
  func `refuses with the reason`(row: Row) throws {
    for method in CorrelationMethod.allCases {
      guard let error = row.errors[method] else {
        let correlation = try method.correlation(row.x, row.y)
        #expect(abs(correlation.coefficient) <= 1)
        continue
      }
      #expect(throws: error) { try method.correlation(row.x, row.y) }
    }
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `two pairs have a coefficient but no test`(method: CorrelationMethod) throws {
    let correlation = try method.correlation([1, 2], [5, 3])
    #expect(correlation.coefficient == -1)
    #expect(throws: StatisticsError.tooFewValues(needed: 3, got: 2)) { try correlation.test() }
    #expect(throws: StatisticsError.self) { try correlation.interval() }
  }

  @Test func `three pairs have a test but no interval`() throws {
    let pearson = try PearsonCorrelation([1, 2, 4], [1, 3, 2])
    #expect(try pearson.test().df == 1)
    #expect(throws: StatisticsError.tooFewValues(needed: 4, got: 3)) { try pearson.interval() }
  }

  @Test func `r of 1 and -1 has a p that is bounded by its precision, and a point interval`() throws
  {
    let x = (0..<20).map(Double.init)
    for sign in [1.0, -1] {
      for slope in [1.0, 3, 0.1, 1e-300] {
        let pearson = try PearsonCorrelation(x, x.map { sign * slope * $0 })
        #expect(pearson.coefficient == sign)
        let test = try pearson.test()
        #expect(test.statistic.sign == (sign > 0 ? .plus : .minus))
        // (2^-52)^9 is about 1e-141: finite, and far below every level.
        #expect(test.pValue.log10P < -130 && test.pValue.log10P > -150)
        let interval = try pearson.interval()
        #expect(interval.low == sign && interval.high == sign)
      }
      let spearman = try SpearmanCorrelation(x, x.map { sign * $0 * $0 })
      #expect(spearman.coefficient == sign)
      // 2/20!
      #expect(
        try spearman.test().pValue.p.isApproximatelyEqual(
          to: 2 / 2_432_902_008_176_640_000.0, relativeTolerance: 1e-13))
      let kendall = try KendallCorrelation(x, x.map { sign * $0 * $0 })
      #expect(kendall.coefficient == sign)
      // 2/20!
      #expect(
        try kendall.test().pValue.p.isApproximatelyEqual(
          to: 2 / 2_432_902_008_176_640_000.0, relativeTolerance: 1e-13))
    }
  }

  @Test func `three pairs on a line have a coefficient but no p`() throws {
    let pearson = try PearsonCorrelation([1, 2, 3], [5, 3, 1])
    #expect(pearson.coefficient == -1)
    #expect(throws: StatisticsError.self) { try pearson.test() }
    // Ranks have one: 2/3!.
    #expect(
      try SpearmanCorrelation([1, 2, 3], [5, 3, 1]).test().pValue.p.isApproximatelyEqual(
        to: 1.0 / 3, relativeTolerance: 1e-14))
  }

  @Test func `numbers near 1e308 and 1e-308 neither overflow nor vanish`() throws {
    let y = [1, 2.5, 2, 3, 4.5]
    let plain = try PearsonCorrelation([1, 5, 3, 9, 11], y).coefficient
    for factor in [1e307, 0x1p-1030, Double.leastNonzeroMagnitude] {
      let x = [1, 5, 3, 9, 11].map { $0 * factor }
      let r = try PearsonCorrelation(x, y).coefficient
      #expect(r.isApproximatelyEqual(to: plain, relativeTolerance: 1e-6))
      #expect(abs(r) <= 1)
    }
    let extreme = [Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude, 0, 1, 2]
    #expect(abs(try PearsonCorrelation(extreme, y).coefficient) <= 1)
  }

  @Test func `an offset of 1e9 or 1e15 costs no digits`() throws {
    var generator = SplitMix64(seed: 6)
    let x = (0..<100).map { _ in Double(generator.next(below: 1000)) }
    let y = x.map { $0 + Double(generator.next(below: 1000)) }
    let plain = try PearsonCorrelation(x, y).coefficient
    for offset in [1e9, -1e15] {
      let shifted = try PearsonCorrelation(x.map { $0 + offset }, y).coefficient
      #expect(shifted.isApproximatelyEqual(to: plain, relativeTolerance: 1e-14))
    }
  }

  @Test func `infinities have ranks`() throws {
    let x = [1, -Double.infinity, Double.infinity, 4, 2]
    #expect(try SpearmanCorrelation(x, [2, 1, 5, 4, 3]).coefficient == 1)
    #expect(try KendallCorrelation(x, [2, 1, 5, 4, 3]).coefficient == 1)
  }

  @Test(arguments: [-0.1, 0, 1, 1.5, .nan])
  func `refuses a level outside 0 to 1`(level: Double) throws {
    let pearson = try PearsonCorrelation([1, 2, 3, 5], [1, 3, 2, 4])
    #expect(throws: StatisticsError.self) { try pearson.interval(level: level) }
  }

  @Test func `every error is one sentence`() {
    let errors: [StatisticsError] = [
      .constant(name: "x"), .didNotConverge(iterations: 5),
      .unknownMethod(name: "a", allowed: ["b"]), .emptyInput(name: "x"),
      .impossibleCorrelations(determinant: -1), .invalidCounts(row: 3), .invalidLevel(level: 2),
      .lengthMismatch(expected: 1, got: 2), .notDefinedWithTies(name: "x"),
      .notFinite(name: "x", index: 1), .notANumber(name: "x", index: 1), .noVariation(name: "x"),
      .nothingToCompare(name: "x"), .oneSidedReplicates(count: 9),
      .outOfRange(name: "x", value: 2, allowed: "below 1"), .singularCovariates(name: "x"),
      .tooFewClusters(needed: 30, got: 10), .tooFewValues(needed: 3, got: 2),
      .tooManyValues(allowed: 9, got: 10), .undefined(reason: "it is 0/0"),
      .unequalRatings(row: 1, expected: 3, got: 2),
    ]
    for error in errors {
      #expect(!error.description.contains(". ") && !error.description.contains("\n"))
      #expect(error.description.count > 20)
    }
  }
}
