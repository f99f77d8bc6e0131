internal import Files
internal import YAMLFiles

/// Decodes a `Decodable` type from a YAML tree and reports what is wrong with file and line.
///
/// Stricter than a plain decoder: a key that no type asks for is an error that names the nearest known
/// key, and a word outside a closed list is an error that shows the list.
struct ManifestDecoder {
  private let file: String
  private let registry = KnownKeys()

  /// Decodes the document at the root of a file.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from root: YAMLNode, file: String
  ) throws -> Value {
    let decoder = ManifestDecoder(file: file)
    let value = try decoder.value(type, at: root, path: [])
    try decoder.registry.refuseUnknownKeys(file: file)
    return value
  }

  private init(file: String) { self.file = file }

  func value<Value: Decodable>(
    _ type: Value.Type, at node: YAMLNode, path: [any CodingKey]
  ) throws -> Value {
    do {
      return try Value(from: NodeDecoder(owner: self, node: node, codingPath: path))
    } catch DecodingError.keyNotFound(let key, let context) {
      throw ManifestError(
        file: file, line: node.line,
        problem: "\(place(context.codingPath)) needs the key `\(key.stringValue)`")
    } catch DecodingError.dataCorrupted(let context) {
      // A value may be refused by the mapping that holds it.
      let inner = Self.node(below: node, context.codingPath.dropFirst(path.count))
      throw problem(at: inner, context, choices(of: type))
    } catch DecodingError.typeMismatch(_, let context) {
      throw problem(at: node, context, choices(of: type))
    }
  }

  private static func node(below node: YAMLNode, _ path: ArraySlice<any CodingKey>) -> YAMLNode {
    path.reduce(node) { node, key in
      guard let index = key.intValue else { return node[key.stringValue] ?? node }
      guard let items = node.sequence, items.indices.contains(index) else { return node }
      return items[index]
    }
  }

  private func problem(
    at node: YAMLNode, _ context: DecodingError.Context, _ choices: [String]?
  ) -> ManifestError {
    let found = node.string.map { "`\($0)`" } ?? "a list or mapping"
    let expected =
      choices.map { "one of \($0.joined(separator: ", "))" } ?? context.debugDescription
    return ManifestError(
      file: file, line: node.line,
      problem: "\(place(context.codingPath)) is \(found) but must be \(expected)")
  }

  private func choices<Value>(of type: Value.Type) -> [String]? {
    guard let type = type as? any (RawRepresentable & CaseIterable).Type else { return nil }
    return words(type)
  }

  private func words<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> [String] {
    type.allCases.map { "\($0.rawValue)" }
  }

  private func place(_ path: [any CodingKey]) -> String {
    path.isEmpty
      ? "the manifest"
      : "`"
        + path.reduce(into: "") { text, key in
          if let index = key.intValue {
            text += "[\(index + 1)]"
          } else {
            text += (text.isEmpty ? "" : ".") + key.stringValue
          }
        } + "`"
  }

  func note<Key: CodingKey>(_ keys: Key.Type, on node: YAMLNode) {
    registry.note(keys, on: node)
  }

  func note(_ key: String, on node: YAMLNode) { registry.note(key, on: node) }
}

// MARK: - Known keys

/// Which keys the types asked for, mapping by mapping.
private final class KnownKeys {
  private struct Position: Hashable {
    let line: Int
    let column: Int
  }

  private var nodes: [Position: YAMLNode] = [:]
  private var known: [Position: Set<String>] = [:]

  func note<Key: CodingKey>(_ keys: Key.Type, on node: YAMLNode) {
    let position = Position(line: node.line, column: node.column)
    nodes[position] = node
    guard let listed = keys as? any (CodingKey & CaseIterable).Type else { return }
    known[position, default: []].formUnion(names(listed))
  }

  func note(_ key: String, on node: YAMLNode) {
    known[Position(line: node.line, column: node.column), default: []].insert(key)
  }

  func refuseUnknownKeys(file: String) throws {
    for (position, node) in nodes.sorted(by: { $0.key.line < $1.key.line }) {
      let expected = known[position, default: []]
      for entry in node.mapping ?? [] where !expected.contains(entry.key) {
        let nearest = NearestName.find(entry.key, among: expected.sorted())
        throw ManifestError(
          file: file, line: entry.line,
          problem: "the key `\(entry.key)` is not known here"
            + (nearest.map { "; did you mean `\($0)`?" }
              ?? "; known are \(expected.sorted().joined(separator: ", "))"))
      }
    }
  }

  private func names<Key: CodingKey & CaseIterable>(_ keys: Key.Type) -> [String] {
    keys.allCases.map(\.stringValue)
  }
}

// MARK: - Decoder

/// One place of the tree, as a decoder.
struct NodeDecoder: Decoder {
  let owner: ManifestDecoder
  let node: YAMLNode
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let entries = node.mapping else {
      throw DecodingError.typeMismatch(
        [String: String].self, .init(codingPath: codingPath, debugDescription: "a mapping"))
    }
    owner.note(type, on: node)
    return KeyedDecodingContainer(
      MappingContainer<Key>(owner: owner, node: node, entries: entries, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let items = node.sequence else {
      throw DecodingError.typeMismatch(
        [String].self, .init(codingPath: codingPath, debugDescription: "a list"))
    }
    return ListContainer(owner: owner, items: items, codingPath: codingPath)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    ScalarContainer(owner: owner, node: node, codingPath: codingPath)
  }
}
