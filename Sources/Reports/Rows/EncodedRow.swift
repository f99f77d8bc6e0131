/// The columns and cells of one encodable value, in the order in which it encodes its keys.
struct EncodedRow {
  /// One column per key, with the kind that its Swift type has.
  let columns: [Column]
  /// One cell per key; nil is missing.
  let cells: [Cell]

  /// Encodes a value of texts and numbers.
  init(_ value: some Encodable) throws {
    let encoder = RowEncoder()
    try value.encode(to: encoder)
    columns = encoder.columns
    cells = encoder.cells
  }
}

/// Collects what an encodable value writes into its keyed container.
private final class RowEncoder: Encoder {
  var columns: [Column] = []
  var cells: [Cell] = []
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(RowContainer<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { RefusingContainer(column: "row") }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    CellContainer(encoder: CellEncoder(column: "row"))
  }

  func add(_ cell: Cell, _ kind: Column.Kind, _ name: String) {
    let isProbability = name == "p" || name == "p_adjusted"
    columns.append(Column(name, kind: isProbability ? .probability : kind))
    cells.append(cell)
  }
}

/// The keyed container: one column per key.
private struct RowContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: RowEncoder
  let codingPath: [any CodingKey] = []

  private func text(_ value: String?, _ key: Key) {
    encoder.add(Cell(value), .text, key.stringValue)
  }

  private func real(_ value: Double?, _ key: Key) {
    encoder.add(Cell(value), .real(digits: 4), key.stringValue)
  }

  private func integer(_ value: (some BinaryInteger)?, _ key: Key) {
    let cell = value.map { Int(exactly: $0).map(Cell.integer) ?? .real(Double($0)) }
    encoder.add(cell ?? .missing, .integer, key.stringValue)
  }

  func encodeNil(forKey key: Key) { encoder.add(.missing, .value, key.stringValue) }
  func encode(_ value: Bool, forKey key: Key) { integer(value ? 1 : 0, key) }
  func encode(_ value: String, forKey key: Key) { text(value, key) }
  func encode(_ value: Double, forKey key: Key) { real(value, key) }
  func encode(_ value: Float, forKey key: Key) { real(Double(value), key) }
  func encode(_ value: Int, forKey key: Key) { integer(value, key) }
  func encode(_ value: Int8, forKey key: Key) { integer(value, key) }
  func encode(_ value: Int16, forKey key: Key) { integer(value, key) }
  func encode(_ value: Int32, forKey key: Key) { integer(value, key) }
  func encode(_ value: Int64, forKey key: Key) { integer(value, key) }
  func encode(_ value: UInt, forKey key: Key) { integer(value, key) }
  func encode(_ value: UInt8, forKey key: Key) { integer(value, key) }
  func encode(_ value: UInt16, forKey key: Key) { integer(value, key) }
  func encode(_ value: UInt32, forKey key: Key) { integer(value, key) }
  func encode(_ value: UInt64, forKey key: Key) { integer(value, key) }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    let single = CellEncoder(column: key.stringValue)
    try value.encode(to: single)
    encoder.add(single.cell, single.kind, key.stringValue)
  }

  func encodeIfPresent(_ value: Bool?, forKey key: Key) { integer(value.map { $0 ? 1 : 0 }, key) }
  func encodeIfPresent(_ value: String?, forKey key: Key) { text(value, key) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) { real(value, key) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) { real(value.map(Double.init), key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) { integer(value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) { integer(value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) { integer(value, key) }

  func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
    guard let value else { return encodeNil(forKey: key) }
    try encode(value, forKey: key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer(RefusingKeyedContainer<Nested>(column: key.stringValue))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    RefusingContainer(column: key.stringValue)
  }

  func superEncoder() -> any Encoder { CellEncoder(column: "super") }
  func superEncoder(forKey key: Key) -> any Encoder { CellEncoder(column: key.stringValue) }
}
