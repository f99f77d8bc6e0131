public import Scoring

/// One score of every image of a table.
public struct ScoreColumn: Sendable {
  /// The score's column name, for example `avh`.
  public let name: String
  /// One value per image; NaN where the score is missing.
  public let values: [Double]
  /// Whether a higher value means a harder image.
  public let direction: ScoreDirection
  /// Whether the score was computed with the true label.
  public let usesLabel: Bool
  /// Whether the score belongs to all networks together, so that every network's table holds it.
  public let isShared: Bool

  /// Creates a column.
  public init(
    name: String, values: [Double], direction: ScoreDirection, usesLabel: Bool,
    isShared: Bool = false
  ) {
    self.name = name
    self.values = values
    self.direction = direction
    self.usesLabel = usesLabel
    self.isShared = isShared
  }

  /// The values turned so that higher = harder.
  public var hardness: [Double] {
    direction == .higherIsEasier ? values.map { -$0 } : values
  }

  /// 1 when higher = harder, -1 when higher = easier.
  public var sign: Double { direction == .higherIsEasier ? -1 : 1 }
}
