/// What to do with a pair of which a value is not a number.
public enum MissingValues: String, CaseIterable, Sendable {
  /// Stop with an error that names the value.
  case refuse
  /// Leave the pair out before anything else, and count it.
  case omit
}

/// Two measurements of the same items.
public struct Pairs: Equatable, Sendable {
  /// The first measurement of each item.
  public let x: [Double]
  /// The second measurement of each item.
  public let y: [Double]
  /// The number of pairs that were left out.
  public let dropped: Int

  /// Pairs two arrays.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item, in the same order.
  ///   - missing: What to do with NaN.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``, and
  ///   ``StatisticsError/notANumber(name:index:)`` when missing values are refused.
  public init(
    _ x: [Double], _ y: [Double], missing: MissingValues = .refuse
  ) throws(StatisticsError) {
    guard x.count == y.count else { throw .lengthMismatch(expected: x.count, got: y.count) }
    guard let bad = x.indices.first(where: { x[$0].isNaN || y[$0].isNaN }) else {
      self.x = x
      self.y = y
      dropped = 0
      return
    }
    guard missing == .omit else {
      throw .notANumber(name: x[bad].isNaN ? "x" : "y", index: bad)
    }
    let kept = x.indices.filter { !x[$0].isNaN && !y[$0].isNaN }
    self.x = kept.map { x[$0] }
    self.y = kept.map { y[$0] }
    dropped = x.count - kept.count
  }
}
