import Synchronization

/// What a long piece of work counts.
package enum WorkUnit: String, Sendable {
  case images, resamples
}

/// How far a long piece of work has come, told to whoever watches.
///
/// A watcher sees counts only: what is computed never depends on it.
package struct WorkProgress: Sendable {
  /// What is counted.
  package let unit: WorkUnit
  /// The number that is done.
  package let done: Int
  /// The number in all.
  package let total: Int

  /// Watches the work of the task; it may be called by several threads at once.
  @TaskLocal package static var watcher: Watcher?

  /// Who is told.
  ///
  /// A type of its own: a task-local value of function type crashes an optimised build of Swift 6.3.1.
  package struct Watcher: Sendable {
    /// Is told how far the work is, by any thread.
    package let see: @Sendable (WorkProgress) -> Void

    /// Creates a watcher.
    package init(_ see: @escaping @Sendable (WorkProgress) -> Void) { self.see = see }
  }

  /// A counter of one piece of work for the watcher of this task; nil when nobody watches.
  ///
  /// - Parameters:
  ///   - unit: What is counted.
  ///   - total: The number in all.
  /// - Returns: To be called, by any thread, with the number that was done since the last call.
  package static func counter(
    _ unit: WorkUnit, of total: Int
  ) -> (@Sendable (Int) -> Void)? {
    guard let watcher else { return nil }
    let count = Count()
    // The time begins here, not with what is done first.
    watcher.see(WorkProgress(unit: unit, done: 0, total: total))
    return { more in
      let done = count.done.add(more, ordering: .relaxed).newValue
      watcher.see(WorkProgress(unit: unit, done: done, total: total))
    }
  }

  private final class Count: Sendable {
    let done = Atomic<Int>(0)
  }
}

extension Parallel {
  /// Returns the results of a body for each resample, counted for who watches.
  ///
  /// - Parameters:
  ///   - count: The number of resamples.
  ///   - threads: The most threads to use; nothing uses every processor.
  ///   - body: The work for one resample.
  /// - Returns: The results in the order of the resamples.
  /// - Throws: What the body threw for the first resample that failed.
  package static func mapResamples<Element: Sendable, Failure: Error>(
    count: Int, threads: Int? = nil, _ body: @Sendable (Int) throws(Failure) -> Element
  ) throws(Failure) -> [Element] {
    let counter = WorkProgress.counter(.resamples, of: count)
    return try map(count: count, threads: threads) { (index) throws(Failure) in
      let element = try body(index)
      counter?(1)
      return element
    }
  }

  /// Returns the joined results of a body for ranges of resamples, counted for who watches.
  ///
  /// - Parameters:
  ///   - count: The number of resamples.
  ///   - threads: The most threads to use; nothing uses every processor.
  ///   - body: The work for a range, which gives one result for each resample of it.
  /// - Returns: The results in the order of the resamples.
  package static func mapRangesOfResamples<Element: Sendable>(
    count: Int, threads: Int? = nil, _ body: @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let counter = WorkProgress.counter(.resamples, of: count)
    return mapRanges(count: count, threads: threads) { range in
      let part = body(range)
      counter?(range.count)
      return part
    }
  }
}
