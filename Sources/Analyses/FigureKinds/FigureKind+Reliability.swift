internal import StudyValues

extension FigureKind {
  /// One figure per run, before and after temperature side by side.
  static let reliability = FigureKind("reliability") { entry, context in
    let bins = (context.settings as? CalibrationAnalysis ?? CalibrationAnalysis()).bins
    var runs: [ResultKey] = []
    for point in context.output.series where point.key.quantity == CalibrationSample.reliability {
      let run = point.key.with { $0.group = nil }
      if !runs.contains(run), entry.model == nil || entry.model == run.model { runs.append(run) }
    }
    return runs.enumerated().map { index, run in
      let name = run.runName
      var panels: [String] = []
      for point in context.output.series where point.key.with({ $0.group = nil }) == run {
        if let group = point.key.group, !panels.contains(group) { panels.append(group) }
      }
      return FigureSpecification(
        id: runs.count > 1 ? "\(context.id)-\(index + 1)" : context.id,
        title: entry.title.map { runs.count > 1 ? "\($0), \(name)" : $0 }
          ?? "Reliability of \(name)",
        caption: Prose(
          plain:
            "Accuracy against confidence, \(name), in \(bins) bins of equal width with Wilson's "
            + "95 % intervals; below, the number of images on a logarithmic scale. A calibrated "
            + "network lies on the dashed line."),
        content: .reliability(
          ReliabilityFigure(
            panels: panels.map { panel in
              .init(
                title: "\(name), \(panel)",
                bins: context.output.series.filter {
                  $0.key.group == panel && $0.key.with { $0.group = nil } == run
                }.map { bin($0, of: bins) })
            })))
    }
  }

  private static func bin(_ point: SeriesPoint, of bins: Int) -> ReliabilityFigure.Bin {
    let width = Double(bins)
    let index = min(width - 1, max(0, (point.x * width).rounded(.up) - 1))
    return ReliabilityFigure.Bin(
      lower: index / width, upper: (index + 1) / width, n: point.n ?? 0, confidence: point.x,
      accuracy: point.value, low: point.low, high: point.high)
  }
}
