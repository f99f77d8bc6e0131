/// The deviations of numbers from their mean, scaled to a sum of squares of 1.
///
/// The dot product of two such vectors is Pearson's correlation. Everything is first scaled by a power
/// of two, so that numbers near 1e308 or 1e-308 neither overflow nor vanish, and the mean of the
/// deviations is subtracted once more, which makes offsets of 1e15 harmless (Chan, Golub & LeVeque
/// 1983, doi:10.1080/00031305.1983.10483115).
struct UnitDeviations: Sendable {
  /// The scaled deviations; their sum of squares is 1 up to rounding.
  let values: [Double]

  /// Creates the deviations.
  ///
  /// - Parameters:
  ///   - values: At least two numbers.
  ///   - name: What they are, for messages.
  /// - Throws: ``StatisticsError/notFinite(name:index:)``, ``StatisticsError/notANumber(name:index:)``
  ///   and ``StatisticsError/constant(name:)``.
  init(_ values: [Double], name: String) throws(StatisticsError) {
    let largest = try Self.largestSize(values, name: name)
    var deviations = values
    unsafe deviations.withUnsafeMutableBufferPointer { unsafe Self.centre($0, largest) }
    guard deviations.contains(where: { $0 != 0 }) else { throw .constant(name: name) }
    self.values = deviations
  }

  /// Returns the largest size of finite numbers that are not all the same.
  private static func largestSize(
    _ values: [Double], name: String
  ) throws(StatisticsError) -> Double {
    let first = values.first ?? 0
    var largest = 0.0
    var isConstant = true
    var isFinite = true
    for value in values {
      let size = abs(value)
      // False for NaN too.
      isFinite = isFinite && size < .infinity
      isConstant = isConstant && value == first
      largest = size > largest ? size : largest
    }
    guard isFinite else {
      if let index = values.firstIndex(where: \.isNaN) {
        throw .notANumber(name: name, index: index)
      }
      throw .notFinite(name: name, index: values.firstIndex(where: \.isInfinite) ?? 0)
    }
    guard !isConstant else { throw .constant(name: name) }
    return largest
  }

  /// Turns numbers into their deviations from the mean with a sum of squares of 1, all 0 if none differ.
  private static func centre(_ values: UnsafeMutableBufferPointer<Double>, _ largest: Double) {
    let count = values.count
    // Two factors, since one power of two may overflow for subnormal numbers.
    let (one, two) = Self.factors(-largest.exponent)
    for index in 0..<count { unsafe values[index] = values[index] * one * two }
    for _ in 0..<2 {
      let mean = Summation.sum(count) { unsafe values[$0] } / Double(count)
      for index in 0..<count { unsafe values[index] -= mean }
    }
    var spread = 0.0
    for index in 0..<count { spread = max(spread, abs(unsafe values[index])) }
    guard spread > 0 else { return }
    let (three, four) = Self.factors(-spread.exponent)
    for index in 0..<count { unsafe values[index] = values[index] * three * four }
    let squares = Summation.sum(count) { unsafe values[$0] * values[$0] }
    let norm = squares.squareRoot()
    for index in 0..<count { unsafe values[index] /= norm }
  }

  /// Two powers of two whose product is 2^k.
  private static func factors(_ exponent: Int) -> (Double, Double) {
    let half = exponent / 2
    return (
      Double(sign: .plus, exponent: half, significand: 1),
      Double(sign: .plus, exponent: exponent - half, significand: 1)
    )
  }

  /// Returns the correlation with other deviations and 1 - r².
  ///
  /// Near |r| = 1 the complement is the squared distance of one vector from its projection on the
  /// other, which keeps the digits that 1 - r² loses. Vectors that agree up to rounding have r = ±1.
  ///
  /// - Parameter other: Deviations of the same items.
  /// - Returns: r in [-1, 1] and 1 - r² in [0, 1].
  func correlation(with other: UnitDeviations) -> (r: Double, complement: Double) {
    let (u, v) = (values, other.values)
    let r = min(max(Summation.dot(u, v), -1), 1)
    guard abs(r) > 0.9 else { return (r, (1 - r) * (1 + r)) }
    let residual = Summation.sum(u.count) { index in
      let distance = v[index] - r * u[index]
      return distance * distance
    }
    if residual < 1e-29 { return (r < 0 ? -1 : 1, 0) }
    return (r, min(residual, 1))
  }
}

/// Sums with several accumulators, for speed and a smaller rounding error.
enum Summation {
  /// Returns the sum of products of two arrays of the same length.
  static func dot(_ left: [Double], _ right: [Double]) -> Double {
    unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        sum(min(left.count, right.count)) { unsafe left[$0] * right[$0] }
      }
    }
  }

  /// Returns the sum of a term over 0..<count.
  ///
  /// - Parameters:
  ///   - count: The number of terms.
  ///   - term: The term of an index.
  /// - Returns: The sum, with a rounding error of about 2⁻⁵³ √count relative to the sum of sizes.
  @inline(__always)
  static func sum(_ count: Int, _ term: (Int) -> Double) -> Double {
    var total = 0.0
    var compensation = 0.0
    var index = 0
    // Blocks of 256 are added plainly in four lanes, and the block sums by Neumaier's method.
    while index < count {
      let end = min(index + 256, count)
      var lanes = SIMD4<Double>.zero
      while index + 4 <= end {
        lanes += SIMD4(term(index), term(index + 1), term(index + 2), term(index + 3))
        index += 4
      }
      var block = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
      while index < end {
        block += term(index)
        index += 1
      }
      let next = total + block
      compensation += abs(total) >= abs(block) ? (total - next) + block : (block - next) + total
      total = next
    }
    return total + compensation
  }
}
