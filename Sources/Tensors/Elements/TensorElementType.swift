import Files

/// The type of the elements as they stand in a file.
public enum TensorElementType: Sendable, Equatable, CustomStringConvertible {
  /// IEEE half precision.
  case float16
  /// The upper half of single precision, as networks are stored in safetensors.
  case bfloat16
  /// IEEE single precision.
  case float32
  /// IEEE double precision.
  case float64
  /// Signed 8-bit integers.
  case int8
  /// Signed 16-bit integers.
  case int16
  /// Signed 32-bit integers.
  case int32
  /// Signed 64-bit integers.
  case int64
  /// Unsigned 8-bit integers.
  case uint8
  /// Unsigned 16-bit integers.
  case uint16
  /// Unsigned 32-bit integers.
  case uint32
  /// Unsigned 64-bit integers.
  case uint64
  /// Truth values of one byte.
  case bool
  /// Text of a fixed number of UCS-4 characters, padded with NUL; NumPy's `<U`.
  case text(width: Int)
  /// Text of a fixed number of bytes, padded with NUL; NumPy's `|S`.
  case bytes(width: Int)

  /// The size of an element in bytes.
  public var byteCount: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    case .text(let width): 4 * width
    case .bytes(let width): width
    }
  }

  /// Whether the elements are text.
  public var isText: Bool {
    switch self {
    case .text, .bytes: true
    default: false
    }
  }

  /// Whether the elements are numbers that may have a fraction.
  public var isFloatingPoint: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }

  /// The name in messages, as NumPy says it.
  public var description: String {
    switch self {
    case .float16: "float16"
    case .bfloat16: "bfloat16"
    case .float32: "float32"
    case .float64: "float64"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .uint8: "uint8"
    case .uint16: "uint16"
    case .uint32: "uint32"
    case .uint64: "uint64"
    case .bool: "bool"
    case .text(let width): "text of \(width, "character")"
    case .bytes(let width): "text of \(width, "byte")"
    }
  }
}
