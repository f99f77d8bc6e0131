internal import Files

/// An npy file that is written piece by piece.
///
/// ```swift
/// let writer = try NPYWriter(path: "scores.npy", elementType: .float32, shape: [10_000, 3])
/// try writer.append(firstRows)
/// try writer.append(otherRows)
/// try writer.close()
/// ```
///
/// Elements are little endian in C order. Nothing appears under the name before ``close()``, which
/// refuses a file with fewer elements than its shape.
public final class NPYWriter {
  private let file: OutputFile
  private var encoder: ElementEncoder

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it will be after ``close()``.
  ///   - elementType: the type in the file; bfloat16 is not a NumPy type.
  ///   - shape: the sizes of the dimensions.
  /// - Throws: ``TensorFileError`` if the type has no NumPy name or the file cannot be created.
  public init(
    path: String, elementType: TensorElementType, shape: [Int]
  ) throws(TensorFileError) {
    let header = try Self.header(elementType, shape, source: path)
    encoder = ElementEncoder(type: elementType, shape: shape, source: path)
    file = try TensorFileError.wrapping { () throws(InputFileError) in
      let file = try OutputFile(path: path)
      try file.write(header)
      return file
    }
  }

  /// Appends numbers in row-major order, converted to the type of the file.
  ///
  /// - Parameter values: the next elements; they need not end with a row.
  /// - Throws: ``TensorFileError`` for a value that the type cannot hold or too many elements.
  public func append<S: TensorScalar>(
    _ values: UnsafeBufferPointer<S>
  ) throws(TensorFileError) {
    try unsafe encoder.encode(values, to: write)
  }

  /// Appends numbers in row-major order, converted to the type of the file.
  ///
  /// - Parameter values: the next elements; they need not end with a row.
  /// - Throws: ``TensorFileError`` for a value that the type cannot hold or too many elements.
  public func append<S: TensorScalar>(_ values: [S]) throws(TensorFileError) {
    let span = values.span
    try unsafe span.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
      try unsafe append(buffer)
    }
  }

  /// Appends texts in row-major order.
  ///
  /// - Parameter text: the next elements, none wider than the type.
  /// - Throws: ``TensorFileError`` for a text that is too wide or too many elements.
  public func append(text: [String]) throws(TensorFileError) {
    unsafe try encoder.encode(text: text, to: write)
  }

  /// Completes the file and moves it into place.
  ///
  /// - Throws: ``TensorFileError`` if elements are missing or the file cannot be written.
  public func close() throws(TensorFileError) {
    try encoder.finish()
    try TensorFileError.wrapping { () throws(InputFileError) in try file.commit() }
  }

  /// Writes a whole array.
  ///
  /// - Parameters:
  ///   - values: all elements in row-major order.
  ///   - shape: the sizes of the dimensions.
  ///   - path: the file.
  ///   - elementType: the type in the file; that of the values if nil.
  /// - Throws: ``TensorFileError`` as the methods of a writer.
  public static func write<S: TensorScalar>(
    _ values: [S], shape: [Int], to path: String, elementType: TensorElementType? = nil
  ) throws(TensorFileError) {
    let writer = try NPYWriter(path: path, elementType: elementType ?? S.elementType, shape: shape)
    try writer.append(values)
    try writer.close()
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
    do { try unsafe file.write(bytes) } catch { throw .input(error) }
  }

  /// A header of version 1.0, padded so that the elements begin at a multiple of 64 bytes.
  static func header(
    _ type: TensorElementType, _ shape: [Int], source: String
  ) throws(TensorFileError) -> [UInt8] {
    guard let descr = NPYType.descr(type) else {
      throw .wrongType(source: source, expected: "a type that NumPy has", found: type)
    }
    precondition(shape.allSatisfy { $0 >= 0 }, "a dimension is negative")
    let dimensions = shape.map(String.init).joined(separator: ", ")
    let tuple = shape.count == 1 ? "(\(dimensions),)" : "(\(dimensions))"
    var text = Array("{'descr': '\(descr)', 'fortran_order': False, 'shape': \(tuple), }".utf8)
    let padding = (64 - (10 + text.count + 1) % 64) % 64
    text += [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
    return NPYHeader.magic
      + [1, 0, UInt8(truncatingIfNeeded: text.count), UInt8(text.count >> 8)] + text
  }
}
