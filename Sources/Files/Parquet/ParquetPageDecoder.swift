/// Decodes the pages of one column of a Parquet file.
struct ParquetPageDecoder {
  /// The column.
  let column: ParquetColumn
  let kind: ParquetColumn.Kind
  private let path: String
  /// The values that later pages point at; nil where a group has none yet.
  var dictionary: ParquetCells?

  /// Prepares to decode a column of a file.
  init(_ column: ParquetColumn, kind: ParquetColumn.Kind, path: String) {
    self.column = column
    self.kind = kind
    self.path = path
  }

  /// The values of a page of data, one cell a row.
  func cells(
    _ header: ParquetPage, _ block: ParquetBlock
  ) throws(InputFileError) -> ParquetCells {
    var (levels, start) = (0..<0, 0)
    if case .data2(let levelBytes, _) = header.kind {
      (levels, start) = (0..<levelBytes, levelBytes)
    } else {
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
  func values(
    _ block: ParquetBlock, from start: Int, count: Int
  ) throws(InputFileError) -> ParquetCells {
    guard kind != .truth else {
      return try truths(block, from: start, count: count, isPacked: true)
    }
    guard let cells = ParquetCells(block, from: start, kind: kind, count: count) else {
      throw damaged("a page of column '\(column.name)' holds fewer than its \(count, "value")")
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
      throw damaged("a page of column '\(column.name)' holds fewer than its \(count, "value")")
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

  /// That a page of the column is no page.
  func damaged(_ reason: String) -> InputFileError {
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
