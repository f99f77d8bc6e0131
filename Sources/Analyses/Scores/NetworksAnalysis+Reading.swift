internal import Networks
package import StudyValues

extension NetworksAnalysis {
  /// One line per network.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    guard let output = outputs.first else { return [] }
    let rows = output.estimates.filter { ["accuracy", "mean", "images"].contains($0.key.quantity) }
    let kinds: [(String, Column.Kind)] = [
      ("avh", .coefficient(decimals: 4)), ("confidence", .coefficient(decimals: 3)),
      ("feature_norm", .real(digits: 3)),
    ]
    let scores = kinds.map { score, kind in
      Pivot.Quantity("mean_\(score)", "Mean \(Score.title(of: score))", kind) {
        $0.quantity == "mean" && $0.score == score
      }
    }
    let table = Pivot(
      by: ["model"], [.init("accuracy", "Accuracy", .coefficient(decimals: 3))] + scores
    )
    .table(rows)
    return [
      Reading(
        .networks,
        tables: [
          TableSpecification(
            id: "reading-networks",
            caption: """
              Accuracy and mean scores over the images that people judged. AVH is the angle to the true \
              class as a share of the angles to all classes; higher means harder.
              """, rows: table.keepingRows(Reading.mostRows), fileRows: table)
        ],
        figures: figure(output.estimates))
    ]
  }

  /// Accuracy against mean AVH.
  private static func figure(_ rows: [EstimateResult]) -> [FigureSpecification] {
    let points = rows.filter { $0.key.quantity == "accuracy" }.compactMap {
      row -> ScatterFigure.Point? in
      guard let x = row.value, let name = row.key.model,
        let mean = rows.first(where: {
          $0.key.quantity == "mean" && $0.key.score == "avh" && $0.key.model == name
        }), let y = mean.value
      else { return nil }
      func interval(_ row: EstimateResult) -> ClosedRange<Double>? {
        row.low.flatMap { low in row.high.flatMap { low <= $0 ? low...$0 : nil } }
      }
      return .init(label: name, x: x, xInterval: interval(row), y: y, yInterval: interval(mean))
    }
    guard points.count > 1 else { return [] }
    var figure = FigureSpecification(
      id: "reading-accuracy", title: "Accuracy against mean AVH",
      caption: "Each point is a network, with 95 % intervals over images.",
      content: .scatter(
        ScatterFigure(
          x: FigureAxis("accuracy"), y: FigureAxis("mean AVH"),
          points: Array(points.prefix(40)))))
    figure.isCompact = true
    return [figure]
  }
}
