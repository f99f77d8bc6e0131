internal import CZlib

/// A running zlib compression, to raw DEFLATE or gzip.
@safe final class Deflater {
  /// zlib keeps a pointer to the stream, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let chunk: UnsafeMutableRawBufferPointer

  /// Begins a stream; gzip is written without a time, so that the same content gives the same bytes.
  init(_ wrapping: Inflater.Wrapping = .raw) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe chunk = .allocate(byteCount: 256 << 10, alignment: 16)
    let status = unsafe deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, wrapping.rawValue, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib refused to start")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
    unsafe chunk.deallocate()
  }

  /// Compresses bytes and hands on what comes out.
  func write(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool,
    to sink: (UnsafeRawBufferPointer) throws(InputFileError) -> Void
  ) throws(InputFileError) {
    var done = 0
    var isFinished = false
    repeat {
      let count = min(bytes.count - done, 1 << 30)
      let next = unsafe bytes.baseAddress.map {
        unsafe ($0 + done).assumingMemoryBound(to: Bytef.self)
      }
      unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: next)
      unsafe stream.pointee.avail_in = UInt32(count)
      let flush = isLast && done + count == bytes.count ? Z_FINISH : Z_NO_FLUSH
      repeat {
        unsafe stream.pointee.next_out = chunk.baseAddress?.assumingMemoryBound(to: Bytef.self)
        unsafe stream.pointee.avail_out = UInt32(chunk.count)
        isFinished = unsafe deflate(stream, flush) == Z_STREAM_END
        let produced = unsafe chunk.count - Int(stream.pointee.avail_out)
        try unsafe sink(UnsafeRawBufferPointer(rebasing: chunk[..<produced]))
      } while unsafe stream.pointee.avail_out == 0
      done += count
    } while done < bytes.count || (isLast && !isFinished)
  }
}
