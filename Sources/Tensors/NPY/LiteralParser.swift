/// A parser of the Python literals that npy headers consist of: a dictionary from text to text,
/// truth values, tuples of whole numbers and, for structured types, lists.
struct LiteralParser {
  /// A value of the dictionary.
  enum Value: Equatable {
    case text(String)
    case truth(Bool)
    case tuple([Int])
    /// A structured type; its content does not matter, because it is refused.
    case list
  }

  private let text: [UInt8]
  private let source: String
  private let offset: Int
  private var index = 0

  init(_ text: [UInt8], source: String, offset: Int) {
    self.text = text
    self.source = source
    self.offset = offset
  }

  /// Parses the whole text as one dictionary followed by white space.
  mutating func dictionary() throws(TensorFileError) -> [String: Value] {
    var result: [String: Value] = [:]
    try expect("{")
    while !accept("}") {
      let key = try string()
      try expect(":")
      guard result.updateValue(try value(), forKey: key) == nil else {
        throw fail("each key once", "'\(key)' twice")
      }
      if !accept(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard index == text.count else { throw fail("the end of the header", here) }
    return result
  }

  /// The error of an entry that is missing or of another kind.
  func missing(_ key: String, _ expected: String) -> TensorFileError {
    .malformedHeader(
      source: source, byte: offset, expected: "the entry '\(key)' with \(expected)",
      found: "none or another kind")
  }

  private mutating func value() throws(TensorFileError) -> Value {
    skipSpace()
    guard index < text.count else { throw fail("a value", here) }
    switch text[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "("): return .tuple(try tuple())
    case UInt8(ascii: "["):
      try skipList()
      return .list
    default:
      if acceptWord("True") { return .truth(true) }
      if acceptWord("False") { return .truth(false) }
      throw fail("a quoted text, True, False or a tuple", here)
    }
  }

  private mutating func string() throws(TensorFileError) -> String {
    skipSpace()
    guard index < text.count, text[index] == UInt8(ascii: "'") || text[index] == UInt8(ascii: "\"")
    else { throw fail("a quoted text", here) }
    let quote = text[index]
    let start = index + 1
    guard let end = text[start...].firstIndex(of: quote) else {
      throw fail("a closing quote", here)
    }
    guard !text[start..<end].contains(UInt8(ascii: "\\")) else {
      throw fail("a plain text", "an escape sequence")
    }
    index = end + 1
    return String(decoding: text[start..<end], as: UTF8.self)
  }

  private mutating func tuple() throws(TensorFileError) -> [Int] {
    var result: [Int] = []
    try expect("(")
    while !accept(")") {
      result.append(try integer())
      if !accept(",") {
        try expect(")")
        break
      }
    }
    return result
  }

  private mutating func integer() throws(TensorFileError) -> Int {
    skipSpace()
    let start = index
    if index < text.count, text[index] == UInt8(ascii: "-") { index += 1 }
    while index < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) {
      index += 1
    }
    guard let value = Int(String(decoding: text[start..<index], as: UTF8.self)) else {
      index = start
      throw fail("a whole number of at most 64 bits", here)
    }
    // Python 2 wrote long integers with an L.
    if index < text.count, text[index] == UInt8(ascii: "L") { index += 1 }
    return value
  }

  private mutating func skipList() throws(TensorFileError) {
    var depth = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      index += 1
      if depth == 0 { return }
    }
    throw fail("a closing bracket", here)
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(TensorFileError) {
    guard accept(character) else { throw fail("'\(character)'", here) }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func acceptWord(_ word: String) -> Bool {
    guard text[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  private mutating func skipSpace() {
    while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
  }

  private var here: String {
    guard index < text.count else { return "the end of the header" }
    let rest = String(decoding: text[index..<min(index + 20, text.count)], as: UTF8.self)
    return "'\(rest)'"
  }

  private func fail(_ expected: String, _ found: String) -> TensorFileError {
    .malformedHeader(source: source, byte: offset + index, expected: expected, found: found)
  }
}
