internal import Analyses
internal import Studies
internal import StudyValues

/// The figures made from an analysis's rows alone: curves, reliability diagrams and heat maps.
struct AnalysisFigures {
  let entry: FigureEntry
  let output: AnalysisOutput
  /// The identifier of the figure, or what the identifiers of several begin with.
  let id: String

  // MARK: - Curves

  /// One figure per quantity: the part of a curve's name after its last colon, `entry.y` or each of them.
  var curves: [ReportFigure] {
    var quantities: [String] = []
    for point in output.series where ReliabilityCurve(point.name) == nil {
      let quantity = Self.quantity(point.name)
      if !quantities.contains(quantity), quantity != "hsf_histogram" { quantities.append(quantity) }
    }
    let asked = entry.y.map { [$0] } ?? quantities
    return asked.enumerated().compactMap { index, quantity in
      let points = output.series.filter { point in
        Self.quantity(point.name) == quantity
          && (entry.model.map { point.name.hasPrefix($0) } ?? true)
      }
      guard points.contains(where: { $0.value != nil }) else { return nil }
      let words = quantity.replacing("_", with: " ")
      let positions = points.map(\.x)
      // Positions over more than a decade and a half, such as temperatures, are read by their ratios.
      let isWide = (positions.min() ?? 0) * 30 < (positions.max() ?? 0)
      let x = FigureAxis(
        entry.x ?? "x", isLogarithmic: isWide && positions.allSatisfy { $0 > 0 })
      return ReportFigure(
        id: asked.count > 1 ? "\(id)-\(index + 1)" : id,
        title: entry.title ?? words.prefix(1).uppercased() + words.dropFirst(),
        caption: Prose(
          plain: "\(words) along \(entry.x ?? "the axis"); bands are the intervals of the rows."),
        spec: .curves(
          CurveFigure(
            x: x, y: FigureAxis(words), series: points,
            name: Self.owner, isOrdered: points.contains { $0.name.contains("bin:") })))
    }
  }

  /// What a curve shows: the part of its name after the last colon.
  private static func quantity(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }

  /// Whose curve it is: the part of its name before the last colon.
  private static func owner(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[..<$0]) } ?? name
  }

  // MARK: - Reliability

  /// One figure per run, before and after temperature side by side.
  ///
  /// - Parameter bins: The number of bins of equal width over 0...1.
  /// - Returns: The figures, in the order of the runs.
  func reliability(bins: Int) -> [ReportFigure] {
    var groups: [String] = []
    var panels: [String: [ReliabilityFigure.Panel]] = [:]
    var names: [String] = []
    for point in output.series where !names.contains(point.name) { names.append(point.name) }
    for name in names {
      guard let curve = ReliabilityCurve(name), entry.model == nil || entry.model == curve.group
      else { continue }
      if panels[curve.group] == nil { groups.append(curve.group) }
      panels[curve.group, default: []].append(
        ReliabilityFigure.Panel(
          title: curve.title,
          bins: output.series.filter { $0.name == name }.map { Self.bin($0, of: bins) }))
    }
    return groups.enumerated().map { index, group in
      ReportFigure(
        id: groups.count > 1 ? "\(id)-\(index + 1)" : id,
        title: entry.title.map { groups.count > 1 ? "\($0), \(group)" : $0 }
          ?? "Reliability of \(group)",
        caption: Prose(
          plain:
            "Accuracy against confidence, \(group), in \(bins) bins of equal width with Wilson's "
            + "95 % intervals; below, the number of images on a logarithmic scale. A calibrated "
            + "network lies on the dashed line."),
        spec: .reliability(ReliabilityFigure(panels: panels[group] ?? [])))
    }
  }

  private static func bin(_ point: SeriesPoint, of bins: Int) -> ReliabilityFigure.Bin {
    let width = Double(bins)
    let index = min(width - 1, max(0, (point.x * width).rounded(.up) - 1))
    return ReliabilityFigure.Bin(
      lower: index / width, upper: (index + 1) / width, n: point.n ?? 0, confidence: point.x,
      accuracy: point.value, low: point.low, high: point.high)
  }

  // MARK: - Heat map

  /// The strength of each score (row) in each network (column), from the rows of all images.
  ///
  /// - Parameter signs: -1 for scores whose coefficient with HSF is negative when they follow people.
  /// - Returns: The figure, or none without such rows.
  func heatMap(signs: [String: Double]) -> [ReportFigure] {
    let all = output.correlations.filter {
      $0.group == "all" && $0.method == "spearman" && $0.statistic != nil
    }
    guard let human = entry.y ?? all.first?.human else { return [] }
    let rows = all.filter { $0.human == human }
    var scores: [String] = []
    var models: [String] = []
    var values: [[String]: Double] = [:]
    let turn = human == HumanMeasure.labelEntropy.rawValue ? -1.0 : 1
    for row in rows {
      if !scores.contains(row.score) { scores.append(row.score) }
      if !models.contains(row.model) { models.append(row.model) }
      let key = [row.score, row.model]
      if values[key] == nil {
        values[key] = row.statistic.map { $0 * (signs[row.score] ?? 1) * turn }
      }
    }
    guard !scores.isEmpty else { return [] }
    let largest = values.values.map(abs).max() ?? 1
    let limit = max(0.1, (largest * 10).rounded(.up) / 10)
    return [
      ReportFigure(
        id: id, title: entry.title ?? "Strength of each score in each network",
        caption: Prose(
          plain: "Spearman correlations with \(human), each turned so that positive means that the "
            + "score follows people."),
        spec: .heatMap(
          HeatMapFigure(
            rowNames: scores, columnNames: models,
            values: scores.map { score in models.map { values[[score, $0]] } },
            label: "strength", range: -limit...limit)))
    ]
  }
}
