/// Loops that turn the elements of a file into numbers in memory.
///
/// Each public entry is concrete so that the compiler makes one tight loop for each pair of types.
enum ElementConversion {
  static func toFloat(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<Float>
  ) -> Int? {
    switch type {
    case .float32 where !isBigEndian:
      unsafe UnsafeMutableRawBufferPointer(destination).copyMemory(
        from: UnsafeRawBufferPointer(start: source, count: 4 * destination.count))
      return nil
    case .float32:
      return unsafe each(source, UInt32.self, isBigEndian, destination) {
        Float(bitPattern: $0)
      }
    case .float16:
      return unsafe each(source, UInt16.self, isBigEndian, destination) {
        HalfPrecision.float($0)
      }
    case .bfloat16:
      return unsafe each(source, UInt16.self, isBigEndian, destination) {
        Float(bitPattern: UInt32($0) << 16)
      }
    default:
      return unsafe convert(source, type: type, isBigEndian: isBigEndian, into: destination)
    }
  }

  static func toDouble(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<Double>
  ) -> Int? {
    switch type {
    case .float64 where !isBigEndian:
      unsafe UnsafeMutableRawBufferPointer(destination).copyMemory(
        from: UnsafeRawBufferPointer(start: source, count: 8 * destination.count))
      return nil
    default:
      return unsafe convert(source, type: type, isBigEndian: isBigEndian, into: destination)
    }
  }

  static func toInteger<S: TensorScalar & FixedWidthInteger>(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<S>
  ) -> Int? {
    unsafe convert(source, type: type, isBigEndian: isBigEndian, into: destination)
  }

  /// Any numeric type to any scalar; the index of the first element without a value, if any.
  @inline(__always)
  private static func convert<S: TensorScalar>(
    _ source: UnsafeRawPointer, type: TensorElementType, isBigEndian: Bool,
    into destination: UnsafeMutableBufferPointer<S>
  ) -> Int? {
    switch type {
    case .float16:
      unsafe each(source, UInt16.self, isBigEndian, destination) {
        S(representing: Double(HalfPrecision.float($0)))
      }
    case .bfloat16:
      unsafe each(source, UInt16.self, isBigEndian, destination) {
        S(representing: Double(Float(bitPattern: UInt32($0) << 16)))
      }
    case .float32:
      unsafe each(source, UInt32.self, isBigEndian, destination) {
        S(representing: Double(Float(bitPattern: $0)))
      }
    case .float64:
      unsafe each(source, UInt64.self, isBigEndian, destination) {
        S(representing: Double(bitPattern: $0))
      }
    case .int8:
      unsafe each(source, Int8.self, isBigEndian, destination) { S(representing: Int64($0)) }
    case .int16:
      unsafe each(source, Int16.self, isBigEndian, destination) { S(representing: Int64($0)) }
    case .int32:
      unsafe each(source, Int32.self, isBigEndian, destination) { S(representing: Int64($0)) }
    case .int64:
      unsafe each(source, Int64.self, isBigEndian, destination) { S(representing: $0) }
    case .uint8:
      unsafe each(source, UInt8.self, isBigEndian, destination) { S(representing: Int64($0)) }
    case .uint16:
      unsafe each(source, UInt16.self, isBigEndian, destination) { S(representing: Int64($0)) }
    case .uint32:
      unsafe each(source, UInt32.self, isBigEndian, destination) { S(representing: Int64($0)) }
    case .uint64:
      unsafe each(source, UInt64.self, isBigEndian, destination) { S(representing: $0) }
    case .bool:
      unsafe each(source, UInt8.self, isBigEndian, destination) {
        $0 <= 1 ? S(representing: Int64($0)) : nil
      }
    case .text, .bytes:
      0
    }
  }

  @inline(__always)
  private static func each<Stored: FixedWidthInteger & BitwiseCopyable, S: TensorScalar>(
    _ source: UnsafeRawPointer, _ stored: Stored.Type, _ isBigEndian: Bool,
    _ destination: UnsafeMutableBufferPointer<S>, _ value: (Stored) -> S?
  ) -> Int? {
    let size = MemoryLayout<Stored>.size
    for index in 0..<destination.count {
      let raw = unsafe source.loadUnaligned(fromByteOffset: index * size, as: Stored.self)
      guard let value = value(isBigEndian ? raw.byteSwapped : raw) else { return index }
      unsafe destination[index] = value
    }
    return nil
  }
}
