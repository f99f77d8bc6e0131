/// Recognises the printed form of a numeric array that lost its middle, as in `[-0.17 ... 0.03]`.
///
/// NumPy prints arrays of more than 1,000 elements with an ellipsis, and data frames written to CSV
/// keep that text. Word lists such as `['a...', 'b']` are not numeric and are left alone.
enum ArrayText {
  /// Whether a field with this first byte is worth a closer look.
  static func mayBegin(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "t") || byte == UInt8(ascii: "a")
  }

  /// Whether a field is a numeric array cut by an ellipsis.
  static func isCut(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = unsafe prefixCount(bytes)
    guard unsafe index < bytes.count && bytes[index] == UInt8(ascii: "[") else { return false }
    var dots = 0
    var isCut = false
    var previous: UInt8 = 0
    while index < bytes.count {
      let byte = unsafe bytes[index]
      index += 1
      if byte == UInt8(ascii: ".") {
        // The dots of an ellipsis stand apart from numbers, unlike those of `[1...5]`.
        let isDigit = previous &- UInt8(ascii: "0") < 10
        dots = dots > 0 || !isDigit ? dots + 1 : 0
        isCut = isCut || dots == 3
        previous = byte
        continue
      }
      dots = 0
      previous = byte
      // Digits, signs, exponents, brackets, commas, white space; after the array anything.
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: ","), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
        UInt8(ascii: "\t"), UInt8(ascii: "n"), UInt8(ascii: "a"):
        continue
      default:
        return isCut && byte == UInt8(ascii: ")")
      }
    }
    return isCut
  }

  /// The length of `tensor(` or `array(` at the beginning.
  private static func prefixCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if unsafe begins(bytes, "tensor(") { return 7 }
    return unsafe begins(bytes, "array(") ? 6 : 0
  }

  private static func begins(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    for index in 0..<count where unsafe bytes[index] != word.utf8Start[index] { return false }
    return true
  }
}
