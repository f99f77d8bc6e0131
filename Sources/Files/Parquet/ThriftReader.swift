/// Reads structures in the compact protocol of Apache Thrift, in which Parquet writes its metadata.
///
/// Every length is compared with the bytes that are left before anything is allocated, and nesting is
/// bounded, so hostile bytes end in an error. Fields that nobody asks for are skipped.
@safe struct ThriftReader {
  /// A field of a structure, or an element of a list, whose value comes next.
  struct Field {
    /// The number of the field; 0 for an element.
    let id: Int
    /// The type of the value in the protocol.
    let type: UInt8
    /// Whether it stands in a list, where truth values take a byte.
    let isElement: Bool
  }

  /// The deepest nesting; metadata of Parquet needs six levels.
  static let deepest = 32
  /// The most elements of all lists together.
  static let mostElements = 16 << 20

  /// Where the next byte stands, counted from the first of ``bytes``.
  private(set) var position = 0

  private let bytes: UnsafeRawBufferPointer
  private let path: String
  /// Where the bytes begin in the file, for messages.
  private let origin: Int
  private var depth = 0
  private var elementCount = 0

  /// Prepares to read bytes that outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer, path: String, origin: Int) {
    unsafe self.bytes = bytes
    self.path = path
    self.origin = origin
  }

  /// Calls a function for every field of a structure; it must read or skip the value.
  mutating func structure(
    _ body: (inout ThriftReader, Field) throws(InputFileError) -> Void
  ) throws(InputFileError) {
    try descend()
    var id = 0
    while true {
      let head = try byte()
      guard head != 0 else { break }
      let delta = Int(head >> 4)
      id = delta > 0 ? id + delta : try zigzag()
      guard (0...0x7FFF).contains(id) else { throw malformed("a field number", "\(id)") }
      try body(&self, Field(id: id, type: head & 15, isElement: false))
    }
    depth -= 1
  }

  /// Calls a function for every element of a list; it must read or skip the element.
  mutating func list(
    _ field: Field, _ body: (inout ThriftReader, Field) throws(InputFileError) -> Void
  ) throws(InputFileError) {
    guard field.type == 9 || field.type == 10 else { throw wrongType(field, "a list") }
    try descend()
    let head = try byte()
    let count = head >> 4 == 15 ? try length() : Int(head >> 4)
    // Every element takes a byte at least.
    guard unsafe count <= bytes.count - position else {
      throw malformed("a list that fits into the metadata", "one of \(count, "element")")
    }
    elementCount += count
    guard elementCount <= Self.mostElements else {
      throw .limitExceeded(
        path: path, position: .byte(origin + position), what: "elements in lists of metadata",
        limit: Self.mostElements)
    }
    for _ in 0..<count { try body(&self, Field(id: 0, type: head & 15, isElement: true)) }
    depth -= 1
  }

  /// A whole number of any width.
  mutating func int(_ field: Field) throws(InputFileError) -> Int {
    switch field.type {
    case 3: return Int(Int8(bitPattern: try byte()))
    case 4, 5, 6: return try zigzag()
    default: throw wrongType(field, "a whole number")
    }
  }

  /// A truth value.
  mutating func truth(_ field: Field) throws(InputFileError) -> Bool {
    guard field.type == 1 || field.type == 2 else { throw wrongType(field, "a truth value") }
    return field.isElement ? try byte() == 1 : field.type == 1
  }

  /// A text; bytes that are no UTF-8 are replaced.
  mutating func text(_ field: Field) throws(InputFileError) -> String {
    guard field.type == 8 else { throw wrongType(field, "a text") }
    let count = try length()
    let start = try advance(count)
    return unsafe String(decoding: bytes[start..<start + count], as: UTF8.self)
  }

  /// Passes over a value.
  mutating func skip(_ field: Field) throws(InputFileError) {
    switch field.type {
    case 1, 2: if field.isElement { _ = try byte() }
    case 3: _ = try byte()
    case 4, 5, 6: _ = try varint()
    case 7: _ = try advance(8)
    case 8: _ = try advance(try length())
    case 9, 10:
      try list(field) { (reader, element) throws(InputFileError) in try reader.skip(element) }
    case 11: try skipMap()
    case 12:
      try structure { (reader, inner) throws(InputFileError) in try reader.skip(inner) }
    case 13: _ = try advance(16)
    default: throw malformed("a type of the compact protocol", "type \(field.type)")
    }
  }

  private mutating func skipMap() throws(InputFileError) {
    let count = try length()
    guard count > 0 else { return }
    guard unsafe count <= bytes.count - position else {
      throw malformed("a map that fits into the metadata", "one of \(count, "entry", "entries")")
    }
    try descend()
    let types = try byte()
    for _ in 0..<count {
      try skip(Field(id: 0, type: types >> 4, isElement: true))
      try skip(Field(id: 0, type: types & 15, isElement: true))
    }
    depth -= 1
  }

  private mutating func descend() throws(InputFileError) {
    depth += 1
    guard depth <= Self.deepest else {
      throw .limitExceeded(
        path: path, position: .byte(origin + position), what: "levels of nested metadata",
        limit: Self.deepest)
    }
  }

  private mutating func byte() throws(InputFileError) -> UInt8 {
    unsafe bytes[try advance(1)]
  }

  private mutating func advance(_ count: Int) throws(InputFileError) -> Int {
    let start = position
    guard unsafe count <= bytes.count - start else {
      throw malformed("\(count, "more byte") of metadata", "fewer")
    }
    position += count
    return start
  }

  private mutating func length() throws(InputFileError) -> Int {
    let value = try varint()
    guard let count = Int(exactly: value) else { throw malformed("a length", "\(value)") }
    return count
  }

  private mutating func varint() throws(InputFileError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      let part = try byte()
      value |= UInt64(part & 0x7F) << UInt64(shift)
      if part < 0x80 { return value }
    }
    throw malformed("a number of at most ten bytes", "a longer one")
  }

  private mutating func zigzag() throws(InputFileError) -> Int {
    let value = try varint()
    return Int(truncatingIfNeeded: value >> 1) ^ -Int(truncatingIfNeeded: value & 1)
  }

  private func wrongType(_ field: Field, _ expected: String) -> InputFileError {
    malformed("\(expected) as field \(field.id) of the metadata", "the type \(field.type)")
  }

  /// The error at the current position.
  func malformed(_ expected: String, _ found: String) -> InputFileError {
    .malformed(path: path, position: .byte(origin + position), expected: expected, found: found)
  }
}
