/// Turns numbers and texts into the bytes of a tensor and counts them.
struct ElementEncoder {
  let type: TensorElementType
  let source: String
  /// How many elements the shape promises.
  let elementCount: Int
  private let rowWidth: Int
  /// How many elements were encoded.
  private(set) var written = 0

  init(type: TensorElementType, shape: [Int], source: String) {
    self.type = type
    self.source = source
    elementCount = shape.reduce(1, *)
    rowWidth = max(shape.dropFirst().reduce(1, *), 1)
  }

  /// Whether all promised elements were written.
  var isComplete: Bool { written == elementCount }

  /// Encodes numbers, a bounded piece at a time.
  mutating func encode<S: TensorScalar>(
    _ values: UnsafeBufferPointer<S>,
    to sink: (UnsafeRawBufferPointer) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    guard !type.isText else {
      throw .wrongType(source: source, expected: "numbers to write as numbers", found: type)
    }
    try advance(values.count)
    if type == S.elementType { return try unsafe sink(UnsafeRawBufferPointer(values)) }
    let size = type.byteCount
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096 * size, alignment: 16)
    defer { unsafe chunk.deallocate() }
    var next = 0
    while next < values.count {
      let count = min(4096, values.count - next)
      for index in 0..<count {
        let value = unsafe values[next + index]
        guard let bits = bits(value) else {
          throw wrong(
            written - values.count + next + index, "a value of \(type)", found: "\(value)")
        }
        for byte in 0..<size {
          unsafe chunk[index * size + byte] = UInt8(truncatingIfNeeded: bits >> (8 * UInt64(byte)))
        }
      }
      try unsafe sink(UnsafeRawBufferPointer(rebasing: chunk[..<(count * size)]))
      next += count
    }
  }

  /// Encodes texts, padded with NUL.
  mutating func encode(
    text: [String], to sink: (UnsafeRawBufferPointer) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    try advance(text.count)
    var bytes: [UInt8] = []
    for (index, element) in text.enumerated() {
      let start = bytes.count
      switch type {
      case .text:
        for scalar in element.unicodeScalars {
          for shift in stride(from: 0, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value >> UInt32(shift)))
          }
        }
      case .bytes:
        bytes += element.utf8
      default:
        throw .wrongType(source: source, expected: "a text type for texts", found: type)
      }
      let missing = type.byteCount - (bytes.count - start)
      guard missing >= 0 else {
        throw wrong(written - text.count + index, "\(type) at most", found: "'\(element)'")
      }
      bytes += [UInt8](repeating: 0, count: missing)
    }
    let span = unsafe bytes.span.bytes
    try unsafe span.withUnsafeBytes { (raw) throws(TensorFileError) in try unsafe sink(raw) }
  }

  /// Checks that all promised elements were written.
  func finish() throws(TensorFileError) {
    guard written == elementCount else {
      throw .sizeMismatch(
        source: source, expected: elementCount * type.byteCount, found: written * type.byteCount)
    }
  }

  private mutating func advance(_ count: Int) throws(TensorFileError) {
    written += count
    guard written <= elementCount else { return try finish() }
  }

  private func wrong(_ element: Int, _ expected: String, found: String) -> TensorFileError {
    .wrongValue(
      source: source, row: element / rowWidth, column: element % rowWidth, expected: expected,
      found: found)
  }

  /// The bits of a value, least significant byte first, or nil if the type has no such value.
  private func bits(_ value: some TensorScalar) -> UInt64? {
    let double = value.asDouble
    switch type {
    case .float16:
      let half = HalfPrecision.bits(double)
      return half & 0x7FFF == 0x7C00 && double.isFinite ? nil : UInt64(half)
    case .bfloat16:
      let bits = HalfPrecision.bfloat16Bits(double)
      return bits & 0x7FFF == 0x7F80 && double.isFinite ? nil : UInt64(bits)
    case .float32:
      return Float(representing: double).map { UInt64($0.bitPattern) }
    case .float64: return double.bitPattern
    case .bool: return double == 0 || double == 1 ? UInt64(double) : nil
    default: break
    }
    guard let integer = value.exactInteger else { return nil }
    let bits = UInt64(bitPattern: integer)
    switch type {
    case .int8: return Int8(exactly: integer).map { _ in bits }
    case .int16: return Int16(exactly: integer).map { _ in bits }
    case .int32: return Int32(exactly: integer).map { _ in bits }
    case .int64: return bits
    case .uint8: return UInt8(exactly: integer).map { _ in bits }
    case .uint16: return UInt16(exactly: integer).map { _ in bits }
    case .uint32: return UInt32(exactly: integer).map { _ in bits }
    case .uint64: return UInt64(exactly: integer)
    default: return nil
    }
  }
}
