import RealModule

/// One argument of an SQL aggregate in one row.
public enum AggregateArgument: Equatable, Sendable {
  /// NULL.
  case null
  /// A real number.
  case number(Double)
  /// An integer; beyond 2⁵³ it is refused, since as real numbers two of them may be equal.
  case integer(Int64)
  /// A text, or a description of bytes.
  case text(String)
}

/// The rows of one SQL aggregate, and its result.
///
/// Memory grows with the number of rows: ranks need all of them.
public struct AggregateAccumulator: Sendable {
  private let aggregate: HardnessAggregate
  private var x: [Double] = []
  private var y: [Double] = []
  private var method: CorrelationMethod?
  private var probability: Double?

  /// Creates an accumulator without rows.
  ///
  /// - Parameter aggregate: Which aggregate.
  public init(_ aggregate: HardnessAggregate) {
    self.aggregate = aggregate
    method = CorrelationMethod(rawValue: aggregate.rawValue)
  }

  /// Whether a row is two numbers to be correlated.
  var takesPairs: Bool {
    switch aggregate {
    case .pearson, .spearman, .kendall: true
    case .log10P, .quantile, .entropy: false
    }
  }

  /// Takes rows of an aggregate that ``takesPairs``: as many first as second numbers, none NaN.
  mutating func append(_ first: UnsafeBufferPointer<Double>, _ second: UnsafeBufferPointer<Double>)
  {
    unsafe x.append(contentsOf: first)
    unsafe y.append(contentsOf: second)
  }

  /// Takes one row.
  ///
  /// - Parameter arguments: As many arguments as the aggregate has.
  /// - Throws: ``AggregateError`` for an argument of the wrong kind.
  public mutating func step(_ arguments: [AggregateArgument]) throws(AggregateError) {
    guard !arguments.contains(.null) else { return }
    switch aggregate {
    case .pearson, .spearman, .kendall:
      try appendPair(arguments)
    case .log10P:
      try setMethod(arguments[2])
      try appendPair(arguments)
    case .quantile:
      try setProbability(number(arguments, 1))
      x.append(try number(arguments, 0))
    case .entropy:
      let count = try number(arguments, 0)
      guard count >= 0, count.isFinite else { throw .invalidCount(got: count) }
      x.append(count)
    }
  }

  /// The result of all rows, nil for NULL.
  ///
  /// - Throws: ``AggregateError/notFinite(aggregate:)`` for an infinity in Pearson's correlation.
  /// - Complexity: O(n log n) for Kendall's tau-b and quantiles, else O(n).
  public func finish() throws(AggregateError) -> Double? {
    switch aggregate {
    case .pearson, .spearman, .kendall: return try correlation()?.coefficient
    case .log10P:
      guard let correlation = try correlation() else { return nil }
      return try? correlation.test().pValue.log10P
    case .quantile:
      guard let probability, !x.isEmpty else { return nil }
      return Quantile.type7(x.sorted(), probability)
    case .entropy: return entropy
    }
  }

  private func correlation() throws(AggregateError) -> Correlation? {
    guard let method, x.count >= 3, !RoundedConstant.holds(ofUnknownOrigin: x),
      !RoundedConstant.holds(ofUnknownOrigin: y)
    else { return nil }
    do {
      return try method.correlation(x, y)
    } catch .notFinite {
      throw .notFinite(aggregate: aggregate.rawValue)
    } catch {
      // What is left is a constant side, the documented NULL.
      return nil
    }
  }

  /// H = -Σ p ln p, where 0 ln 0 = 0.
  private var entropy: Double? {
    let total = x.reduce(0, +)
    guard total > 0 else { return nil }
    var sum = 0.0
    for count in x where count > 0 { sum -= count / total * .log(count / total) }
    return sum
  }

  private mutating func appendPair(_ arguments: [AggregateArgument]) throws(AggregateError) {
    let (first, second) = (try number(arguments, 0), try number(arguments, 1))
    x.append(first)
    y.append(second)
  }

  private mutating func setMethod(_ argument: AggregateArgument) throws(AggregateError) {
    guard case .text(let name) = argument, let found = CorrelationMethod(rawValue: name) else {
      throw .unknownMethod(
        got: argument.description, allowed: CorrelationMethod.allCases.map(\.rawValue))
    }
    guard method == nil || method == found else {
      throw .notConstant(aggregate: aggregate.rawValue, argument: 3)
    }
    method = found
  }

  private mutating func setProbability(_ value: Double) throws(AggregateError) {
    guard value >= 0, value <= 1 else { throw .quantileOutOfRange(got: value) }
    guard probability == nil || probability == value else {
      throw .notConstant(aggregate: aggregate.rawValue, argument: 2)
    }
    probability = value
  }

  private func number(
    _ arguments: [AggregateArgument], _ place: Int
  ) throws(AggregateError) -> Double {
    switch arguments[place] {
    case .number(let value): return value
    case .integer(let value) where value.magnitude <= 1 << 53: return Double(value)
    case .integer(let value):
      throw .integerTooLarge(aggregate: aggregate.rawValue, argument: place + 1, got: value)
    case .null:
      throw .notANumber(aggregate: aggregate.rawValue, argument: place + 1, got: "NULL")
    case .text(let text):
      throw .notANumber(aggregate: aggregate.rawValue, argument: place + 1, got: "'\(text)'")
    }
  }
}

extension AggregateArgument: CustomStringConvertible {
  /// The argument as SQL writes it.
  public var description: String {
    switch self {
    case .null: "NULL"
    case .number(let number): "\(number)"
    case .integer(let number): "\(number)"
    case .text(let text): "'\(text)'"
    }
  }
}
