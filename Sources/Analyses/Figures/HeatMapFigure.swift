/// A matrix of coefficients as colours with their numbers, for example every score against every other.
package struct HeatMapFigure: Equatable, Sendable {
  /// The names of the rows from top to bottom.
  package var rowNames: [String]
  /// The names of the columns from left to right.
  package var columnNames: [String]
  /// The values by row; a missing one leaves its cell empty.
  package var values: [[Double?]]
  /// The name of the quantity.
  package var label: String
  /// The values of the two ends of the colour scale, whose middle is white.
  package var range: ClosedRange<Double>

  /// Creates a figure.
  ///
  /// - Parameters:
  ///   - rowNames: The names of the rows.
  ///   - columnNames: The names of the columns.
  ///   - values: One list per row with one value per column.
  ///   - label: The name of the quantity.
  ///   - range: The ends of the colour scale.
  package init(
    rowNames: [String], columnNames: [String], values: [[Double?]], label: String,
    range: ClosedRange<Double> = -1...1
  ) {
    precondition(
      values.count == rowNames.count && values.allSatisfy { $0.count == columnNames.count },
      "a heat map needs a value or a gap for each row and column")
    self.rowNames = rowNames
    self.columnNames = columnNames
    self.values = values
    self.label = label
    self.range = range
  }
}
