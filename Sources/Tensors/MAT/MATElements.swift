internal import Files

/// Reads the tagged elements of a MATLAB file of version 5, forward and within bounds.
@safe struct MATElements {
  /// The type of an element's data, a number of the format.
  enum DataType: Int {
    case int8 = 1
    case uint8, int16, uint16, int32, uint32, single
    case double = 9
    case int64 = 12
    case uint64, matrix, compressed, utf8, utf16, utf32
  }

  /// An element: its type and where its data stand.
  struct Element {
    let type: DataType
    let range: Range<Int>
  }

  /// The bytes.
  @unsafe let bytes: UnsafeRawBufferPointer
  /// Whether the most significant byte comes first.
  let isBigEndian: Bool
  /// Where the next element begins.
  private(set) var position: Int
  private let end: Int
  private let source: String

  /// Prepares to read a range of bytes that outlive the reader.
  init(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, isBigEndian: Bool, source: String
  ) {
    unsafe self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    self.isBigEndian = isBigEndian
    self.source = source
  }

  /// Whether no element is left.
  var isAtEnd: Bool { position >= end }

  /// Reads the tag of the next element and moves behind its data.
  ///
  /// - Parameter isCut: whether the data may go beyond the bytes, as in the beginning of an element.
  /// - Returns: the element.
  /// - Throws: ``TensorFileError/malformedHeader(source:byte:expected:found:)``.
  mutating func next(isCut: Bool = false) throws(TensorFileError) -> Element {
    guard end - position >= 8 else {
      throw malformed("an element of 8 bytes or more", "\(end - position, "byte")")
    }
    let word = Int(uint32(position))
    let isSmall = word >> 16 != 0
    let number = isSmall ? word & 0xFFFF : word
    guard let type = DataType(rawValue: number) else {
      throw malformed("a type of data", "the number \(number)")
    }
    let count = isSmall ? word >> 16 : Int(uint32(position + 4))
    let start = position + (isSmall ? 4 : 8)
    guard isSmall ? count <= 4 : isCut || count <= end - start else {
      throw malformed("an element within the file", "\(count, "byte") of data")
    }
    // Every element but a compressed one ends at a multiple of eight bytes.
    let padded = type == .compressed ? count : (count + 7) / 8 * 8
    position = min(isSmall ? position + 8 : start + padded, end)
    return Element(type: type, range: start..<start + count)
  }

  /// The whole numbers of an element of 32 bits each, at most 64 of them.
  func numbers(_ element: Element) throws(TensorFileError) -> [Int] {
    guard element.type == .int32 || element.type == .uint32, element.range.count <= 256,
      element.range.upperBound <= end
    else { throw malformed("at most 64 whole numbers of 32 bits", "another element") }
    return stride(from: element.range.lowerBound, to: element.range.upperBound - 3, by: 4)
      .map { Int(Int32(bitPattern: uint32($0))) }
  }

  /// The text of an element of bytes.
  func name(_ element: Element) throws(TensorFileError) -> String {
    guard element.range.count <= 4_096, element.range.upperBound <= end else {
      throw malformed("a name of at most 4096 bytes", "\(element.range.count, "byte")")
    }
    return unsafe String(decoding: bytes[element.range], as: UTF8.self)
  }

  /// The error at the current position.
  func malformed(_ expected: String, _ found: String) -> TensorFileError {
    .malformedHeader(source: source, byte: position, expected: expected, found: found)
  }

  private func uint32(_ place: Int) -> UInt32 {
    let raw = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
    return isBigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw)
  }
}

extension MATElements.DataType {
  /// The type of the elements of a tensor; nil for data that are none.
  var elementType: TensorElementType? {
    switch self {
    case .int8: .int8
    case .uint8: .uint8
    case .int16: .int16
    case .uint16: .uint16
    case .int32: .int32
    case .uint32: .uint32
    case .single: .float32
    case .double: .float64
    case .int64: .int64
    case .uint64: .uint64
    case .matrix, .compressed, .utf8, .utf16, .utf32: nil
    }
  }
}
