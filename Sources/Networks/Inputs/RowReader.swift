internal import Foundation
internal import Tensors

/// Reads tiles of a tensor from several threads.
///
/// A tensor without random access (a deflated member of an archive) is read in the order of the
/// tiles: each reader waits for its turn, so every tile must be asked for exactly once.
final class RowReader: @unchecked Sendable {
  private let tensor: Tensor
  private let dropped: Int?
  private let turn = NSCondition()
  private var nextRow: Int

  /// Creates a reader of rows from a first row on, without one of their columns.
  init(_ tensor: Tensor, firstRow: Int, dropping column: Int? = nil) {
    self.tensor = tensor
    dropped = column
    nextRow = firstRow
  }

  /// What the rows are called in messages: the word and where they come from.
  func name(_ word: String) -> String { "\(word) in \(tensor.source)" }

  /// Whether single precision holds every number of the tensor exactly.
  var fitsSinglePrecision: Bool {
    switch tensor.elementType {
    case .float16, .bfloat16, .float32, .int8, .int16, .uint8, .uint16, .bool: true
    default: false
    }
  }

  /// The number of columns in the file; storage needs room for all of them.
  var storedWidth: Int { tensor.rowWidth }

  /// Reads rows and lets go of the pages behind them.
  func read<S: TensorScalar>(
    _ rows: Range<Int>, into storage: AlignedStorage<S>
  ) throws(NetworksError) {
    if !tensor.allowsRandomAccess {
      turn.lock()
      while nextRow != rows.lowerBound { turn.wait() }
    }
    defer {
      if !tensor.allowsRandomAccess {
        nextRow = rows.upperBound
        turn.broadcast()
        turn.unlock()
      }
    }
    do throws(TensorFileError) {
      let room = unsafe UnsafeMutableBufferPointer(
        start: storage.start, count: rows.count * tensor.rowWidth)
      try unsafe tensor.read(rows: rows, into: room)
    } catch {
      throw .tensor(error)
    }
    tensor.releaseRows(rows)
    if let dropped { close(dropped, in: storage, rows: rows.count) }
  }

  /// Calls a function with rows where they lie in a mapped file, and lets go of the pages behind them.
  ///
  /// - Returns: Whether the rows lie there as single precision; the function is not called otherwise.
  func withFloats(_ rows: Range<Int>, _ body: (UnsafePointer<Float>) -> Void) -> Bool {
    guard dropped == nil, !rows.isEmpty, tensor.allowsRandomAccess else { return false }
    let isFound: Void? = unsafe tensor.withMappedFloats(rows: rows) { values in
      if let start = values.baseAddress { unsafe body(start) }
    }
    if isFound != nil { tensor.releaseRows(rows) }
    return isFound != nil
  }

  /// Moves the columns behind a dropped one up, and the rows together.
  private func close<S>(_ column: Int, in storage: AlignedStorage<S>, rows: Int) {
    let width = tensor.rowWidth
    for row in 0..<rows {
      let (from, to) = unsafe (
        storage.start + row * width, storage.start + row * (width - 1)
      )
      unsafe to.update(from: from, count: column)
      unsafe (to + column).update(from: from + column + 1, count: width - 1 - column)
    }
  }
}
