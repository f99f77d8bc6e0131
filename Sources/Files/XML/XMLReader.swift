/// The elements of an XML document, one event at a time.
///
/// The document is plain: elements, text, character references and the five entities of XML, CDATA,
/// comments and processing instructions. Attributes are read where they are asked for. A document type is refused, so that
/// nothing defines an entity, opens another file or grows. Size, depth and the length of names are
/// bounded, elements must be closed in order, and only blanks may follow the root.
///
/// Foundation's `XMLParser` would expand what a document type defines and brings a library of the
/// system; thousands of small files need neither.
///
/// Complexity: O(bytes) time, one file in memory.
package struct XMLReader {
  /// What was found.
  package enum Event: Equatable, Sendable {
    /// An element begins.
    case start(String)
    /// Text within an element, not only blanks.
    case text
    /// An element ends.
    case end(String)
  }

  /// The path or name, for messages.
  package let path: String
  /// The names of the elements that are open, the root first.
  package private(set) var open: [String] = []

  private let bytes: [UInt8]
  private let limits: InputLimits
  private var index = 0
  private var textRange = 0..<0
  /// Where the attributes of the last element that began stand.
  private var attributeRange = 0..<0
  private var closing: String?
  private var hasRoot = false
  /// Whether the text of the last event is CDATA, in which nothing is escaped.
  private var isLiteral = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: An XML file, plain or gzip.
  ///   - limits: Bounds on size and depth.
  /// - Throws: ``InputFileError`` if the file is missing, empty, too large or not UTF-8.
  package init(path: String, limits: InputLimits = .standard) throws(InputFileError) {
    let bytes = try ByteSource(path: path, limits: limits).readAll(limit: limits.xmlBytes)
    try self.init(bytes, name: path, limits: limits)
  }

  /// Reads bytes.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 text, with or without a byte order mark.
  ///   - name: What messages call it.
  ///   - limits: Bounds on depth.
  /// - Throws: ``InputFileError`` if there are none or they are not UTF-8.
  package init(
    _ bytes: [UInt8], name: String, limits: InputLimits = .standard
  ) throws(InputFileError) {
    _ = try CheckedText(bytes, name: name)
    path = name
    self.bytes = bytes
    self.limits = limits
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Moves to the next event.
  ///
  /// - Returns: The event; nil at the end of the document.
  /// - Throws: ``InputFileError`` with the line of what is no plain XML.
  package mutating func next() throws(InputFileError) -> Event? {
    if let name = closing {
      closing = nil
      return .end(name)
    }
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        if try scanText() { return .text }
        continue
      }
      if starts(with: "<!--") {
        try skip(past: "-->", from: index + 4)
      } else if starts(with: "<![CDATA["), !open.isEmpty {
        let start = index + 9
        try skip(past: "]]>", from: start)
        textRange = start..<index - 3
        isLiteral = true
        if !textRange.isEmpty { return .text }
      } else if starts(with: "<!") {
        throw .unsupported(
          path: path, position: .line(line), found: "a document type",
          remedy: "take it out, since nothing in it is read")
      } else if starts(with: "<?") {
        try skip(past: "?>", from: index + 2)
      } else if starts(with: "</") {
        return try endTag()
      } else {
        return try startTag()
      }
    }
    guard open.isEmpty, hasRoot else {
      throw fail(open.isEmpty ? "an element" : "</\(open.last ?? "")>")
    }
    return nil
  }

  /// The text of the last event, its references replaced, without outer blanks.
  ///
  /// - Throws: ``InputFileError`` for a reference to anything but a character or an entity of XML.
  package func text() throws(InputFileError) -> String {
    var range = textRange
    while let first = range.first, bytes[first] <= 0x20 { range.removeFirst() }
    while let last = range.last, bytes[last] <= 0x20 { range.removeLast() }
    return isLiteral ? String(decoding: bytes[range], as: UTF8.self) : try replaced(bytes[range])
  }

  /// An attribute of the last element that began, its references replaced; nil where it has none of the
  /// name.
  ///
  /// - Throws: ``InputFileError`` for a reference to anything but a character or an entity of XML.
  package func attribute(_ name: String) throws(InputFileError) -> String? {
    var rest = bytes[attributeRange]
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let found = rest[..<equals].filter { $0 > 0x20 }
      let value = rest[(equals + 1)...].drop { $0 <= 0x20 }
      guard let quote = value.first, let end = value.dropFirst().firstIndex(of: quote) else {
        return nil
      }
      if found.elementsEqual(name.utf8) { return try replaced(value[(value.startIndex + 1)..<end]) }
      rest = rest[(end + 1)...]
    }
    return nil
  }

  /// Bytes as text, with the characters that references stand for.
  private func replaced(_ raw: ArraySlice<UInt8>) throws(InputFileError) -> String {
    var result = ""
    var rest = raw
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += String(decoding: rest[..<mark], as: UTF8.self)
      let after = rest[(mark + 1)...]
      guard let end = after.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let character = Self.character(String(decoding: after[..<end], as: UTF8.self))
      else { throw fail("a reference such as &amp;") }
      result.append(character)
      rest = rest[(end + 1)...]
    }
    return result + String(decoding: rest, as: UTF8.self)
  }

  /// The line of what comes next, from 1.
  package var line: Int { 1 + bytes[..<min(index, bytes.count)].count { $0 == 0x0A } }

  // MARK: - Parts

  private static func character(_ name: String) -> Character? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
      guard name.hasPrefix("#"), let value = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
        value > 0
      else { return nil }
      return Unicode.Scalar(value).map(Character.init)
    }
  }

  /// Reads text up to the next tag; false when it is only blanks.
  private mutating func scanText() throws(InputFileError) -> Bool {
    let start = index
    var isBlank = true
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
      if bytes[index] > 0x20 { isBlank = false }
      index += 1
    }
    guard !isBlank else { return false }
    guard !open.isEmpty else {
      index = start
      throw fail("an element")
    }
    textRange = start..<index
    isLiteral = false
    return true
  }

  private mutating func startTag() throws(InputFileError) -> Event {
    guard !hasRoot || !open.isEmpty else { throw fail("the end") }
    index += 1
    let name = try readName()
    let start = index
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
        break
      }
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { throw fail("'>'") }
    let isEmpty = bytes[index - 1] == UInt8(ascii: "/")
    attributeRange = start..<index
    index += 1
    hasRoot = true
    if isEmpty {
      closing = name
      return .start(name)
    }
    guard open.count < limits.depth else {
      throw .limitExceeded(
        path: path, position: .line(line), what: "nested elements", limit: limits.depth)
    }
    open.append(name)
    return .start(name)
  }

  private mutating func endTag() throws(InputFileError) -> Event {
    let start = index
    index += 2
    let name = try readName()
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">"), name == open.last else {
      index = start
      throw fail(open.isEmpty ? "an element" : "</\(open.last ?? "")>")
    }
    index += 1
    open.removeLast()
    return .end(name)
  }

  private mutating func readName() throws(InputFileError) -> String {
    let start = index
    while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
    guard index > start, index - start <= 256 else {
      index = start
      throw fail("the name of an element")
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), 0x80...0xFF:
      true
    default: false
    }
  }

  private func starts(with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - index >= count else { return false }
    return unsafe bytes[index..<index + count].elementsEqual(
      UnsafeBufferPointer(start: word.utf8Start, count: count))
  }

  private mutating func skip(past word: StaticString, from start: Int) throws(InputFileError) {
    let begin = index
    index = start
    while index < bytes.count {
      if starts(with: word) {
        index += word.utf8CodeUnitCount
        return
      }
      index += 1
    }
    index = begin
    throw fail("\(word)")
  }

  private func fail(_ expected: String) -> InputFileError {
    let rest = bytes[min(index, bytes.count)...].prefix(20)
    let found = rest.isEmpty ? "the end" : "'\(String(decoding: rest, as: UTF8.self))'"
    return .malformed(path: path, position: .line(line), expected: expected, found: found)
  }
}
