/// How a table of text is written: what separates its fields and whether it has a header.
package struct DelimitedFormat: Sendable, Equatable {
  /// The byte between fields; nil means that it is found from the first rows.
  package var delimiter: UInt8?
  /// Whether the first row holds the names of the columns.
  package var hasHeader: Bool
  /// Whether fields may be enclosed in double quotes.
  package var allowsQuotes: Bool
  /// The names of the columns of a table without a header; nil when the header, or else numbers from 1,
  /// name them.
  package var columnNames: [String]?

  /// Creates a description of a table.
  ///
  /// - Parameters:
  ///   - delimiter: the byte between fields, or nil to find it from the first rows.
  ///   - hasHeader: whether the first row names the columns; else they are `1`, `2`, ….
  ///   - allowsQuotes: whether fields may be quoted as RFC 4180 says.
  package init(delimiter: UInt8? = nil, hasHeader: Bool = true, allowsQuotes: Bool = true) {
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.allowsQuotes = allowsQuotes
  }

  /// A table with a header whose delimiter is found from its first rows.
  package static let automatic = DelimitedFormat()
  /// Comma-separated values with a header.
  package static let commas = DelimitedFormat(delimiter: UInt8(ascii: ","))
  /// Tab-separated values with a header.
  package static let tabs = DelimitedFormat(delimiter: UInt8(ascii: "\t"))
  /// Columns separated by single spaces, without header or quotes.
  package static let spaces = DelimitedFormat(
    delimiter: UInt8(ascii: " "), hasHeader: false, allowsQuotes: false)

  /// The delimiter that a first line such as `sep=;` names, and the length of that line.
  static func separatorLine(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (delimiter: UInt8, length: Int)? {
    let quote = unsafe bytes.first == UInt8(ascii: "\"")
    let text = Array("sep=".utf8)
    let start = quote ? 1 : 0
    guard bytes.count > start + text.count,
      unsafe bytes[start..<start + text.count].map({ $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
        == text
    else { return nil }
    var index = start + text.count
    let delimiter = unsafe bytes[index]
    guard delimiter != UInt8(ascii: "\n"), delimiter != UInt8(ascii: "\r") else { return nil }
    index += 1
    while unsafe index < bytes.count
      && (bytes[index] == UInt8(ascii: "\"") || bytes[index] == delimiter)
    { index += 1 }
    if unsafe index < bytes.count && bytes[index] == UInt8(ascii: "\r") { index += 1 }
    if unsafe index < bytes.count && bytes[index] == UInt8(ascii: "\n") {
      index += 1
    } else if unsafe index == 0 || bytes[index - 1] != UInt8(ascii: "\r") {
      return nil
    }
    return (delimiter, index)
  }

  /// The delimiter that the first rows of a text agree on.
  ///
  /// Tab, comma, semicolon and bar are tried on up to 50 complete rows, with quoted parts skipped.
  /// The delimiter wins that occurs equally often in every row; else the one most frequent in the
  /// first row, so that a ragged row is found and named later. A text without any of them is a
  /// table of one column.
  static func sniff(
    _ bytes: UnsafeBufferPointer<UInt8>, allowsQuotes: Bool
  ) -> UInt8 {
    let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|")]
    var rows: [[Int]] = []
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    var isRowEmpty = true
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      if allowsQuotes, byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if !isRowEmpty { rows.append(counts) }
        counts = [0, 0, 0, 0]
        isRowEmpty = true
        if rows.count == 50 { break }
        continue
      }
      isRowEmpty = false
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    if rows.isEmpty { rows.append(counts) }
    let agreed = candidates.indices.filter { index in
      rows[0][index] > 0 && rows.allSatisfy { $0[index] == rows[0][index] }
    }
    let pool = agreed.isEmpty ? Array(candidates.indices) : agreed
    let best = pool.max { (rows[0][$0], -$0) < (rows[0][$1], -$1) }
    guard let best, rows[0][best] > 0 else { return UInt8(ascii: ",") }
    return candidates[best]
  }

  /// Whether text begins as an object or a list of JSON does, and no row of names of columns.
  static func isJSON(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    var start: [UInt8] = []
    for index in head.indices {
      let byte = unsafe head[index]
      guard byte > 0x20 else { continue }
      start.append(byte)
      if start.count == 2 { break }
    }
    guard start.count == 2, "{[".utf8.contains(start[0]) else { return false }
    return "\"{[".utf8.contains(start[1])
  }
}
