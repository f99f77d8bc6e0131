import Files
import Foundation
import Testing

/// The committed files of this bundle and what NumPy says they hold.
enum Reference {
  /// The path of a file in `References`.
  static func path(_ name: String) throws -> String {
    try #require(Bundle.module.url(forResource: "References/\(name)", withExtension: nil)).path
  }

  /// The bytes of a file in `References`.
  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The shape and the elements of an array, row-major.
  struct Expected {
    var shape: [Int]
    var values: [JSONValue]

    var doubles: [Double] {
      values.map { $0.double ?? ($0.bool == true ? 1 : 0) }
    }
  }

  static let expected = Result { try JSONValue.read(path: path("expected.json")) }

  static func expected(_ name: String) throws -> Expected {
    let entry = try #require(try expected.get()[name])
    return Expected(
      shape: try #require(entry["shape"]?.array).compactMap(\.int),
      values: try #require(entry["values"]?.array))
  }
}

/// A generator whose sequence depends on the seed alone (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
