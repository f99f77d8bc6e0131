internal import CZlib

/// A running zlib decompression: raw DEFLATE, zlib or gzip.
@safe final class Inflater {
  /// How the compressed data is wrapped.
  enum Wrapping: Int32 {
    /// DEFLATE without header, as in ZIP archives.
    case raw = -15
    /// With the two bytes of zlib before it and a check sum behind.
    case zlib = 15
    /// A gzip member with header and check sum.
    case gzip = 31
  }

  /// What one step achieved.
  enum Step: Equatable {
    case progress
    case ended
    case damaged(String)
  }

  /// zlib keeps a pointer to the stream, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init(_ wrapping: Wrapping) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe inflateInit2_(
      stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib refused to start")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Begins a new member or starts again.
  func reset() { unsafe inflateReset(stream) }

  /// Inflates some input into some output and says how much of each was used.
  func step(
    input: UnsafeRawBufferPointer, output: UnsafeMutableRawBufferPointer
  ) -> (step: Step, consumed: Int, produced: Int) {
    let inputCount = min(input.count, 1 << 30)
    let outputCount = min(output.count, 1 << 30)
    let next = unsafe input.baseAddress?.assumingMemoryBound(to: Bytef.self)
    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: next)
    unsafe stream.pointee.avail_in = UInt32(inputCount)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
    unsafe stream.pointee.avail_out = UInt32(outputCount)
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    let consumed = unsafe inputCount - Int(stream.pointee.avail_in)
    let produced = unsafe outputCount - Int(stream.pointee.avail_out)
    switch status {
    case Z_OK, Z_BUF_ERROR: return (.progress, consumed, produced)
    case Z_STREAM_END: return (.ended, consumed, produced)
    default:
      let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      return (.damaged(reason ?? "the compressed data does not decode"), consumed, produced)
    }
  }
}
