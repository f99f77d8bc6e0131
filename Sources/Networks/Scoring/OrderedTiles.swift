internal import Foundation

/// Work on numbered tiles by several threads, with results handed over in order.
///
/// The threads take tiles in order and stay at most a few tiles ahead of what was handed over, so
/// that memory does not grow with the number of tiles. The first failure in the order of tiles is
/// the one reported, whatever thread meets it first. Where the system grants no thread, the calling
/// one does the work.
final class OrderedTiles<Output: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let count: Int
  private let ahead: Int
  private var taken = 0
  private var delivered = 0
  private var stopped = false
  private var working = 0
  private var finished: [Int: Result<Output, NetworksError>] = [:]

  private init(count: Int, threads: Int) {
    self.count = count
    ahead = 2 * threads
  }

  /// Computes each tile and hands it over.
  ///
  /// - Parameters:
  ///   - count: The number of tiles.
  ///   - threads: The number of threads to use.
  ///   - makeWorker: Called once in each thread; what it returns computes a tile.
  ///   - deliver: Called in the order of tiles, on the calling thread.
  /// - Throws: The failure of the first tile that failed, or what `deliver` throws.
  static func run(
    count: Int, threads: Int,
    makeWorker: @escaping @Sendable () -> (Int) -> Result<Output, NetworksError>,
    deliver: (Output) throws -> Void
  ) throws {
    let threads = max(1, min(threads, count))
    let tiles = OrderedTiles(count: count, threads: threads)
    for _ in 0..<threads {
      Thread.detachNewThread {
        guard tiles.join() else { return }
        defer { tiles.leave() }
        let work = makeWorker()
        while let index = tiles.take() { tiles.finish(index, work(index)) }
      }
    }
    defer { tiles.stop() }
    var own: ((Int) -> Result<Output, NetworksError>)?
    for index in 0..<count {
      while true {
        if let result = tiles.result(of: index) {
          try deliver(result.get())
          break
        }
        guard let next = tiles.take(orAwait: index) else { continue }
        let work = own ?? makeWorker()
        own = work
        tiles.finish(next, work(next))
      }
    }
  }

  /// Counts a thread in, unless there is nothing left to do.
  private func join() -> Bool {
    condition.withLock {
      guard !stopped else { return false }
      working += 1
      return true
    }
  }

  private func leave() {
    condition.withLock {
      working -= 1
      condition.broadcast()
    }
  }

  /// The next tile for a thread that only computes; nil when there is none.
  private func take() -> Int? {
    condition.withLock {
      while !stopped && taken < count && taken >= delivered + ahead { condition.wait() }
      guard !stopped && taken < count else { return nil }
      taken += 1
      return taken - 1
    }
  }

  /// The next tile for the thread that hands over, if no other thread has begun after a while; nil
  /// when the awaited one is there.
  private func take(orAwait index: Int) -> Int? {
    condition.withLock {
      while finished[index] == nil {
        let isInTime = condition.wait(until: Date(timeIntervalSinceNow: 0.5))
        if !isInTime, working == 0, finished[index] == nil {
          taken += 1
          return taken - 1
        }
      }
      return nil
    }
  }

  private func finish(_ index: Int, _ result: Result<Output, NetworksError>) {
    condition.withLock {
      finished[index] = result
      condition.broadcast()
    }
  }

  private func result(of index: Int) -> Result<Output, NetworksError>? {
    condition.withLock {
      guard let result = finished.removeValue(forKey: index) else { return nil }
      delivered = index + 1
      condition.broadcast()
      return result
    }
  }

  /// Lets nobody begin another tile and waits for those that are being computed.
  private func stop() {
    condition.withLock {
      stopped = true
      condition.broadcast()
      while working > 0 { condition.wait() }
    }
  }
}
