package import Networks
internal import Statistics

/// One score of every image of a table.
package struct ScoreColumn: Sendable {
  /// The score's column name, for example `avh`.
  package let name: String
  /// One value per image; NaN where the score is missing.
  package let values: [Double]
  /// Whether a higher value means a harder image.
  package let direction: ScoreDirection
  /// Whether the score was computed with the true label.
  package let usesLabel: Bool
  /// Whether the score belongs to all networks together, so that every network's table holds it.
  package let isShared: Bool
  /// The source it was taken from, nil for the table's own scores.
  package let owner: String?

  /// Creates a column.
  package init(
    name: String, values: [Double], direction: ScoreDirection, usesLabel: Bool,
    isShared: Bool = false, owner: String? = nil
  ) {
    self.name = name
    self.values = values
    self.direction = direction
    self.usesLabel = usesLabel
    self.isShared = isShared
    self.owner = owner
  }

  /// The column, with one value throughout where it varies by rounding only.
  ///
  /// What is ranked is looked at: the logarithm of a probability, else the score.
  ///
  /// - Parameter tolerance: That of the precision of inputs and products, of `RoundedConstant`; nil for a score
  ///   of another program, whose precision is unknown.
  /// - Returns: The column; missing values stay missing.
  package func settled(tolerance: Double?) -> ScoreColumn {
    let isProbability = Score.probabilities.contains { $0.name == name }
    let isConstant =
      tolerance.map {
        RoundedConstant.holds(values, tolerance: $0, byLogarithm: isProbability)
      } ?? RoundedConstant.holds(ofUnknownOrigin: values)
    guard isConstant, let value = values.first(where: { !$0.isNaN }) else { return self }
    return ScoreColumn(
      name: name, values: values.map { $0.isNaN ? .nan : value }, direction: direction,
      usesLabel: usesLabel, isShared: isShared, owner: owner)
  }

  /// The values turned so that higher = harder.
  package var hardness: [Double] {
    direction == .higherIsEasier ? values.map { -$0 } : values
  }

  /// 1 when higher = harder, -1 when higher = easier.
  package var sign: Double { direction == .higherIsEasier ? -1 : 1 }
}
