import Files
package import StudyValues

extension CalibrationAnalysis {
  /// One line per network, a reliability diagram for each, and the gap over levels of degradation.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    let plain = outputs.first { output in
      output.estimates.contains { $0.key.condition == nil }
    }
    return [
      Reading(
        .calibration, tables: plain.map { table($0) } ?? [],
        figures: plain.map { reliability($0, context) } ?? []),
      Reading(.calibration, figures: outputs.flatMap { levels($0) }),
    ].filter { !$0.isEmpty }
  }

  private static func table(_ output: AnalysisOutput) -> [TableSpecification] {
    let rows = output.estimates.filter { $0.key.condition == nil }
    func given(
      _ name: String, _ heading: String, _ kind: Column.Kind = .coefficient(decimals: 3),
      group: String = "as given"
    ) -> Pivot.Quantity {
      .init("\(name)_\(Identifier.made(from: group))", heading, kind) {
        $0.quantity == name && $0.group == group
      }
    }
    let table = Pivot(
      by: ["model"],
      [
        given("accuracy", "Accuracy"), given("mean_confidence", "Mean confidence"),
        given("signed_gap", "Confidence − accuracy"), given("ece", "ECE"),
        given("ece_if_calibrated", "ECE if calibrated"),
        given("ece", "ECE after temperature", group: "after temperature"),
      ], showing: []
    ).table(rows)
    return [
      TableSpecification(
        id: "reading-calibration",
        caption: """
          Calibration of the largest probability. Confidence − accuracy above 0 means overconfident. ECE is \
          the expected calibration error in \(bins(output)) bins of equal width, which is above 0 even for \
          a calibrated network: ECE if calibrated is what noise alone gives. Temperature is fitted on one \
          half of the images and judged on the other.
          """, rows: table.keepingRows(Reading.mostRows), fileRows: RowTable(rows))
    ]
  }

  private static func bins(_ output: AnalysisOutput) -> String {
    let note = output.estimates.lazy.filter { $0.key.quantity == "ece" }.compactMap(\.note).first
    return note.flatMap { $0.split(separator: " ").first.map(String.init) } ?? "its"
  }

  private static func reliability(
    _ output: AnalysisOutput, _ context: ReadingContext
  ) -> [FigureSpecification] {
    let settings = context.settings[output.analysis] ?? CalibrationAnalysis()
    let figures = FigureKind.reliability.figures(
      FigureEntry(kind: "reliability"),
      FigureContext(
        id: "reading-reliability", output: output, settings: settings, outputs: context.outputs,
        tables: context.tables))
    let panels = figures.compactMap { figure -> ReliabilityFigure.Panel? in
      guard case .reliability(let content) = figure.content else { return nil }
      return content.panels.first.map { panel in
        var panel = panel
        if panel.title.hasSuffix(", as given") { panel.title.removeLast(", as given".count) }
        return panel
      }
    }
    guard !panels.isEmpty else { return [] }
    let shown = Array(panels.prefix(5))
    var figure = FigureSpecification(
      id: "reading-reliability", title: "Reliability of the networks",
      caption: """
        Accuracy against confidence with Wilson's 95 % intervals; below, the number of images on a \
        logarithmic scale. A calibrated network lies on the dashed line.\
        \(ReadingContext.rest(of: panels.count, shown: shown.count))
        """, content: .reliability(ReliabilityFigure(panels: shown)))
    figure.isCompact = true
    return [figure]
  }

  private static func levels(_ output: AnalysisOutput) -> [FigureSpecification] {
    let points = output.series.filter {
      $0.key.quantity == "signed_gap" && $0.key.condition != nil && $0.value != nil
    }
    guard !points.isEmpty else { return [] }
    var figure = FigureSpecification(
      id: "\(Identifier.made(from: output.analysis))-reading-levels",
      title: "Confidence less accuracy over levels of degradation",
      caption: "Above 0: overconfident. Bands are 95 % intervals over images.",
      content: .curves(
        CurveFigure(
          x: FigureAxis("level of degradation"), y: FigureAxis("confidence − accuracy"),
          series: points, name: \.runName)))
    figure.isCompact = true
    return [figure]
  }
}
