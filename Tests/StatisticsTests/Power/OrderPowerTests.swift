import Statistics
import Testing

struct OrderPowerTests {
  /// From 200,000 samples of a bivariate normal population with numpy 2.4.6, critical values by counting orders;
  /// two thousand samples leave the power open by about .01.
  @Test(
    arguments: [
      (.kendall, 5, 0.9576), (.kendall, 8, 0.7286), (.kendall, 13, 0.5448), (.kendall, 20, 0.4299),
      (.spearman, 8, 0.8802),
    ] as [(CorrelationMethod, Int, Double)])
  func `finds the coefficient that NumPy finds`(
    _ method: CorrelationMethod, _ n: Int, _ expected: Double
  ) throws {
    let found = try #require(OrderPower.detectable(method, n: n))
    #expect(abs(found - expected) < 0.015, "\(found)")
  }

  @Test func `nothing is found where no order is beyond chance`() {
    #expect(OrderPower.detectable(.kendall, n: 4) == nil)
    #expect(OrderPower.detectable(.spearman, n: 2) == nil)
    // At a level of .1 four networks in one order are, with p = 2/24.
    #expect(OrderPower.detectable(.kendall, n: 4, alpha: 0.1) != nil)
  }
}
