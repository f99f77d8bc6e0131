/// The rows of one group of an SQL aggregate as a connection hands them over, behind one address.
///
/// Pairs of numbers wait in a small block for each other: to store each by itself takes longer than to read its
/// row.
@safe public final class AggregateGroup {
  private static let room = 64

  /// Whether a row is two numbers to be correlated, which ``step(_:_:)`` takes as they are.
  public let takesPairs: Bool

  private var accumulator: AggregateAccumulator
  /// How many pairs wait.
  private let waiting: UnsafeMutablePointer<Int>
  /// The first numbers of the pairs that wait, and behind their room the second ones.
  private let numbers: UnsafeMutablePointer<Double>

  /// Creates a group without rows.
  ///
  /// - Parameter aggregate: Which aggregate.
  public init(_ aggregate: HardnessAggregate) {
    accumulator = AggregateAccumulator(aggregate)
    takesPairs = accumulator.takesPairs
    unsafe waiting = .allocate(capacity: 1)
    unsafe waiting.initialize(to: 0)
    unsafe numbers = .allocate(capacity: takesPairs ? 2 * Self.room : 0)
  }

  deinit {
    unsafe waiting.deallocate()
    unsafe numbers.deallocate()
  }

  /// Takes one row of an aggregate that ``takesPairs``.
  ///
  /// - Parameters:
  ///   - first: The first number, not NaN.
  ///   - second: The second number, not NaN.
  public func step(_ first: Double, _ second: Double) {
    precondition(takesPairs, "the aggregate takes no pairs")
    let place = unsafe waiting.pointee
    unsafe numbers[place] = first
    unsafe numbers[Self.room + place] = second
    unsafe waiting.pointee = place + 1
    if place + 1 == Self.room { flush() }
  }

  /// Takes one row.
  ///
  /// - Parameter arguments: As many arguments as the aggregate has.
  /// - Throws: ``AggregateError`` for an argument of the wrong kind.
  public func step(_ arguments: [AggregateArgument]) throws(AggregateError) {
    flush()
    try accumulator.step(arguments)
  }

  /// The result of all rows, nil for NULL.
  ///
  /// - Throws: As ``AggregateAccumulator/finish()``.
  public func finish() throws(AggregateError) -> Double? {
    flush()
    return try accumulator.finish()
  }

  private func flush() {
    let count = unsafe waiting.pointee
    guard count > 0 else { return }
    unsafe accumulator.append(
      UnsafeBufferPointer(start: numbers, count: count),
      UnsafeBufferPointer(start: numbers + Self.room, count: count))
    unsafe waiting.pointee = 0
  }
}
