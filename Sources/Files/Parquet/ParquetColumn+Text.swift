extension ParquetColumn.Kind {
  /// Whether values are numbers, which become text when they are asked for.
  var isNumber: Bool {
    switch self {
    case .truth, .text, .fixedText: false
    default: true
    }
  }

  /// Writes a number as text, with as many digits as tell it from its neighbours.
  ///
  /// - Parameters:
  ///   - bytes: the number as it stands in a file.
  ///   - target: at least 64 bytes.
  /// - Returns: how many bytes were written.
  func write(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    switch self {
    case .int32(let isSigned):
      let raw = UInt32(littleEndian: unsafe bytes.loadUnaligned(as: UInt32.self))
      return unsafe isSigned
        ? Self.digits(Int64(Int32(bitPattern: raw)), target) : Self.digits(Int64(raw), target)
    case .int64(let isSigned):
      let raw = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
      guard isSigned || raw <= UInt64(Int64.max) else { return unsafe Self.text("\(raw)", target) }
      return unsafe Self.digits(Int64(bitPattern: raw), target)
    case .float:
      let raw = UInt32(littleEndian: unsafe bytes.loadUnaligned(as: UInt32.self))
      return unsafe Self.text("\(Float(bitPattern: raw))", target)
    case .double:
      let raw = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
      return unsafe Self.text("\(Double(bitPattern: raw))", target)
    case .truth, .text, .fixedText: return 0
    }
  }

  /// The double nearest to a number as it stands in a file; NaN for values that are no numbers.
  func number(_ bytes: UnsafeRawBufferPointer) -> Double {
    switch self {
    case .int32(let isSigned):
      let raw = UInt32(littleEndian: unsafe bytes.loadUnaligned(as: UInt32.self))
      return isSigned ? Double(Int32(bitPattern: raw)) : Double(raw)
    case .int64(let isSigned):
      let raw = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
      return isSigned ? Double(Int64(bitPattern: raw)) : Double(raw)
    case .float:
      let raw = UInt32(littleEndian: unsafe bytes.loadUnaligned(as: UInt32.self))
      return Double(Float(bitPattern: raw))
    case .double:
      return Double(
        bitPattern: UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self)))
    case .truth, .text, .fixedText: return .nan
    }
  }

  private static func digits(
    _ value: Int64, _ target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var rest = value.magnitude
    var next = 40
    repeat {
      next -= 1
      unsafe target[next] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    if value < 0 {
      next -= 1
      unsafe target[next] = UInt8(ascii: "-")
    }
    for index in next..<40 { unsafe target[index - next] = target[index] }
    return 40 - next
  }

  private static func text(
    _ text: String, _ target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let count = min(text.utf8.count, target.count)
    for (index, byte) in text.utf8.prefix(count).enumerated() { unsafe target[index] = byte }
    return count
  }
}
