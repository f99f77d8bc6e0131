import Foundation
import Testing

/// The committed files of this bundle.
enum Reference {
  /// The path of a file in `References`.
  static func path(_ name: String) throws -> String {
    try #require(Bundle.module.url(forResource: "References/\(name)", withExtension: nil)).path
  }

  /// The bytes of a file in `References`.
  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
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

  /// Bytes with a few of them changed, or cut.
  mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...4, using: &self) where !result.isEmpty {
      let index = Int.random(in: 0..<result.count, using: &self)
      result[index] = UInt8.random(in: 0...255, using: &self)
    }
    if Bool.random(using: &self) {
      result.removeLast(Int.random(in: 0...result.count / 2, using: &self))
    }
    return result
  }
}
