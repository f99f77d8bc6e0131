@testable import Analyses
import Statistics
import StudyValues
import Testing

/// What simulations found against a method stands in the note of its row.
struct RowCautionTests {
  private let decisions = AnalysisDecisions(resamples: 99, threads: 2)

  private func study() -> MadeUpStudy {
    let count = 300
    let selected = (0..<count).map { ($0 * 37) % 11 }
    let table = ImageTable(
      model: "net", classNames: ["a", "b"], target: (0..<count).map { $0 % 2 },
      selected: selected, shown: 10,
      scores: [
        .harder("avh", (0..<count).map { Double(($0 * 53) % 101) - 6 * Double(selected[$0]) }),
        .harder("loss", (0..<count).map { Double(($0 * 71) % 97) - 5 * Double(selected[$0]) }),
      ])
    return MadeUpStudy(classNames: ["a", "b"], models: ["net"], tables: ["net": table])
  }

  @Test func `a Pearson coefficient sends its reader to a rank correlation`() throws {
    let rows = try CorrelationAnalysis(scores: ["avh"], methods: [.pearson, .spearman])
      .run(id: "H", on: study(), decisions: decisions).correlations
    let pearson = try #require(rows.first { $0.method == "pearson" })
    #expect(pearson.note?.contains("read a rank correlation") == true)
    #expect(rows.first { $0.method == "spearman" }?.note == nil)
  }

  @Test func `the independent test sends its reader to influence`() throws {
    let rows = try ComparisonAnalysis(
      pairs: [["avh", "loss"]], tests: [.influence, .steiger, .independentFisher],
      populations: [.classesFixed]
    ).run(id: "C", on: study(), decisions: decisions).comparisons
    let independent = try #require(rows.first { $0.test == "independent-fisher" })
    #expect(independent.note?.contains("read influence") == true)
    #expect(rows.first { $0.test == "influence" }?.note == nil)
  }
}

/// Coefficients whose error is 0.
struct ErrorlessRowTests {
  @Test func `a coefficient without error has no interval and no test`() throws {
    var row = CorrelationResult(
      dataset: "d", annotationSet: "s", human: "hsf", model: "net", score: "avh", method: "spearman"
    )
    let estimate = StrengthEstimate(
      estimate: 1, standardError: 0, df: 3, method: "influence", isCorrelation: true)
    try row.set(estimate, of: .classesRandom, level: 0.95)
    #expect(row.p == nil && row.log10P == nil && row.ciLow == nil && row.standardError == nil)
    #expect(row.population == .classesRandom)
    #expect(row.note == "no interval and no test: nothing varied in the sample")
  }
}
