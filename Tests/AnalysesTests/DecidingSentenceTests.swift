@testable import Analyses
import StudyValues
import Testing

/// What a terminal says of two scores follows from both coefficients and the scores' directions.
struct DecidingSentenceTests {
  private let rows: [ComparisonResult]

  init() throws {
    rows = try ComparisonAnalysis(pairs: [["avh", "confidence"]]).rows(
      of: KindReference().table, decisions: AnalysisDecisions(threads: 2))
  }

  private func sentence(_ rows: [ComparisonResult], higherIsHarder avh: Bool) -> String? {
    let sign = avh ? 1.0 : -1
    return rows.decidingTables(alpha: 0.05, signs: ["avh": sign, "confidence": -sign]).first?
      .sentence
  }

  @Test func `the score that follows people more closely leads`() throws {
    let text = try #require(sentence(rows, higherIsHarder: true))
    #expect(text.hasPrefix("AVH follows people more closely than confidence in net"), "\(text)")
  }

  @Test func `where both point the wrong way nobody leads`() {
    let end = ": all correlations point the other way."
    #expect(
      sentence(rows, higherIsHarder: false)
        == "Neither AVH nor confidence follows people in net\(end)")
    let others = rows.map { row in
      var row = row
      (row.modelA, row.modelB) = ("other", "other")
      return row
    }
    #expect(
      sentence(rows + others, higherIsHarder: false)
        == "Neither AVH nor confidence follows people in any of 2 networks\(end)")
  }
}
