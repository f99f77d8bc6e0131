/// The closed list of figures, each with the values it shows.
///
/// Values come as arrays; drawing computes nothing but two-dimensional counts, quartiles, and the
/// positions of labels.
package enum FigureContent: Equatable, Sendable {
  /// Counts of images over two axes, with means and intervals on top.
  case density(DensityFigure)
  /// The distribution of a score in each of several groups.
  case boxes(BoxFigure)
  /// Coefficients with intervals, grouped by network.
  case forest(ForestFigure)
  /// Labelled points with intervals in both directions.
  case scatter(ScatterFigure)
  /// Curves with bands.
  case curves(CurveFigure)
  /// Accuracy against confidence per bin, with counts.
  case reliability(ReliabilityFigure)
  /// A matrix of coefficients as colours with numbers.
  case heatMap(HeatMapFigure)
  /// Values with intervals in panels that share their rows.
  case dots(DotPanelsFigure)
  /// Counts of images over two axes in small panels.
  case densities(DensityPanelsFigure)
  /// Counts as bars.
  case histogram(HistogramFigure)
}
