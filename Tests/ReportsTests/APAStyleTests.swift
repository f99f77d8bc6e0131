import Reports
import StudyValues
import Testing

struct APAStyleTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let p: Double?
    let log10P: Double?
    let style: APAStyle.PStyle
    let text: String?
    var testDescription: String { "\(style) of \(p ?? .nan), log10 \(log10P ?? .nan)" }
  }

  static let probabilities = [
    Row(p: 0.034, log10P: nil, style: .apa, text: "p = .034"),
    Row(p: 0.0004, log10P: nil, style: .apa, text: "p < .001"),
    Row(p: 0.001, log10P: nil, style: .apa, text: "p = .001"),
    Row(p: 0, log10P: nil, style: .apa, text: "p < .001"),
    Row(p: 0, log10P: -905.71, style: .apa, text: "p < .001"),
    Row(p: nil, log10P: -905.71, style: .apa, text: "p < .001"),
    Row(p: nil, log10P: -1, style: .apa, text: "p = .100"),
    Row(p: 1, log10P: 0, style: .apa, text: "p > .999"),
    Row(p: 0.9994, log10P: nil, style: .apa, text: "p = .999"),
    Row(p: 1.234e-45, log10P: nil, style: .exact, text: "p = 1.2e-45"),
    Row(p: 0, log10P: -905.71, style: .exact, text: "p = 10^-905.7"),
    Row(p: 0.25, log10P: nil, style: .exact, text: "p = .250"),
    Row(p: 0, log10P: -905.71, style: .log10, text: "log10 p = -905.7"),
    Row(p: 0.01, log10P: nil, style: .log10, text: "log10 p = -2.0"),
    Row(p: nil, log10P: nil, style: .apa, text: nil),
    Row(p: .nan, log10P: nil, style: .apa, text: nil),
  ]

  @Test(arguments: probabilities)
  func `never prints a probability of zero`(row: Row) {
    let style = APAStyle(pStyle: row.style)
    #expect(style.probability(row.p, log10P: row.log10P) == row.text)
  }

  private func correlation(_ method: String, covariates: String? = nil) -> CorrelationResult {
    var row = ReportSamples.correlation(
      "avh", -0.28, n: 10_000, low: -0.298, high: -0.2615, log10P: -180)
    row.method = method
    row.covariates = covariates
    return row
  }

  @Test func `writes correlations as the association does`() {
    let style = APAStyle()
    #expect(
      style.correlation(correlation("spearman"))
        == "r_s(9998) = -.28, 95% CI [-.30, -.26], p < .001")
    #expect(
      style.correlation(correlation("pearson")) == "r(9998) = -.28, 95% CI [-.30, -.26], p < .001")
    #expect(
      style.correlation(correlation("kendall"))
        == "tau_b(N = 10000) = -.28, 95% CI [-.30, -.26], p < .001")
    #expect(
      style.correlation(correlation("pearson", covariates: "confidence,loss"))
        == "r(9996) = -.28, 95% CI [-.30, -.26], p < .001")
  }

  @Test func `keeps leading zeros and more digits on request`() {
    let style = APAStyle(leadingZero: true, digits: 3, pStyle: .log10)
    #expect(
      style.correlation(correlation("spearman"))
        == "r_s(9998) = -0.280, 95% CI [-0.298, -0.262], log10 p = -180.0")
    #expect(APAStyle(leadingZero: true).probability(0.0001, log10P: nil) == "p < 0.001")
  }

  @Test func `says why there is no number`() {
    var row = ReportSamples.correlations[5]
    #expect(APAStyle().correlation(row) == "r_s(4398): no number (constant)")
    row.statistic = .nan
    #expect(APAStyle().correlation(row) == "r_s(4398): no number (constant)")
    var comparison = ReportSamples.comparison
    comparison.difference = nil
    comparison.note = "fewer than 3 images"
    #expect(APAStyle().comparison(comparison) == "difference: no number (fewer than 3 images)")
  }

  @Test func `writes comparisons with z or t`() {
    var row = ReportSamples.comparison
    #expect(
      APAStyle().comparison(row)
        == "difference = -.015, 95% CI [-.031, .001], z = -1.86, p = .063")
    row.df = 9
    row.ciLevel = 0.9
    #expect(
      APAStyle().comparison(row)
        == "difference = -.015, 90% CI [-.031, .001], t(9) = -1.86, p = .063")
  }
}
