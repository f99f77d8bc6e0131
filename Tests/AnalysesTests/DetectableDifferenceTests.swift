import StudyValues
import Testing

@testable import Analyses

struct DetectableDifferenceTests {
  /// The sums of quantiles are those of SciPy: t.ppf(.975, 9) + t.ppf(.8, 9), and the same of norm.
  @Test(arguments: [(9.0, 3.1455610), (nil, 2.8015852)])
  func `is the sum of two quantiles times the standard error`(df: Double?, sum: Double) throws {
    var row = ComparisonResult(
      dataset: "photos", annotationSet: "crowd", human: "hsf", modelA: "net", scoreA: "avh",
      modelB: "net", scoreB: "confidence", method: "spearman", n: 100, test: "influence")
    (row.difference, row.standardError, row.df, row.p) = (-0.02, 0.01, df, 0.03)
    let rows = DecisionRows.rows(id: "H3", [row], AnalysisDecisions())
    let found = try #require(rows.first { $0.key.quantity == DecisionRows.detectable })
    #expect(abs(try #require(found.value) - sum * 0.01) < 1e-8)
    #expect(rows.count == 2)
    row.standardError = nil
    #expect(DecisionRows.rows(id: "H3", [row], AnalysisDecisions()).isEmpty)
  }
}
