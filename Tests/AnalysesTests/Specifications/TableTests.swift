import Statistics
import Networks
@testable import Analyses
import StudyValues
import Testing

/// Tables and figures made from keyed rows.
struct TableTests {
  /// Names that a packed text would not survive.
  static let names = ["a | b", "vit:b16", "net, of \"quotes\"", "x=1/2", "🐈.png"]

  static func correlation(
    _ score: String, _ statistic: Double?, n: Int, grouping: String = "all", group: String = "all",
    model: String = "resnet", note: String? = nil
  ) -> CorrelationResult {
    var row = CorrelationResult(
      dataset: "cifar10", annotationSet: "cifar10h", human: "hsf", model: model, score: score,
      method: "spearman", grouping: grouping, group: group, n: n)
    row.statistic = statistic
    row.note = note
    return row
  }

  static let paper = [
    correlation("avh", -0.356123456789, n: 10_000), correlation("confidence", 0.3712, n: 10_000),
    correlation("feature_norm", 0.021, n: 10_000),
    correlation("avh", -0.19, n: 87, grouping: "bin", group: "[0,0.2]"),
    correlation("avh", -0.11, n: 310, grouping: "bin", group: "(0.2,0.4]"),
    correlation("avh", nil, n: 4_400, grouping: "bin", group: "(0.8,1]", note: "constant"),
  ]

