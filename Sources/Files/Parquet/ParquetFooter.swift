/// What a Parquet file says of itself at its end: its columns and where their parts stand.
struct ParquetFooter: Sendable {
  /// A part of a column: the values of the rows of one group.
  struct Chunk: Sendable {
    /// The bytes of its pages in the file.
    var range = 0..<0
    /// How its pages are compressed, a number of the format.
    var codec = 0
    /// How its values are written, numbers of the format.
    var encodings: [Int] = []
    /// The physical type, a number of the format.
    var type = -1
    /// How many values it has, missing ones counted.
    var valueCount = 0
  }

  /// A range of rows whose columns stand together.
  struct RowGroup: Sendable {
    /// The number of rows.
    var rowCount = 0
    /// The parts, one a column.
    var chunks: [Chunk] = []
  }

  /// What every file begins and ends with.
  static let magic = Array("PAR1".utf8)
  /// The longest footer that is read.
  static let longest = 64 << 20
  /// The most names in the tree of columns.
  static let mostNames = 100_000
  /// The most parts of columns in all groups.
  static let mostChunks = 2_000_000

  /// The columns that hold values, in order.
  let columns: [ParquetColumn]
  /// The groups of rows, in order.
  let groups: [RowGroup]
  /// The number of rows.
  let rowCount: Int

