import RealModule
import Testing

@testable import Statistics

struct ComparedCorrelationsTests {
  @Test(arguments: DependentCorrelationsTest.allCases)
  func `exchanging the scores turns the sign`(test: DependentCorrelationsTest) throws {
    let pair = try DependentCorrelations(first: 0.36, second: 0.3, between: 0.6, n: 500)
    let swapped = try DependentCorrelations(first: 0.3, second: 0.36, between: 0.6, n: 500)
    let (one, two) = (pair.test(test, .greater), swapped.test(test, .less))
    #expect(one.statistic.isApproximatelyEqual(to: -two.statistic, relativeTolerance: 1e-12))
    #expect(one.pValue.lnP.isApproximatelyEqual(to: two.pValue.lnP, relativeTolerance: 1e-12))
    #expect(one.name == test.rawValue)
  }

  @Test(arguments: DependentCorrelationsTest.allCases)
  func `turning the shared variable turns the sign`(test: DependentCorrelationsTest) throws {
    let pair = try DependentCorrelations(first: 0.36, second: 0.3, between: 0.6, n: 500)
    let turned = try DependentCorrelations(first: -0.36, second: -0.3, between: 0.6, n: 500)
    #expect(
      pair.test(test).statistic.isApproximatelyEqual(
        to: -turned.test(test).statistic, relativeTolerance: 1e-12))
  }

  /// STATISTICS: with r_kh = .8 the paper's comparison has Steiger Z = 10.27, interval [.0283, .0417].
  @Test func `the same images make the published comparison much sharper`() throws {
    let pair = try DependentCorrelations(first: 0.36, second: 0.325, between: 0.8, n: 29987)
    #expect(pair.test().statistic.isApproximatelyEqual(to: 10.27, absoluteTolerance: 0.005))
    let interval = try pair.zouInterval()
    #expect(interval.low.isApproximatelyEqual(to: 0.0283, absoluteTolerance: 5e-5))
    #expect(interval.high.isApproximatelyEqual(to: 0.0417, absoluteTolerance: 5e-5))
    let independent = try IndependentCorrelations(0.36, n: 29987, 0.325, n: 29987)
    #expect(independent.test().statistic.isApproximatelyEqual(to: 4.86, absoluteTolerance: 0.005))
  }

  @Test func `data give the comparison of their correlations`() throws {
    let (x, y) = CorrelationTests.sample(200, seed: 3)
    let z = CorrelationTests.sample(200, seed: 4).0
    let score = zip(x, z).map { $0 + 0.5 * $1 }
    for method in CorrelationMethod.allCases {
      let data = try DependentCorrelations(target: y, first: x, second: score, method: method)
      #expect(data.first == (try method.correlation(y, x).coefficient))
      #expect(data.second == (try method.correlation(y, score).coefficient))
      #expect(data.between == (try method.correlation(x, score).coefficient))
      #expect(data.n == 200)
    }
  }

  @Test func `close correlations keep their difference`() throws {
    // atanh(a) - atanh(b) for a - b = 1e-12, by the derivative 1/(1 - a²).
    let difference = FisherZ.difference(0.5 + 1e-12, 0.5)
    let step = (0.5 + 1e-12) - 0.5
    #expect(difference.isApproximatelyEqual(to: step / 0.75, relativeTolerance: 1e-11))
    #expect(FisherZ.inverse(FisherZ.transform(0.3)).isApproximatelyEqual(to: 0.3))
  }

  @Test func `refuses impossible correlations`() {
    #expect(throws: StatisticsError.self) {
      try DependentCorrelations(first: 0.9, second: -0.9, between: 0.5, n: 50)
    }
    #expect(
      throws: StatisticsError.outOfRange(
        name: "r_kh", value: 1, allowed: "strictly between -1 and 1")
    ) { try DependentCorrelations(first: 0.5, second: 0.5, between: 1, n: 50) }
    #expect(throws: StatisticsError.self) {
      try DependentCorrelations(first: .nan, second: 0.5, between: 0, n: 50)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 4, got: 3)) {
      try DependentCorrelations(first: 0.1, second: 0.2, between: 0.3, n: 3)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 4, got: 3)) {
      try IndependentCorrelations(0.1, n: 3, 0.2, n: 10)
    }
    #expect(throws: StatisticsError.self) {
      try IndependentCorrelations.fromFisherZ(.infinity, n: 10, 0.2, n: 10)
    }
  }
}

struct PAdjustmentTests {
  @Test(arguments: PAdjustment.allCases)
  func `logarithms are adjusted like the p-values`(adjustment: PAdjustment) throws {
    let pValues = [0.01, 0.04, 0.03, 0.005, 0.9, 1e-300, 0.04]
    let plain = try adjustment.adjust(pValues)
    let logarithms = try adjustment.adjust(lnP: pValues.map { Double.log($0) })
    for (p, ln) in zip(plain, logarithms) {
      #expect(p.isApproximatelyEqual(to: Double.exp(ln), relativeTolerance: 1e-12))
    }
    let both = try adjustment.adjust(pValues.map { PValue(p: $0, lnP: Double.log($0)) })
    #expect(both.map(\.p) == plain)
    #expect(both.map(\.lnP) == logarithms)
  }

  @Test func `p-values far below 1e-308 keep their order and distance`() throws {
    let adjusted = try PAdjustment.holm.adjust(lnP: [-5000, -20_000, -1])
    #expect(adjusted[1].isApproximatelyEqual(to: -20_000 + Double.log(3), relativeTolerance: 1e-15))
    #expect(adjusted[0].isApproximatelyEqual(to: -5000 + Double.log(2), relativeTolerance: 1e-15))
    #expect(adjusted[2] == -1)
  }

  @Test(arguments: PAdjustment.allCases)
  func `an empty family has no adjusted values`(adjustment: PAdjustment) throws {
    #expect(try adjustment.adjust([Double]()) == [])
  }

  @Test func `refuses what is not a p-value`() {
    #expect(throws: StatisticsError.notANumber(name: "p", index: 1)) {
      try PAdjustment.holm.adjust([0.1, .nan])
    }
    #expect(throws: StatisticsError.self) { try PAdjustment.holm.adjust([0.1, 1.1]) }
    #expect(throws: StatisticsError.self) { try PAdjustment.holm.adjust(lnP: [0.1]) }
  }
}
