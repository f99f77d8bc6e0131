/// Distinct texts numbered in the order in which they were first met.
///
/// It turns the cells of a column into small integers without a string per row. The texts stand one
/// behind another in one array. Complexity: O(1) expected per look-up.
package struct TextTable: ~Copyable, Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing; 0 means free, else the number of a text plus 1.
  private var slots = [UInt32](repeating: 0, count: 64)
  /// The text that was met last: rows of one image, or with one answer, mostly follow each other.
  private var latest = 0

  /// Creates an empty table.
  package init() {}

  /// How many distinct texts there are.
  package var count: Int { ends.count }

  /// The text of a number.
  package subscript(index: Int) -> String {
    String(decoding: bytes[range(index)], as: UTF8.self)
  }

  /// All texts in order of their numbers.
  package var texts: [String] { ends.indices.map { self[$0] } }

  /// The number of a field of the current row, a new one if the text is new.
  package mutating func intern(_ reader: DelimitedReader, _ column: Int) -> Int {
    unsafe intern(reader.bytes(column))
  }

  /// The number of a text, a new one if the text is new.
  package mutating func intern(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { unsafe intern($0) }
  }

  /// The number of a text, a new one if the text is new.
  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    if latest < ends.count, unsafe isText(latest, text) { return latest }
    let hash = unsafe Self.hash(text)
    let slot = unsafe slot(of: text, hash)
    if slots[slot] != 0 {
      latest = Int(slots[slot]) - 1
      return latest
    }
    let number = ends.count
    latest = number
    slots[slot] = UInt32(number + 1)
    unsafe bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    if 2 * ends.count > slots.count { grow() }
    return number
  }

  /// The number of a text that is already there.
  package func find(_ text: String) -> Int? {
    var text = text
    let number = text.withUTF8 { unsafe slots[slot(of: $0, Self.hash($0))] }
    return number == 0 ? nil : Int(number) - 1
  }

  /// A 64-bit hash of bytes, the same in every run and on every machine.
  ///
  /// Eight bytes at a time are mixed by a multiplication and a rotation, and the sum is finished
  /// as splitmix64 does. It is made for tables of trusted size, not against deliberate collisions.
  package static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(text)
    var state = UInt64(raw.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= raw.count {
      let word = UInt64(
        littleEndian: unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      state = mix(state ^ word)
      index += 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while index < raw.count {
      rest |= UInt64(unsafe raw[index]) << shift
      shift += 8
      index += 1
    }
    return mix(state ^ rest)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, unsafe isText(number, text) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// Whether a number is that of a text, eight bytes at a time: it is asked for every cell.
  private func isText(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == text.count else { return false }
    let other = UnsafeRawBufferPointer(text)
    return unsafe bytes.withUnsafeBytes { all in
      let known = unsafe UnsafeRawBufferPointer(rebasing: all[range])
      var index = 0
      while index + 8 <= known.count {
        let first = unsafe known.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let second = unsafe other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if first != second { return false }
        index += 8
      }
      while index < known.count {
        if unsafe known[index] != other[index] { return false }
        index += 1
      }
      return true
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
