package import Files
internal import StudyValues

/// Tells the names of columns that stand among the answers once more, as in tables that were joined.
///
/// So does the line of dashes below the names of a table in Markdown. Case, outer blanks, quotes and a
/// byte order mark do not matter. Names in another order, or other usual names of the same columns, say
/// that the rows below are of another table: they would be misread, and are refused.
package struct HeaderRow {
  /// What the bytes of a name are at least: most rows differ there, and no text is made of them.
  private struct Shape: Hashable {
    let count: Int
    let first: UInt8
    let last: UInt8

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
      guard let first = unsafe bytes.first, let last = unsafe bytes.last else { return nil }
      (count, self.first, self.last) = (bytes.count, first | 0x20, last | 0x20)
    }
  }

  /// The plain names of the columns, in lower case.
  private let names: [String]
  private let shapes: [Shape]
  /// The columns whose cells say whether a row is one of names; all where nil.
  private let cells: [(column: Int, names: Set<String>)]?
  /// The column that is looked at first.
  private let first: Int

  /// Looks at the header of a table, of which every column tells.
  ///
  /// - Parameter reader: The table.
  package init(_ reader: DelimitedReader) {
    let names = reader.columnNames.map(Self.plain)
    self.init(names, first: names.firstIndex { !$0.isEmpty } ?? 0, cells: nil)
  }

  /// Looks at the header of a table with an answer a row, of which the columns of the image and of the
  /// label tell.
  init(_ reader: DelimitedReader, _ layout: LongLayout) {
    let names = reader.columnNames.map(Self.plain)
    self.init(
      names, first: layout.image,
      cells: [
        (layout.image, Set(names + PlainColumns.image)),
        (layout.label, Set(names + PlainColumns.label)),
      ])
  }

  private init(_ names: [String], first: Int, cells: [(column: Int, names: Set<String>)]?) {
    (self.names, self.first, self.cells) = (names, first, cells)
    let all = Set(names)
    let shapes = (cells?[0].names ?? all).compactMap { name in
      unsafe Array(name.utf8).withUnsafeBufferPointer { unsafe Shape($0) }
    }
    self.shapes = Array(Set(shapes))
  }

  /// Whether the current row holds the names of the columns.
  ///
  /// - Throws: ``AnnotationError/badValues(_:)`` for names of columns in another order.
  package func repeats(_ reader: DelimitedReader) throws(AnnotationError) -> Bool {
    guard names.count > 1 else { return false }
    let bytes = unsafe Self.trimmed(reader.bytes(first))
    if unsafe Self.isRule(bytes) {
      return names.indices.allSatisfy { column in
        let cell = unsafe Self.trimmed(reader.bytes(column))
        return unsafe cell.isEmpty || Self.isRule(cell)
      }
    }
    guard let shape = unsafe Shape(bytes), shapes.contains(shape) else { return false }
    if let cells {
      let row = cells.map { Self.plain(reader.string($0.column)) }
      guard zip(cells, row).allSatisfy({ $0.names.contains($1) }) else { return false }
      if zip(cells, row).allSatisfy({ names[$0.column] == $1 }) { return true }
    } else {
      let row = names.indices.map { Self.plain(reader.string($0)) }
      if row == names { return true }
      guard row.sorted() == names.sorted() else { return false }
    }
    throw .badValues([
      BadValue(
        reader, first,
        expected:
          "an answer (names of columns in another order, or other names, begin another table; write each "
          + "table to a file of its own and name them all: columns are found by name in each)")
    ])
  }

  /// Whether a cell is a part of the line below the names of columns in Markdown: `---` or `:--:`.
  private static func isRule(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 2, let first = unsafe bytes.first, first == 0x2D || first == 0x3A else {
      return false
    }
    return (1..<bytes.count).allSatisfy { place in
      unsafe bytes[place] == 0x2D || (place == bytes.count - 1 && bytes[place] == 0x3A)
    }
  }

  /// The bytes of a cell without outer blanks and quotes and without a byte order mark.
  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    func isOuter(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x22 || byte == 0x27 }
    var (start, end) = (0, bytes.count)
    if unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    while unsafe start < end && isOuter(bytes[start]) { start += 1 }
    while unsafe end > start && isOuter(bytes[end - 1]) { end -= 1 }
    return unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private static func plain(_ text: String) -> String {
    let quotes: Set<Character> = ["\"", "'"]
    let plain = NameText.plain(text)
    guard plain.count > 2, let first = plain.first, quotes.contains(first), plain.last == first
    else { return plain.lowercased() }
    return plain.dropFirst().dropLast().lowercased()
  }
}
