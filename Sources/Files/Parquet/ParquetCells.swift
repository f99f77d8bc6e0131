/// Bytes that a cell may point into: a part of a mapped file, or memory of its own.
@safe final class ParquetBlock {
  /// The bytes.
  @unsafe let bytes: UnsafeRawBufferPointer
  private let owned: UnsafeMutableRawBufferPointer?
  private let file: MappedFile?

  /// Bytes of a file, which stays mapped as long as the block lives.
  init(_ file: MappedFile, _ range: Range<Int>) {
    unsafe bytes = unsafe UnsafeRawBufferPointer(rebasing: file.bytes[range])
    unsafe owned = nil
    self.file = file
  }

  /// Memory that a function fills.
  init(
    count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(InputFileError) -> Void
  ) throws(InputFileError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    unsafe owned = memory
    unsafe bytes = UnsafeRawBufferPointer(memory)
    file = nil
    try unsafe fill(memory)
  }

  deinit { unsafe owned?.deallocate() }

  /// A part of the bytes.
  @unsafe func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
  }
}

/// Where the values of some rows stand.
struct ParquetCells {
  /// A value: its bytes in the block; a missing one has none.
  struct Cell {
    var start: UInt32
    var count: UInt32
    static let missing = Cell(start: 0, count: 0)
  }

  /// What the cells point into.
  var block: ParquetBlock
  /// One cell a row.
  var cells: [Cell]

  /// Values that stand one behind another, or nil if the bytes do not hold them.
  ///
  /// - Parameters:
  ///   - block: where they stand.
  ///   - start: where the first begins.
  ///   - kind: what they are; not truth values.
  ///   - count: how many.
  init?(_ block: ParquetBlock, from start: Int, kind: ParquetColumn.Kind, count: Int) {
    self.block = block
    let end = unsafe block.bytes.count
    if let width = kind.width {
      guard start <= end, count <= (end - start) / width else { return nil }
      cells = (0..<count).map {
        Cell(start: UInt32(start + $0 * width), count: UInt32(width))
      }
      return
    }
    // Each takes four bytes at least, so that no false number allocates much.
    guard start <= end, count <= (end - start) / 4 else { return nil }
    cells = []
    cells.reserveCapacity(count)
    var next = start
    for _ in 0..<count {
      guard end - next >= 4 else { return nil }
      let length = Int(
        UInt32(
          littleEndian: unsafe block.bytes.loadUnaligned(fromByteOffset: next, as: UInt32.self)))
      guard length <= end - next - 4 else { return nil }
      cells.append(Cell(start: UInt32(next + 4), count: UInt32(length)))
      next += 4 + length
    }
  }

  /// Takes cells as they are.
  init(block: ParquetBlock, cells: [Cell]) {
    self.block = block
    self.cells = cells
  }

  /// The bytes of a value.
  @unsafe func bytes(_ row: Int) -> UnsafeRawBufferPointer {
    let cell = cells[row]
    return unsafe block.slice(Int(cell.start)..<Int(cell.start) + Int(cell.count))
  }
}
