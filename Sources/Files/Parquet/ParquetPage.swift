/// The header of a page, the unit that is compressed and encoded as one.
struct ParquetPage {
  /// What a page holds.
  enum Kind {
    case dictionary
    /// Levels and values compressed together.
    case data1
    /// Levels before the compressed values.
    case data2(levelBytes: Int, isCompressed: Bool)
    /// Something that is passed over.
    case other
  }

  /// What the page holds.
  var kind = Kind.other
  /// How many values it has, missing ones counted.
  var valueCount = 0
  /// How its values are written, a number of the format.
  var encoding = 0
  /// How its levels are written, a number of the format.
  var levelEncoding = 3
  /// The bytes of its content as they are, and in the file.
  var (byteCount, storedCount) = (0, 0)
  /// The check sum of its content in the file.
  var checkSum: UInt32?
  /// Where its content begins in the file.
  var start = 0

  /// The content in the file.
  var range: Range<Int> { start..<start + storedCount }

  /// Reads the header at a place of a column's part.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - range: The bytes from the header to the end of the part.
  ///   - path: The file, for messages.
  ///   - limits: Bounds on the page.
  /// - Throws: ``InputFileError`` for a page beyond the part or the bounds.
  init(
    _ bytes: UnsafeRawBufferPointer, in range: Range<Int>, path: String, limits: InputLimits
  ) throws(InputFileError) {
    var reader = unsafe ThriftReader(
      UnsafeRawBufferPointer(rebasing: bytes[range]), path: path, origin: range.lowerBound)
    var (type, repeatedBytes, missingBytes, isCompressed) = (-1, 0, 0, true)
    var page = (values: 0, encoding: 0, levels: 3)
    try reader.structure { (reader, field) throws(InputFileError) in
      switch field.id {
      case 1: type = try reader.int(field)
      case 2: byteCount = try reader.int(field)
      case 3: storedCount = try reader.int(field)
      case 4: checkSum = UInt32(truncatingIfNeeded: try reader.int(field))
      case 5, 7:
        try reader.structure { (reader, part) throws(InputFileError) in
          switch part.id {
          case 1: page.values = try reader.int(part)
          case 2: page.encoding = try reader.int(part)
          case 3 where field.id == 5: page.levels = try reader.int(part)
          default: try reader.skip(part)
          }
        }
      case 8:
        try reader.structure { (reader, part) throws(InputFileError) in
          switch part.id {
          case 1: page.values = try reader.int(part)
          case 4: page.encoding = try reader.int(part)
          case 5: missingBytes = try reader.int(part)
          case 6: repeatedBytes = try reader.int(part)
          case 7: isCompressed = try reader.truth(part)
          default: try reader.skip(part)
          }
        }
      default: try reader.skip(field)
      }
    }
    (valueCount, encoding, levelEncoding) = page
    start = range.lowerBound + reader.position
    switch type {
    case 0: kind = .data1
    case 2: kind = .dictionary
    case 3: kind = .data2(levelBytes: missingBytes, isCompressed: isCompressed)
    default: kind = .other
    }
    guard byteCount >= 0, storedCount >= 0, storedCount <= range.upperBound - start,
      missingBytes >= 0, missingBytes <= min(byteCount, storedCount), repeatedBytes == 0
    else {
      throw reader.malformed(
        "a page within its column", "\(storedCount, "byte") that become \(byteCount)")
    }
    guard byteCount <= limits.parquetPageBytes else {
      throw .limitExceeded(
        path: path, position: .byte(range.lowerBound), what: "bytes in one page",
        limit: limits.parquetPageBytes)
    }
    guard (0...limits.parquetPageValues).contains(valueCount) else {
      throw .limitExceeded(
        path: path, position: .byte(range.lowerBound), what: "values in one page",
        limit: limits.parquetPageValues)
    }
  }
}