  @Test func `puts the paper's figures beside ours, labelled`() throws {
    let estimates = PaperTable.estimates(Self.paper, analysis: "H1")
    let table = try #require(PaperTable.tables(estimates).first)
    let ours = try #require(table.rows.rows.first { $0[0] == "AVH" && $0[1] == "here" })
    // atanh(0.356123456789) = 0.37244..., by Python's math.atanh.
    #expect(abs(try #require(ours[2].real) - 0.3724389) < 1e-6)
    #expect(
      Array(ours[3...])
        == [.real(0.356123456789), .remarked(0.19, "too few"), .real(0.11), nil, nil, "constant"])
    let theirs = try #require(
      table.rows.rows.first { $0[0] == "AVH" && $0[1] != "here" && $0[2] != nil })
    #expect(theirs[1] == .text("as recalled from the paper, unverified"))
    #expect(Array(theirs[3...]) == [0.36, 0.228, 0.125, 0.124, 0.103, 0.094])
  }

  @Test func `a strength has the degrees of freedom of its interval`() throws {
    // scipy 1.17.1: tanh(arctanh(.32) -+ t.ppf(.975, 9) * .0274 / (1 - .32^2)).
    var row = Self.correlation("confidence", 0.32, n: 10_000)
    (row.population, row.standardError, row.df) = (.classesRandom, 0.0274, 9)
    (row.ciLow, row.ciHigh) = (0.256719, 0.380549)
    let strength = try #require(
      PaperTable.estimates([row], analysis: "H1").first { $0.key.quantity == "strength" })
    #expect(strength.df == 9)
    let estimate = StrengthEstimate(
      estimate: 0.32, standardError: 0.0274, df: strength.df, method: "", isCorrelation: true)
    #expect(isNear(try estimate.interval().low, 0.256719, 1e-5))
    // Over images df is that of the test beside it, and the interval is normal.
    (row.population, row.df) = (.images, 9_998)
    #expect(PaperTable.estimates([row], analysis: "H1").first?.df == nil)
  }

  @Test func `recalls numbers of images that add up`() throws {
    let table = try #require(
      PaperTable.tables(PaperTable.estimates(Self.paper, analysis: "H1")).first)
    let images = table.rows.rows[1][3...].compactMap(\.integer)
    #expect(images.count == 6 && images[0] == images.dropFirst().reduce(0, +))
  }

  @Test func `a pivot has one line a network whatever the networks are called`() {
    let rows = Self.names.enumerated().flatMap { index, name in
      [
        EstimateResult(
          ResultKey(analysis: "a", quantity: "accuracy", model: name), value: Double(index)),
        EstimateResult(
          ResultKey(analysis: "a", quantity: "mean", model: name, score: "avh"), value: 0.5,
          low: 0.4, high: 0.6),
        EstimateResult(ResultKey(analysis: "a", quantity: "other", model: "x"), value: 1),
      ]
    }
    let table = Pivot(
      by: ["model", "condition"],
      [
        .init("accuracy", "Accuracy", .fixed(decimals: 3)),
        .init("mean_avh", "Mean AVH", .fixed(decimals: 3)) {
          $0.quantity == "mean" && $0.score == "avh"
        },
      ], showing: [.interval]
    ).table(rows)
    #expect(
      table.columns.map(\.name) == [
        "model", "accuracy", "mean_avh", "mean_avh_low", "mean_avh_high",
      ])
    #expect(table.rows.map { $0[0] } == Self.names.map { .text($0) })
    #expect(table.rows.map { $0[1] } == Self.names.indices.map { .real(Double($0)) })
    #expect(table.rows.allSatisfy { $0[2...] == [0.5, 0.4, 0.6] })
  }

  @Test func `a ranking has one line a score`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "ranking")
    for (score, place, behind) in [("avh", 2.0, 0.25), ("loss", 1, 0)] {
      let key = ResultKey(
        analysis: "A", quantity: "rank", human: "hsf", model: Self.names[0], score: score,
        method: "spearman", population: .classesFixed, grouping: "knowledge", group: "label")
      output.estimates += [
        EstimateResult(key, value: place, rangeLow: place - 1, rangeHigh: place + 1),
        EstimateResult(
          key.with { $0.quantity = "behind_best" }, value: behind, low: behind - 1,
          high: behind + 1, p: 0.5),
      ]
    }
    let table = try #require(RankingAnalysis(scores: []).tables(of: output).first?.rows)
    #expect(table.rows.count == 2)
    let first = Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), table.rows[0]))
    #expect(first["model"] == .text(Self.names[0]) && first["score"] == "avh")
    #expect(
      first["rank"] == .real(2) && first["rank_range_low"] == .real(1)
        && first["rank_range_high"] == .real(3))
    #expect(first["behind_best"] == 0.25 && first["behind_best_p"] == 0.5)
  }

  @Test func `leaves out columns without content and details`() {
    let table = RowTable(reading: Self.paper)
    #expect(!table.columns.map(\.name).contains("condition"))
    #expect(!table.columns.map(\.name).contains("dataset"))
    #expect(table.columns.map(\.heading).contains("Coefficient"))
    #expect(RowTable(reading: [CorrelationResult]()).rows.isEmpty)
  }

  @Test func `a heat map turns every score to follow people`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "ranking")
    output.correlations = [
      Self.correlation("avh", -0.3, n: 9), Self.correlation("confidence", 0.4, n: 9),
      Self.correlation("avh", -0.9, n: 9, grouping: "class", group: "cat"),
    ]
    let table = ImageTable(
      key: .init(dataset: "d", annotationSet: "s", model: "resnet"), images: [], classNames: [],
      targetClass: [], shown: [], selected: [], partial: [], majorityClass: [], labelEntropy: [],
      scores: [
        ScoreColumn(name: "avh", values: [], direction: .higherIsHarder, usesLabel: true),
        ScoreColumn(name: "confidence", values: [], direction: .higherIsEasier, usesLabel: true),
      ])
    let kind = try #require(FigureKind.all.first { $0.name == "heatmap" })
    let figures = kind.figures(
      FigureEntry(kind: "heatmap"),
      FigureContext(
        id: "f", output: output, settings: RankingAnalysis(scores: []), outputs: [output],
        tables: [table]))
    guard case .heatMap(let figure) = try #require(figures.first).content else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.values == [[0.3], [0.4]])
    #expect(figure.range == -0.4...0.4)
  }

  @Test func `every kind of analysis and figure has a name of its own`() {
    #expect(Set(AnalysisKind.all.map(\.name)).count == AnalysisKind.all.count)
    #expect(Set(FigureKind.all.map(\.name)).count == FigureKind.all.count)
  }
}
