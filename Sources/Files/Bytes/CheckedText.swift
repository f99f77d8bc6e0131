/// Bytes in memory that are known to be UTF-8 text.
package struct CheckedText {
  private let bytes: [UInt8]
  private let start: Int

  /// Checks bytes and skips a byte order mark.
  package init(_ bytes: [UInt8], name: String) throws(InputFileError) {
    guard !bytes.isEmpty else { throw .empty(path: name) }
    let span = bytes.span
    let result = unsafe span.withUnsafeBufferPointer { buffer -> TextCheck.Result in
      guard let base = buffer.baseAddress else { return .valid(upTo: 0) }
      if let found = unsafe TextCheck.otherEncoding(base, buffer.count) {
        return .invalid(at: 0, found: found)
      }
      return unsafe TextCheck.check(base, from: 0, to: buffer.count, isEnd: true)
    }
    if case .invalid(let index, let found) = result {
      let line = 1 + bytes[..<index].count { $0 == UInt8(ascii: "\n") }
      throw .wrongEncoding(
        path: name, position: .line(line), found: "\(found) (byte \(index))")
    }
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Calls a function with the text behind the byte order mark.
  package func withBytes<R>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(InputFileError) -> R
  ) throws(InputFileError) -> R {
    let span = bytes.span
    return try unsafe span.withUnsafeBufferPointer { (buffer) throws(InputFileError) in
      try unsafe body(UnsafeBufferPointer(rebasing: buffer[start...]))
    }
  }
}
