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
