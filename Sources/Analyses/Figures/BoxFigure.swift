/// The distribution of a score in each of several groups, as boxes.
///
/// A box spans the quartiles, its line is the median, its whiskers reach from the 5 % to the 95 %
/// quantile (all by linear interpolation, type 7). Groups without values are left out.
package struct BoxFigure: Equatable, Sendable {
  /// One group of values.
  package struct Group: Equatable, Sendable {
    /// The name below the box.
    package var label: String
    /// The values, in any order; what is not finite is left out.
    package var values: [Double]

    /// Creates a group.
    package init(label: String, values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  /// What stands above the boxes, for example the network; nothing when empty.
  package var title: String
  /// The name of the horizontal axis.
  package var xLabel: String
  /// The vertical axis.
  package var y: FigureAxis
  /// The groups from left to right.
  package var groups: [Group]

  /// Creates a figure from groups.
  package init(title: String = "", xLabel: String, y: FigureAxis, groups: [Group]) {
    self.title = title
    self.xLabel = xLabel
    self.y = y
    self.groups = groups
  }
}
