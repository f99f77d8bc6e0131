/// The unevaluated sum of two doubles, with about 32 digits.
///
/// Dekker (1971), doi:10.1007/BF01397083, with the fused product of Ogita, Rump & Oishi (2005,
/// doi:10.1137/030601818).
struct TwofoldDouble: SignedNumeric, Comparable {
  /// The leading part.
  var high: Double
  /// What the leading part leaves.
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  init?(exactly source: some BinaryInteger) {
    guard let value = Double(exactly: source) else { return nil }
    self.init(value)
  }

  init(integerLiteral value: Int) { self.init(Double(value)) }

  /// The nearest double.
  var value: Double { high + low }

  var magnitude: TwofoldDouble { high < 0 ? .zero - self : self }

  static func < (left: TwofoldDouble, right: TwofoldDouble) -> Bool {
    left.high < right.high || (left.high == right.high && left.low < right.low)
  }

  static func + (left: TwofoldDouble, right: TwofoldDouble) -> TwofoldDouble {
    let (sum, error) = twoSum(left.high, right.high)
    let (high, low) = fastTwoSum(sum, error + left.low + right.low)
    return TwofoldDouble(high, low)
  }

  static func - (left: TwofoldDouble, right: TwofoldDouble) -> TwofoldDouble {
    left + TwofoldDouble(-right.high, -right.low)
  }

  static func * (left: TwofoldDouble, right: TwofoldDouble) -> TwofoldDouble {
    let product = left.high * right.high
    let error = (-product).addingProduct(left.high, right.high)
    let (high, low) = fastTwoSum(
      product, error + (left.high * right.low + left.low * right.high))
    return TwofoldDouble(high, low)
  }

  static func *= (left: inout TwofoldDouble, right: TwofoldDouble) { left = left * right }

  private static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }

  private static func fastTwoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    return (sum, b - (sum - a))
  }
}

/// Deviations from the mean with about 32 digits, scaled by a power of two.
struct TwofoldDeviations {
  /// n x - Σ x for each value, after scaling.
  let values: [TwofoldDouble]
  /// The largest size of a value.
  let size: Double

  /// Creates the deviations of at least two numbers.
  init(_ values: [Double], name: String) throws(StatisticsError) {
    // The same refusals as Pearson's correlation.
    _ = try UnitDeviations(values, name: name)
    let exponent = values.reduce(0) { max($0, abs($1)) }.exponent
    let half = -exponent / 2
    let scaled = values.map {
      TwofoldDouble(
        $0 * Double(sign: .plus, exponent: half, significand: 1)
          * Double(sign: .plus, exponent: -exponent - half, significand: 1))
    }
    let total = scaled.reduce(.zero, +)
    let count = TwofoldDouble(Double(values.count))
    self.values = scaled.map { $0 * count - total }
    size = self.values.reduce(0) { max($0, abs($1.value)) }
  }
}
