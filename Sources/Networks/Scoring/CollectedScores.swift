/// Every score of every row, in memory: for data of moderate size.
public struct CollectedScores: ScoreSink, Sendable {
  /// The target class of each row; -1 where it is unknown.
  public private(set) var targetClasses: [Int32] = []
  private var columns = [[Double]](repeating: [], count: Score.all.count)

  /// Creates an empty collection.
  public init() {}

  /// The number of rows received.
  public var count: Int { targetClasses.count }

  /// Returns the values of one score, one per row; NaN where the inputs cannot give it.
  ///
  /// - Parameter score: The score.
  public subscript(score: Score) -> [Double] { columns[score.position] }

  /// Appends a tile.
  public mutating func receive(_ tile: ScoreTile) {
    targetClasses += tile.targetClasses
    for score in Score.all { columns[score.position] += tile.values(score) }
  }
}
