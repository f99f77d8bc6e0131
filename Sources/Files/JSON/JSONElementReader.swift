/// The elements of one large JSON array or object, one at a time.
///
/// Only the current element is held: memory is a window of 1 MiB, or the longest element, and the
/// names of an object, which must be distinct.
package final class JSONElementReader {
  /// What encloses the elements.
  package enum Container: Sendable, Equatable {
    /// Elements without names.
    case array
    /// Elements with names.
    case object
  }

  /// One element.
  package struct Element: Sendable, Equatable {
    /// Its name in an object; nil in an array.
    package let key: String?
    /// Its value.
    package let value: JSONValue
    /// Its number, from 0.
    package let index: Int
    /// The line on which it begins, from 1.
    package let line: Int
  }

  /// What encloses the elements.
  package let container: Container

  private let buffer: TextBuffer
  private let limits: InputLimits
  private var line = 1
  private var count = 0
  private var names = TextTable()
  private var isFinished = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: a JSON file that holds one array or object, plain or gzip.
  ///   - limits: bounds on the length of an element, depth and values of each.
  /// - Throws: ``InputFileError`` if the file is missing, empty, not UTF-8 or neither.
  package convenience init(
    path: String, limits: InputLimits = .standard
  ) throws(InputFileError) {
    try self.init(ByteSource(path: path, limits: limits), limits: limits)
  }

  /// Reads from a byte source.
  ///
  /// - Parameters:
  ///   - source: where the text comes from; the reader takes it over.
  ///   - limits: bounds on the length of an element, depth and values of each.
  /// - Throws: ``InputFileError`` if the content is empty, not UTF-8 or neither array nor object.
  package init(
    _ source: ByteSource, limits: InputLimits = .standard
  ) throws(InputFileError) {
    buffer = try TextBuffer(source, limit: limits.jsonBytes, unit: "bytes in one JSON element")
    self.limits = limits
    var first: UInt8?
    var line = 1
    while first == nil {
      if buffer.start == buffer.end {
        guard !buffer.isAtEnd else { break }
        try buffer.refill(line: line)
        continue
      }
      let byte = unsafe buffer.base[buffer.start]
      buffer.start += 1
      if byte == 0x0A { line += 1 }
      if !Self.isSpace(byte) { first = byte }
    }
    self.line = line
    switch first {
    case UInt8(ascii: "["): container = .array
    case UInt8(ascii: "{"): container = .object
    default:
      throw .malformed(
        path: source.path, position: .line(line), expected: "a JSON array or object",
        found: first.map { "'\(Character(Unicode.Scalar($0)))'" } ?? "nothing")
    }
  }

  /// The path or name, for messages.
  package var path: String { buffer.source.path }

  /// How many bytes of the file have been read, and how many there are; 0 if unknown.
  package var progress: (read: Int, total: Int) {
    (buffer.source.position, buffer.source.byteCount)
  }

  /// Reads the next element.
  ///
  /// - Returns: the element, or nil at the end.
  /// - Throws: ``InputFileError`` naming line and column.
  package func next() throws(InputFileError) -> Element? {
    guard !isFinished, let first = try nextByte() else { return nil }
    let close = UInt8(ascii: container == .array ? "]" : "}")
    if first == close, count == 0 { return try finish() }
    if count > 0 {
      if first == close { return try finish() }
      guard first == UInt8(ascii: ",") else {
        throw fail("',' or '\(Character(Unicode.Scalar(close)))'")
      }
      buffer.start += 1
      _ = try nextByte()
    }
    let key = container == .object ? try readKey() : nil
    _ = try nextByte()
    let start = line
    let extent = try extent()
    guard extent > 0 else { throw fail("a JSON value") }
    let bytes = unsafe UnsafeBufferPointer(start: buffer.base + buffer.start, count: extent)
    var parser = unsafe JSONParser(bytes, path: path, limits: limits, firstLine: line)
    let value = try parser.document()
    line += unsafe bytes.count { $0 == 0x0A }
    buffer.start += extent
    count += 1
    return Element(key: key, value: value, index: count - 1, line: start)
  }

  private func readKey() throws(InputFileError) -> String {
    guard unsafe buffer.start < buffer.end && buffer.base[buffer.start] == UInt8(ascii: "\"")
    else { throw fail("a name in double quotes") }
    let extent = try extent()
    let bytes = unsafe UnsafeBufferPointer(start: buffer.base + buffer.start, count: extent)
    var parser = unsafe JSONParser(bytes, path: path, limits: limits, firstLine: line)
    let key = try parser.string()
    guard names.intern(key) == count else {
      throw .malformed(
        path: path, position: .line(line), expected: "every name of an object once",
        found: "'\(key)' again")
    }
    buffer.start += extent
    guard try nextByte() == UInt8(ascii: ":") else { throw fail("':' after the name '\(key)'") }
    buffer.start += 1
    return key
  }

  /// Skips white space; the next byte, or nil at the end.
  private func nextByte() throws(InputFileError) -> UInt8? {
    while true {
      while buffer.start < buffer.end {
        let byte = unsafe buffer.base[buffer.start]
        guard Self.isSpace(byte) else { return byte }
        if byte == 0x0A { line += 1 }
        buffer.start += 1
      }
      guard !buffer.isAtEnd else {
        throw .malformed(
          path: path, position: .line(line),
          expected: "the closing bracket of the \(container)", found: "the end of the file")
      }
      try buffer.refill(line: line)
    }
  }

  /// The length of the value at the start of the window, which is refilled until it holds all.
  private func extent() throws(InputFileError) -> Int {
    var depth = 0
    var offset = 0
    var isInString = false
    while true {
      while buffer.start + offset < buffer.end {
        let byte = unsafe buffer.base[buffer.start + offset]
        if isInString {
          if byte == UInt8(ascii: "\\") {
            offset += 1
          } else if byte == UInt8(ascii: "\"") {
            isInString = false
            if depth == 0 { return offset + 1 }
          }
        } else {
          switch byte {
          case UInt8(ascii: "\""): isInString = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if depth == 0 { return offset }
            depth -= 1
            if depth == 0 { return offset + 1 }
          case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
            if depth == 0 { return offset }
          default: break
          }
        }
        offset += 1
      }
      guard !buffer.isAtEnd else { return buffer.end - buffer.start }
      try buffer.refill(line: line)
    }
  }

  private func finish() throws(InputFileError) -> Element? {
    buffer.start += 1
    isFinished = true
    while true {
      while buffer.start < buffer.end {
        guard unsafe Self.isSpace(buffer.base[buffer.start]) else { throw fail("the end") }
        buffer.start += 1
      }
      if buffer.isAtEnd { return nil }
      try buffer.refill(line: line)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private func fail(_ expected: String) -> InputFileError {
    let count = min(20, buffer.end - buffer.start)
    let bytes = unsafe UnsafeBufferPointer(start: buffer.base + buffer.start, count: count)
    let found = unsafe count == 0 ? "the end" : "'\(String(decoding: bytes, as: UTF8.self))'"
    return .malformed(path: path, position: .line(line), expected: expected, found: found)
  }
}
