internal import Foundation

/// A column of numbers as the page reads it: a type and little-endian values in base64.
struct PackedColumn: Encodable, Equatable, Sendable {
  /// How a value is stored.
  enum Width: String, Encodable, Sendable {
    case u8, u16, u32, f64
  }

  let type: Width
  let data: String

  /// Packs whole numbers, not negative, in the fewest bytes that hold the largest.
  init(_ values: [Int]) {
    let largest = values.max() ?? 0
    type = largest <= 0xFF ? .u8 : largest <= 0xFFFF ? .u16 : .u32
    var bytes: [UInt8] = []
    for value in values {
      switch type {
      case .u8: bytes.append(UInt8(value))
      case .u16: Self.append(UInt16(value), to: &bytes)
      case .u32, .f64: Self.append(UInt32(value), to: &bytes)
      }
    }
    data = Data(bytes).base64EncodedString()
  }

  /// Packs real numbers exactly; NaN where there is none.
  init(_ values: [Double]) {
    type = .f64
    var bytes: [UInt8] = []
    for value in values { Self.append(value.bitPattern, to: &bytes) }
    data = Data(bytes).base64EncodedString()
  }

  /// Packs a list of whole numbers that never falls, as the differences of neighbours in seven bits a
  /// byte, the lowest first.
  init(rising values: [Int]) {
    type = .u8
    var bytes: [UInt8] = []
    var last = 0
    for value in values {
      var rest = value - last
      last = value
      while rest > 0x7F {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    data = Data(bytes).base64EncodedString()
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for byte in 0..<(value.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte)))
    }
  }
}

/// Names of which neighbours often begin alike: how many UTF-16 units a name shares with the one before,
/// and the rest of it.
struct PackedNames: Encodable, Equatable {
  let shared: PackedColumn
  let rest: [String]

  init(_ names: [String]) {
    var counts: [Int] = []
    var rest: [String] = []
    var last = ""
    for name in names {
      var units = 0
      var index = name.unicodeScalars.startIndex
      for (own, other) in zip(name.unicodeScalars, last.unicodeScalars) {
        let width = own.value > 0xFFFF ? 2 : 1
        guard own == other, units + width <= 0xFF else { break }
        units += width
        index = name.unicodeScalars.index(after: index)
      }
      counts.append(units)
      rest.append(String(name.unicodeScalars[index...]))
      last = name
    }
    shared = PackedColumn(counts)
    self.rest = rest
  }
}

/// Different values in the order in which they were first seen, with a number each, from 1.
struct Codes<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var places: [Value: Int] = [:]

  /// The number of a value; 0 for none.
  mutating func code(_ value: Value?) -> Int {
    guard let value else { return 0 }
    if let place = places[value] { return place }
    values.append(value)
    places[value] = values.count
    return values.count
  }
}
