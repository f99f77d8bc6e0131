/// The scores of some consecutive rows.
public struct ScoreTile: Sendable {
  /// The rows of the input.
  public let rows: Range<Int>
  /// The target class of each row; -1 where it is unknown.
  public let targetClasses: [Int32]
  /// One column for each score, in the order of `Score.all`.
  let columns: [[Double]]

  /// Creates a tile from its columns.
  ///
  /// - Parameters:
  ///   - rows: The rows of the input.
  ///   - targetClasses: The target class of each row, -1 where it is unknown.
  ///   - columns: One value per row for each score, in the order of `Score.all`;
  ///     NaN where there is none.
  public init(rows: Range<Int>, targetClasses: [Int32], columns: [[Double]]) {
    precondition(
      targetClasses.count == rows.count && columns.count == Score.all.count
        && columns.allSatisfy { $0.count == rows.count }, "A tile needs a value for every cell.")
    self.rows = rows
    self.targetClasses = targetClasses
    self.columns = columns
  }

  /// Returns the values of one score.
  ///
  /// - Parameter score: The score.
  /// - Returns: One value per row; NaN where the inputs cannot give it.
  public func values(_ score: Score) -> [Double] { columns[score.position] }
}
