internal import Files

/// An npz file, an archive of named arrays, that is written array by array and piece by piece.
///
/// Arrays are stored unless told otherwise, so that they can be mapped. The same arrays give the
/// same bytes. Nothing appears under the name before ``close()``.
public final class NPZWriter {
  private let archive: ZipWriter
  private let compression: ZipWriter.Compression
  private var names: Set<String> = []
  private var encoder: ElementEncoder?

  /// Begins an archive.
  ///
  /// - Parameters:
  ///   - path: where it will be after ``close()``.
  ///   - isCompressed: whether arrays are compressed.
  /// - Throws: ``TensorFileError/input(_:)`` if the file cannot be created.
  public init(
    path: String, isCompressed: Bool = false
  ) throws(TensorFileError) {
    compression = isCompressed ? .deflated : .stored
    archive = try TensorFileError.wrapping { () throws(InputFileError) in
      try ZipWriter(path: path)
    }
  }

  /// Begins an array, which ends the one before.
  ///
  /// - Parameters:
  ///   - key: its name, given only once.
  ///   - elementType: the type in the file.
  ///   - shape: the sizes of the dimensions.
  /// - Throws: ``TensorFileError`` if the array before lacks elements or the name was given before.
  public func begin(
    _ key: String, elementType: TensorElementType, shape: [Int]
  ) throws(TensorFileError) {
    try end()
    let source = "\(archive.path):\(key)"
    guard names.insert(key).inserted else {
      throw .cannotWrite(path: archive.path, reason: "it has an array '\(key)' already")
    }
    let header = try NPYWriter.header(elementType, shape, source: source)
    encoder = ElementEncoder(type: elementType, shape: shape, source: source)
    try TensorFileError.wrapping { () throws(InputFileError) in
      try archive.begin("\(key).npy", compression: compression)
      let span = unsafe header.span.bytes
      try unsafe span.withUnsafeBytes { (bytes) throws(InputFileError) in
        try unsafe archive.write(bytes)
      }
    }
  }

  /// Appends numbers to the array begun last, in row-major order.
  ///
  /// - Parameter values: the next elements.
  /// - Throws: ``TensorFileError`` for a value that the type cannot hold or too many elements.
  public func append<S: TensorScalar>(
    _ values: UnsafeBufferPointer<S>
  ) throws(TensorFileError) {
    precondition(encoder != nil, "no array is begun")
    try unsafe encoder?.encode(values, to: write)
  }

  /// Appends numbers to the array begun last, in row-major order.
  ///
  /// - Parameter values: the next elements.
  /// - Throws: ``TensorFileError`` for a value that the type cannot hold or too many elements.
  public func append<S: TensorScalar>(_ values: [S]) throws(TensorFileError) {
    let span = values.span
    try unsafe span.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
      try unsafe append(buffer)
    }
  }

  /// Appends texts to the array begun last, in row-major order.
  ///
  /// - Parameter text: the next elements, none wider than the type.
  /// - Throws: ``TensorFileError`` for a text that is too wide or too many elements.
  public func append(text: [String]) throws(TensorFileError) {
    precondition(encoder != nil, "no array is begun")
    unsafe try encoder?.encode(text: text, to: write)
  }

  /// Adds a whole array.
  ///
  /// - Parameters:
  ///   - key: its name.
  ///   - values: all elements in row-major order.
  ///   - shape: the sizes of the dimensions.
  ///   - elementType: the type in the file; that of the values if nil.
  /// - Throws: ``TensorFileError`` as ``begin(_:elementType:shape:)`` and `append`.
  public func add<S: TensorScalar>(
    _ key: String, _ values: [S], shape: [Int], elementType: TensorElementType? = nil
  ) throws(TensorFileError) {
    try begin(key, elementType: elementType ?? S.elementType, shape: shape)
    try append(values)
    try end()
  }

  /// Completes the archive and moves it into place.
  ///
  /// - Throws: ``TensorFileError`` if elements are missing or the file cannot be written.
  public func close() throws(TensorFileError) {
    try end()
    try TensorFileError.wrapping { () throws(InputFileError) in try archive.close() }
  }

  private func end() throws(TensorFileError) {
    guard let encoder else { return }
    try encoder.finish()
    self.encoder = nil
    try TensorFileError.wrapping { () throws(InputFileError) in try archive.end() }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
    do { try unsafe archive.write(bytes) } catch { throw .input(error) }
  }
}
