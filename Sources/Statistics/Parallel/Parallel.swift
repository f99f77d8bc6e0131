import Dispatch
import Synchronization

/// Loops over indices on all processors, with results in the order of the indices.
///
/// A body sees only its own indices, so that the result never depends on the number of threads.
public enum Parallel {
  /// Returns the results of a body for each index.
  ///
  /// - Parameters:
  ///   - count: The number of indices.
  ///   - threads: The most threads to use; nothing uses every processor.
  ///   - body: The work for one index.
  /// - Returns: The results in the order of the indices.
  /// - Throws: What the body threw for the first index that failed.
  public static func map<Element: Sendable, Failure: Error>(
    count: Int, threads: Int? = nil, _ body: @Sendable (Int) throws(Failure) -> Element
  ) throws(Failure) -> [Element] {
    let results = mapRanges(count: count, threads: threads) { range in
      range.map { index in Result { () throws(Failure) in try body(index) } }
    }
    var values: [Element] = []
    values.reserveCapacity(results.count)
    for result in results { values.append(try result.get()) }
    return values
  }

  /// Returns the joined results of a body for consecutive ranges of indices.
  ///
  /// Use it where a body wants to reuse buffers over several indices. Each element of the result must
  /// depend on its own index only, since the borders of the ranges depend on the number of threads.
  ///
  /// - Parameters:
  ///   - count: The number of indices.
  ///   - threads: The most threads to use; nothing uses every processor.
  ///   - body: The work for a range, which gives one result for each index of it.
  /// - Returns: The results in the order of the indices.
  public static func mapRanges<Element: Sendable>(
    count: Int, threads: Int? = nil, _ body: @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    guard count > 0 else { return [] }
    if threads == 1 || count == 1 { return body(0..<count) }
    // A few ranges for each worker even out bodies of different cost.
    let ranges = min(count, 8 * min(threads ?? 8, 64))
    let parts = Mutex<[Int: [Element]]>([:])
    let taken = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(ranges, threads ?? ranges)) { _ in
      while true {
        let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < ranges else { return }
        let part = body((index * count / ranges)..<((index + 1) * count / ranges))
        parts.withLock { $0[index] = part }
      }
    }
    return parts.withLock { parts in (0..<ranges).flatMap { parts[$0] ?? [] } }
  }

  /// Returns the results of a few large pieces of work, which may loop in parallel themselves.
  ///
  /// Pieces begin in order. A piece that fails keeps those from beginning that follow it.
  ///
  /// - Parameters:
  ///   - count: The number of pieces.
  ///   - threads: The most pieces at a time; nothing means one for every processor.
  ///   - body: The work of one piece.
  /// - Returns: The results in the order of the pieces.
  /// - Throws: What the body threw for the first piece that failed.
  public static func pieces<Element: Sendable>(
    count: Int, threads: Int? = nil, _ body: @escaping @Sendable (Int) throws -> Element
  ) throws -> [Element] {
    if threads == 1 || count <= 1 { return try (0..<count).map(body) }
    let pieces = Pieces(count: count, body)
    // A loop inside of `concurrentPerform` stays on its thread; beside a queue it takes the processors
    // that are left.
    for _ in 1..<min(count, threads ?? 64) { DispatchQueue.global().async { pieces.work() } }
    return try pieces.results()
  }

  /// Pieces of work that several threads take one after another.
  private final class Pieces<Element: Sendable>: Sendable {
    private struct State {
      var taken = 0
      var end: Int
      var results: [Int: Result<Element, any Error>] = [:]
    }

    private let count: Int
    private let body: @Sendable (Int) throws -> Element
    private let state: Mutex<State>
    private let unfinished = DispatchGroup()

    init(count: Int, _ body: @escaping @Sendable (Int) throws -> Element) {
      self.count = count
      self.body = body
      state = Mutex(State(end: count))
    }

    /// Works until no piece is left to begin.
    func work() {
      while let index = next() {
        let result = Result { try body(index) }
        state.withLock { state in
          state.results[index] = result
          if case .failure = result { state.end = min(state.end, index) }
        }
        unfinished.leave()
      }
    }

    /// Works too, since the system may grant no other thread, and waits for the rest.
    func results() throws -> [Element] {
      work()
      unfinished.wait()
      let results = state.withLock(\.results)
      return try (0..<count).compactMap { try results[$0]?.get() }
    }

    private func next() -> Int? {
      state.withLock { state in
        guard state.taken < state.end else { return nil }
        defer { state.taken += 1 }
        unfinished.enter()
        return state.taken
      }
    }
  }

  /// Returns the results of two pieces of work that run side by side.
  ///
  /// - Parameters:
  ///   - first: The first piece.
  ///   - second: The second piece.
  /// - Returns: Both results.
  static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let firstResult = Mutex<First?>(nil)
    let secondResult = Mutex<Second?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let value = first()
        firstResult.withLock { $0 = value }
      } else {
        let value = second()
        secondResult.withLock { $0 = value }
      }
    }
    guard let one = firstResult.withLock({ $0 }), let two = secondResult.withLock({ $0 }) else {
      preconditionFailure("concurrentPerform runs every iteration")
    }
    return (one, two)
  }
}
