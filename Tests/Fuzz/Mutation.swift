import Statistics

/// The ways in which a file is damaged.
enum Mutation {
  /// Damages a file in one to six places.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - other: A file of the same family, parts of which may come in.
  ///   - generator: Decides everything.
  /// - Returns: The damaged file.
  static func apply(
    to bytes: [UInt8], with other: [UInt8], _ generator: inout SplitMix64
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(6, &generator) {
      kinds[below(kinds.count, &generator)](&bytes, other, &generator)
      // Readers have their own limits; files of many megabytes would only take time.
      if bytes.count > 4 << 20 { bytes.removeLast(bytes.count - 4 << 20) }
    }
    return bytes
  }

  private typealias Kind = @Sendable (inout [UInt8], [UInt8], inout SplitMix64) -> Void

  private static let kinds: [Kind] = [
    { bytes, _, generator in
      guard let place = place(in: bytes, &generator) else { return }
      bytes[place] ^= 1 << UInt8(below(8, &generator))
    },
    { bytes, _, generator in
      guard let place = place(in: bytes, &generator) else { return }
      bytes[place] = UInt8(below(256, &generator))
    },
    { bytes, _, generator in bytes.removeSubrange(range(in: bytes, &generator)) },
    { bytes, _, generator in
      let part = Array(bytes[range(in: bytes, &generator)])
      let times = below(8, &generator) == 0 ? 200 : 1
      for _ in 0..<times where bytes.count < 1 << 20 {
        bytes.insert(contentsOf: part, at: below(bytes.count + 1, &generator))
      }
    },
    { bytes, _, generator in bytes.removeLast(bytes.count - below(bytes.count + 1, &generator)) },
    { bytes, other, generator in
      let part = other[range(in: other, &generator)]
      bytes.replaceSubrange(range(in: bytes, &generator), with: part)
    },
    { bytes, _, generator in replaceNumber(in: &bytes, &generator) },
    { bytes, _, generator in replaceNumber(in: &bytes, &generator) },
    { bytes, _, generator in
      let text = Array(texts[below(texts.count, &generator)].utf8)
      bytes.insert(contentsOf: text, at: below(bytes.count + 1, &generator))
    },
    { bytes, _, generator in swapLines(in: &bytes, &generator) },
    { bytes, _, generator in
      // A whole number of one, two, four or eight bytes, of either order.
      let size = 1 << below(4, &generator)
      guard bytes.count >= size else { return }
      let place = below(bytes.count - size + 1, &generator)
      let value = numbers[below(numbers.count, &generator)]
      let isLittle = below(4, &generator) > 0
      for index in 0..<size {
        let shift = 8 * (isLittle ? index : size - 1 - index)
        bytes[place + index] = UInt8(truncatingIfNeeded: value >> shift)
      }
    },
  ]

  private static let numbers: [Int64] = [
    0, 1, -1, 127, 128, 255, 256, 32_767, 65_535, 65_536, 1 << 31 - 1, 1 << 31, 1 << 32 - 1,
    1 << 32,
    1 << 53, 1 << 53 + 1, 1 << 62, .max - 1, .max, .min,
  ]

  /// What stands for a number in a text.
  private static let words =
    numbers.map { "\($0)" } + [
      "18446744073709551615", "18446744073709551616", "-9223372036854775809", "1e308", "1e309",
      "-1e400", "5e-324", "nan", "inf", "-inf", "0.5", "1e10", "00", "0x10", "1_000", "٣", "true",
      "null", "", "\"1\"", "[1]",
    ]

  private static let texts = [
    "\u{1b}]0;title\u{7}", "\u{202e}txt", "\u{0}", "\u{feff}", "\u{2028}", "\r", "\r\n", "\n",
    "\n\n",
    "\"", "\"\"", "'", ",", ",,,,", "\t", ";", ":", "{", "}", "[", "]", "[[[[[[[[", "{\"a\":",
    "\\u0000",
    "\\ud800", "&a ", "*a", "!!python/object", "- ", "? ", "#", "../../x", "/etc/passwd",
    "a\u{301}", "ﬃ", "🏳️‍🌈", String(repeating: "x", count: 5_000), String(repeating: "9", count: 400),
  ]

  /// Puts another number in the place of a run of digits.
  private static func replaceNumber(in bytes: inout [UInt8], _ generator: inout SplitMix64) {
    guard let start = place(in: bytes, &generator) else { return }
    func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    guard let first = bytes[start...].firstIndex(where: isDigit) else { return }
    let end = bytes[first...].firstIndex { !isDigit($0) } ?? bytes.endIndex
    bytes.replaceSubrange(first..<end, with: Array(words[below(words.count, &generator)].utf8))
  }

  private static func swapLines(in bytes: inout [UInt8], _ generator: inout SplitMix64) {
    guard bytes.count < 200_000 else { return }
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let (first, second) = (below(lines.count, &generator), below(lines.count, &generator))
    lines.swapAt(first, second)
    bytes = Array(lines.joined(separator: [10]))
  }

  private static func place(in bytes: [UInt8], _ generator: inout SplitMix64) -> Int? {
    bytes.isEmpty ? nil : below(bytes.count, &generator)
  }

  private static func range(in bytes: [UInt8], _ generator: inout SplitMix64) -> Range<Int> {
    let start = below(bytes.count + 1, &generator)
    let most = below(4, &generator) == 0 ? bytes.count - start : min(bytes.count - start, 40)
    return start..<start + below(most + 1, &generator)
  }

  /// A whole number from 0 to below a bound.
  private static func below(_ bound: Int, _ generator: inout SplitMix64) -> Int {
    Int(generator.next() % UInt64(max(bound, 1)))
  }
}
