extension PickleMachine {
  /// Pushes a number or a truth value.
  func number(_ opcode: UInt8) throws(InputFileError) {
    switch Character(Unicode.Scalar(opcode)) {
    case "I":
      let text = try line()
      if text == "00" || text == "01" { return stack.append(.bool(text == "01")) }
      stack.append(.integer(try int64(text)))
    case "L":
      let text = try line()
      stack.append(.integer(try int64(text.hasSuffix("L") ? String(text.dropLast()) : text)))
    case "J": stack.append(.integer(Int64(Int32(truncatingIfNeeded: try unsigned(4)))))
    case "K": stack.append(.integer(Int64(try unsigned(1))))
    case "M": stack.append(.integer(Int64(try unsigned(2))))
    case "\u{8A}": try long(byteCount: Int(try unsigned(1)))
    case "\u{8B}": try long(byteCount: Int(try unsigned(4)))
    case "F":
      let text = try line()
      guard let value = Double(text) else { throw fail("a number", "'\(text)'") }
      stack.append(.float(value))
    default:
      stack.append(.float(Double(bitPattern: try unsigned(8).byteSwapped)))
    }
  }

  private func long(byteCount: Int) throws(InputFileError) {
    guard byteCount <= 8 else {
      throw fail(
        "whole numbers of at most 64 bits",
        "one of \(byteCount, "byte"), as torch files older than"
          + " 1.6 begin with")
    }
    guard byteCount > 0 else { return stack.append(.integer(0)) }
    let raw = try unsigned(byteCount)
    let shift = UInt64(64 - 8 * byteCount)
    stack.append(.integer(Int64(bitPattern: raw << shift) >> Int64(shift)))
  }

  /// Pushes a text or bytes.
  func text(_ opcode: UInt8) throws(InputFileError) {
    switch Character(Unicode.Scalar(opcode)) {
    case "S": stack.append(.bytes(try PickleText.unquote(try lineBytes(), self), isText: true))
    case "T": stack.append(.bytes(try take(try count(4)), isText: true))
    case "U": stack.append(.bytes(try take(try count(1)), isText: true))
    case "V": stack.append(.string(try PickleText.unescape(try lineBytes(), self)))
    case "X": stack.append(.string(try utf8(try count(4))))
    case "\u{8C}": stack.append(.string(try utf8(try count(1))))
    case "\u{8D}": stack.append(.string(try utf8(try count(8))))
    case "B": stack.append(.bytes(try take(try count(4)), isText: false))
    case "C": stack.append(.bytes(try take(try count(1)), isText: false))
    default: stack.append(.bytes(try take(try count(8)), isText: false))
    }
  }

  // MARK: - Bytes

  func byte() throws(InputFileError) -> UInt8 {
    guard index < bytes.count else { throw fail("more of the pickle", "the end") }
    index += 1
    return bytes[index - 1]
  }

  func unsigned(_ count: Int) throws(InputFileError) -> UInt64 {
    var value: UInt64 = 0
    for shift in 0..<count { value |= UInt64(try byte()) << UInt64(8 * shift) }
    return value
  }

  func count(_ size: Int) throws(InputFileError) -> Int {
    let value = try unsigned(size)
    guard value <= UInt64(bytes.count - index) else {
      throw fail("more of the pickle", "the end")
    }
    return Int(value)
  }

  func take(_ count: Int) throws(InputFileError) -> [UInt8] {
    defer { index += count }
    return Array(bytes[index..<index + count])
  }

  func utf8(_ count: Int) throws(InputFileError) -> String {
    guard let text = String(validating: bytes[index..<index + count], as: UTF8.self) else {
      throw fail("UTF-8 text", "other bytes")
    }
    index += count
    return text
  }

  func lineBytes() throws(InputFileError) -> [UInt8] {
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw fail("the end of a line", "the end")
    }
    defer { index = end + 1 }
    return Array(bytes[index..<end])
  }

  func line() throws(InputFileError) -> String {
    String(decoding: try lineBytes(), as: UTF8.self)
  }

  func int64(_ text: String) throws(InputFileError) -> Int64 {
    guard let value = Int64(text) else {
      throw fail("a whole number of at most 64 bits", "'\(text)'")
    }
    return value
  }
}
