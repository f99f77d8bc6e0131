internal import StudyValues

/// A matrix of coefficients as colours with their numbers, for example every score against every other.
package struct HeatMapFigure: Equatable, Sendable {
  /// The names of the rows from top to bottom.
  package var rowNames: [String]
  /// The names of the columns from left to right.
  package var columnNames: [String]
  /// The values by row; a missing one leaves its cell empty.
  package var values: [[Double?]]
  /// The name of the quantity.
  package var label: String
  /// The values of the two ends of the colour scale, whose middle is white.
  package var range: ClosedRange<Double>

  /// Creates a figure.
  ///
  /// - Parameters:
  ///   - rowNames: The names of the rows.
  ///   - columnNames: The names of the columns.
  ///   - values: One list per row with one value per column.
  ///   - label: The name of the quantity.
  ///   - range: The ends of the colour scale.
  package init(
    rowNames: [String], columnNames: [String], values: [[Double?]], label: String,
    range: ClosedRange<Double> = -1...1
  ) {
    precondition(
      values.count == rowNames.count && values.allSatisfy { $0.count == columnNames.count },
      "a heat map needs a value or a gap for each row and column")
    self.rowNames = rowNames
    self.columnNames = columnNames
    self.values = values
    self.label = label
    self.range = range
  }
}

extension FigureKind {
  /// The strength of each score (row) in each network (column), from the rows of all images.
  static let heatMap = FigureKind("heatmap") { entry, context in
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
          plain: "Spearman correlations with \(human.rawValue), each turned so that positive means "
            + "that the score follows people."),
        content: .heatMap(
          HeatMapFigure(
            rowNames: scores, columnNames: models,
            values: scores.map { score in models.map { values[[score, $0]] } },
            label: "strength", range: -limit...limit)))
    ]
  }
}
