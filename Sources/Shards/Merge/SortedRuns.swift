internal import Files
internal import Foundation

/// Sorted runs of keys in nameless files, merged with bounded memory.
///
/// Keys come shard by shard, are sorted there and written out; ``forEachGroup(_:)`` then goes through
/// equal keys of all runs in ascending order. Memory is the largest run, and some 64 MB for the merge,
/// whatever the number of keys. Complexity: O(keys · log(keys)).
final class SortedRuns {
  /// A run's keys that are equal: the run, and their places in its ascending order.
  struct Part {
    var run: Int
    var places: Range<Int>
  }

  /// The number of keys of each run.
  private(set) var counts: [Int] = []
  private var starts: [Int] = []
  private let keys: SpoolFile
  private let rows: SpoolFile

  /// Prepares files beside a path, of which nothing is seen.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  init(beside path: String) throws(InputFileError) {
    keys = try SpoolFile(beside: path)
    rows = try SpoolFile(beside: path)
  }

  /// The number of keys of all runs.
  var count: Int { (starts.last ?? 0) + (counts.last ?? 0) }

  /// Adds the keys of the next run, each with the row it belongs to.
  ///
  /// - Throws: `InputFileError.cannotWrite`, as on a full disk.
  func append(_ items: [(key: UInt64, row: UInt32)]) throws(InputFileError) {
    let sorted = items.sorted { ($0.key, $0.row) < ($1.key, $1.row) }
    starts.append(count)
    counts.append(items.count)
    let start = starts[starts.count - 1]
    try keys.write(sorted.map(\.key), at: start)
    try rows.write(sorted.map(\.row), at: start)
  }

  /// The rows of a run at some places of its ascending order.
  func rows(of run: Int, _ places: Range<Int>) throws(InputFileError) -> [UInt32] {
    try rows.read(starts[run] + places.lowerBound, places.count)
  }

  /// Calls a function with each group of equal keys, in ascending order.
  ///
  /// - Parameter body: Takes the number of equal keys and the parts of the runs that have them, by run.
  /// - Throws: The error of reading, or that of `body`.
  func forEachGroup(_ body: (_ count: Int, _ parts: [Part]) throws -> Void) throws {
    let runs = counts.indices.filter { counts[$0] > 0 }
    let block = max(256, min(65_536, (64 << 20) / 8 / max(runs.count, 1)))
    var cursors: [Cursor] = []
    for run in runs {
      cursors.append(
        try Cursor(run: run, start: starts[run], count: counts[run], block: block, in: keys))
    }
    // A heap of the cursors by their next keys, ties by run.
    var heap = CursorHeap(cursors)
    var parts: [Part] = []
    while let key = heap.leastKey {
      parts.removeAll(keepingCapacity: true)
      var total = 0
      while heap.leastKey == key {
        let part = try heap.takeEqual(to: key, from: keys)
        total += part.places.count
        parts.append(part)
      }
      try body(total, parts)
    }
  }
}

/// One run on its way through a merge.
private struct Cursor {
  let run: Int
  private let start: Int
  private let count: Int
  private let block: Int
  private var buffer: [UInt64]
  private var bufferStart = 0
  private var next = 0

  init(
    run: Int, start: Int, count: Int, block: Int, in file: SpoolFile
  ) throws(InputFileError) {
    self.run = run
    self.start = start
    self.count = count
    self.block = block
    buffer = try file.read(start, min(block, count))
  }

  var isAtEnd: Bool { next == count }
  var key: UInt64 { buffer[next - bufferStart] }

  /// Passes all keys that equal the next one and returns their places.
  mutating func takeEqual(
    to key: UInt64, from file: SpoolFile
  ) throws(InputFileError) -> Range<Int> {
    let first = next
    while next < count, self.key == key {
      next += 1
      if next == bufferStart + buffer.count, next < count {
        buffer = try file.read(start + next, min(block, count - next))
        bufferStart = next
      }
    }
    return first..<next
  }
}

/// Cursors with the one of the least next key first; of equal keys, that of the first run.
private struct CursorHeap {
  private var cursors: [Cursor]
  private var heap: [(key: UInt64, cursor: Int)] = []

  init(_ cursors: [Cursor]) {
    self.cursors = cursors
    heap = cursors.indices.map { (cursors[$0].key, $0) }
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  var leastKey: UInt64? { heap.first?.key }

  /// Takes the equal keys of the first cursor.
  mutating func takeEqual(
    to key: UInt64, from file: SpoolFile
  ) throws(InputFileError) -> SortedRuns.Part {
    let cursor = heap[0].cursor
    let places = try cursors[cursor].takeEqual(to: key, from: file)
    if cursors[cursor].isAtEnd {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    } else {
      heap[0].key = cursors[cursor].key
    }
    if !heap.isEmpty { sink(0) }
    return SortedRuns.Part(run: cursors[cursor].run, places: places)
  }

  private mutating func sink(_ place: Int) {
    var place = place
    let item = heap[place]
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, isBefore(heap[child + 1], heap[child]) { child += 1 }
      guard isBefore(heap[child], item) else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = item
  }

  private func isBefore(
    _ first: (key: UInt64, cursor: Int), _ second: (key: UInt64, cursor: Int)
  ) -> Bool {
    first.key < second.key || (first.key == second.key && first.cursor < second.cursor)
  }
}
