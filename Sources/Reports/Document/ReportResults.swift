package import StudyValues

/// All result rows of a study, which `report.json` holds in full.
package struct ReportResults: Equatable, Sendable {
  /// What the data say about each claim.
  package var verdicts: [ClaimVerdict]
  /// What the analyses computed, in their order.
  package var outputs: [AnalysisOutput]

  /// Creates the results of a study.
  package init(_ outputs: [AnalysisOutput] = [], verdicts: [ClaimVerdict] = []) {
    self.verdicts = verdicts
    self.outputs = outputs
  }

  /// The lists by the names they have in `report.json`; every row names its analysis first, since two
  /// analyses may compute the same coefficient with other intervals.
  var tables: [(name: String, rows: RowTable)] {
    [
      ("verdicts", RowTable(verdicts)), ("correlations", named(\.correlations)),
      ("comparisons", named(\.comparisons)),
      ("estimates", RowTable(outputs.flatMap(\.estimates))),
      ("series", RowTable(outputs.flatMap(\.series))),
      ("images", RowTable(outputs.flatMap(\.images))),
    ]
  }

  private func named<Row: DescribedRow>(_ rows: (AnalysisOutput) -> [Row]) -> RowTable {
    let analysis = Column("analysis", heading: "Analysis", kind: .text)
    return RowTable(
      columns: [analysis] + Row.columns.map(\.column),
      rows: outputs.flatMap { output in
        rows(output).map { [.text(output.analysis)] + $0.cells }
      })
  }
}
