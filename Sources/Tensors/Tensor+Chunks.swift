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
      for (column, offset) in columns.enumerated() {
        unsafe Self.gather(
          content, from: (offset + next * step) * size, step: step * size, into: block,
          at: column * size, targetStep: rowWidth * size, size: size, count: count)
      }
      let part = unsafe UnsafeRawBufferPointer(rebasing: block[..<(count * rowWidth * size)])
      try unsafe body(part, next * rowWidth, elementType, isBigEndian)
      next += count
    }
  }

  /// Copies elements that stand at equal steps to equal steps.
  private static func gather(
    _ source: UnsafeRawBufferPointer, from start: Int, step: Int,
    into target: UnsafeMutableRawBufferPointer, at first: Int, targetStep: Int, size: Int,
    count: Int
  ) {
    switch size {
    case 4:
      for row in 0..<count {
        let value = unsafe source.loadUnaligned(
          fromByteOffset: start + row * step, as: UInt32.self)
        unsafe target.storeBytes(of: value, toByteOffset: first + row * targetStep, as: UInt32.self)
      }
    case 8:
      for row in 0..<count {
        let value = unsafe source.loadUnaligned(
          fromByteOffset: start + row * step, as: UInt64.self)
        unsafe target.storeBytes(of: value, toByteOffset: first + row * targetStep, as: UInt64.self)
      }
    default:
      for row in 0..<count {
        for byte in 0..<size {
          unsafe target[first + row * targetStep + byte] = source[start + row * step + byte]
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
