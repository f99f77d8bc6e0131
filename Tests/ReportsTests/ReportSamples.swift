import Analyses
@testable import Reports
import StudyValues

/// Small documents whose names try to break every format.
enum ReportSamples {
  /// Names as nobody should use them.
  static let hostileNames = [
    "<script>alert(1)</script>", "feature_norm & *bold* | `code`", "\"quoted\", it's", "two\nlines",
    "=cmd|'/c calc'!A1", "100 % \\input{x} $y$ #1 ~ ^", "{{title}} {{{title}}}", "[link](http://x)",
  ]

  static let hostileTable = RowTable(
    columns: [
      Column("name", heading: "Name <b>", kind: .text), Column("n", kind: .integer),
      Column("value", heading: "Value_1", kind: .real(digits: 4)),
    ],
    rows: hostileNames.enumerated().map { index, name in
      [.text(name), .integer(index), .real(-0.5 / Double(index + 3))]
    } + [[nil, nil, .real(.nan)], ["", 0, 1e-7]])

  static let correlations: [CorrelationResult] = [
    correlation("avh", -0.356123456789, n: 10_000, low: -0.374, high: -0.338, log10P: -295.4),
    correlation("confidence", 0.3712, n: 10_000, low: 0.352, high: 0.39, log10P: -323.9),
    correlation("feature_norm", 0.021, n: 10_000, low: 0.001, high: 0.041, log10P: -1.45),
    correlation(
      "avh", -0.19, n: 87, grouping: "bin", group: "[0,0.2]", low: -0.39, high: 0.02, log10P: -1.1),
    correlation(
      "avh", -0.11, n: 310, grouping: "bin", group: "(0.2,0.4]", low: -0.22, high: 0, log10P: -1.3),
    correlation("avh", nil, n: 4_400, grouping: "bin", group: "(0.8,1]", note: "constant"),
  ]

  static func correlation(
    _ score: String, _ statistic: Double?, n: Int, grouping: String = "all", group: String = "all",
    low: Double? = nil,
    high: Double? = nil, log10P: Double? = nil, note: String? = nil
  ) -> CorrelationResult {
    var row = CorrelationResult(
      dataset: "cifar10", annotationSet: "cifar10h", human: "hsf", model: "resnet", score: score,
      method: "spearman", grouping: grouping, group: group, n: n)
    row.statistic = statistic
    row.ciLow = low
    row.ciHigh = high
    row.ciLevel = low == nil ? nil : 0.95
    row.ciMethod = low == nil ? nil : "bonett-wright"
    row.log10P = log10P
    row.note = note
    return row
  }

  static let comparison: ComparisonResult = {
    var row = ComparisonResult(
      dataset: "cifar10", annotationSet: "cifar10h", human: "hsf", modelA: "resnet", scoreA: "avh",
      modelB: "resnet", scoreB: "confidence", method: "spearman", n: 10_000,
      test: "influence")
    row.difference = -0.0151
    row.ciLow = -0.031
    row.ciHigh = 0.0008
    row.testStatistic = -1.86
    row.p = 0.0629
    row.log10P = -1.2013
    return row
  }()

  static let document = ReportDocument(
    study: "hostile", title: "A study of <people> & networks_1",
    firstLine: "The votes of this study are *simulated*.",
    question: "Does AVH rank images as people do?",
    summary: [
      "AVH agrees with people: \(APAStyle().correlation(correlations[0])) [@chen2020].",
      "A name like \(hostileNames[0]) or \(hostileNames[1]) stays a name, and `code_1` is **code**.",
    ],
    figure: FigureSpecification(
      id: "first", title: "Strengths", caption: "Of \(name: hostileNames[0]) and others.",
      content: .dots(
        DotPanelsFigure(
          rowNames: hostileNames, seriesNames: ["AVH", hostileNames[5]],
          panels: [
            .init(
              title: hostileNames[0], x: FigureAxis("strength"),
              points: hostileNames.indices.map {
                .init(row: $0, series: $0 % 2, value: Double($0) / 10, low: 0, high: 1)
              })
          ]))),
    claims: [
      ClaimCard(
        id: "C4", text: "AVH <b>is</b> stronger than confidence", prediction: "100 % \\input{x}",
        verdict: "too close to call", reason: "open: \(name: hostileNames[6]) −.015.")
    ],
    sections: [
      ReportSection(
        id: "votes", title: "The votes", paragraphs: ["1. A paragraph that is no list."],
        tables: [
          TableSpecification(
            id: "votes", caption: "Names with \(hostileNames[4]).", rows: hostileTable, rowLimit: 9)
        ],
        figures: [
          FigureSpecification(
            id: "hsf", title: "Selection <frequency>", caption: "Images per *fifth*.",
            content: .histogram(
              HistogramFigure(
                x: FigureAxis("HSF", range: 0...1), yLabel: "images",
                values: [0, 0.2, 0.4, 0.5, 0.7, 0.9, 1, 1], bins: 5)))
        ]),
      ReportSection(
        id: "main-table", title: "The main table",
        tables: PaperTable.tables(PaperTable.estimates(correlations, analysis: "H1"))),
      ReportSection(
        id: "ceiling", title: "Noise ceiling",
        emptyBecause: "the annotation set holds no <counts>, only shares."),
    ],
    appendix: [
      ReportSection(
        id: "all", title: "Everything <else>", paragraphs: ["Of \(name: hostileNames[2])."],
        tables: [TableSpecification(id: "appended", caption: "Again.", rows: hostileTable)])
    ],
    results: ReportResults(
      [sampleOutput(correlations, comparison)],
      verdicts: [
        ClaimVerdict(
          claim: "C4", text: "AVH is stronger than confidence", primary: "Spearman, influence",
          outcome: .tooCloseToCall, sentence: "The interval holds both signs.")
      ]),
    bibliography: Bibliography.entries(["chen2020"]),
    manifest: ReportManifest(
      toolVersion: "0.1.0", reproduce: "avh study run Studies/hostile", seed: .max,
      resamples: 9_999,
      inputs: [
        .init(path: "votes & more.npy", bytes: 1_234, sha256: "9b36", rows: 10),
        .init(path: "labels.npy", bytes: 80, sha256: "77aa"),
      ],
      command: ["avh", "study", "run", "Studies/hostile", "--out", "there"],
      environment: [.init("host", "here"), .init("blas", "OpenBLAS 0.3")],
      generated: "2026-01-02T03:04:05Z"))
}

/// The rows of ``sampleDocument()`` as an analysis gives them.
private func sampleOutput(
  _ correlations: [CorrelationResult], _ comparison: ComparisonResult
) -> AnalysisOutput {
  var output = AnalysisOutput(analysis: "H1", kind: "correlation")
  output.correlations = correlations
  output.comparisons = [comparison]
  output.estimates = [
    EstimateResult(
      ResultKey(analysis: "networks", quantity: "accuracy", model: "resnet"), value: 0.931, n: 10)
  ]
  output.series = [
    SeriesPoint(
      ResultKey(analysis: "H5", quantity: "mean", model: "resnet", score: "avh"), x: 1_560,
      value: nil)
  ]
  return output
}
