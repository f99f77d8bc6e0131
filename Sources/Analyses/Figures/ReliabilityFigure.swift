internal import StudyValues

/// Accuracy against confidence per bin, with the number of images below; empty bins are left out.
package struct ReliabilityFigure: Equatable, Sendable {
  /// One bin of confidence.
  package struct Bin: Equatable, Sendable {
    /// The lower edge.
    package var lower: Double
    /// The upper edge.
    package var upper: Double
    /// The number of images.
    package var n: Int
    /// The mean confidence.
    package var confidence: Double?
    /// The share of correct predictions.
    package var accuracy: Double?
    /// The lower limit of the accuracy.
    package var low: Double?
    /// The upper limit of the accuracy.
    package var high: Double?

    /// Creates a bin.
    package init(
      lower: Double, upper: Double, n: Int, confidence: Double?, accuracy: Double?,
      low: Double? = nil, high: Double? = nil
    ) {
      self.lower = lower
      self.upper = upper
      self.n = n
      self.confidence = confidence
      self.accuracy = accuracy
      self.low = low
      self.high = high
    }
  }

  /// One diagram, for example before or after temperature scaling.
  package struct Panel: Equatable, Sendable {
    /// The title above the diagram.
    package var title: String
    /// The bins from left to right.
    package var bins: [Bin]

    /// Creates a panel.
    package init(title: String, bins: [Bin]) {
      self.title = title
      self.bins = bins
    }
  }

  /// The diagrams from left to right, at most three in a row.
  package var panels: [Panel]

  /// Creates a figure.
  package init(panels: [Panel]) { self.panels = panels }
}

extension FigureKind {
  /// One figure per run, before and after temperature side by side.
  static let reliability = FigureKind("reliability") { entry, context in
    let bins = (context.settings as? CalibrationAnalysis ?? CalibrationAnalysis()).bins
    var runs: [ResultKey] = []
    for point in context.output.series where point.key.quantity == CalibrationAnalysis.reliability {
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
