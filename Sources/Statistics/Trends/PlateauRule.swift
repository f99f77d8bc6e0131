/// What counts as the point where a curve has reached its plateau.
public enum PlateauRule: Sendable, Equatable {
  /// The joint of a straight line and a constant, fitted together by least squares: `y = c + b
  /// min(x - t, 0)`. At least two points must lie at or after t, else no plateau was reached.
  case brokenStick
  /// The first x from which the curve stays within this share of its whole change (first to last
  /// value) of the last value, between points by a straight line.
  case settled(within: Double)
}

extension PlateauRule {
  /// The point at which a curve reaches its plateau.
  ///
  /// - Parameters:
  ///   - x: The place of each point, ascending; for training use steps or their logarithm.
  ///   - y: The curve.
  /// - Returns: The x of the plateau; nil when the rule finds none.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` below 4 points,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/notFinite(name:index:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for an x that does not ascend or a share
  ///   outside 0...1.
  /// - Complexity: O(points^2).
  public func point(_ x: [Double], _ y: [Double]) throws(StatisticsError) -> Double? {
    guard x.count == y.count else { throw .lengthMismatch(expected: x.count, got: y.count) }
    guard x.count >= 4 else { throw .tooFewValues(needed: 4, got: x.count) }
    for (name, values) in [("x", x), ("y", y)] {
      for (index, value) in values.enumerated() where !value.isFinite {
        if value.isNaN { throw .notANumber(name: name, index: index) }
        throw .notFinite(name: name, index: index)
      }
    }
    for index in 1..<x.count where x[index] <= x[index - 1] {
      throw .outOfRange(name: "x \(index)", value: x[index], allowed: "above \(x[index - 1])")
    }
    if case .settled(let share) = self, !(share > 0 && share < 1) {
      throw .outOfRange(name: "share", value: share, allowed: "above 0 and below 1")
    }
    return checkedPoint(x, y)
  }

  /// The same for input that is known to be right.
  func checkedPoint(_ x: [Double], _ y: [Double]) -> Double? {
    switch self {
    case .brokenStick: Self.joint(x, y)
    case .settled(let share): Self.settlingPoint(x, y, share)
    }
  }

  /// Hudson 1966, doi:10.1080/01621459.1966.10482198: the best joint is either inside a gap, where
  /// line and mean are fitted by themselves and cross inside the gap, or at a point.
  private static func joint(_ x: [Double], _ y: [Double]) -> Double? {
    let n = x.count
    var best: (point: Double, error: Double)?
    func consider(_ point: Double) {
      // At least two points on either side of the joint or at it.
      guard point >= x[1], point <= x[n - 2] else { return }
      let error = squaredError(x.map { min($0 - point, 0) }, y)
      if error < (best?.error ?? .infinity) { best = (point, error) }
    }
    for last in 1..<n - 2 {
      guard let line = line(x[...last], y[...last]), line.slope != 0 else { continue }
      let level = y[(last + 1)...].reduce(0, +) / Double(n - last - 1)
      let crossing = (level - line.intercept) / line.slope
      if crossing >= x[last], crossing <= x[last + 1] { consider(crossing) }
    }
    for index in 1..<n - 1 { consider(x[index]) }
    // A straight line through all points that is no worse means that the curve never bends.
    guard let best, best.error < squaredError(x, y) * (1 - 1e-9) else { return nil }
    return best.point
  }

  private static func settlingPoint(_ x: [Double], _ y: [Double], _ share: Double) -> Double? {
    let last = y[y.count - 1]
    let band = share * abs(last - y[0])
    guard band > 0 else { return nil }
    var index = y.count - 1
    while index > 0, abs(y[index - 1] - last) <= band { index -= 1 }
    guard index > 0 else { return x[0] }
    // Between the last point outside the band and the first inside.
    let outside = y[index - 1]
    let edge = outside > last ? last + band : last - band
    let fraction = (edge - outside) / (y[index] - outside)
    return x[index - 1] + fraction * (x[index] - x[index - 1])
  }

  private static func line(
    _ x: ArraySlice<Double>, _ y: ArraySlice<Double>
  ) -> (intercept: Double, slope: Double)? {
    let n = Double(x.count)
    let meanX = x.reduce(0, +) / n
    let meanY = y.reduce(0, +) / n
    var (sxx, sxy) = (0.0, 0.0)
    for (a, b) in zip(x, y) {
      sxx += (a - meanX) * (a - meanX)
      sxy += (a - meanX) * (b - meanY)
    }
    guard sxx > 0 else { return nil }
    return (meanY - sxy / sxx * meanX, sxy / sxx)
  }

  /// The residual sum of squares of the line through (x, y).
  private static func squaredError(_ x: [Double], _ y: [Double]) -> Double {
    guard let line = line(x[...], y[...]) else { return .infinity }
    return zip(x, y).reduce(0) { sum, point in
      let residual = point.1 - line.intercept - line.slope * point.0
      return sum + residual * residual
    }
  }
}
