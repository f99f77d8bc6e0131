internal import Analyses
internal import Statistics
internal import Studies
internal import StudyValues

/// The planted truth of a simulated study beside what the study estimated.
struct TruthSection {
  private let result: StudyResult

  init(_ result: StudyResult) { self.result = result }

  var section: ReportSection? {
    guard result.truth != nil else { return nil }
    var section = ReportSection(id: "truth", title: "The planted truth beside the estimates")
    section.paragraphs = [
      """
      The data are simulated, so the true coefficients are known: they are those of a study with the \
      same settings and 200,000 images, computed straight from the definitions. An interval of 95 % \
      (its sample stands beside each row of the analyses) should hold the truth in 95 of 100 such studies.
      """
    ]
    section.tables = [table(result, id: "truth", what: "this study")]
    for (index, twin) in result.twin.enumerated() where twin.truth != nil {
      section.tables.append(
        table(twin, id: "truth-twin-\(index + 1)", what: "the twin study `\(twin.manifest.id)`"))
    }
    return section
  }

  private func table(_ result: StudyResult, id: String, what: String) -> TableSpecification {
    var rows: [[Cell]] = []
    for row in result.outputs.flatMap(\.correlations) where row.grouping == "all" {
      guard
        let truth = result.plantedTruth(of: row),
        let low = row.ciLow, let high = row.ciHigh
      else { continue }
      rows.append([
        .text(row.model), .text(row.score), .text(row.method), Cell(row.population?.rawValue),
        .real(truth), Cell(row.statistic), .real(low), .real(high),
        .text(low <= truth && truth <= high ? "yes" : "no"),
      ])
    }
    return TableSpecification(
      id: id,
      caption: Prose(marked: "Truth and estimate of \(what): correlations with HSF."),
      rows: RowTable(
        columns: [
          Column("model", heading: "Network", kind: .text),
          Column("score", heading: "Score", kind: .text),
          Column("method", heading: "Coefficient", kind: .text),
          Column("population", heading: "Sample", kind: .text),
          Column("truth", heading: "Truth", kind: .coefficient(decimals: 3)),
          Column("estimate", heading: "Estimate", kind: .coefficient(decimals: 3)),
          Column("ci_low", heading: "Low", kind: .coefficient(decimals: 3)),
          Column("ci_high", heading: "High", kind: .coefficient(decimals: 3)),
          Column("holds", heading: "Interval holds it", kind: .text),
        ], rows: rows))
  }
}
