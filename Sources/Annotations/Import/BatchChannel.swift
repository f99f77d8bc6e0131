internal import Dispatch
internal import Synchronization

/// Carries the parts of an import from the thread that reads files to the one that stores answers.
///
/// Parts arrive in the order in which they were sent, so what is stored, and which error comes
/// first, does not depend on the threads. A few parts at most wait: memory stays bounded when
/// storing is slower than reading.
final class BatchChannel: AnnotationOutput, Sendable {
  /// What travels.
  private enum Part: Sendable {
    case header(AnnotationHeader)
    case batch(AnnotationBatch)
    case summary(AnnotationSummary)
    case end(Result<AnnotationSummary, any Error>)
  }

  /// Tells the reading thread that nobody listens any more.
  private struct Cancelled: Error {}

  private struct State {
    var parts: [Part] = []
    var isCancelled = false
    var hasEnded = false
  }

  /// The number of parts that may wait.
  private static let limit = 4

  private let state = Mutex(State())
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init() {
    // A semaphore that ends below the value it began with would stop the program.
    for _ in 0..<Self.limit { free.signal() }
  }

  // MARK: - The thread that reads

  func begin(_ header: AnnotationHeader) throws { try send(.header(header)) }
  func receive(_ batch: AnnotationBatch) throws { try send(.batch(batch)) }
  func finish(_ summary: AnnotationSummary) throws { try send(.summary(summary)) }

  /// Says how reading ended; nothing is sent after it.
  func end(_ result: Result<AnnotationSummary, any Error>) {
    state.withLock { $0.parts.append(.end(result)) }
    filled.signal()
  }

  private func send(_ part: Part) throws {
    free.wait()
    let isCancelled = state.withLock { state in
      if !state.isCancelled { state.parts.append(part) }
      return state.isCancelled
    }
    if isCancelled { throw Cancelled() }
    filled.signal()
  }

  // MARK: - The thread that stores

  /// Passes everything on until reading ends.
  ///
  /// - Parameter sink: Receives the parts, on the calling thread.
  /// - Returns: The summary that the sink received.
  /// - Throws: What reading threw, or what the sink threw, after reading has ended.
  func drain<Sink: AnnotationSink>(into sink: inout Sink) throws -> AnnotationSummary {
    do {
      while true {
        switch next() {
        case .header(let header): try sink.begin(header)
        case .batch(let batch): try sink.receive(batch)
        case .summary(let summary): try sink.finish(summary)
        case .end(let result): return try result.get()
        }
      }
    } catch {
      waitForEnd()
      throw error
    }
  }

  private func next() -> Part {
    filled.wait()
    let part = state.withLock { state in
      let part = state.parts.removeFirst()
      if case .end = part { state.hasEnded = true }
      return part
    }
    free.signal()
    return part
  }

  /// Stops the thread that reads at its next part, so that it has let go of its files.
  private func waitForEnd() {
    let hasEnded = state.withLock { state in
      state.isCancelled = true
      return state.hasEnded
    }
    guard !hasEnded else { return }
    free.signal()
    while true {
      if case .end = next() { return }
    }
  }
}
