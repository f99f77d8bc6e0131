@testable import Analyses
import Networks
import Statistics
import StudyValues
import Testing

struct DegradationAnalysisTests {
  static let classes = [0, 0, 0, 1, 1, 1]
  static let selected = [2, 4, 6, 8, 9, 10]
  /// One row an image: the unaltered image, then the levels 1 to 3.
  static let avh: [[Double]] = [
    [1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 4, 3], [4, 3, 2, 1], [1, 2, 4, 3], [1, 2, 3, 5],
  ]

  static var study: MemoryStudy {
    var study = MemoryStudy()
    func table(_ level: Int) -> ImageTable {
      .drawn(
        classes: classes, selected: selected,
        scores: [
          .drawn("avh", avh.map { $0[level] }),
          .drawn("confidence", avh.map { -$0[level] }, .higherIsEasier),
        ])
    }
    study.finals["net"] = table(0)
    // Out of order, to be put in order by level.
    for level in [3, 1, 2] {
      study.roles.append(
        ("net", RunKey(role: .degraded, condition: "noise", level: Double(level)), table(level)))
    }
    study.counts["trials"] = [
      ConditionCounts(condition: "w0", selected: 90, shown: 100, images: 5),
      ConditionCounts(condition: "w2", selected: 70, shown: 100, images: 5),
      ConditionCounts(condition: "w6", selected: 10, shown: 100, images: 5),
      ConditionCounts(condition: "unmapped", selected: 1, shown: 100, images: 5),
    ]
    return study
  }

  static let condition = DegradationCondition(
    condition: "noise", axis: "deviation", clean: 0, levels: ["1": 1, "2": 2, "3": 4],
    people: .init(set: "trials", conditions: ["w0": 0, "w2": 2, "w6": 6]))

  private func output(_ conditions: [DegradationCondition] = [condition]) throws -> AnalysisOutput {
    try DegradationAnalysis(scores: ["avh", "confidence"], conditions: conditions)
      .run(id: "D", on: Self.study, decisions: .init(resamples: 200, threads: 1))
  }

