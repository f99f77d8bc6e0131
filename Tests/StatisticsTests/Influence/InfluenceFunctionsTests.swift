import RealModule
import Testing

@testable import Statistics

struct InfluenceFunctionsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let method: CorrelationMethod
    let tied: Bool
    var testDescription: String { "\(method.rawValue), \(tied ? "heavy ties" : "no ties")" }
  }

  static let rows = CorrelationMethod.allCases.flatMap { method in
    [Row(method: method, tied: false), Row(method: method, tied: true)]
  }

  private func sample(_ row: Row, _ count: Int) -> (CodedVariable, CodedVariable) {
    var generator = SampleGenerator(seed: 5)
    let (human, scores) = generator.related(
      count, loadings: [0.6], levels: row.tied ? 3 : nil)
    let score = row.tied ? rounded(scores[0]) : scores[0]
    return (
      CodedVariable(score, needsMoments: true), CodedVariable(human, needsMoments: true)
    )
  }

  /// The definition: the derivative of the coefficient when a little weight goes to one image.
  @Test(arguments: rows)
  func `is the derivative of the coefficient`(row: Row) {
    let count = 24
    let (x, y) = sample(row, count)
    let many: Int32 = 100_000
    let weights = [Int32](repeating: many, count: count)
    let total = Int(many) * count
    var values = [Double](repeating: 0, count: count)
    let estimate = InfluenceFunctions.evaluate(
      row.method, x, y, weights: weights, total: total, into: &values)
    var engine = WeightedCorrelation()
    for image in 0..<count {
      var more = weights
      let step: Int32 = 200
      more[image] += step
      var less = weights
      less[image] -= step
      let up = engine.estimate(row.method, x, y, weights: more, total: total + Int(step))
      let down = engine.estimate(row.method, x, y, weights: less, total: total - Int(step))
      // Contamination eps = step/(total ± step) on either side.
      let derivative = (up - down) / (2 * Double(step) / Double(total))
      #expect(derivative.isApproximatelyEqual(to: values[image], absoluteTolerance: 2e-5))
    }
    #expect(abs(estimate) > 0.1)
  }

  @Test(arguments: rows)
  func `has mean zero`(row: Row) {
    let (x, y) = sample(row, 200)
    var values = [Double](repeating: 0, count: 200)
    let weights = (0..<200).map { Int32($0 % 4) }
    let total = weights.reduce(0) { $0 + Int($1) }
    _ = InfluenceFunctions.evaluate(
      row.method, x, y, weights: weights, total: total, into: &values)
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(total)
    #expect(abs(mean) < 1e-13)
  }

  @Test(arguments: rows)
  func `gives the jackknife's standard error in large samples`(row: Row) throws {
    let count = 2000
    let (x, y) = sample(row, count)
    var values = [Double](repeating: 0, count: count)
    _ = InfluenceFunctions.evaluate(
      row.method, x, y, weights: [Int32](repeating: 1, count: count), total: count,
      into: &values)
    let leaveOuts = DeleteOneCorrelations.values(row.method, x, y)
    let mean = leaveOuts.reduce(0, +) / Double(count)
    let jackknife =
      leaveOuts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      * Double(count - 1) / Double(count)
    let influence = values.reduce(0) { $0 + $1 * $1 } / Double(count * (count - 1))
    #expect(influence.isApproximatelyEqual(to: jackknife, relativeTolerance: 5e-3))
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `equals a sample in which images are repeated`(method: CorrelationMethod) {
    let (x, y) = sample(Row(method: method, tied: true), 30)
    let weights = (0..<30).map { Int32(($0 * 7) % 4) }
    let images = weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    var engine = WeightedCorrelation()
    let weighted = engine.estimate(method, x, y, weights: weights, total: images.count)
    let repeated = plain(
      method, images.map { x.standardized[$0] }, images.map { y.standardized[$0] })
    #expect(weighted.isApproximatelyEqual(to: repeated, relativeTolerance: 1e-12))
    var values = [Double](repeating: 0, count: 30)
    let influence = InfluenceFunctions.evaluate(
      method, x, y, weights: weights, total: images.count, into: &values)
    #expect(influence.isApproximatelyEqual(to: repeated, relativeTolerance: 1e-12))
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `a constant resample has no coefficient`(method: CorrelationMethod) {
    let (x, y) = sample(Row(method: method, tied: true), 30)
    var weights = [Int32](repeating: 0, count: 30)
    weights[3] = 30
    var engine = WeightedCorrelation()
    #expect(engine.estimate(method, x, y, weights: weights, total: 30).isNaN)
    var values = [Double](repeating: 0, count: 30)
    #expect(
      InfluenceFunctions.evaluate(
        method, x, y, weights: weights, total: 30, into: &values
      ).isNaN)
  }
}
