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
    var largest = 0.0
    var isConstant = true
    for (index, value) in values.enumerated() {
      guard value.isFinite else {
        if value.isNaN { throw .notANumber(name: name, index: index) }
        throw .notFinite(name: name, index: index)
      }
      largest = max(largest, abs(value))
      if value != values[0] { isConstant = false }
    }
    guard !isConstant else { throw .constant(name: name) }
    // Half of the largest exponent is kept free for the sum of up to 2^60 numbers.
    var deviations = values.map { UnitDeviations.scaled($0, by: -largest.exponent) }
    for _ in 0..<2 {
      let mean = Summation.sum(deviations.count) { deviations[$0] } / Double(deviations.count)
      for index in deviations.indices { deviations[index] -= mean }
    }
    let spread = deviations.reduce(0) { max($0, abs($1)) }
    guard spread > 0 else { throw .constant(name: name) }
    for index in deviations.indices {
      deviations[index] = UnitDeviations.scaled(deviations[index], by: -spread.exponent)
    }
    let norm = Summation.sum(deviations.count) { deviations[$0] * deviations[$0] }.squareRoot()
    for index in deviations.indices { deviations[index] /= norm }
    self.values = deviations
  }

  /// Returns v · 2^k in two steps, since 2^k alone may overflow for subnormal numbers.
  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    let half = exponent / 2
    return value * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
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
    let r = min(max(Summation.sum(u.count) { u[$0] * v[$0] }, -1), 1)
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
