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
}
