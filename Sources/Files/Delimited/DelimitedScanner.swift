/// Finds the fields of one row after another in a window of text.
///
/// A row that the window does not hold completely is scanned again after a refill, so nothing is
/// changed in the window before the end of a row is known.
@safe final class DelimitedScanner {
  let buffer: TextBuffer
  let delimiter: UInt8
  /// The number of fields of the current row.
  private(set) var fieldCount = 0
  /// The line on which the current row begins, from 1.
  private(set) var lineNumber = 0
  /// The first field of the current row that holds an array cut by an ellipsis.
  private(set) var cutField: Int?

  private let allowsQuotes: Bool
  private let stops: UnsafeMutablePointer<UInt8>
  private var fields: UnsafeMutablePointer<Field>
  private var capacity = 64
  private var nextLine: Int

  /// The range of a field in the window, and whether it holds doubled quotes.
  private struct Field {
    var start: Int
    var end: Int
    var hasDoubledQuotes: Bool
  }

  private static let isDelimiter: UInt8 = 1
  private static let isLineEnd: UInt8 = 2
  private static let quote = UInt8(ascii: "\"")

  init(_ buffer: TextBuffer, delimiter: UInt8, allowsQuotes: Bool, firstLine: Int = 1) {
    nextLine = firstLine
    self.buffer = buffer
    self.delimiter = delimiter
    self.allowsQuotes = allowsQuotes
    unsafe stops = .allocate(capacity: 256)
    unsafe stops.initialize(repeating: 0, count: 256)
    unsafe stops[Int(delimiter)] = Self.isDelimiter
    unsafe stops[Int(UInt8(ascii: "\n"))] = Self.isLineEnd
    unsafe stops[Int(UInt8(ascii: "\r"))] = Self.isLineEnd
    unsafe fields = .allocate(capacity: capacity)
  }

  deinit {
    unsafe stops.deallocate()
    unsafe fields.deallocate()
  }

