import Foundation
import RealModule
import Testing

@testable import Statistics

struct DistributionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let kind: String
    let arguments: [Double]
    let value: Double
    var testDescription: String { "\(kind)\(arguments)" }
  }

  /// The table of `References/distributions.py`, computed with 100 digits by mpmath 1.3.0.
  static func rows() throws -> [Row] {
    let path = try #require(
      Bundle.module.url(forResource: "References/distributions", withExtension: "csv"))
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst(2).map {
      let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
      let value = try #require(Double(cells[4]))
      return Row(
        kind: String(cells[0]), arguments: cells[1...3].compactMap { Double($0) }, value: value)
    }
  }

  /// The function of a row, and the relative tolerance that the module promises for it.
  private func computed(_ row: Row) throws -> (value: Double, tolerance: Double) {
    let a = row.arguments
    switch row.kind {
    case "ln_p_of_r":
      return (try SignificanceTest.correlation(a[0], n: Int(a[1])).pValue.lnP, 1e-13)
    case "log10_p_of_r":
      return (try SignificanceTest.correlation(a[0], n: Int(a[1])).pValue.log10P, 1e-13)
    case "p_of_r":
      return (try SignificanceTest.correlation(a[0], n: Int(a[1])).pValue.p, 1e-10)
    case "student_t_ln_sf": return (StudentT.lnSurvival(a[0], df: a[1]), 1e-12)
    case "student_t_quantile": return (StudentT.quantile(a[0], df: a[1]), 1e-12)
    case "normal_ln_sf": return (Normal.lnSurvival(a[0]), 1e-14)
    case "normal_quantile": return (Normal.quantile(a[0]), 2e-15)
    case "chi_squared_ln_sf": return (ChiSquared.lnSurvival(a[0], df: a[1]), 1e-12)
    case "ln_incomplete_beta": return (Beta.lnRegularized(a[0], a[1], a[2]), 1e-12)
    default:
      Issue.record("unknown kind \(row.kind)")
      return (.nan, 0)
    }
  }

  @Test func `tails and quantiles agree with 100-digit arithmetic`() throws {
    let rows = try Self.rows()
    #expect(rows.count == 136)
    for row in rows {
      let (value, tolerance) = try computed(row)
      #expect(
        value.isApproximatelyEqual(
          to: row.value, absoluteTolerance: 0, relativeTolerance: tolerance),
        "\(row.kind)\(row.arguments): \(value), expected \(row.value)")
    }
  }

  @Test func `log10 p stays right below 1e-5000`() throws {
    let small = try Self.rows().filter { $0.kind == "log10_p_of_r" && $0.value < -5000 }
    #expect(small.count >= 3)
    for row in small {
      let pValue = try SignificanceTest.correlation(
        row.arguments[0], n: Int(row.arguments[1])
      ).pValue
      #expect(pValue.p == 0)
      #expect(pValue.log10P.isApproximatelyEqual(to: row.value, relativeTolerance: 1e-9))
    }
  }

  @Test(arguments: [0.3, 1, 2.5, 30, 1e6])
  func `quantile and tail of Student's t are inverse`(df: Double) {
    for p in [1e-12, 1e-3, 0.1, 0.3, 0.45, 0.6, 0.999] {
      let t = StudentT.quantile(p, df: df)
      #expect(StudentT.survival(-t, df: df).isApproximatelyEqual(to: p, relativeTolerance: 1e-11))
    }
  }

  @Test func `quantile and tail of the normal are inverse`() {
    for p in [1e-300, 1e-12, 1e-3, 0.1, 0.3, 0.45, 0.6, 0.999] {
      let z = Normal.quantile(p)
      #expect(Normal.survival(-z).isApproximatelyEqual(to: p, relativeTolerance: 1e-12))
    }
  }

  @Test func `both tails of the incomplete beta and gamma add to one`() {
    for (x, a, b) in [(0.2, 0.5, 3.0), (0.5, 40, 60), (0.999, 2, 0.5), (0.3, 1e5, 2.4e5)] {
      let sum = Beta.regularized(x, a, b) + Beta.regularized(1 - x, b, a)
      #expect(sum.isApproximatelyEqual(to: 1, relativeTolerance: 1e-10))
    }
    for (a, x) in [(0.5, 0.2), (10, 12), (1e4, 1.01e4)] {
      let sum = Gamma.lowerRegularized(a, x) + Gamma.upperRegularized(a, x)
      #expect(sum.isApproximatelyEqual(to: 1, relativeTolerance: 1e-12))
    }
  }

  @Test func `limits and nonsense have stated values`() {
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(-0.1).isNaN)
    #expect(Normal.quantile(.nan).isNaN)
    #expect(Normal.survival(.infinity) == 0)
    #expect(Normal.lnSurvival(.infinity) == -.infinity)
    #expect(Normal.lnSurvival(-.infinity) == 0)
    #expect(StudentT.survival(.infinity, df: 3) == 0)
    #expect(StudentT.survival(-.infinity, df: 3) == 1)
    #expect(StudentT.survival(1, df: 0).isNaN)
    #expect(StudentT.survival(.nan, df: 3).isNaN)
    #expect(StudentT.quantile(0.975, df: .infinity) == Normal.quantile(0.975))
    #expect(StudentT.quantile(0, df: 3) == -.infinity)
    #expect(Beta.regularized(0, 2, 3) == 0)
    #expect(Beta.regularized(1, 2, 3) == 1)
    #expect(Beta.regularized(1.1, 2, 3).isNaN)
    #expect(Beta.regularized(0.5, 0, 3).isNaN)
    #expect(ChiSquared.survival(0, df: 4) == 1)
    #expect(ChiSquared.survival(.infinity, df: 4) == 0)
    #expect(ChiSquared.survival(-1, df: 4).isNaN)
  }
}
