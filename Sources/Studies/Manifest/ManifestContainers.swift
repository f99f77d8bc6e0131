internal import Files
internal import YAMLFiles

/// The keys and values of one mapping.
struct MappingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let owner: ManifestDecoder
  let node: YAMLNode
  let entries: [YAMLPair]
  let codingPath: [any CodingKey]

  var allKeys: [Key] {
    for entry in entries { owner.note(entry.key, on: node) }
    return entries.compactMap { Key(stringValue: $0.key) }
  }

  func contains(_ key: Key) -> Bool { entries.contains { $0.key == key.stringValue } }

  private func child(_ key: Key) throws -> YAMLNode {
    owner.note(key.stringValue, on: node)
    guard let entry = entries.first(where: { $0.key == key.stringValue }) else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "a value"))
    }
    return entry.value
  }

  func decodeNil(forKey key: Key) throws -> Bool { try child(key).isNull }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try owner.value(type, at: try child(key), path: codingPath + [key])
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try NodeDecoder(owner: owner, node: try child(key), codingPath: codingPath + [key])
      .container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try NodeDecoder(owner: owner, node: try child(key), codingPath: codingPath + [key])
      .unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    NodeDecoder(owner: owner, node: node, codingPath: codingPath)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    NodeDecoder(owner: owner, node: try child(key), codingPath: codingPath + [key])
  }
}

/// The items of one list.
struct ListContainer: UnkeyedDecodingContainer {
  let owner: ManifestDecoder
  let items: [YAMLNode]
  let codingPath: [any CodingKey]
  var currentIndex = 0

  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex >= items.count }

  private mutating func next() throws -> (YAMLNode, [any CodingKey]) {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        String.self, .init(codingPath: codingPath, debugDescription: "a further item"))
    }
    defer { currentIndex += 1 }
    return (items[currentIndex], codingPath + [ItemKey(intValue: currentIndex)])
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, items[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let (node, path) = try next()
    return try owner.value(type, at: node, path: path)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    let (node, path) = try next()
    return try NodeDecoder(owner: owner, node: node, codingPath: path).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let (node, path) = try next()
    return try NodeDecoder(owner: owner, node: node, codingPath: path).unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    let (node, path) = try next()
    return NodeDecoder(owner: owner, node: node, codingPath: path)
  }
}

/// The position of an item in a list.
struct ItemKey: CodingKey {
  let index: Int
  init(intValue: Int) { index = intValue }
  init?(stringValue: String) { nil }
  var intValue: Int? { index }
  var stringValue: String { String(index) }
}

/// One scalar.
struct ScalarContainer: SingleValueDecodingContainer {
  let owner: ManifestDecoder
  let node: YAMLNode
  let codingPath: [any CodingKey]

  func decodeNil() -> Bool { node.isNull }

  private func parse<Value>(_ expected: String, _ read: (String) -> Value?) throws -> Value {
    guard let text = node.string, let value = read(text) else {
      throw DecodingError.typeMismatch(
        Value.self, .init(codingPath: codingPath, debugDescription: expected))
    }
    return value
  }

  func decode(_ type: Bool.Type) throws -> Bool {
    try parse("true or false") { ["true": true, "false": false][$0] }
  }

  func decode(_ type: String.Type) throws -> String { try parse("a text") { $0 } }

  func decode(_ type: Double.Type) throws -> Double {
    try parse("a number") { Double($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
  func decode(_ type: Int.Type) throws -> Int { try integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

  private func integer<Value: FixedWidthInteger>() throws -> Value {
    try parse("a whole number") { Value($0.replacing("_", with: "")) }
  }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try owner.value(type, at: node, path: codingPath)
  }
}
