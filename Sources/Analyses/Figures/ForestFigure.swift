internal import Networks
package import StudyValues

/// Coefficients with intervals, grouped by network, around a line of no effect.
package struct ForestFigure: Equatable, Sendable {
  /// One coefficient.
  package struct Row: Equatable, Sendable {
    /// The name at the left, for example the score; equal names have equal colours.
    package var label: String
    /// The coefficient; a row without one says so.
    package var value: Double?
    /// The lower limit of the interval.
    package var low: Double?
    /// The upper limit of the interval.
    package var high: Double?

    /// Creates a row.
    package init(label: String, value: Double?, low: Double? = nil, high: Double? = nil) {
      self.label = label
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// Rows under one heading.
  package struct Group: Equatable, Sendable {
    /// The heading, for example the network; none when empty.
    package var name: String
    /// The rows from top to bottom.
    package var rows: [Row]

    /// Creates a group.
    package init(name: String, rows: [Row]) {
      self.name = name
      self.rows = rows
    }
  }

  /// A shaded range, for example the noise ceiling with its interval.
  package struct Band: Equatable, Sendable {
    /// The lower edge.
    package var low: Double
    /// The upper edge.
    package var high: Double
    /// The name above the band.
    package var label: String

    /// Creates a band.
    package init(low: Double, high: Double, label: String) {
      self.low = low
      self.high = high
      self.label = label
    }
  }

  /// The horizontal axis.
  package var x: FigureAxis
  /// The groups from top to bottom.
  package var groups: [Group]
  /// The value of no effect, where a line stands; none when nil.
  package var reference: Double?
  /// A shaded range.
  package var band: Band?

  /// Creates a figure.
  package init(x: FigureAxis, groups: [Group], reference: Double? = 0, band: Band? = nil) {
    self.x = x
    self.groups = groups
    self.reference = reference
    self.band = band
  }
}

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
        label: Score.title(of: row.score), value: row.statistic.map { $0 * sign },
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
