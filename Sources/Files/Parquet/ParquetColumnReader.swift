/// Reads one column of a Parquet file forward, a page at a time.
@safe final class ParquetColumnReader {
  /// The column.
  let column: ParquetColumn
  private var decoder: ParquetPageDecoder
  /// Whether the column holds numbers.
  let isNumber: Bool
  private let file: MappedFile
  private let groups: [ParquetFooter.RowGroup]
  private let index: Int
  private let limits: InputLimits
  private let path: String
  /// The group that is open, and the row at which it begins.
  private var group = 0
  private var groupStart = 0
  /// The bytes of the open group that are not read yet.
  private var rest: Range<Int>
  /// The rows of the page that is loaded, or passed over.
  private var rows = 0..<0
  /// What the cells of the page that is loaded point into.
  private var block: ParquetBlock?
  private var base: UnsafeRawPointer?
  /// Room for the cells of a page.
  private var cells = UnsafeMutableBufferPointer<ParquetCells.Cell>.allocate(capacity: 0)
  /// How many bytes were decompressed from how many.
  private var decompressed = (from: 0, to: 0)
  private let scratch: UnsafeMutablePointer<UInt8>

  /// The longest text of a number.
  private static let scratchSize = 64

  /// Prepares to read a column that is read at all.
  init(
    _ column: ParquetColumn, kind: ParquetColumn.Kind, index: Int, of file: MappedFile,
    _ footer: ParquetFooter, limits: InputLimits
  ) {
    self.column = column
    decoder = ParquetPageDecoder(column, kind: kind, path: file.path)
    isNumber = kind.isNumber
    self.index = index
    self.file = file
    self.limits = limits
    groups = footer.groups
    path = file.path
    rest = groups.first?.chunks[index].range ?? 0..<0
    unsafe scratch = .allocate(capacity: Self.scratchSize)
  }

  deinit {
    unsafe scratch.deallocate()
    unsafe cells.deallocate()
  }

  /// The text of a row; valid until the next call.
  ///
  /// - Parameter row: the row from 0, not before that of the last call's page.
  /// - Returns: the bytes, none for a missing value.
  /// - Throws: ``InputFileError`` for damaged pages.
  @unsafe func text(_ row: Int) throws(InputFileError) -> UnsafeBufferPointer<UInt8> {
    while row >= rows.upperBound { try loadPage(for: row) }
    guard let base = unsafe base else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    let cell = unsafe cells[row - rows.lowerBound]
    let bytes = unsafe UnsafeRawBufferPointer(start: base + Int(cell.start), count: Int(cell.count))
    guard isNumber, cell.count > 0 else { return unsafe bytes.bindMemory(to: UInt8.self) }
    let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
    let count = unsafe decoder.kind.write(bytes, into: target)
    return unsafe UnsafeBufferPointer(start: scratch, count: count)
  }

  /// The number of a row.
  ///
  /// - Parameter row: the row from 0, not before that of the last call's page.
  /// - Returns: the nearest double; NaN for a missing value.
  /// - Throws: ``InputFileError`` for damaged pages.
  func number(_ row: Int) throws(InputFileError) -> Double {
    precondition(isNumber, "asked for numbers of a column of text")
    while row >= rows.upperBound { try loadPage(for: row) }
    guard let base = unsafe base else { return .nan }
    let cell = unsafe cells[row - rows.lowerBound]
    guard cell.count > 0 else { return .nan }
    return unsafe decoder.kind.number(
      UnsafeRawBufferPointer(start: base + Int(cell.start), count: Int(cell.count)))
  }

  // MARK: - Pages

  private func loadPage(for row: Int) throws(InputFileError) {
    if row >= groupStart + groups[group].rowCount { openGroup(of: row) }
    let first = max(rows.upperBound, groupStart)
    let left = groupStart + groups[group].rowCount - first
    guard !rest.isEmpty else {
      throw decoder.damaged("column '\(column.name)' has \(left, "value") too few")
    }
    let header = try unsafe ParquetPage(file.bytes, in: rest, path: path, limits: limits)
    rest = header.range.upperBound..<rest.upperBound
    switch header.kind {
    case .other: return
    case .dictionary:
      let block = try content(header)
      decoder.dictionary = try decoder.values(block, from: 0, count: header.valueCount)
    case .data1, .data2:
      guard header.valueCount <= left else {
        throw decoder.damaged("column '\(column.name)' has more values than rows")
      }
      rows = first..<first + header.valueCount
      if row < rows.upperBound { keep(try decoder.cells(header, content(header))) }
    }
  }

  /// Puts the cells of a page where they are found without a look at anything else.
  private func keep(_ page: ParquetCells) {
    block = page.block
    unsafe base = page.block.bytes.baseAddress
    if unsafe page.cells.count > cells.count {
      unsafe cells.deallocate()
      unsafe cells = .allocate(capacity: page.cells.count)
    }
    _ = unsafe cells.update(fromContentsOf: page.cells)
  }

  private func openGroup(of row: Int) {
    // What lies behind is not read again.
    file.releasePages(groups[group].chunks[index].range)
    while row >= groupStart + groups[group].rowCount {
      groupStart += groups[group].rowCount
      group += 1
    }
    rest = groups[group].chunks[index].range
    decoder.dictionary = nil
  }

  // MARK: - Bytes

  /// The content of a page; the levels of a page of the second version are never compressed.
  private func content(_ header: ParquetPage) throws(InputFileError) -> ParquetBlock {
    let range = header.range
    var (from, isCompressed) = (0, true)
    if case .data2(let levelBytes, let isRestCompressed) = header.kind {
      (from, isCompressed) = (levelBytes, isRestCompressed)
    }
    if let sum = header.checkSum {
      let found = unsafe ParquetCodec.checkSum(
        UnsafeRawBufferPointer(rebasing: file.bytes[range]))
      guard found == sum else {
        throw decoder.damaged("the check sum of the page at byte \(header.start) is wrong")
      }
    }
    let codec = ParquetCodec(rawValue: groups[group].chunks[index].codec) ?? .none
    if codec == .none || !isCompressed {
      guard header.byteCount == range.count else {
        throw decoder.damaged("the page at byte \(header.start) has another size than it says")
      }
      return ParquetBlock(file, range)
    }
    decompressed = (decompressed.from + range.count, decompressed.to + header.byteCount)
    if decompressed.to > 256 << 20,
      decompressed.to / limits.inflationRatio > decompressed.from
    {
      throw .limitExceeded(
        path: path, position: .column(column.name), what: "decompressed bytes per compressed byte",
        limit: limits.inflationRatio)
    }
    return try unsafe ParquetBlock(count: header.byteCount) { (target) throws(InputFileError) in
      let source = unsafe UnsafeRawBufferPointer(rebasing: file.bytes[range])
      unsafe UnsafeMutableRawBufferPointer(rebasing: target[..<from]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: source[..<from]))
      guard header.byteCount > from else { return }
      let reason = unsafe codec.decompress(
        UnsafeRawBufferPointer(rebasing: source[from...]),
        into: UnsafeMutableRawBufferPointer(rebasing: target[from...]))
      if let reason {
        throw decoder.damaged(
          "the page at byte \(header.start) does not become \(header.byteCount, "byte") (\(reason))"
        )
      }
    }
  }
}
