import Statistics
import Testing

struct QuantileTests {
  /// Values in order, a probability, and what R 4.2.2 gives by `quantile(x, p)`, whose default is type 7.
  struct Row: Sendable {
    let values: [Double]
    let p: Double
    let expected: Double

    init(_ values: [Double], _ p: Double, _ expected: Double) {
      (self.values, self.p, self.expected) = (values, p, expected)
    }
  }

  static let rows = [
    Row([1, 2, 3, 4], 0.4, 2.2), Row([5], 0.9, 5), Row([1, 2, 10], 0, 1), Row([1, 2, 10], 1, 10),
    Row([1, .infinity], 0.5, .infinity), Row([1, 2, .infinity], 0.5, 2),
    Row([-.infinity, 1, .infinity], 0.25, -.infinity), Row([-.infinity, 1, .infinity], 0.5, 1),
    Row([-.infinity, 1, .infinity], 0.75, .infinity), Row([.infinity, .infinity], 0.3, .infinity),
    Row([-1e308, 1e308], 0.5, 0),
  ]

  @Test(arguments: rows)
  func `quantiles are those of R, at infinities too`(row: Row) {
    let found = Quantile.type7(row.values, row.p)
    #expect(found == row.expected || abs(found - row.expected) <= 1e-15, "\(found)")
  }

  @Test func `halfway between the infinities is no number`() {
    #expect(Quantile.type7([-.infinity, .infinity], 0.5).isNaN)
  }
}
