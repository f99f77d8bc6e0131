internal import Networks
internal import StudyValues

extension FigureKind {
  /// Images counted over HSF and a score.
  static let density = FigureKind("density") { entry, context in
    context.scores(entry).map { table, column, owner, id in
      let name = Score.title(of: column.name)
      let known = (0..<table.count).filter { !column.values[$0].isNaN }
      return FigureSpecification(
        id: id, title: entry.title ?? "\(name) against HSF, \(owner)",
        caption: """
          Images counted over HSF and \(name), darker where there are more, on a logarithmic scale; \
          points are means per bin of HSF with 95 % intervals, the line is the regression of the \
          ranks of \(name) on those of HSF, and the bars outside count images along each axis.
          """,
        content: .density(
          DensityFigure(
            title: owner, x: FigureAxis("HSF", range: 0...1), y: FigureAxis(name),
            xs: known.map { table.hsf[$0] }, ys: known.map { column.values[$0] },
            means: context.points { key in
              key.quantity == CorrelationAnalysis.meanByHSF && key.score == column.name
                && key.model == (column.isShared ? "networks" : table.key.model)
            })))
    }
  }
}
