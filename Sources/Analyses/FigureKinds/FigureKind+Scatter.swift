internal import Networks
internal import Statistics
internal import StudyValues

extension FigureKind {
  /// The strength of a score in each network against the network's accuracy.
  static let scatter = FigureKind("scatter") { entry, context in
    let score = entry.y ?? "avh"
    let name = Score.title(of: score)
    let accuracy = context.outputs.flatMap(\.estimates).filter { $0.key.quantity == "accuracy" }
    let sign = context.signs[score] ?? 1
    let strengths = context.strengths.filter { $0.score == score }
    let points = strengths.compactMap { row -> ScatterFigure.Point? in
      guard let own = accuracy.first(where: { $0.key.model == row.model }), let x = own.value,
        let y = row.statistic
      else { return nil }
      let limits = [row.ciLow, row.ciHigh].compactMap { $0.map { $0 * sign } }.sorted()
      return ScatterFigure.Point(
        label: row.model, x: x,
        xInterval: own.low.flatMap { low in own.high.map { low...$0 } }, y: y * sign,
        yInterval: limits.count == 2 ? limits[0]...limits[1] : nil)
    }
    guard !points.isEmpty else { return [] }
    let sample =
      strengths.sampleWords.map {
        " (of the strength: \($0); of the accuracy: \(Population.images.words))"
      } ?? ""
    return [
      FigureSpecification(
        id: context.id, title: entry.title ?? "Correlation per network against accuracy",
        caption: """
          Strength of \(name) (Spearman correlation with HSF, turned so that positive means the score \
          follows people) against accuracy, with 95 % intervals\(sample).
          """,
        content: .scatter(
          ScatterFigure(
            x: FigureAxis("accuracy"), y: FigureAxis("strength of \(name)"), points: points)))
    ]
  }
}
