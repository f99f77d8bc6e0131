internal import Files

extension Tensor {
  /// A function that gets the bytes of consecutive elements in row-major order, the number of the
  /// first within the tensor, and how to understand them.
  typealias ChunkBody = (
    _ chunk: UnsafeRawBufferPointer, _ start: Int, _ type: TensorElementType, _ isBigEndian: Bool
  ) throws(TensorFileError) -> Void

  /// Calls a function with the elements of rows, in as many chunks as the storage makes.
  func withChunks(rows: Range<Int>, _ body: ChunkBody) throws(TensorFileError) {
    try check(rows)
    let elements = rows.lowerBound * rowWidth..<rows.upperBound * rowWidth
    let size = elementType.byteCount
    guard !elements.isEmpty, size > 0 else { return }
    switch storage {
    case .mapped(let file, let offset):
      try unsafe file.withBytes { (bytes) throws(TensorFileError) in
        let content = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
        try unsafe withChunks(of: content, rows: rows, elements: elements, body)
      }
    case .memory(let array):
      let bytes = unsafe array.span.bytes
      try unsafe bytes.withUnsafeBytes { (content) throws(TensorFileError) in
        try unsafe withChunks(of: content, rows: rows, elements: elements, body)
      }
    case .inflated(let stream):
      let range = firstElement + elements.lowerBound..<firstElement + elements.upperBound
      try unsafe stream.withChunks(range, size: size) { (chunk, start) throws(TensorFileError) in
        try unsafe body(chunk, start - firstElement, elementType, isBigEndian)
      }
    #if HDF5
      case .hdf5(let elements):
        guard rowWidth > 0 else { return }
        try unsafe withDataset(elements, rows: rows, body)
    #endif
    case .shards(let shards, let firstRows):
      for (shard, first) in zip(shards, firstRows) {
        let part = rows.clamped(to: first..<first + shard.rowCount)
        guard !part.isEmpty else { continue }
        let inner = part.lowerBound - first..<part.upperBound - first
        try unsafe shard.withChunks(rows: inner) {
          (chunk, start, type, isBigEndian) throws(TensorFileError) in
          try unsafe body(chunk, start + first * rowWidth, type, isBigEndian)
        }
      }
    }
  }

  #if HDF5
    /// The chunks of rows of a dataset, of which this tensor may be a slice.
    private func withDataset(
      _ elements: HDF5Elements, rows: Range<Int>, _ body: ChunkBody
    ) throws(TensorFileError) {
      let width = elements.shape.dropFirst().reduce(1, *)
      let range =
        firstElement + rows.lowerBound * rowWidth..<firstElement + rows.upperBound * rowWidth
      let outer = range.lowerBound / width..<(range.upperBound + width - 1) / width
      try unsafe elements.withChunks(rows: outer) { (block, start) throws(TensorFileError) in
        let size = elementType.byteCount
        let count = block.count / size
        let part = range.clamped(to: start..<start + count)
        guard !part.isEmpty else { return }
        let bytes = unsafe UnsafeRawBufferPointer(
          rebasing: block[(part.lowerBound - start) * size..<(part.upperBound - start) * size])
        try unsafe body(bytes, part.lowerBound - firstElement, elementType, false)
      }
    }
  #endif

  private func withChunks(
    of content: UnsafeRawBufferPointer, rows: Range<Int>, elements: Range<Int>, _ body: ChunkBody
  ) throws(TensorFileError) {
    let size = elementType.byteCount
    guard let strides else {
      let start = (firstElement + elements.lowerBound) * size
      let part = unsafe UnsafeRawBufferPointer(
        rebasing: content[start..<start + elements.count * size])
      return try unsafe body(part, elements.lowerBound, elementType, isBigEndian)
    }
    // Fortran order: gather blocks of rows, column by column, so that runs of the file are read.
    let columns = columnOffsets(strides)
    let step = strides.first ?? 1
    let blockRows = max(min(rows.count, (1 << 20) / max(rowWidth * size, 1)), 1)
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: blockRows * rowWidth * size, alignment: 16)
    defer { unsafe block.deallocate() }
    var next = rows.lowerBound
    while next < rows.upperBound {
      let count = min(blockRows, rows.upperBound - next)
      let starts = columns.map { ($0 + next * step) * size }
      unsafe Self.gather(
        content, from: starts, step: step * size, size: size, into: block, rows: count)
      let part = unsafe UnsafeRawBufferPointer(rebasing: block[..<(count * rowWidth * size)])
      try unsafe body(part, next * rowWidth, elementType, isBigEndian)
      next += count
    }
  }

  /// Copies columns, each of elements at equal steps from its start on, to rows of their elements.
  private static func gather(
    _ source: UnsafeRawBufferPointer, from starts: [Int], step: Int, size: Int,
    into target: UnsafeMutableRawBufferPointer, rows: Int
  ) {
    switch size {
    case 2: unsafe gather(UInt16.self, source, from: starts, step: step, into: target, rows: rows)
    case 4: unsafe gather(UInt32.self, source, from: starts, step: step, into: target, rows: rows)
    case 8: unsafe gather(UInt64.self, source, from: starts, step: step, into: target, rows: rows)
    default:
      for (column, start) in starts.enumerated() {
        for row in 0..<rows {
          for byte in 0..<size {
            unsafe target[(row * starts.count + column) * size + byte] =
              source[start + row * step + byte]
          }
        }
      }
    }
  }

  /// As above; some columns at a time, so that a line of the cache is written as a whole.
  @inline(__always)
  private static func gather<Word: FixedWidthInteger & BitwiseCopyable>(
    _ word: Word.Type, _ source: UnsafeRawBufferPointer, from starts: [Int], step: Int,
    into target: UnsafeMutableRawBufferPointer, rows: Int
  ) {
    let (size, columns) = (MemoryLayout<Word>.size, starts.count)
    // The elements of a chunk were checked as a whole.
    guard let from = source.baseAddress, let to = target.baseAddress else { return }
    unsafe starts.withUnsafeBufferPointer { starts in
      for first in stride(from: 0, to: columns, by: 64 / size) {
        let last = min(first + 64 / size, columns)
        for row in 0..<rows {
          for column in first..<last {
            let value = unsafe from.loadUnaligned(
              fromByteOffset: starts[column] + row * step, as: Word.self)
            unsafe to.storeBytes(
              of: value, toByteOffset: (row * columns + column) * size, as: Word.self)
          }
        }
      }
    }
  }

  /// Where each element of the first row stands in Fortran order, in row-major order of elements.
  private func columnOffsets(_ strides: [Int]) -> [Int] {
    var offsets = [firstElement]
    for (size, stride) in zip(shape, strides).dropFirst() {
      offsets = offsets.flatMap { base in (0..<size).map { base + $0 * stride } }
    }
    return offsets
  }
}