  /// The bytes of a field of the current row.
  @unsafe func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < fieldCount, "no such column")
    let field = unsafe fields[index]
    return unsafe UnsafeBufferPointer(
      start: buffer.base + field.start, count: field.end - field.start)
  }

  /// Moves to the next row that is not empty; false at the end.
  func nextRow() throws(InputFileError) -> Bool {
    while true {
      guard let next = try scanRow() else {
        guard buffer.isAtEnd else {
          try buffer.refill(line: nextLine)
          continue
        }
        guard buffer.start < buffer.end else { return false }
        throw .malformed(
          path: buffer.source.path, position: .line(nextLine),
          expected: "a closing quote for the field that opens in this row",
          found: "the end of the file")
      }
      let start = buffer.start
      buffer.start = next
      // An empty line is no row: many files end with one. A quoted empty field is a row.
      if unsafe fieldCount == 1 && fields[0].end == fields[0].start && fields[0].start == start {
        continue
      }
      return true
    }
  }

  /// Scans one row from the start of the window.
  ///
  /// - Returns: where the next row begins, or nil if the row goes beyond the window.
  private func scanRow() throws(InputFileError) -> Int? {
    let base = unsafe buffer.base
    let stops = unsafe stops
    let end = buffer.end
    let isAtEnd = buffer.isAtEnd
    var index = buffer.start
    guard index < end else { return nil }
    var count = 0
    var line = nextLine
    var hasDoubledQuotes = false
    cutField = nil
    while true {
      var field = Field(start: index, end: index, hasDoubledQuotes: false)
      if allowsQuotes, unsafe base[index] == Self.quote, index < end {
        guard let next = unsafe scanQuoted(&field, base, end: end, line: &line) else { return nil }
        hasDoubledQuotes = hasDoubledQuotes || field.hasDoubledQuotes
        index = next
        if index >= end, !isAtEnd { return nil }
        guard unsafe stops[Int(base[index])] != 0 else {
          throw .malformed(
            path: buffer.source.path, position: .line(line),
            expected: "a delimiter or the end of the line after a closing quote",
            found: unsafe base[index] == UInt8(ascii: " ")
              ? "a blank; write commas or tabs between the fields, and double quotes inside them"
              : "other text; double the quotes inside a quoted field")
        }
      } else {
        while unsafe stops[Int(base[index])] == 0 { index += 1 }
        if index >= end {
          guard isAtEnd else { return nil }
          index = end
        }
        field.end = index
      }
      if count == capacity { growFields() }
      unsafe fields[count] = field
      if field.start < field.end, unsafe ArrayText.mayBegin(base[field.start]), cutField == nil,
        unsafe ArrayText.isCut(
          UnsafeBufferPointer(start: base + field.start, count: field.end - field.start))
      {
        cutField = count
      }
      count += 1
      if index < end, unsafe stops[Int(base[index])] == Self.isDelimiter {
        index += 1
        continue
      }
      if index < end, unsafe base[index] == UInt8(ascii: "\r") {
        if index + 1 >= end, !isAtEnd { return nil }
        if unsafe index + 1 < end && base[index + 1] == UInt8(ascii: "\n") { index += 1 }
      }
      fieldCount = count
      lineNumber = nextLine
      nextLine = line + 1
      if hasDoubledQuotes { unsafe removeDoubledQuotes(base) }
      return min(index + 1, end)
    }
  }

  /// Scans a quoted field whose opening quote is at its start.
  ///
  /// - Returns: the index behind the closing quote, or nil if it is not in the window.
  private func scanQuoted(
    _ field: inout Field, _ base: UnsafeMutablePointer<UInt8>, end: Int, line: inout Int
  ) -> Int? {
    field.start += 1
    var index = field.start
    while index < end {
      let byte = unsafe base[index]
      if byte == UInt8(ascii: "\n") {
        line += 1
      } else if byte == Self.quote {
        guard unsafe index + 1 < end && base[index + 1] == Self.quote else {
          // A quote at the end of the window may be the first of two.
          if index + 1 >= end, !buffer.isAtEnd { return nil }
          field.end = index
          return index + 1
        }
        field.hasDoubledQuotes = true
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// Moves the text of fields together over the second of two quotes.
  private func removeDoubledQuotes(_ base: UnsafeMutablePointer<UInt8>) {
    for column in 0..<fieldCount where unsafe fields[column].hasDoubledQuotes {
      var read = unsafe fields[column].start
      var write = read
      let end = unsafe fields[column].end
      while read < end {
        let byte = unsafe base[read]
        unsafe base[write] = byte
        write += 1
        read += byte == Self.quote ? 2 : 1
      }
      unsafe fields[column].end = write
    }
  }

  /// The first field of the current row that holds whole rows, as if a stray quote had swallowed them: its
  /// first line has the rest of a row, its last the beginning of one, and all others are rows.
  var swallowingField: Int? {
    // Few rows run over several lines.
    guard nextLine > lineNumber + 1, fieldCount > 1 else { return nil }
    return (0..<fieldCount).first { column in
      let text = unsafe field(column)
      guard unsafe text.contains(UInt8(ascii: "\n")) else { return false }
      let lines = unsafe text.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let isLast = column == fieldCount - 1
      let ending = unsafe lines.count - 1
      return unsafe lines.enumerated().allSatisfy { number, line in
        // A comma in a sentence has a blank behind it, one between cells has none.
        if !isLast, unsafe hasBlankBehindComma(line) { return false }
        let expected =
          number == ending
          ? column : number == 0 ? fieldCount - 1 - column : fieldCount - 1
        return unsafe (isLast && number == 0) || line.count { $0 == delimiter } == expected
      }
    }
  }

  private func hasBlankBehindComma(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard delimiter == UInt8(ascii: ",") else { return false }
    return unsafe zip(line, line.dropFirst()).contains {
      $0 == delimiter && $1 == UInt8(ascii: " ")
    }
  }

  private func growFields() {
    let larger = UnsafeMutablePointer<Field>.allocate(capacity: 2 * capacity)
    unsafe larger.update(from: fields, count: capacity)
    unsafe fields.deallocate()
    unsafe fields = larger
    capacity *= 2
  }
}
