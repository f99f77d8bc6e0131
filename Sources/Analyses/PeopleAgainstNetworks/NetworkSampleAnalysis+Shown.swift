package import StudyValues

extension NetworkSampleAnalysis {
  /// What holds over networks, then the networks.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let over = output.estimates.filter { $0.key.quantity == "agreement_with_accuracy" }
    return TableSpecification.pivot(
      "over-networks",
      """
      Accuracy with agreement over networks: *networks* counts each of them and leaves out one family at a \
      time for the interval and the test, *families* has one point a family and the exact test.
      """,
      Pivot(
        by: ["score", "method", "group"],
        [.init("agreement_with_accuracy", "Coefficient", .coefficient(decimals: 2))],
        showing: [.interval, .p, .n]), over
    ).showing(["score": "Agreement", "group": "Units"])
      + TableSpecification.pivot(
        "networks", "The networks one by one.",
        Pivot(
          by: ["group", "model"],
          [
            .init("accuracy", "Accuracy", .fixed(decimals: 3)),
            .init("correct", "Right with HSF", .coefficient(decimals: 3)) {
              $0.quantity == "agreement" && $0.score == "correct"
            },
            .init("error_consistency", "Error consistency", .coefficient(decimals: 3)) {
              $0.quantity == "agreement" && $0.score == "error_consistency"
            },
            .init("copy_probability", "Copy probability", .coefficient(decimals: 3)) {
              $0.quantity == "agreement" && $0.score == "copy_probability"
            },
          ]), output.estimates
      ).showing(["group": "Family"])
      + TableSpecification.estimates(output.estimates, "Everything with its interval and note.")
  }

  /// Accuracy against each measure.
  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    let accuracy = output.estimates.filter { $0.key.quantity == "accuracy" }
    return Self.measures.enumerated().compactMap { index, measure in
      let points = output.estimates.filter {
        $0.key.quantity == "agreement" && $0.key.score == measure
      }.compactMap { row -> ScatterFigure.Point? in
        guard let own = accuracy.first(where: { $0.key.model == row.key.model }),
          let x = own.value, let y = row.value
        else { return nil }
        return ScatterFigure.Point(
          label: row.key.model ?? "", x: x,
          xInterval: own.low.flatMap { low in own.high.map { low...$0 } }, y: y,
          yInterval: row.low.flatMap { low in row.high.map { low...$0 } })
      }
      guard points.count > 1 else { return nil }
      let name = [
        "right with HSF (Spearman)", "error consistency with people", "copy probability of people",
      ][index]
      return FigureSpecification(
        id: "agreement-\(index + 1)", title: "Accuracy and \(name)",
        caption: Prose(
          plain:
            "Each point is a network, with 95 % intervals over images: \(name) against accuracy."),
        content: .scatter(
          ScatterFigure(x: FigureAxis("accuracy"), y: FigureAxis(name), points: points)))
    }
  }
}
