/// A strict JSON parser (RFC 8259) over UTF-8 text that was checked before.
///
/// Names that occur twice in an object are refused, because one of the answers would be lost.
@safe struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let path: String
  private let limits: InputLimits
  /// The line on which the text begins, from 1.
  private let firstLine: Int
  private var index = 0
  private var valueCount = 0

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, limits: InputLimits, firstLine: Int = 1
  ) {
    unsafe self.bytes = bytes
    self.path = path
    self.limits = limits
    self.firstLine = firstLine
  }

  /// Parses the whole text as one value.
  mutating func document() throws(InputFileError) -> JSONValue {
    let value = try value(depth: 1)
    skipSpace()
    guard unsafe index == bytes.count else { throw fail("the end of the JSON value") }
    return value
  }

  private mutating func value(depth: Int) throws(InputFileError) -> JSONValue {
    skipSpace()
    valueCount += 1
    guard valueCount <= limits.values else {
      throw .limitExceeded(
        path: path, position: position, what: "JSON values", limit: limits.values)
    }
    guard unsafe index < bytes.count else { throw fail("a JSON value") }
    switch unsafe bytes[index] {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fail("a JSON value (NaN and Infinity are none; write null)")
    }
  }

  private func checkDepth(_ depth: Int) throws(InputFileError) {
    guard depth <= limits.depth else {
      throw .limitExceeded(
        path: path, position: position, what: "levels of nesting", limit: limits.depth)
    }
  }

  private mutating func object(depth: Int) throws(InputFileError) -> JSONObject {
    try checkDepth(depth)
    index += 1
    var object = JSONObject()
    skipSpace()
    if take("}") { return object }
    while true {
      skipSpace()
      guard unsafe index < bytes.count && bytes[index] == UInt8(ascii: "\"") else {
        throw fail("a name in double quotes")
      }
      let start = index
      let key = try string()
      skipSpace()
      guard take(":") else { throw fail("':' after the name '\(key)'") }
      guard object.append(key, try value(depth: depth + 1)) else {
        index = start
        throw .malformed(
          path: path, position: position, expected: "every name of an object once",
          found: "'\(key)' again")
      }
      skipSpace()
      if take("}") { return object }
      guard take(",") else { throw fail("',' or '}'") }
    }
  }

  private mutating func array(depth: Int) throws(InputFileError) -> [JSONValue] {
    try checkDepth(depth)
    index += 1
    var array: [JSONValue] = []
    skipSpace()
    if take("]") { return array }
    while true {
      array.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return array }
      guard take(",") else { throw fail("',' or ']'") }
    }
  }

  // MARK: - Texts

  /// Parses a text whose opening quote is at the index.
  mutating func string() throws(InputFileError) -> String {
    let start = index + 1
    index = start
    while unsafe index < bytes.count {
      let byte = unsafe bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return unsafe String(decoding: bytes[start..<index - 1], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard byte >= 0x20 else { throw fail("an escaped control character") }
      index += 1
    }
    throw fail("a closing quote")
  }

  private mutating func escapedString(from start: Int) throws(InputFileError) -> String {
    var text = unsafe Array(bytes[start..<index])
    while unsafe index < bytes.count {
      let byte = unsafe bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20:
        index -= 1
        throw fail("an escaped control character")
      default: text.append(byte)
      }
    }
    throw fail("a closing quote")
  }

  private mutating func escape(into text: inout [UInt8]) throws(InputFileError) {
    guard unsafe index < bytes.count else { throw fail("an escape sequence") }
    let byte = unsafe bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code), take("\\u") {
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw fail("the second half of a surrogate") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fail("a Unicode character") }
      text += Array(String(Character(scalar)).utf8)
    default:
      index -= 1
      throw fail("an escape sequence of JSON")
    }
  }

  private mutating func hexadecimal() throws(InputFileError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard unsafe index < bytes.count,
        let digit = unsafe Character(Unicode.Scalar(bytes[index])).hexDigitValue
      else { throw fail("four hexadecimal digits") }
      code = code << 4 | UInt32(digit)
      index += 1
    }
    return code
  }

  // MARK: - Numbers

  private mutating func number() throws(InputFileError) -> JSONValue {
    let start = index
    var isInteger = true
    _ = take("-")
    let first = index
    guard skipDigits() else { throw fail("a digit") }
    if unsafe bytes[first] == UInt8(ascii: "0") && index > first + 1 {
      index = first
      throw fail("a number without leading zeros")
    }
    if take(".") {
      isInteger = false
      guard skipDigits() else { throw fail("a digit after the point") }
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("+") { _ = take("-") }
      guard skipDigits() else { throw fail("a digit in the exponent") }
    }
    let text = unsafe UnsafeBufferPointer(rebasing: bytes[start..<index])
    if isInteger {
      guard let value = unsafe NumberText.int(text) else {
        return unsafe .string(String(decoding: text, as: UTF8.self))
      }
      return .integer(Int64(value))
    }
    guard let value = unsafe NumberText.double(text), value.isFinite else {
      index = start
      throw fail("a number that a double can hold")
    }
    return .number(value)
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while unsafe index < bytes.count && bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return index > start
  }

  // MARK: - Bytes

  private mutating func skipSpace() {
    while unsafe index < bytes.count {
      let byte = unsafe bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard unsafe count <= bytes.count - index else { return false }
    for offset in 0..<count where unsafe bytes[index + offset] != word.utf8Start[offset] {
      return false
    }
    index += count
    return true
  }

  private var position: FilePosition {
    var line = firstLine
    var lineStart = 0
    for offset in unsafe 0..<min(index, bytes.count)
    where unsafe bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    return .lineColumn(line: line, column: index - lineStart + 1)
  }

  private func fail(_ expected: String) -> InputFileError {
    let rest = unsafe bytes[min(index, bytes.count)...].prefix(20)
    let found =
      unsafe rest.isEmpty ? "the end" : "'\(String(decoding: rest, as: UTF8.self).visible())'"
    return .malformed(path: path, position: position, expected: expected, found: found)
  }
}
