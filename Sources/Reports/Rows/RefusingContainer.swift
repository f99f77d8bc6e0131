/// A container for lists that refuses every value, since a cell holds one text or number.
struct RefusingContainer: UnkeyedEncodingContainer {
  let column: String
  let codingPath: [any CodingKey] = []
  let count = 0

  private func refuse() throws { throw ReportsError.nestedValue(column: column) }

  func encodeNil() throws { try refuse() }
  func encode(_ value: Bool) throws { try refuse() }
  func encode(_ value: String) throws { try refuse() }
  func encode(_ value: Double) throws { try refuse() }
  func encode(_ value: Float) throws { try refuse() }
  func encode(_ value: Int) throws { try refuse() }
  func encode(_ value: Int8) throws { try refuse() }
  func encode(_ value: Int16) throws { try refuse() }
  func encode(_ value: Int32) throws { try refuse() }
  func encode(_ value: Int64) throws { try refuse() }
  func encode(_ value: UInt) throws { try refuse() }
  func encode(_ value: UInt8) throws { try refuse() }
  func encode(_ value: UInt16) throws { try refuse() }
  func encode(_ value: UInt32) throws { try refuse() }
  func encode(_ value: UInt64) throws { try refuse() }
  func encode(_ value: some Encodable) throws { try refuse() }

  func nestedContainer<Key: CodingKey>(
    keyedBy keyType: Key.Type
  ) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(RefusingKeyedContainer<Key>(column: column))
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
  func superEncoder() -> any Encoder { CellEncoder(column: column) }
}

/// A container for objects that refuses every value, since a cell holds one text or number.
struct RefusingKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let column: String
  let codingPath: [any CodingKey] = []

  private func refuse() throws { throw ReportsError.nestedValue(column: column) }

  func encodeNil(forKey key: Key) throws { try refuse() }
  func encode(_ value: Bool, forKey key: Key) throws { try refuse() }
  func encode(_ value: String, forKey key: Key) throws { try refuse() }
  func encode(_ value: Double, forKey key: Key) throws { try refuse() }
  func encode(_ value: Float, forKey key: Key) throws { try refuse() }
  func encode(_ value: Int, forKey key: Key) throws { try refuse() }
  func encode(_ value: Int8, forKey key: Key) throws { try refuse() }
  func encode(_ value: Int16, forKey key: Key) throws { try refuse() }
  func encode(_ value: Int32, forKey key: Key) throws { try refuse() }
  func encode(_ value: Int64, forKey key: Key) throws { try refuse() }
  func encode(_ value: UInt, forKey key: Key) throws { try refuse() }
  func encode(_ value: UInt8, forKey key: Key) throws { try refuse() }
  func encode(_ value: UInt16, forKey key: Key) throws { try refuse() }
  func encode(_ value: UInt32, forKey key: Key) throws { try refuse() }
  func encode(_ value: UInt64, forKey key: Key) throws { try refuse() }
  func encode(_ value: some Encodable, forKey key: Key) throws { try refuse() }

  func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer(RefusingKeyedContainer<Nested>(column: column))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    RefusingContainer(column: column)
  }

  func superEncoder() -> any Encoder { CellEncoder(column: column) }
  func superEncoder(forKey key: Key) -> any Encoder { CellEncoder(column: column) }
}
