/// How well the predictions of given logits agree with features times weights.
public struct LogitAgreement: Equatable, Sendable {
  /// The number of rows compared.
  public var rows = 0
  /// The number of rows whose largest given logit belongs to a class that is clearly not first by
  /// features times weights plus bias.
  public var disagreeing = 0
  /// The first such row.
  public var firstRow: Int?
  /// The class with the largest given logit in that row.
  public var firstGiven: Int?
  /// The class with the largest computed logit in that row.
  public var firstComputed: Int?

  /// Creates the result of a comparison in which nothing disagreed.
  ///
  /// - Parameter rows: The number of rows compared.
  public init(rows: Int = 0) { self.rows = rows }
}
