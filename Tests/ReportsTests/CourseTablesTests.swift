import Analyses
import StudyValues
import Testing

@testable import Reports

struct CourseTablesTests {
  private func estimate(
    _ name: String, _ group: String, _ value: Double, low: Double? = nil, high: Double? = nil
  ) -> EstimateResult {
    EstimateResult(
      analysis: "A", name: name, group: group, value: value, low: low, high: high, n: 7)
  }

  private func parts(_ kind: AnalysisKind, _ rows: [EstimateResult]) -> [CourseTables.Part] {
    var output = AnalysisOutput(analysis: "A", kind: kind.rawValue)
    output.estimates = rows
    return CourseTables(kind: kind, output: output).parts
  }

  @Test func `gives the choices of the sensitivity table a column each`() throws {
    let parts = parts(
      .peopleAgainstNetworks,
      [
        estimate("sensitivity_rank:maybe=1/2,rated,within", "raters", -0.25, low: -0.3, high: -0.1),
        estimate("people_rank", "raters net", 0.2),
        estimate("rater_share_yes", "raters annotator 1", 0.4),
        estimate("rater_share_yes", "raters", 0.5),
      ])
    #expect(parts.map(\.suffix) == ["sensitivity", "estimates", "raters"])
    let row = try #require(parts[0].rows.rows.first)
    #expect(
      row == [
        .text("raters"), .text("rank"), .text("1/2"), .text("rated"), .text("within"), .integer(7),
        .real(-0.25), .real(-0.3), .real(-0.1),
      ])
    // The range over annotators stays among the estimates, the annotators have a table of their own.
    #expect(parts[1].rows.rows.count == 2)
    #expect(parts[2].rows.rows == [[.text("raters annotator 1"), .real(0.4)]])
  }

  @Test func `puts the means of a level beside people's accuracy there`() throws {
    let parts = parts(
      .degradation,
      [
        estimate("mean_avh", "noise 0.1", 0.07), estimate("mean_correct", "noise 0.1", 0.6),
        estimate("interpolated_accuracy", "noise 0.1", 0.8), estimate("trend_avh", "noise", 0.9),
      ])
    #expect(parts.map(\.suffix) == ["estimates", "levels"])
    #expect(parts[1].rows.columns.map(\.heading) == ["Level", "avh", "correct", "people"])
    #expect(parts[1].rows.rows == [[.text("noise 0.1"), .real(0.07), .real(0.6), .real(0.8)]])
  }

  @Test func `gives other kinds no table of this form`() {
    #expect(parts(.votes, [estimate("images", "set", 3)]).isEmpty)
    #expect(CourseWords.introduction(.votes).isEmpty)
    #expect(!CourseWords.introduction(.adversarial).isEmpty)
  }
}
