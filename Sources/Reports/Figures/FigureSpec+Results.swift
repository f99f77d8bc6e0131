package import StudyValues

extension ForestFigure {
  /// Creates a figure of correlations, grouped by network, with one row per score.
  ///
  /// - Parameters:
  ///   - x: The horizontal axis.
  ///   - correlations: The rows, shown in their order.
  ///   - signs: -1 for each score whose coefficient shall be turned; a strength is a coefficient after
  ///     score and human measure have been turned so that higher = harder.
  ///   - band: A shaded range, for example the noise ceiling.
  package init(
    x: FigureAxis, correlations: [CorrelationResult], signs: [String: Double] = [:],
    band: Band? = nil
  ) {
    var groups: [Group] = []
    for row in correlations {
      let sign = signs[row.score] ?? 1
      let limits = [row.ciLow, row.ciHigh].compactMap { $0.map { $0 * sign } }.sorted()
      let line = Row(
        label: row.score, value: row.statistic.map { $0 * sign },
        low: limits.count == 2 ? limits[0] : nil, high: limits.count == 2 ? limits[1] : nil)
      if let index = groups.firstIndex(where: { $0.name == row.model }) {
        groups[index].rows.append(line)
      } else {
        groups.append(Group(name: row.model, rows: [line]))
      }
    }
    self.init(x: x, groups: groups, band: band)
  }
}

extension CurveFigure {
  /// Creates a figure of the curves of an analysis, in the order in which they come.
  ///
  /// - Parameters:
  ///   - x: The horizontal axis.
  ///   - y: The vertical axis.
  ///   - series: The points; each curve's are sorted by position.
  ///   - name: The name of a curve in the key, from the name it has among the points.
  ///   - marks: Vertical lines.
  ///   - isOrdered: Whether the curves have an order.
  package init(
    x: FigureAxis, y: FigureAxis, series: [SeriesPoint], name: (String) -> String = { $0 },
    marks: [Mark] = [], isOrdered: Bool = false
  ) {
    var names: [String] = []
    var points: [String: [FigurePoint]] = [:]
    for point in series {
      if points[point.name] == nil { names.append(point.name) }
      points[point.name, default: []].append(
        FigurePoint(x: point.x, value: point.value, low: point.low, high: point.high, n: point.n))
    }
    self.init(
      x: x, y: y,
      curves: names.map { key in
        Curve(name: name(key), points: (points[key] ?? []).sorted { $0.x < $1.x })
      },
      marks: marks, isOrdered: isOrdered)
  }
}
