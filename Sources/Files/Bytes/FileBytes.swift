/// The bytes of a file as they are on disk, or in a stream.
package enum FileBytes {
  /// Passes the bytes of a file on in parts.
  ///
  /// - Parameters:
  ///   - path: A file or a stream; an empty one is allowed.
  ///   - body: Receives the parts in order.
  /// - Returns: The number of bytes.
  /// - Throws: ``InputFileError`` when the file cannot be read.
  /// - Complexity: O(bytes) time, 1 MiB of memory.
  package static func forEachPart(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(InputFileError) -> Int {
    let file = try FileHandleOwner(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var total = 0
    while true {
      let count = try unsafe file.read(into: buffer)
      guard count > 0 else { return total }
      unsafe body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      total += count
      if file.byteCount >= ReadingProgress.least {
        ReadingProgress.watcher?.see(
          ReadingProgress(path: path, done: total, total: file.byteCount))
      }
    }
  }
}
