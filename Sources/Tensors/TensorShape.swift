/// Checks of shapes that come from files.
enum TensorShape {
  /// The most dimensions, NumPy's own bound.
  static let mostDimensions = 64

  /// Refuses negative dimensions and products beyond what any file can hold.
  static func check(
    _ shape: [Int], type: TensorElementType, source: String, byte: Int
  ) throws(TensorFileError) {
    guard shape.count <= mostDimensions else {
      throw .malformedHeader(
        source: source, byte: byte, expected: "at most \(mostDimensions) dimensions",
        found: "\(shape.count)")
    }
    var size = max(type.byteCount, 1)
    for dimension in shape {
      guard dimension >= 0 else {
        throw .malformedHeader(
          source: source, byte: byte, expected: "dimensions of 0 or more", found: "\(dimension)")
      }
      let (product, overflow) = size.multipliedReportingOverflow(by: max(dimension, 1))
      guard !overflow, product < 1 << 56 else {
        throw .malformedHeader(
          source: source, byte: byte, expected: "a shape that a file can hold",
          found: "\(shape)")
      }
      size = product
    }
  }
}
