internal import Foundation
internal import Tensors

/// Reads tiles of a tensor from several threads.
///
/// A tensor without random access (a deflated member of an archive) is read in the order of the
/// tiles: each reader waits for its turn, so every tile must be asked for exactly once.
final class RowReader: @unchecked Sendable {
  private let tensor: Tensor
  private let turn = NSCondition()
  private var nextRow: Int

  /// Creates a reader of rows from a first row on.
  init(_ tensor: Tensor, firstRow: Int) {
    self.tensor = tensor
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
  }
}
