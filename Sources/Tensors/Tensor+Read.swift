internal import Files

extension Tensor {
  /// Reads rows, row-major and converted.
  ///
  /// Several threads may call it at once; with ``allowsRandomAccess`` they do not wait for another.
  ///
  /// - Parameters:
  ///   - rows: which rows, within `0..<rowCount`.
  ///   - destination: where they go; it holds at least `rows.count * rowWidth` elements.
  /// - Throws: ``TensorFileError`` for rows out of range, text, damaged data, and for the first
  ///   element that has no value of the scalar, with its row and column.
  /// - Complexity: O(elements), plus the rows before them for a deflated member.
  public func read<S: TensorScalar>(
    rows: Range<Int>, into destination: UnsafeMutableBufferPointer<S>
  ) throws(TensorFileError) {
    precondition(destination.count >= rows.count * rowWidth, "the destination is too small")
    guard !elementType.isText else {
      throw .wrongType(source: source, expected: "numbers", found: elementType)
    }
    let first = rows.lowerBound * rowWidth
    try unsafe withChunks(rows: rows) { (chunk, start, type, isBigEndian) throws(TensorFileError) in
      let count = chunk.count / type.byteCount
      guard count > 0, let base = chunk.baseAddress else { return }
      let target = unsafe UnsafeMutableBufferPointer(
        rebasing: destination[start - first..<start - first + count])
      let failed = unsafe S.convert(base, type: type, isBigEndian: isBigEndian, into: target)
      guard let failed else { return }
      let found = unsafe Self.describe(
        base + failed * type.byteCount, type: type, isBigEndian: isBigEndian)
      throw .wrongValue(
        source: source, row: (start + failed) / rowWidth, column: (start + failed) % rowWidth,
        expected: "a value of \(S.elementType)", found: found)
    }
  }

  /// Reads all rows, row-major and converted.
  ///
  /// - Parameter type: the scalar to read as.
  /// - Returns: all elements.
  /// - Throws: ``TensorFileError`` as ``read(rows:into:)``.
  public func readAll<S: TensorScalar>(as type: S.Type) throws(TensorFileError) -> [S] {
    try read(rows: 0..<rowCount, as: type)
  }

  /// Reads some rows, row-major and converted.
  ///
  /// - Parameters:
  ///   - rows: which rows, within `0..<rowCount`.
  ///   - type: the scalar to read as.
  /// - Returns: their elements.
  /// - Throws: ``TensorFileError`` as ``read(rows:into:)``.
  public func read<S: TensorScalar>(
    rows: Range<Int>, as type: S.Type
  ) throws(TensorFileError) -> [S] {
    try check(rows)
    let count = rows.count * rowWidth
    var failure: TensorFileError?
    let result = unsafe [S](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(TensorFileError) {
        try unsafe read(rows: rows, into: buffer)
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }

  /// Reads rows of text, row-major, without the padding.
  ///
  /// - Parameter rows: which rows, within `0..<rowCount`.
  /// - Returns: `rows.count * rowWidth` texts.
  /// - Throws: ``TensorFileError`` for numbers, rows out of range and bytes that are not text.
  public func readText(rows: Range<Int>) throws(TensorFileError) -> [String] {
    guard elementType.isText else {
      throw .wrongType(source: source, expected: "text", found: elementType)
    }
    var result: [String] = []
    try unsafe withChunks(rows: rows) { (chunk, start, type, isBigEndian) throws(TensorFileError) in
      let count = type.byteCount == 0 ? 0 : chunk.count / type.byteCount
      for index in 0..<count {
        let element = unsafe UnsafeRawBufferPointer(
          rebasing: chunk[index * type.byteCount..<(index + 1) * type.byteCount])
        guard let text = unsafe TextElement.decode(element, type: type, isBigEndian: isBigEndian)
        else {
          throw .wrongValue(
            source: source, row: (start + index) / rowWidth, column: (start + index) % rowWidth,
            expected: "Unicode text", found: "bytes that are none")
        }
        result.append(text)
      }
    }
    // Texts of width 0 have no bytes.
    let missing = rows.count * rowWidth - result.count
    return result + [String](repeating: "", count: missing)
  }

  /// Calls a function with rows in place, if the file holds them as this processor does.
  ///
  /// - Parameters:
  ///   - rows: which rows, within `0..<rowCount`.
  ///   - body: gets the elements, row-major; they are valid during the call only.
  /// - Returns: what the function returns, or nil, without calling it, unless the elements are
  ///   mapped single precision, little endian, aligned, in C order and within one shard.
  /// - Throws: what the function throws.
  public func withMappedFloats<R, E: Error>(
    rows: Range<Int>, _ body: (UnsafeBufferPointer<Float>) throws(E) -> R
  ) throws(E) -> R? {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount, "rows out of range")
    switch storage {
    case .mapped(let file, let offset):
      let start = offset + 4 * (firstElement + rows.lowerBound * rowWidth)
      guard elementType == .float32, !isBigEndian, strides == nil, start % 4 == 0 else {
        return nil
      }
      return try unsafe file.withBytes { (bytes) throws(E) in
        let count = rows.count * rowWidth
        let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<start + 4 * count])
        return try unsafe body(part.assumingMemoryBound(to: Float.self))
      }
    case .shards(let shards, let firstRows):
      let shard = Self.shard(of: rows.lowerBound, firstRows)
      let first = firstRows[shard]
      guard rows.upperBound <= first + shards[shard].rowCount else { return nil }
      return try unsafe shards[shard].withMappedFloats(
        rows: rows.lowerBound - first..<rows.upperBound - first, body)
    case .memory, .inflated:
      return nil
    #if HDF5
      case .hdf5: return nil
    #endif
    }
  }

  func check(_ rows: Range<Int>) throws(TensorFileError) {
    guard rows.lowerBound >= 0, rows.upperBound <= rowCount else {
      throw .outOfRange(source: source, expected: 0..<rowCount, found: rows)
    }
  }

  /// A number of a file in words.
  private static func describe(
    _ pointer: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool
  ) -> String {
    if type == .bool { return "\(unsafe pointer.load(as: UInt8.self)) in a truth value" }
    let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: 1)
    defer { unsafe values.deallocate() }
    _ = unsafe Double.convert(pointer, type: type, isBigEndian: isBigEndian, into: values)
    return "\(unsafe values[0])"
  }
}
