package import StudyValues

extension TemperatureAnalysis {
  /// The strength of confidence at each temperature.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    outputs.compactMap { output in
      let points = output.series.filter {
        $0.key.quantity == "strength_at_temperature" && $0.value != nil
      }
      guard !points.isEmpty else { return nil }
      var figure = FigureSpecification(
        id: "\(Identifier.made(from: output.analysis))-reading-temperature",
        title: "Strength of confidence at other temperatures",
        caption: """
          Strength of confidence with people when the logits are divided by a temperature; 1 is the \
          network as it is.
          """,
        content: .curves(
          CurveFigure(
            x: FigureAxis("temperature", isLogarithmic: points.allSatisfy { $0.x > 0 }),
            y: FigureAxis("strength of confidence"), series: points, name: \.runName)))
      figure.isCompact = true
      return Reading(.calibration, figures: [figure])
    }
  }
}
