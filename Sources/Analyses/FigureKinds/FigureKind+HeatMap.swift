internal import Networks
internal import StudyValues

extension FigureKind {
  /// Scores by scores, for an analysis of their correlations; else the strength of each score (row) in each
  /// network (column), from the rows of all images.
  static let heatMap = FigureKind("heatmap") { entry, context in
    let ofScores = ScoreCorrelationsAnalysis.heatMap(
      of: context.output.estimates, model: entry.model, id: context.id, title: entry.title)
    if let ofScores { return [ofScores] }
    let all = context.strengths.filter { $0.statistic != nil }
    guard
      let human = entry.y.flatMap(HumanMeasure.init)
        ?? all.first.flatMap({ HumanMeasure(rawValue: $0.human) })
    else { return [] }
    var scores: [String] = []
    var models: [String] = []
    var values: [[String]: Double] = [:]
    for row in all where row.human == human.rawValue {
      if !scores.contains(row.score) { scores.append(row.score) }
      if !models.contains(row.model) { models.append(row.model) }
      // Signs turn coefficients with HSF, which falls with hardness.
      let sign = (context.signs[row.score] ?? 1) * -human.sign
      values[[row.score, row.model]] = row.statistic.map { $0 * sign }
    }
    guard !scores.isEmpty else { return [] }
    let largest = values.values.map(abs).max() ?? 1
    let limit = max(0.1, (largest * 10).rounded(.up) / 10)
    return [
      FigureSpecification(
        id: context.id, title: entry.title ?? "Strength of each score in each network",
        caption: Prose(
          plain:
            "Spearman correlations with \(HumanMeasure.title(of: human.rawValue)), each turned so that positive means "
            + "that the score follows people."),
        content: .heatMap(
          HeatMapFigure(
            rowNames: scores.map(Score.title(of:)), columnNames: models,
            values: scores.map { score in models.map { values[[score, $0]] } },
            label: "strength", range: -limit...limit)))
    ]
  }
}
