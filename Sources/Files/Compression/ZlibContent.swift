/// Content that is compressed with zlib as a whole, as MATLAB does.
package enum ZlibContent {
  /// Inflates bytes.
  ///
  /// - Parameters:
  ///   - bytes: the compressed bytes.
  ///   - count: how many bytes of content are enough; nil for all.
  ///   - most: the most bytes of content.
  ///   - path: what messages call the file.
  ///   - offset: where the bytes begin in the file.
  /// - Returns: the content, or its beginning.
  /// - Throws: ``InputFileError`` for damaged content, and for more of it than allowed.
  package static func inflate(
    _ bytes: UnsafeRawBufferPointer, upTo count: Int?, most: Int, path: String, offset: Int
  ) throws(InputFileError) -> [UInt8] {
    let inflater = Inflater(.zlib)
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(count ?? 256 << 10, 256 << 10), alignment: 16)
    defer { unsafe chunk.deallocate() }
    var content: [UInt8] = []
    var used = 0
    while true {
      let (step, consumed, produced) = unsafe inflater.step(
        input: UnsafeRawBufferPointer(rebasing: bytes[used...]), output: chunk)
      used += consumed
      guard content.count + produced <= most else {
        throw .limitExceeded(
          path: path, position: .byte(offset), what: "inflated bytes in one variable", limit: most)
      }
      unsafe content.append(contentsOf: chunk[..<produced])
      if let count, content.count >= count { return content }
      switch step {
      case .ended: return content
      case .damaged(let reason):
        throw .damaged(
          path: path, position: .byte(offset + used),
          reason: "the compressed data is broken (\(reason))")
      case .progress where consumed == 0 && produced == 0:
        throw .damaged(
          path: path, position: .byte(offset + used),
          reason: "the compressed data stops before its end")
      case .progress: break
      }
    }
  }
}
