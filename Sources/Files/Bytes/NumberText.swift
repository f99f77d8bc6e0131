/// Numbers and truth values in the bytes of a field.
package enum NumberText {
  /// A whole number, or nil; surrounding spaces, a decimal part of zeros and behind it an exponent
  /// are accepted.
  package static func int(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let bytes = unsafe trimmed(bytes)
    var index = 0
    var isNegative = false
    if unsafe bytes.count > 1 && (bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+")) {
      isNegative = unsafe bytes[0] == UInt8(ascii: "-")
      index = 1
    }
    let first = index
    var value = 0
    while index < bytes.count {
      let digit = unsafe bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.subtractingReportingOverflow(Int(digit))
      if overflow || carry { return nil }
      value = sum
      index += 1
    }
    guard index > first else { return nil }
    if index < bytes.count {
      guard unsafe [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[index])
      else { return nil }
      // Numbers such as 2.000e+00, which numpy.savetxt writes, and 1e+05, which R does.
      if unsafe bytes[index...].contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
        return unsafe double(bytes).flatMap { Int(exactly: $0) }
      }
      for rest in index + 1..<bytes.count where unsafe bytes[rest] != UInt8(ascii: "0") {
        return nil
      }
    }
    if isNegative { return value }
    // The value is kept negative, because the least integer has no positive twin.
    return value == Int.min ? nil : -value
  }

  /// The double nearest to a decimal number, or nil; surrounding spaces are accepted.
  package static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    let bytes = unsafe trimmed(bytes)
    guard !bytes.isEmpty else { return nil }
    return unsafe exact(bytes) ?? slow(bytes)
  }

  /// A number with a decimal comma, as `0,75`; nil for anything else, one with a point too.
  package static func commaDouble(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard unsafe !bytes.contains(UInt8(ascii: ".")),
      let comma = unsafe bytes.firstIndex(of: UInt8(ascii: ","))
    else { return nil }
    var pointed = unsafe Array(bytes)
    pointed[comma] = UInt8(ascii: ".")
    return unsafe pointed.withUnsafeBufferPointer { unsafe double($0) }
  }

  /// A whole number before one or two decimals of zero, as in `1,0`; the bytes themselves if they are
  /// anything else, such as the thousand `1,000`.
  package static func withoutCommaZeros(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var end = bytes.count
    while unsafe end > 0 && bytes[end - 1] == UInt8(ascii: "0") { end -= 1 }
    let zeros = bytes.count - end
    guard zeros == 1 || zeros == 2, end > 1, unsafe bytes[end - 1] == UInt8(ascii: ",") else {
      return unsafe bytes
    }
    let number = unsafe bytes[..<(end - 1)]
    let digits = unsafe number.first == UInt8(ascii: "-") ? number.dropFirst() : number
    guard unsafe !digits.isEmpty && digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return unsafe bytes
    }
    return unsafe UnsafeBufferPointer(rebasing: number)
  }

  /// The number before a per cent sign; nil where there is none.
  package static func percentage(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>?
  {
    let bytes = unsafe trimmed(bytes)
    guard unsafe bytes.last == UInt8(ascii: "%") else { return nil }
    var end = bytes.count - 1
    // The blank before the sign is often one that does not break, wide or narrow.
    for blank in ["\u{A0}", "\u{202F}"] {
      let width = blank.utf8.count
      if end >= width, unsafe bytes[end - width..<end].elementsEqual(blank.utf8) { end -= width }
    }
    return unsafe UnsafeBufferPointer(rebasing: bytes[..<end])
  }

  /// `true` or `false` in any case, or `1` or `0`; nil for anything else.
  package static func bool(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    let bytes = unsafe trimmed(bytes)
    switch bytes.count {
    case 1:
      if unsafe bytes[0] == UInt8(ascii: "1") { return true }
      return unsafe bytes[0] == UInt8(ascii: "0") ? false : nil
    case 4:
      return unsafe matches(bytes, "true") ? true : nil
    case 5:
      return unsafe matches(bytes, "false") ? false : nil
    default:
      return nil
    }
  }

  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ word: String) -> Bool {
    unsafe zip(bytes, word.utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while unsafe start < end && isSpace(bytes[start]) { start += 1 }
    while unsafe end > start && isSpace(bytes[end - 1]) { end -= 1 }
    return unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// The powers of ten that a double holds exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// A number whose digits and power of ten are both exact doubles, so that one correctly rounded
  /// operation gives the nearest double (Clinger 1990, doi:10.1145/93542.93557).
  private static func exact(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    let isNegative = unsafe bytes[0] == UInt8(ascii: "-")
    if unsafe isNegative || bytes[0] == UInt8(ascii: "+") { index = 1 }
    var digits: UInt64 = 0
    var digitCount = 0
    var decimals = 0
    var hasPoint = false
    while index < bytes.count {
      let byte = unsafe bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
        digitCount += 1
        if hasPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return nil
      }
      index += 1
    }
    guard digitCount > 0, digitCount <= 19, digits < 1 << 53, decimals <= 22 else { return nil }
    let value = Double(digits) / powers[decimals]
    return isNegative ? -value : value
  }

  /// Exponents, many digits, NaN and infinities, through the standard library.
  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    // The standard library also takes hexadecimal floats and payloads, which no table means.
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    return text.contains(where: { "xX(".contains($0) }) ? nil : Double(text)
  }
}
