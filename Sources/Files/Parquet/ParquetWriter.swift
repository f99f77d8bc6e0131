/// Writes a table as Parquet, a group of rows at a time: pages of plain values, gzipped.
///
/// Every column may have missing values. The same rows in the same groups give the same bytes.
/// Nothing appears under the name before ``close()``.
package final class ParquetWriter {
  /// The values of a column for some rows.
  package enum Values {
    /// Whole numbers.
    case integers([Int64?])
    /// Numbers; NaN is written as a missing value.
    case reals([Double])
    /// Texts.
    case texts([String?])

    /// How many there are.
    package var count: Int {
      switch self {
      case .integers(let values): values.count
      case .reals(let values): values.count
      case .texts(let values): values.count
      }
    }

    /// The number of the type in the format.
    var type: Int {
      switch self {
      case .integers: 2
      case .reals: 5
      case .texts: 6
      }
    }
  }

  private struct Chunk {
    let start: Int
    let type: Int
    let count: Int
    let bytes: Int
    let stored: Int
  }

  private let file: OutputFile
  private let names: [String]
  private var types: [Int]
  private var groups: [(rows: Int, chunks: [Chunk])] = []

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it will be after ``close()``.
  ///   - columns: the names and kinds of the columns, the kinds as values of no rows.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package init(
    path: String, columns: [(name: String, kind: Values)]
  ) throws(InputFileError) {
    precondition(Set(columns.map(\.name)).count == columns.count, "names must differ")
    file = try OutputFile(path: path)
    names = columns.map(\.name)
    types = columns.map(\.kind.type)
    try file.write(ParquetFooter.magic)
  }

  /// Appends rows as a group; a hundred thousand or so are a good number.
  ///
  /// - Parameter columns: the values of every column, of the kinds given at the beginning.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func append(_ columns: [Values]) throws(InputFileError) {
    precondition(columns.map(\.type) == types, "other columns than at the beginning")
    guard let rows = columns.first?.count, rows > 0 else { return }
    precondition(columns.allSatisfy { $0.count == rows }, "columns of different length")
    var chunks: [Chunk] = []
    for values in columns { chunks.append(try write(values)) }
    groups.append((rows, chunks))
  }

  /// Writes the footer and moves the file into place.
  ///
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func close() throws(InputFileError) {
    let footer = self.footer()
    var end = LittleEndianBytes()
    end.append(UInt32(footer.count))
    try file.write(footer + end.bytes + ParquetFooter.magic)
    try file.commit()
  }

  /// Writes the only page of a column in a group.
  private func write(_ values: Values) throws(InputFileError) -> Chunk {
    var content = LittleEndianBytes()
    let isThere = Self.present(values)
    let levels = Self.levels(isThere)
    content.append(UInt32(levels.count))
    content.bytes += levels
    switch values {
    case .integers(let values): for case let value? in values { content.append(value) }
    case .reals(let values):
      for value in values where !value.isNaN { content.append(value.bitPattern) }
    case .texts(let values):
      for case let value? in values {
        content.append(UInt32(value.utf8.count))
        content.bytes.append(contentsOf: value.utf8)
      }
    }
    var stored: [UInt8] = []
    let deflater = Deflater(.gzip)
    let span = unsafe content.bytes.span.bytes
    try unsafe span.withUnsafeBytes { (bytes) throws(InputFileError) in
      try unsafe deflater.write(bytes, isLast: true) { (part) throws(InputFileError) in
        unsafe stored.append(contentsOf: part)
      }
    }
    var header = ThriftWriter()
    header.int32(1, 0)
    header.int32(2, content.bytes.count)
    header.int32(3, stored.count)
    header.structure(5) { page in
      page.int32(1, isThere.count)
      page.int32(2, 0)
      page.int32(3, 3)
      page.int32(4, 3)
    }
    header.end()
    let start = file.byteCount
    try file.write(header.bytes)
    try file.write(stored)
    return Chunk(
      start: start, type: values.type, count: isThere.count,
      bytes: header.bytes.count + content.bytes.count, stored: file.byteCount - start)
  }

  private static func present(_ values: Values) -> [Bool] {
    switch values {
    case .integers(let values): values.map { $0 != nil }
    case .reals(let values): values.map { !$0.isNaN }
    case .texts(let values): values.map { $0 != nil }
    }
  }

  /// Which values are there, as runs of equal bits.
  private static func levels(_ isThere: [Bool]) -> [UInt8] {
    var runs = ThriftWriter()
    var start = 0
    for index in 1...isThere.count
    where index == isThere.count || isThere[index] != isThere[start] {
      runs.varint(UInt64(index - start) << 1)
      runs.varint(isThere[start] ? 1 : 0)
      start = index
    }
    return runs.bytes
  }

  private func footer() -> [UInt8] {
    var footer = ThriftWriter()
    footer.int32(1, 1)
    // The first element is the table itself.
    let elements = Array(zip(["schema"] + names, [-1] + types))
    footer.structures(2, elements) { [names] element, item in
      let (name, type) = item
      if type >= 0 {
        element.int32(1, type)
        element.int32(3, 1)
      }
      element.text(4, name)
      if type < 0 { element.int32(5, names.count) }
      if type == 6 {
        element.int32(6, 0)
        element.structure(10) { $0.structure(1) { _ in } }
      }
    }
    footer.int64(3, groups.reduce(0) { $0 + $1.rows })
    footer.structures(4, groups) { [names] group, item in
      group.structures(1, Array(zip(names, item.chunks))) { column, item in
        let (name, chunk) = item
        column.int64(2, chunk.start)
        column.structure(3) { data in
          data.int32(1, chunk.type)
          data.numbers(2, [0, 3])
          data.texts(3, [name])
          data.int32(4, ParquetCodec.gzip.rawValue)
          data.int64(5, chunk.count)
          data.int64(6, chunk.bytes)
          data.int64(7, chunk.stored)
          data.int64(9, chunk.start)
        }
      }
      group.int64(2, item.chunks.reduce(0) { $0 + $1.bytes })
      group.int64(3, item.rows)
    }
    footer.text(6, "avh")
    footer.end()
    return footer.bytes
  }
}
