/// The directory of a ZIP archive in memory.
///
/// Layout after PKWARE's APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3.
@safe struct ZipDirectory {
  private let bytes: UnsafeRawBufferPointer
  private let path: String

  init(bytes: UnsafeRawBufferPointer, path: String) {
    unsafe self.bytes = bytes
    self.path = path
  }

  /// Reads and checks all entries.
  ///
  /// - Parameter limits: bounds on the number of members.
  /// - Returns: the members in the order of the directory, folders left out.
  /// - Throws: ``InputFileError`` at the first contradiction.
  func members(limits: InputLimits) throws(InputFileError) -> [ZipMember] {
    let (count, directory) = try locate()
    guard count <= limits.archiveMembers else {
      throw .limitExceeded(
        path: path, position: .file, what: "members", limit: limits.archiveMembers)
    }
    var members: [ZipMember] = []
    var extents: [(range: Range<Int>, name: String)] = []
    var names: Set<String> = []
    var offset = directory.lowerBound
    for _ in 0..<count {
      let (member, extent, next) = try entry(at: offset, end: directory.upperBound)
      try checkName(member.name)
      try checkInflation(member, limits)
      offset = next
      extents.append((extent, member.name))
      guard names.insert(member.name).inserted else {
        throw .malformed(
          path: path, position: .member(member.name), expected: "every name once",
          found: "two members of that name")
      }
      if !member.name.hasSuffix("/") { members.append(member) }
    }
    extents.sort { $0.range.lowerBound < $1.range.lowerBound }
    for (earlier, later) in zip(extents, extents.dropFirst())
    where earlier.range.upperBound > later.range.lowerBound {
      throw .malformed(
        path: path, position: .member(later.name), expected: "members side by side",
        found: "that it overlaps the member '\(earlier.name)', as in a ZIP bomb")
    }
    return members
  }

  // MARK: - End of the central directory

  private func locate() throws(InputFileError) -> (count: Int, directory: Range<Int>) {
    let end = try endRecord()
    var count = try Int(u16(end + 10))
    var size = try Int(u32(end + 12))
    var start = try Int(u32(end + 16))
    var limit = end
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF,
      end >= 20, try u32(end - 20) == 0x0706_4B50
    {
      let record = try int64(end - 20 + 8)
      guard record >= 0, record <= end - 20 - 56, try u32(record) == 0x0606_4B50 else {
        throw damaged(end - 20, "the ZIP64 end record is not where it should be")
      }
      count = try int64(record + 32)
      size = try int64(record + 40)
      start = try int64(record + 48)
      limit = record
    }
    guard count >= 0, size >= 0, start >= 0, start <= limit, size <= limit - start else {
      throw damaged(end, "its directory lies outside the file")
    }
    return (count, start..<start + size)
  }

  /// The end record stands last, before a comment of at most 65,535 bytes.
  private func endRecord() throws(InputFileError) -> Int {
    var offset = unsafe bytes.count - 22
    let first = unsafe max(0, bytes.count - 22 - 0xFFFF)
    while offset >= first {
      if try u32(offset) == 0x0605_4B50,
        unsafe try Int(u16(offset + 20)) == bytes.count - 22 - offset
      {
        return offset
      }
      offset -= 1
    }
    throw unsafe damaged(bytes.count, "the ZIP directory at its end is missing, the file was cut")
  }

  // MARK: - Entries

