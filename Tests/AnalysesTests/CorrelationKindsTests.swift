@testable import Analyses
import RealModule
import StudyValues
import Testing

/// Partial, within-class and two-part correlations against figures computed with numpy and scipy.
struct CorrelationKindsTests {
  private let reference: KindReference
  private let decisions = AnalysisDecisions(threads: 2)

  init() throws { reference = try KindReference() }

  @Test func `partial correlations agree with residuals of ranks`() throws {
    let output = try PartialAnalysis(pairs: [["avh", "confidence"]])
      .run(id: "P", on: reference.study, decisions: decisions)
    let rows = output.correlations.filter { $0.score == "avh" }
    let partial = rows.filter { $0.method == "partial spearman" }
    try #require(partial.count == 2)
    #expect(partial.allSatisfy { $0.covariates == "confidence" && $0.n == 120 })
    for row in partial {
      #expect(
        try #require(row.statistic).isApproximatelyEqual(
          to: reference["partial"], relativeTolerance: 1e-12))
    }
    #expect(
      try #require(partial[0].ciLow).isApproximatelyEqual(
        to: reference["partial_low"], relativeTolerance: 1e-9))
    #expect(
      try #require(partial[0].ciHigh).isApproximatelyEqual(
        to: reference["partial_high"], relativeTolerance: 1e-9))
    #expect(
      try #require(partial[0].p).isApproximatelyEqual(
        to: reference["partial_p"], relativeTolerance: 1e-9))
    let semi = try #require(rows.first { $0.method == "semi-partial spearman" })
    #expect(
      try #require(semi.statistic).isApproximatelyEqual(
        to: reference["semi_partial"], relativeTolerance: 1e-12))
  }

  @Test func `the jackknife over classes has the standard error of its definition`() throws {
    let output = try PartialAnalysis(pairs: [["avh", "confidence"]])
      .run(id: "P", on: reference.study, decisions: decisions)
    let row = try #require(
      output.correlations.first { $0.score == "avh" && $0.ciMethod?.contains("jackknife") == true })
    #expect(row.df == 3)
    let r = try #require(row.statistic)
    // The interval is made on Fisher's scale: atanh r -+ t SE / (1 - r^2), t(3) at .975 = 3.18244630528371.
    let half = 3.18244630528371 * reference["partial_jackknife_error"] / (1 - r * r)
    let low = Double.tanh(Double.atanh(r) - half)
    #expect(try #require(row.ciLow).isApproximatelyEqual(to: low, relativeTolerance: 1e-9))
  }

  @Test func `both directions of a pair are given`() throws {
    let output = try PartialAnalysis(pairs: [["avh", "confidence"]])
      .run(id: "P", on: reference.study, decisions: decisions)
    #expect(Set(output.correlations.map(\.score)) == ["avh", "confidence"])
    #expect(output.correlations.count == 8)
  }

  @Test func `a score held constant against itself is refused with the reason`() throws {
    let output = try PartialAnalysis(pairs: [["avh", "avh"]])
      .run(id: "P", on: reference.study, decisions: decisions)
    #expect(output.correlations.allSatisfy { $0.statistic == nil })
    #expect(output.correlations[0].note?.contains("determined by the covariates") == true)
  }

  @Test func `within-class rows agree with centred ranks`() throws {
    let output = try WithinClassAnalysis(scores: ["avh"], pairs: [["avh", "confidence"]])
      .run(id: "W", on: reference.study, decisions: decisions)
    func statistic(_ method: String) throws -> Double {
      try #require(output.correlations.first { $0.method == method }?.statistic)
    }
    #expect(
      try statistic("pooled spearman").isApproximatelyEqual(
        to: reference["pooled"], relativeTolerance: 1e-12))
    #expect(
      try statistic("within spearman").isApproximatelyEqual(
        to: reference["within"], relativeTolerance: 1e-12))
    #expect(
      try statistic("mean of classes spearman")
        .isApproximatelyEqual(to: reference["mean_of_classes"], relativeTolerance: 1e-12))
    let pair = try #require(output.comparisons.first)
    let difference = try #require(pair.difference)
    #expect(
      difference.isApproximatelyEqual(to: reference["within_difference"], relativeTolerance: 1e-12))
    #expect(
      try #require(pair.testStatistic).isApproximatelyEqual(
        to: reference["within_difference"] / reference["within_difference_error"],
        relativeTolerance: 1e-9))
    #expect(pair.df == 3)
  }

  @Test func `a row within classes stays with its reason`() throws {
    // One class has every image but one: leaving it out leaves nothing to correlate.
    for target in [[Int](repeating: 0, count: 20), [Int](repeating: 0, count: 19) + [1]] {
      let table = ImageTable(
        model: "net", classNames: ["a", "b"], target: target,
        selected: (0..<20).map { $0 * 7 % 11 }, shown: 10,
        scores: [.easier("s", (0..<20).map(Double.init))])
      let study = MadeUpStudy(classNames: ["a", "b"], models: ["net"], tables: ["net": table])
      let rows = try WithinClassAnalysis(scores: ["s", "charm"])
        .run(id: "W", on: study, decisions: decisions).correlations
      #expect(rows.count == 8)
      #expect(rows[0].statistic != nil && rows[0].p != nil && rows[0].note == nil)
      #expect(rows[1].statistic != nil)
      for row in rows[1...] { #expect(row.p == nil && row.pAdjusted == nil && row.note != nil) }
    }
  }

  @Test func `limits of a mean of classes stay inside what a coefficient can be`() throws {
    // Seven classes in order and three in reverse: rho is 1 and -1.
    let classes = (0..<60).map { $0 / 6 }
    let table = ImageTable(
      model: "net", classNames: (0..<10).map { "c\($0)" }, target: classes,
      selected: (0..<60).map { $0 % 6 }, shown: 10,
      scores: [.easier("s", (0..<60).map { Double($0 / 6 < 7 ? $0 % 6 : 6 - $0 % 6) })])
    let study = MadeUpStudy(
      classNames: (0..<10).map { "c\($0)" }, models: ["net"], tables: ["net": table])
    let output = try WithinClassAnalysis(scores: ["s"])
      .run(id: "W", on: study, decisions: decisions)
    let row = try #require(output.correlations.first { $0.method == "mean of classes spearman" })
    // scipy 1.17.1: m = .4, se = std([1] * 7 + [-1] * 3, ddof=1) / sqrt(10), z = atanh(m), h = se / (1 - m^2),
    // tanh(z -+ t.ppf(.975, 9) h), 2 t.sf(z / h, 9)
    for (value, expected) in [
      (row.statistic, 0.4), (row.standardError, 0.30550504633038933),
      (row.ciLow, -0.37916978406615), (row.ciHigh, 0.8472675420270723),
      (row.p, 0.27402811448235677),
    ] {
      #expect(try #require(value).isApproximatelyEqual(to: expected, relativeTolerance: 1e-9))
    }
  }

  @Test func `the two parts agree with Mann-Whitney and Spearman`() throws {
    let output = try TwoPartAnalysis(scores: ["avh"], pairs: [["avh", "confidence"]])
      .run(id: "T", on: reference.study, decisions: decisions)
    let area = try #require(
      output.estimates.first { $0.key.quantity == "auc" && $0.key.score == "avh" })
    #expect(
      try #require(area.value).isApproximatelyEqual(to: reference["auc"], relativeTolerance: 1e-12))
    #expect(try #require(area.low) < reference["auc"])
    let below = try #require(output.correlations.first)
    #expect(below.group == "hsf<1")
    #expect(
      try #require(below.statistic).isApproximatelyEqual(
        to: reference["below"], relativeTolerance: 1e-12))
    let areas = try #require(output.comparisons.first { $0.test == "delong" })
    let first = try #require(areas.statisticA)
    #expect(
      try #require(areas.difference).isApproximatelyEqual(
        to: first - (try #require(areas.statisticB)), relativeTolerance: 1e-9))
  }

  @Test func `a missing score is a row with the reason`() throws {
    let output = try TwoPartAnalysis(scores: ["charm"])
      .run(id: "T", on: reference.study, decisions: decisions)
    #expect(output.estimates[0].note == "the network has no score `charm`")
    #expect(output.estimates[0].value == nil)
  }
}
