/// The same two-dimensional counts for several networks, in small panels beside each other.
package struct DensityPanelsFigure: Equatable, Sendable {
  /// One panel.
  package struct Panel: Equatable, Sendable {
    /// The title above it.
    package var title: String
    /// The counts and means.
    package var figure: DensityFigure

    /// Creates a panel.
    package init(title: String, figure: DensityFigure) {
      self.title = title
      self.figure = figure
    }
  }

  /// The panels in reading order.
  package var panels: [Panel]

  /// Creates a figure.
  package init(panels: [Panel]) { self.panels = panels }
}
