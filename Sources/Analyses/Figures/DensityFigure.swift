/// How many images lie where, as a two-dimensional histogram with logarithmic colour.
///
/// Thirty thousand points would hide each other; counts do not. On top stand means with intervals,
/// which the caller gives.
package struct DensityFigure: Equatable, Sendable {
  /// What stands above the picture, for example the network; nothing when empty.
  package var title: String
  /// The horizontal axis.
  package var x: FigureAxis
  /// The vertical axis.
  package var y: FigureAxis
  /// The horizontal values, one per image.
  package var xs: [Double]
  /// The vertical values, one per image, in the same order.
  package var ys: [Double]
  /// The number of columns.
  package var xBins: Int
  /// The number of rows.
  package var yBins: Int
  /// Means with intervals, for example one per bin of human selection frequency.
  package var means: [FigurePoint]

  /// Creates a figure.
  ///
  /// - Parameters:
  ///   - title: What stands above the picture.
  ///   - x: The horizontal axis.
  ///   - y: The vertical axis.
  ///   - xs: The horizontal values; pairs with a value that is not finite are left out.
  ///   - ys: The vertical values, as many as `xs`.
  ///   - xBins: The number of columns.
  ///   - yBins: The number of rows.
  ///   - means: Means with intervals, drawn on top.
  package init(
    title: String = "", x: FigureAxis, y: FigureAxis, xs: [Double], ys: [Double],
    xBins: Int = 25, yBins: Int = 40, means: [FigurePoint] = []
  ) {
    precondition(xs.count == ys.count, "each image needs both values")
    precondition(xBins > 0 && yBins > 0, "a histogram needs bins")
    self.title = title
    self.x = x
    self.y = y
    self.xs = xs
    self.ys = ys
    self.xBins = xBins
    self.yBins = yBins
    self.means = means
  }
}
