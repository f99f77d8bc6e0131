internal import CSnappy
internal import CZlib
internal import CZstd

/// How the pages of a Parquet file are compressed.
enum ParquetCodec: Int {
  case none = 0
  case snappy = 1
  case gzip = 2
  case zstd = 6

  /// Decompresses into a buffer of exactly the size that the page promises.
  ///
  /// - Returns: what is wrong, or nil.
  func decompress(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) -> String? {
    switch self {
    case .none:
      guard source.count == target.count else { return "it has \(source.count, "byte")" }
      unsafe target.copyMemory(from: source)
      return nil
    case .snappy: return unsafe snappy(source, target)
    case .gzip: return unsafe gzip(source, target)
    case .zstd:
      let count = unsafe ZSTD_decompress(
        target.baseAddress, target.count, source.baseAddress, source.count)
      guard ZSTD_isError(count) == 0 else {
        return unsafe "ZSTD says '\(String(cString: ZSTD_getErrorName(count)))'"
      }
      return count == target.count ? nil : "it becomes \(count, "byte")"
    }
  }

  private func snappy(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer
  ) -> String? {
    let bytes = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
    var count = 0
    guard unsafe snappy_uncompressed_length(bytes, source.count, &count) == SNAPPY_OK else {
      return "it does not begin as Snappy does"
    }
    guard count == target.count else { return "it becomes \(count, "byte")" }
    let status = unsafe snappy_uncompress(
      bytes, source.count, target.baseAddress?.assumingMemoryBound(to: CChar.self), &count)
    return status == SNAPPY_OK && count == target.count ? nil : "Snappy does not decode it"
  }

  private func gzip(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer
  ) -> String? {
    let inflater = Inflater(.gzip)
    var (used, filled) = (0, 0)
    while true {
      let (step, consumed, produced) = unsafe inflater.step(
        input: UnsafeRawBufferPointer(rebasing: source[used...]),
        output: UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
      (used, filled) = (used + consumed, filled + produced)
      switch step {
      case .ended where filled == target.count: return nil
      case .ended where used < source.count: inflater.reset()
      case .ended: return "it becomes \(filled, "byte")"
      case .damaged(let reason): return reason
      case .progress where consumed == 0 && produced == 0:
        return used == source.count ? "it stops before its end" : "it becomes more bytes"
      case .progress: break
      }
    }
  }

  /// The CRC-32 of bytes.
  static func checkSum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return unsafe UInt32(truncatingIfNeeded: crc32_z(0, start, bytes.count))
  }
}
