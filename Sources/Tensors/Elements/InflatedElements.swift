internal import Files
internal import Synchronization

/// The elements of a deflated archive member as a stream of chunks.
///
/// Reading forward goes on where the last call stopped; reading backward begins again at the front.
/// One call reads at a time.
final class InflatedElements: Sendable {
  private let archive: ZipArchive
  private let member: ZipMember
  private let dataOffset: Int
  private let state = Mutex(State())

  private struct State {
    var stream: ZipMemberStream?
  }

  /// Prepares to read a member whose elements begin behind a header.
  init(archive: ZipArchive, member: ZipMember, dataOffset: Int) {
    self.archive = archive
    self.member = member
    self.dataOffset = dataOffset
  }

  /// Calls a function with one chunk after another of a range of elements.
  ///
  /// - Parameters:
  ///   - elements: which elements, counted from the first of the member.
  ///   - size: the size of an element in bytes, at least 1.
  ///   - body: gets the bytes of a chunk and the number of its first element.
  /// - Throws: ``TensorFileError`` if the data does not inflate, and whatever the function throws.
  func withChunks(
    _ elements: Range<Int>, size: Int,
    _ body: (UnsafeRawBufferPointer, Int) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    try state.withLock { (state) throws(TensorFileError) in
      let chunkElements = max((256 << 10) / size, 1)
      let chunk = UnsafeMutableRawBufferPointer.allocate(
        byteCount: chunkElements * size, alignment: 16)
      defer { unsafe chunk.deallocate() }
      let stream = state.stream ?? ZipMemberStream(archive: archive, member: member)
      state.stream = stream
      let target = dataOffset + elements.lowerBound * size
      if stream.delivered > target { stream.rewind() }
      while stream.delivered < target {
        _ = try unsafe read(stream, into: chunk, count: min(chunk.count, target - stream.delivered))
      }
      var next = elements.lowerBound
      while next < elements.upperBound {
        let count = min(chunkElements, elements.upperBound - next)
        try unsafe body(read(stream, into: chunk, count: count * size), next)
        next += count
      }
    }
  }

  private func read(
    _ stream: ZipMemberStream, into chunk: UnsafeMutableRawBufferPointer, count: Int
  ) throws(TensorFileError) -> UnsafeRawBufferPointer {
    let part = unsafe UnsafeMutableRawBufferPointer(rebasing: chunk[..<count])
    let read: Int
    do { read = try unsafe stream.read(into: part) } catch { throw .input(error) }
    guard read == count else {
      throw .sizeMismatch(
        source: "\(archive.path):\(member.name)", expected: member.byteCount,
        found: stream.delivered)
    }
    return UnsafeRawBufferPointer(part)
  }
}
