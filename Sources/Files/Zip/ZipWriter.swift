internal import CZlib

/// A ZIP archive that is written member by member, each as a stream.
///
/// Sizes and check sums are filled in when a member ends, with ZIP64 where 32 bits do not suffice.
/// Members carry the date 1980-01-01, so the same content gives the same bytes. Content begins at
/// multiples of 64 bytes, so that stored arrays can be used in place. Nothing appears under the
/// final name before ``close()``.
package final class ZipWriter {
  /// Whether members are compressed.
  package enum Compression: Sendable {
    /// The bytes as they are.
    case stored
    /// DEFLATE at zlib's default level.
    case deflated
  }

  /// The final path.
  package var path: String { file.path }

  private let file: OutputFile
  private var directory: [UInt8] = []
  private var count = 0
  private var current: Member?

  private struct Member {
    var name: [UInt8]
    var start: Int
    var sizesOffset: Int
    var dataStart: Int
    var deflater: Deflater?
    var byteCount = 0
    var sum: UInt = 0
  }

  /// Creates an archive.
  ///
  /// - Parameter path: where it will be after ``close()``.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package init(path: String) throws(InputFileError) {
    file = try OutputFile(path: path)
  }

  /// Begins a member.
  ///
  /// - Parameters:
  ///   - name: its name; the caller keeps names distinct.
  ///   - compression: whether its bytes are compressed.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func begin(
    _ name: String, compression: Compression = .stored
  ) throws(InputFileError) {
    precondition(current == nil, "a member is open already")
    let start = file.byteCount
    let utf8 = Array(name.utf8)
    // Extra field 1 is ZIP64; field 0xD935 is alignment, of at least 4 bytes.
    let before = start + 30 + utf8.count + 20
    let padding = (64 - (before + 4) % 64) % 64
    var header = LittleEndianBytes()
    header.append(UInt32(0x0403_4B50))
    header.append(UInt16(45))
    header.append(UInt16(0x0800))
    header.append(UInt16(compression == .stored ? 0 : 8))
    header.append(UInt32(0x0021_0000))
    header.append(UInt32(0))
    header.append(UInt32.max)
    header.append(UInt32.max)
    header.append(UInt16(utf8.count))
    header.append(UInt16(20 + 4 + padding))
    header.bytes += utf8
    header.append(UInt16(1))
    header.append(UInt16(16))
    let sizesOffset = start + header.bytes.count
    header.append(UInt64(0))
    header.append(UInt64(0))
    header.append(UInt16(0xD935))
    header.append(UInt16(padding))
    header.bytes += [UInt8](repeating: 0, count: padding)
    try file.write(header.bytes)
    current = Member(
      name: utf8, start: start, sizesOffset: sizesOffset, dataStart: file.byteCount,
      deflater: compression == .stored ? nil : Deflater())
  }

  /// Appends bytes to the open member.
  ///
  /// - Parameter bytes: the content as it will be read.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(InputFileError) {
    guard var member = current else { preconditionFailure("no member is open") }
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: Bytef.self)
    member.sum = unsafe UInt(crc32_z(uLong(member.sum), start, z_size_t(bytes.count)))
    member.byteCount += bytes.count
    current = member
    guard let deflater = member.deflater else { return try unsafe file.write(bytes) }
    try unsafe deflater.write(bytes, isLast: false) { (chunk) throws(InputFileError) in
      try unsafe file.write(chunk)
    }
  }

  /// Ends the open member.
  ///
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func end() throws(InputFileError) {
    guard let member = current else { preconditionFailure("no member is open") }
    if let deflater = member.deflater {
      let nothing = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
      try unsafe deflater.write(nothing, isLast: true) { (chunk) throws(InputFileError) in
        try unsafe file.write(chunk)
      }
    }
    current = nil
    let stored = file.byteCount - member.dataStart
    var sizes = LittleEndianBytes()
    sizes.append(UInt64(member.byteCount))
    sizes.append(UInt64(stored))
    try file.replace(at: member.sizesOffset, sizes.bytes)
    var sum = LittleEndianBytes()
    sum.append(UInt32(truncatingIfNeeded: member.sum))
    try file.replace(at: member.start + 14, sum.bytes)
    appendEntry(member, stored: stored)
    count += 1
  }

  /// Writes the directory and moves the archive to its final name.
  ///
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func close() throws(InputFileError) {
    precondition(current == nil, "a member is still open")
    let start = file.byteCount
    try file.write(directory)
    var end = LittleEndianBytes()
    if start + directory.count >= 0xFFFF_FFFF || count >= 0xFFFF {
      let record = file.byteCount
      end.append(UInt32(0x0606_4B50))
      end.append(UInt64(44))
      end.append(UInt16(45))
      end.append(UInt16(45))
      end.append(UInt64(0))
      end.append(UInt64(count))
      end.append(UInt64(count))
      end.append(UInt64(directory.count))
      end.append(UInt64(start))
      end.append(UInt32(0x0706_4B50))
      end.append(UInt32(0))
      end.append(UInt64(record))
      end.append(UInt32(1))
    }
    end.append(UInt32(0x0605_4B50))
    end.append(UInt32(0))
    end.append(UInt16(clamping: count))
    end.append(UInt16(clamping: count))
    end.append(UInt32(clamping: directory.count))
    end.append(UInt32(clamping: start))
    end.append(UInt16(0))
    try file.write(end.bytes)
    try file.commit()
  }

  private func appendEntry(_ member: Member, stored: Int) {
    var extra = LittleEndianBytes()
    for size in [member.byteCount, stored, member.start] where size >= 0xFFFF_FFFF {
      extra.append(UInt64(size))
    }
    var entry = LittleEndianBytes()
    entry.append(UInt32(0x0201_4B50))
    entry.append(UInt16(3 << 8 | 45))
    entry.append(UInt16(45))
    entry.append(UInt16(0x0800))
    entry.append(UInt16(member.deflater == nil ? 0 : 8))
    entry.append(UInt32(0x0021_0000))
    entry.append(UInt32(truncatingIfNeeded: member.sum))
    entry.append(UInt32(clamping: stored))
    entry.append(UInt32(clamping: member.byteCount))
    entry.append(UInt16(member.name.count))
    entry.append(UInt16(extra.bytes.isEmpty ? 0 : extra.bytes.count + 4))
    entry.append(UInt16(0))
    entry.append(UInt16(0))
    entry.append(UInt16(0))
    // A regular file that all may read.
    entry.append(UInt32(0o100644 << 16))
    entry.append(UInt32(clamping: member.start))
    entry.bytes += member.name
    if !extra.bytes.isEmpty {
      entry.append(UInt16(1))
      entry.append(UInt16(extra.bytes.count))
      entry.bytes += extra.bytes
    }
    directory += entry.bytes
  }
}
