internal import Files

/// A safetensors file that is written piece by piece.
///
/// The tensors are announced first, because the header precedes all elements; then their elements
/// are appended in the same order. Nothing appears under the name before ``close()``.
public final class SafetensorsWriter {
  /// The announcement of a tensor.
  public struct Entry: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The type in the file; no text.
    public var elementType: TensorElementType
    /// The sizes of the dimensions.
    public var shape: [Int]

    /// Creates an announcement.
    public init(_ name: String, _ elementType: TensorElementType, shape: [Int]) {
      self.name = name
      self.elementType = elementType
      self.shape = shape
    }
  }

  private let file: OutputFile
  private var encoders: [ElementEncoder]
  private var current = 0

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it will be after ``close()``.
  ///   - entries: all tensors, with distinct names, in the order of their elements.
  /// - Throws: ``TensorFileError`` for text, a name given twice or a file that cannot be created.
  public init(path: String, entries: [Entry]) throws(TensorFileError) {
    var parts: [String] = []
    var offset = 0
    encoders = []
    for entry in entries {
      let source = "\(path):\(entry.name)"
      guard let type = SafetensorsHeader.name(entry.elementType) else {
        throw .wrongType(source: source, expected: "numbers", found: entry.elementType)
      }
      guard entries.count(where: { $0.name == entry.name }) == 1 else {
        throw .cannotWrite(path: path, reason: "the tensor '\(entry.name)' is named twice")
      }
      let encoder = ElementEncoder(type: entry.elementType, shape: entry.shape, source: source)
      let end = offset + encoder.elementCount * entry.elementType.byteCount
      let shape = entry.shape.map(String.init).joined(separator: ",")
      parts.append(
        "\(Self.quoted(entry.name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
      encoders.append(encoder)
    }
    var json = Array("{\(parts.joined(separator: ","))}".utf8)
    // Spaces behind the JSON keep the elements aligned.
    json += [UInt8](repeating: 0x20, count: (64 - (8 + json.count) % 64) % 64)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) }
    file = try TensorFileError.wrapping { () throws(InputFileError) in
      let file = try OutputFile(path: path)
      try file.write(length + json)
      return file
    }
  }

  /// Appends numbers to the first tensor that is not complete, in row-major order.
  ///
  /// - Parameter values: the next elements, all of one tensor.
  /// - Throws: ``TensorFileError`` for a value that the type cannot hold or too many elements.
  public func append<S: TensorScalar>(
    _ values: UnsafeBufferPointer<S>
  ) throws(TensorFileError) {
    while current < encoders.count - 1, encoders[current].isComplete { current += 1 }
    precondition(current < encoders.count, "no tensor was announced")
    try unsafe encoders[current].encode(values, to: write)
  }

  /// Appends numbers to the first tensor that is not complete, in row-major order.
  ///
  /// - Parameter values: the next elements, all of one tensor.
  /// - Throws: ``TensorFileError`` for a value that the type cannot hold or too many elements.
  public func append<S: TensorScalar>(_ values: [S]) throws(TensorFileError) {
    let span = values.span
    try unsafe span.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
      try unsafe append(buffer)
    }
  }

  /// Completes the file and moves it into place.
  ///
  /// - Throws: ``TensorFileError`` if elements are missing or the file cannot be written.
  public func close() throws(TensorFileError) {
    for encoder in encoders { try encoder.finish() }
    try TensorFileError.wrapping { () throws(InputFileError) in try file.commit() }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
    do { try unsafe file.write(bytes) } catch { throw .input(error) }
  }

  private static func quoted(_ name: String) -> String {
    var result = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
