/// Encodes a value that stands for one cell, for example an enumeration with raw values.
final class CellEncoder: Encoder {
  /// What was encoded.
  private(set) var cell = Cell.missing
  /// The kind that the encoded type has.
  private(set) var kind = Column.Kind.value
  /// The column, for the message of an error.
  let column: String
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(column: String) { self.column = column }

  func set(_ cell: Cell, _ kind: Column.Kind) {
    self.cell = cell
    self.kind = kind
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(RefusingKeyedContainer<Key>(column: column))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { RefusingContainer(column: column) }

  func singleValueContainer() -> any SingleValueEncodingContainer { CellContainer(encoder: self) }
}

/// The container of one value.
struct CellContainer: SingleValueEncodingContainer {
  let encoder: CellEncoder
  let codingPath: [any CodingKey] = []

  private func integer(_ value: some BinaryInteger) {
    encoder.set(Int(exactly: value).map(Cell.integer) ?? .real(Double(value)), .integer)
  }

  func encodeNil() { encoder.set(.missing, .value) }
  func encode(_ value: Bool) { integer(value ? 1 : 0) }
  func encode(_ value: String) { encoder.set(.text(value), .text) }
  func encode(_ value: Double) { encoder.set(Cell(value), .real(digits: 4)) }
  func encode(_ value: Float) { encode(Double(value)) }
  func encode(_ value: Int) { integer(value) }
  func encode(_ value: Int8) { integer(value) }
  func encode(_ value: Int16) { integer(value) }
  func encode(_ value: Int32) { integer(value) }
  func encode(_ value: Int64) { integer(value) }
  func encode(_ value: UInt) { integer(value) }
  func encode(_ value: UInt8) { integer(value) }
  func encode(_ value: UInt16) { integer(value) }
  func encode(_ value: UInt32) { integer(value) }
  func encode(_ value: UInt64) { integer(value) }
  func encode(_ value: some Encodable) throws { try value.encode(to: encoder) }
}