  private func entry(
    at offset: Int, end: Int
  ) throws(InputFileError) -> (member: ZipMember, extent: Range<Int>, next: Int) {
    guard offset + 46 <= end, try u32(offset) == 0x0201_4B50 else {
      throw damaged(offset, "an entry of the ZIP directory is broken")
    }
    let nameCount = try Int(u16(offset + 28))
    let extraCount = try Int(u16(offset + 30))
    let next = try offset + 46 + nameCount + extraCount + Int(u16(offset + 32))
    guard next <= end else { throw damaged(offset, "an entry of the ZIP directory is broken") }
    let nameBytes = unsafe bytes[offset + 46..<offset + 46 + nameCount]
    let name = unsafe String(decoding: nameBytes, as: UTF8.self)
    let flags = try u16(offset + 8)
    let method = try u16(offset + 10)
    guard flags & 0x2041 == 0 else {
      throw .unsupported(
        path: path, position: .member(name), found: "an encrypted member",
        remedy: "decrypt the archive first")
    }
    guard method == 0 || method == 8 else {
      throw .unsupported(
        path: path, position: .member(name), found: "compression method \(method)",
        remedy: "pack it again with 'stored' or 'deflate'")
    }
    var sizes = try [Int(u32(offset + 24)), Int(u32(offset + 20)), Int(u32(offset + 42))]
    try readZip64(&sizes, in: offset + 46 + nameCount, count: extraCount)
    let (byteCount, storedCount, local) = (sizes[0], sizes[1], sizes[2])
    guard unsafe local <= bytes.count - 30, try u32(local) == 0x0403_4B50 else {
      throw damaged(offset, "the member '\(name)' is not where the ZIP directory says")
    }
    let data = try local + 30 + Int(u16(local + 26)) + Int(u16(local + 28))
    guard unsafe data <= bytes.count, unsafe storedCount <= bytes.count - data else {
      throw damaged(local, "the member '\(name)' goes beyond the end, the file was cut")
    }
    guard method == 8 || storedCount == byteCount else {
      throw damaged(offset, "the stored member '\(name)' has two sizes")
    }
    // No DEFLATE stream expands by more than 1032 to 1.
    guard byteCount / 1040 <= storedCount else {
      throw damaged(offset, "the member '\(name)' claims more than its data can inflate to")
    }
    let member = ZipMember(
      name: name, isDeflated: method == 8, range: data..<data + storedCount,
      byteCount: byteCount, checkSum: try u32(offset + 16))
    return (member, local..<data + storedCount, next)
  }

  /// Refuses a name that would leave the folder into which somebody unpacks the archive.
  private func checkName(_ name: String) throws(InputFileError) {
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    guard parts.contains("..") || parts[0].isEmpty || parts[0].hasSuffix(":") else { return }
    throw .malformed(
      path: path, position: .member(name), expected: "names of members inside the archive",
      found: "a path that leaves it")
  }

  private func checkInflation(
    _ member: ZipMember, _ limits: InputLimits
  ) throws(InputFileError) {
    guard member.isDeflated, member.byteCount > 256 << 20 else { return }
    guard member.byteCount <= limits.inflatedBytes else {
      throw .limitExceeded(
        path: path, position: .member(member.name), what: "inflated bytes",
        limit: limits.inflatedBytes)
    }
    guard member.byteCount / limits.inflationRatio <= member.range.count else {
      throw .limitExceeded(
        path: path, position: .member(member.name), what: "inflated bytes per compressed byte",
        limit: limits.inflationRatio)
    }
  }

  /// Replaces the sizes that do not fit 32 bits by those of the ZIP64 field, in its fixed order.
  private func readZip64(
    _ sizes: inout [Int], in start: Int, count: Int
  ) throws(InputFileError) {
    guard sizes.contains(0xFFFF_FFFF) else { return }
    var offset = start
    while offset + 4 <= start + count {
      let size = try Int(u16(offset + 2))
      guard offset + 4 + size <= start + count else { break }
      if try u16(offset) == 1 {
        var field = offset + 4
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
          guard field + 8 <= offset + 4 + size else {
            throw damaged(offset, "a ZIP64 field is too short")
          }
          sizes[index] = try int64(field)
          field += 8
        }
        break
      }
      offset += 4 + size
    }
    guard sizes.allSatisfy({ $0 >= 0 }) else { throw damaged(start, "a ZIP64 size is negative") }
  }

  // MARK: - Numbers

  private func damaged(_ byte: Int, _ reason: String) -> InputFileError {
    .damaged(path: path, position: .byte(max(byte, 0)), reason: reason)
  }

  private func load<T: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, _ type: T.Type
  ) throws(InputFileError) -> T {
    guard offset >= 0, unsafe offset <= bytes.count - MemoryLayout<T>.size else {
      throw unsafe damaged(bytes.count, "it ends inside the ZIP directory")
    }
    return T(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: T.self))
  }

  private func u16(_ offset: Int) throws(InputFileError) -> UInt16 { try load(offset, UInt16.self) }
  private func u32(_ offset: Int) throws(InputFileError) -> UInt32 { try load(offset, UInt32.self) }

  private func int64(_ offset: Int) throws(InputFileError) -> Int {
    let value = try load(offset, Int64.self)
    // Sums of a few offsets must not overflow, and no file is that large.
    guard value < 1 << 60 else { throw damaged(offset, "a ZIP64 size is absurd") }
    return Int(value)
  }
}
