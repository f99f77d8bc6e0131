/// A check that bytes are UTF-8 text without NUL.
enum TextCheck {
  /// What was found.
  enum Result: Equatable {
    /// Everything up to this index is valid; a sequence cut by the end may follow it.
    case valid(upTo: Int)
    /// The byte at this index is not part of UTF-8 text.
    case invalid(at: Int, found: String)
  }

  /// Checks bytes from one index on.
  ///
  /// Eight bytes are checked at once while they are ASCII, which is nearly always.
  static func check(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, isEnd: Bool
  ) -> Result {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let raw = unsafe UnsafeRawPointer(bytes)
    var index = start
    while index < end {
      while index + 8 <= end {
        let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if (word &- ones | word) & highs != 0 { break }
        index += 8
      }
      guard index < end else { break }
      let byte = unsafe bytes[index]
      if byte == 0 { return .invalid(at: index, found: "a NUL byte") }
      if byte < 0x80 {
        index += 1
        continue
      }
      let length = unsafe sequenceLength(bytes + index, available: end - index)
      if length > 0 {
        index += length
      } else if length == 0, !isEnd {
        return .valid(upTo: index)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        return .invalid(at: index, found: "the byte 0x\(hex), which begins no UTF-8 character")
      }
    }
    return .valid(upTo: end)
  }

  /// The length of the sequence at a pointer; 0 if the end cuts it, -1 if it is invalid.
  ///
  /// Table 3-7 of the Unicode Standard: no overlong forms, no surrogates, at most U+10FFFF.
  private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch unsafe bytes[0] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return -1
    }
    for offset in 1..<length {
      guard offset < available else { return 0 }
      let allowed = offset == 1 ? second : 0x80...0xBF
      guard allowed.contains(unsafe bytes[offset]) else { return -1 }
    }
    return length
  }

  /// Recognises text of another encoding by its first bytes.
  static func otherEncoding(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> String? {
    guard count >= 2 else { return nil }
    let first = unsafe (bytes[0], bytes[1])
    if first == (0xFF, 0xFE) || first == (0xFE, 0xFF) {
      return "UTF-16 (its byte order mark)"
    }
    guard count >= 4 else { return nil }
    let zeros = (0..<4).map { unsafe bytes[$0] == 0 }
    if zeros == [false, true, false, true] || zeros == [true, false, true, false] {
      return "UTF-16 (every second byte is NUL)"
    }
    return nil
  }
}
