/// Fixed-width text as NumPy stores it.
enum TextElement {
  /// The text of an element without its padding, or nil if the bytes are no Unicode text.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, type: TensorElementType, isBigEndian: Bool
  ) -> String? {
    if case .bytes = type {
      let count = unsafe (bytes.lastIndex { $0 != 0 } ?? -1) + 1
      return unsafe String(validating: bytes[..<count], as: UTF8.self)
    }
    var units = (0..<bytes.count / 4).map { index in
      let raw = unsafe bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
      return isBigEndian ? raw.byteSwapped : raw
    }
    while units.last == 0 { units.removeLast() }
    return String(validating: units, as: UTF32.self)
  }

  /// The text of UCS-4 characters that are all ASCII, as file names and class names are.
  private static func ascii(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool) -> String? {
    var count = bytes.count / 4
    while count > 0, unsafe bytes.loadUnaligned(fromByteOffset: 4 * count - 4, as: UInt32.self) == 0
    {
      count -= 1
    }
    var isASCII = true
    let text = unsafe String(unsafeUninitializedCapacity: count) { target in
      for index in 0..<count {
        let raw = unsafe bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
        let unit = isBigEndian ? raw.byteSwapped : raw
        isASCII = isASCII && unit < 0x80
        unsafe target[index] = UInt8(truncatingIfNeeded: unit & 0x7F)
      }
      return count
    }
    return isASCII ? text : nil
  }
}