  /// Reads the end of a file.
  ///
  /// - Throws: ``InputFileError`` for a file that is cut, encrypted or inconsistent.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(InputFileError) {
    let size = bytes.count
    guard size >= 12, unsafe bytes[(size - 4)...].elementsEqual(Self.magic) else {
      if unsafe size >= 12 && bytes[(size - 4)...].elementsEqual(Array("PARE".utf8)) {
        throw .unsupported(
          path: path, position: .file, found: "an encrypted Parquet file",
          remedy: "write it again without encryption")
      }
      throw .damaged(
        path: path, position: .byte(size), reason: "the Parquet file stops before its footer")
    }
    let length = Int(
      UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: size - 8, as: UInt32.self)))
    guard length <= Self.longest else {
      throw .limitExceeded(
        path: path, position: .byte(size - 8), what: "bytes of footer", limit: Self.longest)
    }
    guard length <= size - 12 else {
      throw .malformed(
        path: path, position: .byte(size - 8), expected: "the length of the footer",
        found: "\(length), more than the file has")
    }
    let start = size - 8 - length
    var reader = unsafe ThriftReader(
      UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]), path: path, origin: start)
    var (elements, groups, rows): ([ParquetSchema.Element], [RowGroup], Int) = ([], [], 0)
    var chunks = 0
    var durations = Set<String>()
    func refuse(_ count: Int, over limit: Int, _ what: String) throws(InputFileError) {
      guard count <= limit else {
        throw .limitExceeded(path: path, position: .file, what: what, limit: limit)
      }
    }
    try reader.structure { (reader, field) throws(InputFileError) in
      switch field.id {
      case 2:
        try reader.list(field) { (reader, _) throws(InputFileError) in
          elements.append(try ParquetSchema.element(&reader))
          try refuse(elements.count, over: Self.mostNames, "names of columns")
        }
      case 3: rows = try reader.int(field)
      case 4:
        try reader.list(field) { (reader, _) throws(InputFileError) in
          groups.append(
            try Self.group(&reader) { () throws(InputFileError) in
              chunks += 1
              try refuse(chunks, over: Self.mostChunks, "parts of columns")
            })
          try refuse(groups.count, over: Self.mostChunks, "groups of rows")
        }
      case 5:
        try reader.list(field) { (reader, _) throws(InputFileError) in
          if let schema = try Self.arrowSchema(&reader) {
            durations = ArrowSchema.durations(schema)
          }
        }
      default: try reader.skip(field)
      }
    }
    var columns = try ParquetSchema.columns(elements, path: path)
    try Self.check(&groups, columns: columns.count, rows: rows, before: start, path: path)
    for index in columns.indices {
      if durations.contains(columns[index].name) { columns[index].refuseDurations() }
      for group in groups { columns[index].note(group.chunks[index]) }
    }
    self.columns = columns
    self.groups = groups
    rowCount = rows
  }

  /// The schema of Arrow that a pair of key and value holds; nil for other pairs.
  private static func arrowSchema(
    _ reader: inout ThriftReader
  ) throws(InputFileError) -> String? {
    var (key, value) = ("", "")
    try reader.structure { (reader, field) throws(InputFileError) in
      switch field.id {
      case 1: key = try reader.text(field)
      // Other values are long, as the tables of pandas, and not read.
      case 2 where key == "ARROW:schema": value = try reader.text(field)
      default: try reader.skip(field)
      }
    }
    return value.isEmpty ? nil : value
  }

  private static func group(
    _ reader: inout ThriftReader, counting count: () throws(InputFileError) -> Void
  ) throws(InputFileError) -> RowGroup {
    var group = RowGroup()
    try reader.structure { (reader, field) throws(InputFileError) in
      switch field.id {
      case 1:
        try reader.list(field) { (reader, _) throws(InputFileError) in
          try count()
          group.chunks.append(try chunk(&reader))
        }
      case 3: group.rowCount = try reader.int(field)
      default: try reader.skip(field)
      }
    }
    return group
  }

  private static func chunk(_ reader: inout ThriftReader) throws(InputFileError) -> Chunk {
    var chunk = Chunk()
    try reader.structure { (reader, field) throws(InputFileError) in
      guard field.id == 3 else { return try reader.skip(field) }
      var (data, dictionary, byteCount) = (0, 0, 0)
      try reader.structure { (reader, field) throws(InputFileError) in
        switch field.id {
        case 1: chunk.type = try reader.int(field)
        case 2:
          try reader.list(field) { (reader, element) throws(InputFileError) in
            chunk.encodings.append(try reader.int(element))
          }
        case 4: chunk.codec = try reader.int(field)
        case 5: chunk.valueCount = try reader.int(field)
        case 7: byteCount = try reader.int(field)
        case 9: data = try reader.int(field)
        case 11: dictionary = try reader.int(field)
        default: try reader.skip(field)
        }
      }
      // Some writers say 0 for no dictionary.
      let start = dictionary > 0 ? min(dictionary, data) : data
      let (end, overflow) = start.addingReportingOverflow(byteCount)
      guard start >= 0, byteCount >= 0, !overflow else {
        throw reader.malformed("the bytes of a column", "\(byteCount) from byte \(start) on")
      }
      chunk.range = start..<end
    }
    return chunk
  }

  /// Refuses groups that do not fit the columns, the rows or the file.
  private static func check(
    _ groups: inout [RowGroup], columns: Int, rows: Int, before footer: Int, path: String
  ) throws(InputFileError) {
    // A file of equal values alone needs few bytes, but hardly less than this.
    let most = 1 << 24 + footer.multipliedReportingOverflow(by: 1_000).partialValue
    guard rows >= 0, rows <= most else {
      throw .limitExceeded(path: path, position: .file, what: "rows", limit: most)
    }
    groups.removeAll { $0.rowCount == 0 }
    var sum = 0
    for (number, group) in groups.enumerated() {
      sum = sum.addingReportingOverflow(group.rowCount).partialValue
      guard group.rowCount >= 0, sum <= rows, group.chunks.count == columns else {
        throw .malformed(
          path: path, position: .file,
          expected: "groups of \(columns, "column") with \(rows, "row") in all",
          found:
            "\(group.chunks.count, "column") and \(group.rowCount, "row") in group \(number + 1)")
      }
      for chunk in group.chunks {
        guard chunk.range.lowerBound >= 4 || chunk.range.isEmpty, chunk.range.upperBound <= footer
        else {
          throw .malformed(
            path: path, position: .file, expected: "columns within the file",
            found: "bytes \(chunk.range.lowerBound) to \(chunk.range.upperBound)")
        }
      }
    }
    guard sum == rows else {
      throw .malformed(
        path: path, position: .file, expected: "\(rows, "row") as the footer says",
        found: "\(sum) in its groups")
    }
  }
}
