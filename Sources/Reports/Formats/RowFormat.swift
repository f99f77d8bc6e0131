internal import StudyValues

/// The text of rows in one format, piece by piece.
protocol RowFormat {
  /// What comes before the first row.
  mutating func begin() -> String
  /// One row; empty when the row is held back.
  mutating func row(_ cells: [Cell]) -> String
  /// What comes after the last row.
  mutating func end() -> String
}
