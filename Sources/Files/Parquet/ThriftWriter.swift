/// Writes structures in the compact protocol of Apache Thrift, in which Parquet has its metadata.
struct ThriftWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  /// The last field of each structure that is open.
  private var last = [0]

  /// Writes a whole number of 32 bits.
  mutating func int32(_ id: Int, _ value: Int) {
    begin(id, 5)
    zigzag(value)
  }

  /// Writes a whole number of 64 bits.
  mutating func int64(_ id: Int, _ value: Int) {
    begin(id, 6)
    zigzag(value)
  }

  /// Writes a text.
  mutating func text(_ id: Int, _ value: String) {
    begin(id, 8)
    element(value)
  }

  /// Writes a structure.
  mutating func structure(_ id: Int, _ body: (inout ThriftWriter) -> Void) {
    begin(id, 12)
    element(body)
  }

  /// Writes a list of structures, one for each item.
  mutating func structures<Item>(
    _ id: Int, _ items: [Item], _ body: (inout ThriftWriter, Item) -> Void
  ) {
    list(id, 12, items.count)
    for item in items { element { body(&$0, item) } }
  }

  /// Writes a list of whole numbers.
  mutating func numbers(_ id: Int, _ values: [Int]) {
    list(id, 5, values.count)
    values.forEach { zigzag($0) }
  }

  /// Writes a list of texts.
  mutating func texts(_ id: Int, _ values: [String]) {
    list(id, 8, values.count)
    values.forEach { element($0) }
  }

  /// Ends the outermost structure.
  mutating func end() { bytes.append(0) }

  private mutating func element(_ body: (inout ThriftWriter) -> Void) {
    last.append(0)
    body(&self)
    last.removeLast()
    bytes.append(0)
  }

  private mutating func element(_ value: String) {
    varint(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func begin(_ id: Int, _ type: UInt8) {
    let delta = id - last[last.count - 1]
    precondition((1...15).contains(delta), "fields are written in order")
    bytes.append(UInt8(delta) << 4 | type)
    last[last.count - 1] = id
  }

  private mutating func list(_ id: Int, _ type: UInt8, _ count: Int) {
    begin(id, 9)
    bytes.append((count < 15 ? UInt8(count) : 15) << 4 | type)
    if count >= 15 { varint(UInt64(count)) }
  }

  private mutating func zigzag(_ value: Int) {
    varint(UInt64(bitPattern: Int64(value << 1 ^ value >> (Int.bitWidth - 1))))
  }

  /// Writes a number in sevens of bits, the last seven first.
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
