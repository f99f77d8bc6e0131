internal import Files

/// The header of a safetensors file: 8 bytes of length, then JSON, then the elements.
///
/// Layout after the format description of huggingface/safetensors. Elements must cover the rest of
/// the file without holes or overlaps, as the original reader demands.
struct SafetensorsHeader {
  /// One tensor of the file.
  struct Entry {
    var name: String
    var type: String
    var shape: [Int]
    /// Bytes within the file.
    var range: Range<Int>
  }

  /// The longest header, the bound of the original reader.
  static let longest = 100_000_000

  let entries: [Entry]

  /// Whether bytes begin like a safetensors file.
  static func isLikely(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 10 else { return false }
    let length = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
    return unsafe length >= 2 && length <= UInt64(longest) && bytes[8] == UInt8(ascii: "{")
  }

  /// Reads and checks the header.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(TensorFileError) {
    let length = Int(UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self)))
    guard length <= bytes.count - 8 else {
      throw .sizeMismatch(source: path, expected: 8 + length, found: bytes.count)
    }
    let text = unsafe Array(bytes[8..<8 + length])
    let json = try TensorFileError.wrapping { () throws(InputFileError) in
      try JSONValue.parse(text, name: path)
    }
    guard let object = json.object else {
      throw Self.malformed(path, "an object", found: json.kind)
    }
    let dataStart = 8 + length
    var entries: [Entry] = []
    for (name, value) in object.members where name != "__metadata__" {
      entries.append(try Self.entry(name, value, dataStart: dataStart, path: path))
    }
    var end = dataStart
    for entry in entries.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard entry.range.lowerBound == end || entry.range.isEmpty else {
        throw Self.malformed(
          path, "tensors side by side", found: "a hole or an overlap before '\(entry.name)'")
      }
      end = max(end, entry.range.upperBound)
    }
    guard end == bytes.count else {
      throw .sizeMismatch(source: path, expected: end, found: bytes.count)
    }
    self.entries = entries
  }

  private static func entry(
    _ name: String, _ value: JSONValue, dataStart: Int, path: String
  ) throws(TensorFileError) -> Entry {
    guard let type = value["dtype"]?.string, let dimensions = value["shape"]?.array,
      let offsets = value["data_offsets"]?.array?.compactMap(\.int), offsets.count == 2
    else {
      throw malformed(path, "dtype, shape and data_offsets of '\(name)'", found: "others")
    }
    let shape = dimensions.compactMap(\.int)
    guard shape.count == dimensions.count, offsets[0] >= 0, offsets[0] <= offsets[1],
      offsets[1] < 1 << 56
    else {
      throw malformed(path, "sizes and ordered offsets of '\(name)'", found: "others")
    }
    return Entry(
      name: name, type: type, shape: shape,
      range: dataStart + offsets[0]..<dataStart + offsets[1])
  }

  private static func malformed(
    _ path: String, _ expected: String, found: String
  ) -> TensorFileError {
    .malformedHeader(source: path, byte: 8, expected: expected, found: found)
  }

  /// The element type of a name such as `F32`.
  static func elementType(
    _ name: String, source: String
  ) throws(TensorFileError) -> TensorElementType {
    switch name {
    case "F16": return .float16
    case "BF16": return .bfloat16
    case "F32": return .float32
    case "F64": return .float64
    case "I8": return .int8
    case "I16": return .int16
    case "I32": return .int32
    case "I64": return .int64
    case "U8": return .uint8
    case "U16": return .uint16
    case "U32": return .uint32
    case "U64": return .uint64
    case "BOOL": return .bool
    default:
      throw .unsupportedType(
        source: source, found: "the type '\(name)'", remedy: "save the tensor as F32")
    }
  }

  /// The name of an element type, or nil for text.
  static func name(_ type: TensorElementType) -> String? {
    switch type {
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float32: "F32"
    case .float64: "F64"
    case .int8: "I8"
    case .int16: "I16"
    case .int32: "I32"
    case .int64: "I64"
    case .uint8: "U8"
    case .uint16: "U16"
    case .uint32: "U32"
    case .uint64: "U64"
    case .bool: "BOOL"
    case .text, .bytes: nil
    }
  }
}
