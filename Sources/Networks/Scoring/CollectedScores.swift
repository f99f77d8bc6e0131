/// Every score of every row, in memory: for data of moderate size.
public struct CollectedScores: ScoreSink, Sendable {
  /// The target class of each row; -1 where it is unknown.
  public private(set) var targetClasses: [Int32] = []
  private var columns = [[Double]](repeating: [], count: ScoreKind.allCases.count)

  /// Creates an empty collection.
  public init() {}

  /// The number of rows received.
  public var count: Int { targetClasses.count }

  /// Returns the values of one score, one per row; NaN where the inputs cannot give it.
  ///
  /// - Parameter kind: The score.
  public subscript(kind: ScoreKind) -> [Double] { columns[kind.position] }

  /// Appends a tile.
  public mutating func receive(_ tile: ScoreTile) {
    targetClasses += tile.targetClasses
    for kind in ScoreKind.allCases { columns[kind.position] += tile.values(kind) }
  }
}
