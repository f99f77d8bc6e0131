/// A window on UTF-8 text that moves forward through a byte source.
///
/// The readers scan from ``start`` to ``end`` and ask for more when they run out. The window begins
/// at 1 MiB and grows, up to the limit on a line, only while nothing is consumed. A line feed
/// stands behind everything that was read, so that a scan for line feeds needs no test for the end.
@safe final class TextBuffer {
  let source: ByteSource
  private let limit: Int
  private let unit: String
  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The first byte that is not consumed.
  var start = 0
  /// The end of the checked text.
  private(set) var end = 0
  /// Whether the source has nothing more.
  private(set) var isAtEnd = false
  /// Where in the content the window begins.
  private(set) var offset = 0
  /// Bytes beyond the end that belong to a character whose rest is not read yet.
  private var tail = 0

  /// Opens the window on the beginning of a source, after a byte order mark.
  init(
    _ source: ByteSource, limit: Int, unit: String = "bytes in one row"
  ) throws(InputFileError) {
    self.source = source
    self.limit = limit
    self.unit = unit
    capacity = min(1 << 20, limit)
    unsafe base = .allocate(capacity: capacity + 8)
    unsafe base[0] = UInt8(ascii: "\n")
    try readMore(line: 1)
    if unsafe end >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF { start = 3 }
    if start == end, isAtEnd { throw .empty(path: source.path) }
  }

  deinit { unsafe base.deallocate() }

  /// Moves the unconsumed text to the front and reads more behind it.
  ///
  /// - Parameter line: the number of the line that begins at ``start``, for messages.
  /// - Throws: ``InputFileError`` for a row beyond the limit and for text that is not UTF-8.
  func refill(line: Int) throws(InputFileError) {
    let kept = end + tail - start
    if start > 0 {
      unsafe base.update(from: base + start, count: kept)
      offset += start
      start = 0
    } else if kept >= capacity {
      guard capacity < limit else {
        throw .limitExceeded(
          path: source.path, position: .line(line), what: unit, limit: limit)
      }
      capacity = min(2 * capacity, limit)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 8)
      unsafe larger.update(from: base, count: kept)
      unsafe base.deallocate()
      unsafe base = larger
    }
    end = kept - tail
    try readMore(line: line)
  }

  private func readMore(line: Int) throws(InputFileError) {
    let checked = end
    var filled = end + tail
    while filled < capacity {
      let free = unsafe UnsafeMutableRawBufferPointer(
        start: base + filled, count: capacity - filled)
      let count = try unsafe source.read(into: free)
      if count == 0 {
        isAtEnd = true
        break
      }
      filled += count
    }
    if offset == 0, checked == 0 {
      if let error = unsafe ForeignFile.error(base, filled, path: source.path) { throw error }
      if let found = unsafe TextCheck.otherEncoding(base, filled) {
        throw .wrongEncoding(path: source.path, position: .byte(0), found: found)
      }
    }
    switch unsafe TextCheck.check(base, from: checked, to: filled, isEnd: isAtEnd) {
    case .valid(let upTo):
      end = upTo
      tail = filled - upTo
      unsafe base[filled] = UInt8(ascii: "\n")
    case .invalid(let index, let found):
      var badLine = line
      for position in start..<index where unsafe base[position] == UInt8(ascii: "\n") {
        badLine += 1
      }
      throw .wrongEncoding(
        path: source.path, position: .line(badLine), found: "\(found) (byte \(offset + index))")
    }
  }
}
