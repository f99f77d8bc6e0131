internal import Networks
package import StudyValues

extension SelfTrainingAnalysis {
  package static let kind = "self-training"
  package static let words: [Prose] = [
    """
    This is about a linear head on the frozen features of one backbone, not about networks trained \
    from end to end. All selections begin with the same head and label images by the same \
    class-balanced rule; they differ in which of these labels they trust. `true-labels` is the \
    ceiling: any images, with perfect labels. Where the sample is `seeds`, limits are t intervals over \
    seeds, which say nothing about other images; where it is `images` they do [@chen2020].
    """
  ]

  /// Accuracies, differences, what was trusted, and each seed alone.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let rows = output.estimates
    let trusted = Self.trusted(output.series)
    let tables =
      Self.bySelection(
        "accuracy", "Target accuracy after the last round, mean over seeds.", rows)
      + TableSpecification.estimates(
        rows.filter { $0.key.otherScore != nil && $0.key.grouping == nil }, id: "differences",
        "Differences of accuracy and precision.")
      + (trusted.rows.isEmpty
        ? []
        : [
          TableSpecification(
            id: "selected", caption: "The trusted labels in the first and the last round.",
            rows: trusted)
        ])
      + Self.bySelection(
        "precision", "Share of true labels among those trusted in the last round.", rows)
      + TableSpecification.estimates(
        rows.filter { $0.key.grouping == SeedRows.grouping }, id: "seeds",
        "AVC minus confidence within each seed, paired by image.")
    return tables.showing(["condition": "Target", "score": "Selection"])
  }

  /// One line per target, one column per selection.
  private static func bySelection(
    _ quantity: String, _ caption: Prose, _ rows: [EstimateResult]
  ) -> [TableSpecification] {
    TableSpecification.pivot(
      quantity, caption,
      Pivot(
        by: ["condition"],
        Pivot.across(\.score, of: quantity, in: rows, .fixed(decimals: 4))), rows)
  }

  /// What the first and the last round trusted, one line per target, selection and round.
  private static func trusted(_ series: [SeriesPoint]) -> RowTable {
    let quantities = ["count", "precision", "avc", "confidence", "norm"]
    var table = RowTable(
      columns: [
        Column("target", heading: "Target", kind: .text),
        Column("selection", heading: "Selection", kind: .text),
        Column("round", heading: "Round", kind: .integer),
      ] + quantities.map { Column($0, heading: $0, kind: .real(digits: 4)) })
    for target in unique(series, \.condition) {
      let own = series.filter { $0.key.condition == target }
      for selection in unique(own, \.score) {
        let points = own.filter { $0.key.score == selection }
        let rounds = points.filter { $0.key.quantity == "precision" }.map(\.x)
        guard let first = rounds.min(), let last = rounds.max() else { continue }
        for round in first == last ? [first] : [first, last] {
          table.append(
            [.text(target), .text(selection), .integer(Int(round))]
              + quantities.map { quantity in
                Cell(points.first { $0.x == round && $0.key.quantity == quantity }?.value)
              })
        }
      }
    }
    return table
  }

  private static func unique(
    _ series: [SeriesPoint], _ part: KeyPath<ResultKey, String?>
  ) -> [String] {
    series.compactMap { $0.key[keyPath: part] }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Curves over the rounds, when several selections are there to be told apart.
  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    guard Self.unique(output.series, \.score).count > 2 else { return [] }
    let quantities = [
      ("accuracy", "target accuracy", "Target accuracy after each round; round 0 is the source."),
      ("precision", "true labels trusted", "Share of true labels among those a round trusts."),
    ]
    return Self.unique(output.series, \.condition).flatMap { target in
      quantities.map { quantity, label, caption in
        FigureSpecification(
          id: "\(Identifier.made(from: target))-\(quantity)", title: "\(target): \(label)",
          caption: "\(caption) Means over seeds with 95 % t intervals, target \(target).",
          content: .curves(
            CurveFigure(
              x: FigureAxis("round"), y: FigureAxis(label),
              series: output.series.filter {
                $0.key.condition == target && $0.key.quantity == quantity
              }, name: { $0.score ?? "" })))
      }
    }
  }
}
