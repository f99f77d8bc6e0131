package import StudyValues

extension CalibrationAnalysis {
  private static let deciding = Pivot(
    by: ["annotation_set", "model", "condition", "level", "step", "group"],
    [
      .init("accuracy", "Accuracy", .coefficient(decimals: 3)),
      .init("mean_confidence", "Confidence", .coefficient(decimals: 3)),
      .init("signed_gap", "Gap", .coefficient(decimals: 3)).showing([.interval]),
      .init("ece", "ECE", .coefficient(decimals: 3)),
      .init("ece_if_calibrated", "if calibrated", .coefficient(decimals: 3)),
      .init("nll", "NLL", .coefficient(decimals: 3)),
    ])

  /// Accuracy, confidence and their gap with a verdict, the calibration error beside that of a
  /// calibrated network, and confidence against HSF.
  package func decidingTables(of output: AnalysisOutput) -> [DecidingTable] {
    let measures = Self.deciding.table(output.estimates).joiningLimits()
    guard let gap = measures.columns.firstIndex(where: { $0.name == "signed_gap" }) else {
      return []
    }
    // The verdict stands behind what it is about, since a narrow terminal leaves out the last columns.
    let verdict = Column("verdict", heading: "Verdict", kind: .text)
    let judged = RowTable(
      columns: measures.columns[...gap] + [verdict] + measures.columns[(gap + 1)...],
      rows: measures.rows.map { $0[...gap] + [Cell(Self.verdict(of: $0[gap]))] + $0[(gap + 1)...] }
    )
    let ambiguity = Pivot(
      by: ["annotation_set", "model", "condition", "level", "step", "group"],
      [
        .init("confidence_minus_hsf", "Confidence - HSF", .coefficient(decimals: 3))
          .showing([.interval, .n])
      ]
    ).table(output.estimates)
    return [
      DecidingTable(
        caption: "The gap is mean confidence less accuracy, above 0 overconfident; ECE is above 0 "
          + "even where a network is calibrated, by as much as the column beside it says.",
        rows: judged)
    ]
      + (ambiguity.rows.isEmpty
        ? []
        : [
          DecidingTable(
            caption: "Mean confidence less HSF, over all images and in each bin of HSF; confidence "
              + "that tracked what people find ambiguous would have 0 everywhere.",
            rows: ambiguity.joiningLimits())
        ])
  }

  private static func verdict(of gap: Cell) -> String? {
    guard case .estimated(_, let low, let high) = gap else { return nil }
    return low > 0 ? "overconfident" : high < 0 ? "underconfident" : DecidingTable.tooClose
  }
}
