/// A number type that tensors are read as and written from.
///
/// Every numeric type of a file converts to every scalar. To `Float` and `Double` the nearest value
/// is taken; to integers only whole numbers in range convert. A finite value never becomes infinite.
public protocol TensorScalar: BitwiseCopyable, Sendable {
  /// The type of a file that holds exactly these numbers.
  static var elementType: TensorElementType { get }

  /// The nearest value to an integer, or nil if it is out of range.
  init?(representing value: Int64)

  /// The nearest value to an unsigned integer, or nil if it is out of range.
  init?(representing value: UInt64)

  /// The nearest value to a number, or nil if it has none of this type.
  init?(representing value: Double)

  /// The value as a double; integers beyond 2^53 are rounded.
  var asDouble: Double { get }

  /// The value as a 64-bit integer, or nil if it is none.
  var exactInteger: Int64? { get }

  /// Converts elements as they stand in a file.
  ///
  /// - Parameters:
  ///   - source: the bytes of at least as many elements as the destination holds.
  ///   - type: their numeric type.
  ///   - isBigEndian: whether their most significant byte comes first.
  ///   - destination: where the converted values go.
  /// - Returns: the index of the first element that does not convert, or nil if all do.
  static func convert(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<Self>
  ) -> Int?
}

extension Float: TensorScalar {
  /// Single precision.
  public static var elementType: TensorElementType { .float32 }
  /// Creates the nearest single-precision value.
  @inlinable public init?(representing value: Int64) { self = Float(value) }
  /// Creates the nearest single-precision value.
  @inlinable public init?(representing value: UInt64) { self = Float(value) }
  /// Creates the nearest single-precision value, or nil if a finite number would become infinite.
  @inlinable public init?(representing value: Double) {
    self = Float(value)
    if isInfinite && value.isFinite { return nil }
  }
  /// The value in double precision.
  @inlinable public var asDouble: Double { Double(self) }
  /// The value if it is a whole number in range.
  @inlinable public var exactInteger: Int64? { Int64(exactly: self) }
  /// Converts elements as they stand in a file.
  public static func convert(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<Float>
  ) -> Int? {
    unsafe ElementConversion.toFloat(
      source, type: type, isBigEndian: isBigEndian, into: destination)
  }
}

extension Double: TensorScalar {
  /// Double precision.
  public static var elementType: TensorElementType { .float64 }
  /// Creates the nearest double.
  @inlinable public init?(representing value: Int64) { self = Double(value) }
  /// Creates the nearest double.
  @inlinable public init?(representing value: UInt64) { self = Double(value) }
  /// Creates the same double.
  @inlinable public init?(representing value: Double) { self = value }
  /// The value itself.
  @inlinable public var asDouble: Double { self }
  /// The value if it is a whole number in range.
  @inlinable public var exactInteger: Int64? { Int64(exactly: self) }
  /// Converts elements as they stand in a file.
  public static func convert(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<Double>
  ) -> Int? {
    unsafe ElementConversion.toDouble(
      source, type: type, isBigEndian: isBigEndian, into: destination)
  }
}

extension TensorScalar where Self: FixedWidthInteger {
  /// Creates the same integer, or nil out of range.
  @inlinable public init?(representing value: Int64) { self.init(exactly: value) }
  /// Creates the same integer, or nil out of range.
  @inlinable public init?(representing value: UInt64) { self.init(exactly: value) }
  /// Creates the same integer, or nil for fractions, NaN and numbers out of range.
  @inlinable public init?(representing value: Double) { self.init(exactly: value) }
  /// The nearest double.
  @inlinable public var asDouble: Double { Double(self) }
  /// The value if it is a whole number in range.
  @inlinable public var exactInteger: Int64? { Int64(exactly: self) }
  /// Converts elements as they stand in a file.
  public static func convert(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<Self>
  ) -> Int? {
    unsafe ElementConversion.toInteger(
      source, type: type, isBigEndian: isBigEndian, into: destination)
  }
}

extension Int64: TensorScalar {
  /// Signed 64-bit integers.
  public static var elementType: TensorElementType { .int64 }
}

extension Int32: TensorScalar {
  /// Signed 32-bit integers.
  public static var elementType: TensorElementType { .int32 }
}
