/// How many columns of a terminal a text takes.
///
/// A character of East Asian width W or F (Unicode Standard Annex 11, version 15.1) and one that is
/// shown as an emoji take two, every other character one.
extension StringProtocol {
  /// The columns of the text.
  package var terminalColumns: Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return reduce(0) { $0 + $1.terminalColumns }
  }

  /// The longest beginning that fits so many columns, at least one character.
  func prefix(columns: Int) -> SubSequence {
    var left = columns
    var end = startIndex
    while end < endIndex {
      left -= self[end].terminalColumns
      guard left >= 0 || end == startIndex else { break }
      formIndex(after: &end)
    }
    return self[..<end]
  }
}

extension Character {
  /// The blocks whose characters are two columns wide.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,
    0x20000...0x3FFFD,
  ]

  /// One column or two.
  fileprivate var terminalColumns: Int {
    guard let first = unicodeScalars.first, first.value >= 0x1100 else { return 1 }
    let isEmoji =
      first.properties.isEmojiPresentation || unicodeScalars.contains { $0.value == 0xFE0F }
    return isEmoji || Self.wide.contains { $0.contains(first.value) } ? 2 : 1
  }
}
