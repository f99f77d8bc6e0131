extension Tensor {
  /// Some consecutive rows as a tensor of their own, which shares the file.
  ///
  /// - Parameter rows: the rows, within `0..<rowCount`.
  /// - Returns: a tensor whose first row is the first of them.
  /// - Throws: ``TensorFileError/outOfRange(source:expected:found:)`` for a single number or rows beyond
  ///   the first dimension.
  public func rows(_ rows: Range<Int>) throws(TensorFileError) -> Tensor {
    guard !shape.isEmpty else {
      throw .outOfRange(source: source, expected: 0..<0, found: rows)
    }
    try check(rows)
    return Tensor(
      shape: [rows.count] + shape.dropFirst(), elementType: elementType, source: source,
      storage: .shards([self], firstRows: [-rows.lowerBound]))
  }
}
