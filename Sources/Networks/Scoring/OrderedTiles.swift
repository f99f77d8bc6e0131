internal import Foundation

/// Work on numbered tiles by several threads, with results handed over in order.
///
/// The threads take tiles in order and stay at most a few tiles ahead of what was handed over, so
/// that memory does not grow with the number of tiles. The first failure in the order of tiles is
/// the one reported, whatever thread meets it first.
final class OrderedTiles<Output: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let count: Int
  private let ahead: Int
  private var taken = 0
  private var delivered = 0
  private var stopped = false
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
    let workers = DispatchGroup()
    for _ in 0..<threads {
      workers.enter()
      Thread.detachNewThread {
        let work = makeWorker()
        while let index = tiles.take() { tiles.finish(index, work(index)) }
        workers.leave()
      }
    }
    defer {
      tiles.stop()
      workers.wait()
    }
    for index in 0..<count { try deliver(tiles.wait(for: index).get()) }
  }

  private func take() -> Int? {
    condition.withLock {
      while !stopped && taken < count && taken >= delivered + ahead { condition.wait() }
      guard !stopped && taken < count else { return nil }
      taken += 1
      return taken - 1
    }
  }

  private func finish(_ index: Int, _ result: Result<Output, NetworksError>) {
    condition.withLock {
      finished[index] = result
      condition.broadcast()
    }
  }

  private func wait(for index: Int) -> Result<Output, NetworksError> {
    condition.withLock {
      while true {
        if let result = finished.removeValue(forKey: index) {
          delivered = index + 1
          condition.broadcast()
          return result
        }
        condition.wait()
      }
    }
  }

  private func stop() {
    condition.withLock {
      stopped = true
      condition.broadcast()
    }
  }
}
