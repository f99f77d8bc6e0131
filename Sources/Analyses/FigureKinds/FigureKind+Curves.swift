internal import StudyValues

extension FigureKind {
  /// One figure per quantity of an analysis's curves, `entry.y` or each of them.
  static let curves = FigureKind("curves") { entry, context in
    let series = context.output.series.filter { point in
      point.value != nil && (entry.model == nil || point.key.model == entry.model)
    }
    var quantities: [ResultKey] = []
    for point in series where point.key.quantity != CalibrationSample.reliability {
      let quantity = ResultKey(analysis: "", quantity: point.key.quantity, score: point.key.score)
      if !quantities.contains(quantity), entry.y == nil || entry.y == point.key.quantity {
        quantities.append(quantity)
      }
    }
    return quantities.enumerated().map { index, quantity in
      let points = series.filter {
        $0.key.quantity == quantity.quantity && $0.key.score == quantity.score
      }
      let words = quantity.words
      let positions = points.map(\.x)
      // Positions over more than a decade and a half, such as temperatures, are read by their ratios.
      let isWide = (positions.min() ?? 0) * 30 < (positions.max() ?? 0)
      return FigureSpecification(
        id: quantities.count > 1 ? "\(context.id)-\(index + 1)" : context.id,
        title: entry.title ?? words.prefix(1).uppercased() + words.dropFirst(),
        caption: Prose(
          plain: "\(words) along \(entry.x ?? "the axis"); bands are the intervals of the rows."),
        content: .curves(
          CurveFigure(
            x: FigureAxis(
              entry.x ?? "x", isLogarithmic: isWide && positions.allSatisfy { $0 > 0 }),
            y: FigureAxis(words), series: points, name: \.runName,
            isOrdered: points.contains { $0.key.grouping == Grouping.bin.rawValue })))
    }
  }
}
