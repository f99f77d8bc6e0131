/// The values of a JSON Lines file, one at a time.
///
/// Every line holds one JSON value; empty lines are skipped. Memory is a window of 1 MiB, or the
/// longest line.
package final class JSONLinesReader {
  /// The line of the value returned last, from 1.
  package private(set) var lineNumber = 0

  private let buffer: TextBuffer
  private let limits: InputLimits

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: a JSON Lines file, plain or gzip.
  ///   - limits: bounds on the length of lines, depth and values of each.
  /// - Throws: ``InputFileError`` if the file is missing, empty or not UTF-8.
  package convenience init(
    path: String, limits: InputLimits = .standard
  ) throws(InputFileError) {
    try self.init(ByteSource(path: path, limits: limits), limits: limits)
  }

  /// Reads from a byte source.
  ///
  /// - Parameters:
  ///   - source: where the text comes from; the reader takes it over.
  ///   - limits: bounds on the length of lines, depth and values of each.
  /// - Throws: ``InputFileError`` if the content is empty or not UTF-8.
  package init(
    _ source: ByteSource, limits: InputLimits = .standard
  ) throws(InputFileError) {
    buffer = try TextBuffer(source, limit: limits.lineBytes, unit: "bytes in one line")
    self.limits = limits
  }

  /// The path or name, for messages.
  package var path: String { buffer.source.path }

  /// How many bytes of the file have been read, and how many there are; 0 if unknown.
  package var progress: (read: Int, total: Int) {
    (buffer.source.position, buffer.source.byteCount)
  }

  /// Reads the value of the next line.
  ///
  /// - Returns: the value, or nil at the end.
  /// - Throws: ``InputFileError`` naming line and column; reading may go on with the line behind.
  package func next() throws(InputFileError) -> JSONValue? {
    while let line = unsafe try nextLine() {
      guard unsafe line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else {
        continue
      }
      var parser = unsafe JSONParser(line, path: path, limits: limits, firstLine: lineNumber)
      return try parser.document()
    }
    return nil
  }

  private func nextLine() throws(InputFileError) -> UnsafeBufferPointer<UInt8>? {
    while true {
      let start = buffer.start
      var end = start
      while unsafe end < buffer.end && buffer.base[end] != UInt8(ascii: "\n") { end += 1 }
      if end == buffer.end {
        guard buffer.isAtEnd else {
          try buffer.refill(line: lineNumber + 1)
          continue
        }
        guard start < end else { return nil }
      }
      lineNumber += 1
      buffer.start = min(end + 1, buffer.end)
      return unsafe UnsafeBufferPointer(start: buffer.base + start, count: end - start)
    }
  }
}