  private func row(
    _ output: AnalysisOutput, _ quantity: String, _ score: String? = nil, level: Double? = nil,
    method: String? = nil, population: Population? = nil
  ) throws -> EstimateResult {
    try #require(
      output.estimates.first { row in
        row.key.quantity == quantity && row.key.score == score && row.key.condition == "noise"
          && row.key.level == level && (method == nil || row.key.method == method)
          && (population == nil || row.key.population == population)
      })
  }

  @Test func `averages the rank correlation of level and score over images`() throws {
    let output = try output()
    // By hand, 1 - 6 sum d^2 / 60: 1, .8, .6, -1, .8, 1 for the six images.
    let trend = try row(output, "trend", "avh", population: .classesRandom)
    let sum = 1 + 0.8 + 0.6 - 1 + 0.8 + 1
    #expect(isNear(trend.value, sum / 6, 1e-12))
    // The row's own population; Page's test takes images as a sample and has a row of its own.
    let wald = StrengthEstimate(
      estimate: try #require(trend.value), standardError: try #require(trend.standardError),
      df: trend.df, method: "", isCorrelation: false)
    #expect(isNear(trend.p, wald.test().pValue.p, 1e-12))
    // Twice the one-sided p of scipy 1.17.1 page_trend_test, method exact, L = 166.
    let page = try row(output, "page_trend", "avh", population: .images)
    #expect(isNear(page.p, 2 * 0.012822819671840168, 1e-12))
    let confidence = try row(output, "trend", "confidence")
    #expect(confidence.value == trend.value)
    #expect(try row(output, "rising", "avh").value == 5.0 / 6)
  }

  @Test func `gives the mean at each level on the physical axis`() throws {
    let output = try output()
    let points = output.series.filter {
      $0.key
        == ResultKey(
          analysis: "D", quantity: "mean", model: "net", score: "avh", population: .classesFixed,
          condition: "noise")
    }
    #expect(points.map(\.x) == [0, 1, 2, 4])
    let sums: [Double] = [10, 13, 18, 20]
    for (point, sum) in zip(points, sums) { #expect(point.value == sum / 6) }
    #expect(try row(output, "mean", "avh", level: 4).value == 20.0 / 6)
  }

  @Test func `reads people's accuracy between the measured levels`() throws {
    let output = try output()
    let measured = try row(output, "human_accuracy", level: 2)
    #expect(measured.key.annotationSet == "trials")
    #expect(measured.key.group == "w2")
    #expect(measured.value == 0.7)
    // Wilson 70 of 100 (statsmodels 0.14 proportion_confint).
    #expect(isNear(measured.low, 0.6041515, 1e-6))
    #expect(isNear(measured.high, 0.7810512, 1e-6))
    #expect(isNear(try row(output, "interpolated_accuracy", level: 1).value, 0.8, 1e-12))
    #expect(try row(output, "interpolated_accuracy", level: 2).value == 0.7)
    // Half way between .7 at 2 and .1 at 6.
    let far = try row(output, "interpolated_accuracy", level: 4)
    #expect(isNear(far.value, 0.4, 1e-12))
    #expect(!output.estimates.contains { $0.key.group == "unmapped" })
  }

  @Test func `correlates means with people's error over levels`() throws {
    let output = try output()
    #expect(try row(output, "correlation_over_levels", "avh", method: "spearman").value == 1)
    // Errors .2 .3 .6 against 13/6, 18/6, 20/6 (numpy 2.4 corrcoef).
    let pearson = try row(output, "correlation_over_levels", "avh", method: "pearson")
    #expect(isNear(pearson.value, 0.8660254, 1e-6))
    #expect(pearson.n == 3)
    #expect(try row(output, "correlation_over_levels", "confidence", method: "spearman").value == 1)
    // The interval speaks of these levels, the p takes them as a sample: two rows.
    let rows = output.estimates.filter {
      $0.key.quantity == "correlation_over_levels" && $0.key.score == "avh"
        && $0.key.method == "spearman"
    }
    #expect(rows.map(\.key.population) == [.images, nil])
    #expect(rows[0].p == nil && rows[1].low == nil)
    #expect(isNear(rows[1].p, 1.0 / 3, 1e-12) && isNear(rows[1].smallestP, 1.0 / 3, 1e-12))
    // What rises with the level as well takes the whole difference.
    let difference = try row(
      output, "correlation_over_levels_difference", "avh", method: "spearman", population: .images)
    #expect(difference.value == 0 && difference.key.otherScore == "confidence")
    #expect(output.notes.contains { $0.contains("only levels are compared (noise n = 3)") })
  }

  @Test func `keeps levels outside of the measured ones out of the comparison`() throws {
    var condition = Self.condition
    condition.levels = ["1": 1, "2": 2, "3": 7]
    let output = try output([condition])
    #expect(try row(output, "correlation_over_levels", "avh", method: "spearman").n == 2)
    #expect(
      !output.estimates.contains {
        $0.key.quantity == "interpolated_accuracy" && $0.key.level == 7
      })
  }

  @Test func `correlates scores with the answers to unaltered images at each level`() throws {
    let output = try output()
    let rows = output.correlations.filter { $0.score == "avh" }
    #expect(rows.map(\.level) == [0, 1, 2, 4])
    #expect(rows.allSatisfy { $0.condition == "noise" && $0.n == 6 })
    let expected = TrainingDynamicsAnalysisTests.spearman(
      Self.avh.map { $0[3] }, Self.selected.map(Double.init))
    #expect(isNear(rows[3].statistic, expected, 1e-12))
  }

  @Test func `says which condition lacks runs or positions`() throws {
    var other = Self.condition
    other.condition = "fog"
    var short = Self.condition
    short.levels = ["1": 1]
    let output = try output([other, short])
    #expect(output.isEmpty)
    #expect(output.notes.count == 2)
    #expect(output.notes[0].contains("0 degraded runs of `fog`"))
    #expect(output.notes[1].contains("no position on the axis"))
  }

  @Test func `puts the means of a level beside people's accuracy there`() throws {
    let output = try output()
    let tables = DegradationAnalysis(conditions: [Self.condition]).tables(of: output)
    #expect(tables.map(\.id) == ["estimates", "levels", "all"])
    let levels = tables[1].rows
    let kept = ["condition", "level", "avh", "confidence", "interpolated_accuracy"]
    let values = levels.selecting(kept)
    #expect(values.columns.map(\.heading) == ["Condition", "Level", "avh", "confidence", "people"])
    let sums: [Double] = [10, 13, 18, 20]
    for (row, sum) in zip(values.rows, sums) {
      #expect(row[0] == .text("noise"))
      #expect(row[2] == .real(sum / 6))
    }
    #expect(values.rows.map { $0[1] } == [.real(0), .real(1), .real(2), .real(4)])
    // People were asked about no level of the network below that of the unaltered images.
    #expect(values.rows.map(\.last?.isMissing) == [true, false, false, false])
    #expect(levels.rows.count == 4)
  }

  @Test func `draws people and network on one axis and each mean on its own`() throws {
    let figures = DegradationAnalysis(conditions: [Self.condition, Self.condition])
      .figures(of: try output())
    #expect(figures.map(\.id) == ["accuracy-noise", "mean_avh-noise", "mean_confidence-noise"])
    guard case .curves(let people) = figures[0].content else {
      Issue.record("curves are expected")
      return
    }
    #expect(people.curves.map(\.name) == ["people"])
    #expect(people.x.label == "deviation")
  }
}
