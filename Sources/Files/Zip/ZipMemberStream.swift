internal import CZlib

/// The content of one ZIP member as a sequence of bytes with bounded memory.
///
/// The declared size and check sum are verified at the end, and no more than the declared size is
/// ever produced. Compressed pages behind the reader are given back to the system.
package final class ZipMemberStream {
  /// The member that is read.
  package let member: ZipMember
  /// How many bytes of content have been delivered.
  package private(set) var delivered = 0

  /// How far the archive has been read, in bytes.
  package var position: Int {
    member.range.lowerBound + (member.isDeflated ? consumed : delivered)
  }

  private let archive: ZipArchive
  private let inflater = Inflater(.raw)
  private var consumed = 0
  private var sum: UInt = 0
  private var hasEnded = false

  /// Begins to read a member.
  ///
  /// - Parameters:
  ///   - archive: the archive that holds it.
  ///   - member: one of its members.
  package init(archive: ZipArchive, member: ZipMember) {
    self.archive = archive
    self.member = member
  }

  /// Goes back to the beginning.
  package func rewind() {
    inflater.reset()
    delivered = 0
    consumed = 0
    sum = 0
    hasEnded = false
  }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: where they go; it is filled unless the member ends.
  /// - Returns: how many were read; 0 means the end.
  /// - Throws: ``InputFileError/damaged(path:position:reason:)`` if the data does not inflate, or to
  ///   another size or check sum than declared.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputFileError) -> Int {
    guard !hasEnded, buffer.count > 0 else { return 0 }
    var produced = 0
    if member.isDeflated {
      while produced < buffer.count, !hasEnded {
        try unsafe inflateOnce(into: buffer, produced: &produced)
      }
      if !hasEnded, delivered + produced == member.byteCount { try finish(produced) }
    } else {
      produced = min(buffer.count, member.byteCount - delivered)
      let start = member.range.lowerBound + delivered
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: archive.file.bytes[start..<start + produced]))
      archive.file.releasePages(start..<start + produced)
      hasEnded = delivered + produced == member.byteCount
    }
    let bytes = unsafe buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
    sum = unsafe UInt(crc32_z(uLong(sum), bytes, z_size_t(produced)))
    delivered += produced
    if hasEnded { try verify() }
    return produced
  }

  private func inflateOnce(
    into buffer: UnsafeMutableRawBufferPointer, produced: inout Int
  ) throws(InputFileError) {
    // One MiB at a time, so that the pages behind can be released.
    let start = member.range.lowerBound + consumed
    let end = min(member.range.upperBound, start + 1 << 20)
    let (step, used, count) = unsafe inflater.step(
      input: UnsafeRawBufferPointer(rebasing: archive.file.bytes[start..<end]),
      output: UnsafeMutableRawBufferPointer(rebasing: buffer[produced...]))
    consumed += used
    produced += count
    archive.file.releasePages(start..<start + used)
    switch step {
    case .ended: hasEnded = true
    case .damaged(let reason): throw damaged("its compressed data is broken (\(reason))")
    case .progress where used == 0 && count == 0:
      throw damaged("its compressed data stops before its end")
    case .progress:
      guard delivered + produced <= member.byteCount else {
        throw damaged("it inflates to more than the declared \(member.byteCount, "byte")")
      }
    }
  }

  /// Takes the end mark of the data, so that the check sum is verified with the last byte.
  private func finish(_ produced: Int) throws(InputFileError) {
    let spare = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
    defer { unsafe spare.deallocate() }
    var excess = 0
    while !hasEnded {
      try unsafe inflateOnce(into: spare, produced: &excess)
      guard excess == 0 else {
        throw damaged("it inflates to more than the declared \(member.byteCount, "byte")")
      }
    }
  }

  private func verify() throws(InputFileError) {
    guard delivered == member.byteCount else {
      throw damaged("it inflates to \(delivered, "byte") instead of \(member.byteCount)")
    }
    guard UInt32(truncatingIfNeeded: sum) == member.checkSum else {
      throw damaged("its check sum is wrong")
    }
  }

  private func damaged(_ reason: String) -> InputFileError {
    .damaged(path: archive.path, position: .member(member.name), reason: reason)
  }
}
