/// Reads one column of a Parquet file forward, a page at a time.
@safe final class ParquetColumnReader {
  /// The column.
  let column: ParquetColumn
  private let kind: ParquetColumn.Kind
  private let isNumber: Bool
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
  private var dictionary: ParquetCells?
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
    self.kind = kind
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
    let count = unsafe kind.write(bytes, into: target)
    return unsafe UnsafeBufferPointer(start: scratch, count: count)
  }

  // MARK: - Pages

  private func loadPage(for row: Int) throws(InputFileError) {
    if row >= groupStart + groups[group].rowCount { openGroup(of: row) }
    let first = max(rows.upperBound, groupStart)
    let left = groupStart + groups[group].rowCount - first
    guard !rest.isEmpty else {
      throw damaged("column '\(column.name)' has \(left) values too few")
    }
    let header = try unsafe ParquetPage(file.bytes, in: rest, path: path, limits: limits)
    rest = header.range.upperBound..<rest.upperBound
    switch header.kind {
    case .other: return
    case .dictionary:
      let block = try content(header, from: 0, isCompressed: true)
      dictionary = try values(block, from: 0, count: header.valueCount)
    case .data1, .data2:
      guard header.valueCount <= left else {
        throw damaged("column '\(column.name)' has more values than rows")
      }
      rows = first..<first + header.valueCount
      if row < rows.upperBound { keep(try cells(header)) }
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
    dictionary = nil
  }

  /// The values of a page of data, one cell a row.
  private func cells(_ header: ParquetPage) throws(InputFileError) -> ParquetCells {
    var (levels, start, block): (Range<Int>, Int, ParquetBlock)
    if case .data2(let levelBytes, let isCompressed) = header.kind {
      block = try content(header, from: levelBytes, isCompressed: isCompressed)
      (levels, start) = (0..<levelBytes, levelBytes)
    } else {
      block = try content(header, from: 0, isCompressed: true)
      (levels, start) = (0..<0, 0)
      if column.definitionLevel > 0 {
        guard header.levelEncoding == 3, unsafe block.bytes.count >= 4 else {
          throw wrongPage(header, "levels in the encoding RLE")
        }
        let length = Int(
          UInt32(littleEndian: unsafe block.bytes.loadUnaligned(as: UInt32.self)))
        guard unsafe length <= block.bytes.count - 4 else {
          throw wrongPage(header, "levels within the page")
        }
        (levels, start) = (4..<4 + length, 4 + length)
      }
    }
    guard column.definitionLevel > 0 else {
      return try present(header, block, from: start, count: header.valueCount)
    }
    var isThere = [Bool](repeating: false, count: header.valueCount)
    let (most, width) = (UInt32(column.definitionLevel), Self.width(column.definitionLevel))
    var (next, count) = (0, 0)
    var decoder = unsafe HybridDecoder(block.slice(levels), width: width)
    let isWhole = decoder.read(header.valueCount) { level in
      isThere[next] = level == most
      count += level == most ? 1 : 0
      next += 1
    }
    guard isWhole else { throw wrongPage(header, "a level for each of its values") }
    let values = try present(header, block, from: start, count: count)
    guard count < header.valueCount else { return values }
    var cells: [ParquetCells.Cell] = []
    cells.reserveCapacity(header.valueCount)
    next = 0
    for isThere in isThere {
      cells.append(isThere ? values.cells[next] : .missing)
      next += isThere ? 1 : 0
    }
    return ParquetCells(block: values.block, cells: cells)
  }

  /// The values of a page that are not missing.
  private func present(
    _ header: ParquetPage, _ block: ParquetBlock, from start: Int, count: Int
  ) throws(InputFileError) -> ParquetCells {
    switch header.encoding {
    case 0: return try values(block, from: start, count: count)
    case 2, 8:
      guard count > 0 else { return ParquetCells(block: block, cells: []) }
      guard let dictionary else { throw wrongPage(header, "a dictionary before it") }
      guard unsafe start < block.bytes.count, unsafe block.bytes[start] <= 32 else {
        throw wrongPage(header, "places in its dictionary")
      }
      var cells: [ParquetCells.Cell] = []
      cells.reserveCapacity(count)
      var isInside = true
      let width = unsafe Int(block.bytes[start])
      var decoder = unsafe HybridDecoder(
        block.slice(start + 1..<block.bytes.count), width: width)
      let isWhole = decoder.read(count) { place in
        if Int(place) < dictionary.cells.count {
          cells.append(dictionary.cells[Int(place)])
        } else {
          isInside = false
        }
      }
      guard isWhole, isInside else { throw wrongPage(header, "places in its dictionary") }
      return ParquetCells(block: dictionary.block, cells: cells)
    case 3 where kind == .truth:
      guard unsafe block.bytes.count - start >= 4 else {
        throw wrongPage(header, "truth values")
      }
      return try truths(block, from: start + 4, count: count, isPacked: false)
    default:
      throw .unsupported(
        path: path, position: .column(column.name), found: "the encoding \(header.encoding)",
        remedy: "write it with the encodings PLAIN or RLE_DICTIONARY")
    }
  }

  /// Values that stand one behind another.
  private func values(
    _ block: ParquetBlock, from start: Int, count: Int
  ) throws(InputFileError) -> ParquetCells {
    guard kind != .truth else {
      return try truths(block, from: start, count: count, isPacked: true)
    }
    guard let cells = ParquetCells(block, from: start, kind: kind, count: count) else {
      throw damaged("a page of column '\(column.name)' holds fewer than its \(count) values")
    }
    guard !kind.isNumber else { return cells }
    return try checked(cells)
  }

  private func truths(
    _ block: ParquetBlock, from start: Int, count: Int, isPacked: Bool
  ) throws(InputFileError) -> ParquetCells {
    let words = Array("truefalse".utf8)
    let text = try unsafe ParquetBlock(count: words.count) { unsafe $0.copyBytes(from: words) }
    var cells: [ParquetCells.Cell] = []
    let end = unsafe block.bytes.count
    var isWhole = isPacked && start <= end && count <= 8 * (end - start)
    func add(_ isTrue: Bool) {
      cells.append(isTrue ? .init(start: 0, count: 4) : .init(start: 4, count: 5))
    }
    if isWhole {
      for bit in 0..<count { add(unsafe block.bytes[start + bit / 8] >> UInt8(bit % 8) & 1 == 1) }
    } else if !isPacked {
      var decoder = unsafe HybridDecoder(block.slice(start..<end), width: 1)
      isWhole = decoder.read(count) { add($0 == 1) }
    }
    guard isWhole else {
      throw damaged("a page of column '\(column.name)' holds fewer than its \(count) values")
    }
    return ParquetCells(block: text, cells: cells)
  }

  /// Refuses text that is not UTF-8 and takes the padding from text of a fixed width.
  private func checked(_ cells: ParquetCells) throws(InputFileError) -> ParquetCells {
    var cells = cells
    let isFixed = kind.width != nil
    guard unsafe !cells.block.bytes.isEmpty else { return cells }
    for index in cells.cells.indices where cells.cells[index].count > 0 {
      let bytes = unsafe cells.bytes(index).bindMemory(to: UInt8.self)
      var count = bytes.count
      if isFixed {
        while count > 0, unsafe bytes[count - 1] == 0 { count -= 1 }
        cells.cells[index].count = UInt32(count)
      }
      guard count > 0, let start = bytes.baseAddress else { continue }
      if case .invalid(_, let found) = unsafe TextCheck.check(
        start, from: 0, to: count, isEnd: true)
      {
        throw .unsupported(
          path: path, position: .column(column.name),
          found: "bytes that are no UTF-8 text (\(found))",
          remedy: "write the column as text, or name another column")
      }
    }
    return cells
  }

  // MARK: - Bytes

  /// The content of a page; what stands before `from` is never compressed.
  private func content(
    _ header: ParquetPage, from: Int, isCompressed: Bool
  ) throws(InputFileError) -> ParquetBlock {
    let range = header.range
    if let sum = header.checkSum {
      let found = unsafe ParquetCodec.checkSum(
        UnsafeRawBufferPointer(rebasing: file.bytes[range]))
      guard found == sum else {
        throw damaged("the check sum of the page at byte \(header.start) is wrong")
      }
    }
    let codec = ParquetCodec(rawValue: groups[group].chunks[index].codec) ?? .none
    if codec == .none || !isCompressed {
      guard header.byteCount == range.count else {
        throw damaged("the page at byte \(header.start) has another size than it says")
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
        throw damaged(
          "the page at byte \(header.start) does not become \(header.byteCount) bytes (\(reason))")
      }
    }
  }

  private func damaged(_ reason: String) -> InputFileError {
    .damaged(path: path, position: .column(column.name), reason: reason)
  }

  private func wrongPage(_ header: ParquetPage, _ expected: String) -> InputFileError {
    .malformed(
      path: path, position: .column(column.name),
      expected: "\(expected) in the page at byte \(header.start)", found: "something else")
  }

  /// The bits of a number up to a greatest one.
  private static func width(_ most: Int) -> Int { Int.bitWidth - most.leadingZeroBitCount }
}
