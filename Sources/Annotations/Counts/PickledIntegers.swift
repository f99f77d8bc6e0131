internal import Files

/// The whole numbers of a pickled NumPy array or list.
enum PickledIntegers {
  /// All numbers in order, or nil when the value holds anything else.
  static func read(_ value: PickleValue) -> [Int]? {
    if let elements = value.elements {
      let numbers = elements.compactMap(\.int)
      return numbers.count == elements.count ? numbers : nil
    }
    guard case .array(let array) = value, array.shape.count == 1,
      case .bytes(let bytes) = array.content
    else { return nil }
    return decode(bytes, descr: array.descr)
  }

  /// Decodes integers of 1 to 8 bytes of either order.
  private static func decode(_ bytes: [UInt8], descr: String) -> [Int]? {
    let kind = descr.drop { "<>|=".contains($0) }
    guard let sign = kind.first, sign == "i" || sign == "u", let width = Int(kind.dropFirst()),
      [1, 2, 4, 8].contains(width), bytes.count % width == 0
    else { return nil }
    let isBigEndian = descr.hasPrefix(">")
    return stride(from: 0, to: bytes.count, by: width).map { start in
      var word: UInt64 = 0
      for offset in 0..<width {
        let byte = UInt64(bytes[start + offset])
        word |= byte << UInt64(8 * (isBigEndian ? width - 1 - offset : offset))
      }
      guard sign == "i", width < 8 else { return Int(truncatingIfNeeded: word) }
      let shift = UInt64(64 - 8 * width)
      return Int(Int64(bitPattern: word << shift) >> Int64(shift))
    }
  }
}
