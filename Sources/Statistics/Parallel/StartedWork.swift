internal import Dispatch
internal import Synchronization

/// Work that another thread begins at once, if the system has one to give, and whose result is asked for
/// later.
public final class StartedWork<Element: Sendable>: Sendable {
  private let body: @Sendable () throws -> Element
  private let isTaken = Atomic<Bool>(false)
  private let result = Mutex<Result<Element, any Error>?>(nil)
  private let group = DispatchGroup()

  /// Begins.
  ///
  /// - Parameter body: The work.
  public init(_ body: @escaping @Sendable () throws -> Element) {
    self.body = body
    group.enter()
    DispatchQueue.global().async { self.run() }
  }

  /// Waits for the result; does the work itself where no other thread has begun it.
  ///
  /// - Returns: What the work returned.
  /// - Throws: What the work threw.
  public func value() throws -> Element {
    run()
    group.wait()
    guard let result = result.withLock(\.self) else {
      preconditionFailure("work that has ended has a result")
    }
    return try result.get()
  }

  private func run() {
    guard !isTaken.exchange(true, ordering: .relaxed) else { return }
    let found = Result { try body() }
    result.withLock { $0 = found }
    group.leave()
  }
}
