/// Bytes that grow by integers, least significant byte first.
struct LittleEndianBytes {
  var bytes: [UInt8] = []

  /// Appends the bytes of an integer.
  mutating func append(_ value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
