/// The content of a file as a bounded sequence of bytes, plain or gzip.
///
/// Gzip, also of several members, is recognised by its first two bytes, never by the name. So is a
/// ZIP archive of a single file, whose content is read. Memory is one input buffer of 256 KiB,
/// whatever the size of the file.
@safe package final class ByteSource {
  /// The path or name, for messages.
  package let path: String
  /// The size on disk in bytes; 0 when unknown, as for a pipe.
  package let byteCount: Int
  /// Whether the content is inflated on the way.
  package let isCompressed: Bool
  /// How many bytes of the file have been read; compare with ``byteCount`` for progress.
  package private(set) var position = 0
  /// How many bytes of content have been delivered.
  package private(set) var delivered = 0

  private let file: FileHandleOwner?
  private let limits: InputLimits
  private let inflater: Inflater?
  private let archived: ZipMemberStream?
  private let input: UnsafeMutableRawBufferPointer
  private var inputStart = 0
  private var inputEnd = 0
  private var isBetweenMembers = false
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: a file; folders and empty files are refused.
  ///   - limits: bounds on what compressed content may grow to.
  /// - Throws: ``InputFileError`` if the file cannot be read.
  package init(path: String, limits: InputLimits = .standard) throws(InputFileError) {
    let file = try FileHandleOwner(path: path)
    var head: [UInt8] = []
    while head.count < 4 {
      guard let byte = try file.readByte() else { break }
      head.append(byte)
    }
    guard !head.isEmpty else { throw .empty(path: path) }
    if head == [0xD0, 0xCF, 0x11, 0xE0] { throw Workbook.error(path, "of Excel (xls)") }
    let isGzip = head.starts(with: [0x1F, 0x8B])
    archived =
      head == [0x50, 0x4B, 3, 4] ? try Self.onlyMember(of: path, limits: limits) : nil
    isCompressed = isGzip || archived != nil
    self.path = path
    self.file = file
    self.limits = limits
    unsafe input = .allocate(byteCount: 256 << 10, alignment: 16)
    unsafe input.copyBytes(from: head)
    byteCount = file.byteCount
    inflater = isGzip ? Inflater(.gzip) : nil
    inputEnd = head.count
    position = head.count
  }

  /// Serves bytes that are already in memory.
  ///
  /// - Parameters:
  ///   - bytes: the content, taken as it is.
  ///   - name: what messages call it.
  /// - Throws: ``InputFileError/empty(path:)`` without content.
  package init(bytes: [UInt8], name: String) throws(InputFileError) {
    guard !bytes.isEmpty else { throw .empty(path: name) }
    path = name
    byteCount = bytes.count
    isCompressed = false
    file = nil
    limits = .standard
    inflater = nil
    archived = nil
    unsafe input = .allocate(byteCount: bytes.count, alignment: 16)
    unsafe input.copyBytes(from: bytes)
    inputEnd = bytes.count
    position = bytes.count
  }

  deinit { unsafe input.deallocate() }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: where they go; it should not be empty.
  /// - Returns: how many were read; 0 means the end.
  /// - Throws: ``InputFileError`` for damaged or unbounded content.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputFileError) -> Int {
    let count: Int
    if let archived {
      count = try unsafe archived.read(into: buffer)
      position = archived.position
    } else if inflater != nil {
      count = try unsafe readInflated(into: buffer)
    } else {
      count = try unsafe readPlain(into: buffer)
    }
    delivered += count
    if byteCount >= ReadingProgress.least {
      ReadingProgress.watcher?.see(ReadingProgress(path: path, done: position, total: byteCount))
    }
    return count
  }

  /// Reads everything up to a limit.
  ///
  /// - Parameter limit: the most bytes to accept.
  /// - Returns: the whole content.
  /// - Throws: ``InputFileError/limitExceeded(path:position:what:limit:)`` if there is more.
  package func readAll(limit: Int) throws(InputFileError) -> [UInt8] {
    var result: [UInt8] = []
    if !isCompressed { result.reserveCapacity(min(byteCount, limit)) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { unsafe chunk.deallocate() }
    while true {
      let count = try unsafe read(into: chunk)
      guard count > 0 else { return result }
      guard result.count + count <= limit else {
        throw .limitExceeded(path: path, position: .file, what: "bytes", limit: limit)
      }
      unsafe result.append(contentsOf: chunk[..<count])
    }
  }

  /// The stream of the only file of an archive.
  private static func onlyMember(
    of path: String, limits: InputLimits
  ) throws(InputFileError) -> ZipMemberStream {
    let archive = try ZipArchive(path: path, limits: limits)
    // The archiver of macOS adds files of its own.
    let members = archive.members.filter { !$0.name.hasPrefix("__MACOSX/") }
    if let program = Workbook.program(of: members.map(\.name)) {
      throw Workbook.error(path, program)
    }
    guard members.count == 1 else {
      throw .unsupported(
        path: path, position: .file, found: "a ZIP archive of \(members.count, "file")",
        remedy: "unpack it and name one of its files")
    }
    return ZipMemberStream(archive: archive, member: members[0])
  }

  private func readPlain(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputFileError) -> Int {
    if inputStart < inputEnd {
      let count = min(buffer.count, inputEnd - inputStart)
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: input[inputStart..<inputStart + count]))
      inputStart += count
      return count
    }
    guard let file else { return 0 }
    let count = try unsafe file.read(into: buffer)
    position += count
    return count
  }

  private func readInflated(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputFileError) -> Int {
    var produced = 0
    while produced < buffer.count, !isAtEnd {
      if inputStart == inputEnd { try refill() }
      if isBetweenMembers {
        // Some writers pad the end with zeros; anything else must be another member.
        while inputStart < inputEnd, unsafe input[inputStart] == 0 { inputStart += 1 }
        if inputStart == inputEnd {
          try refill()
          if inputStart == inputEnd { isAtEnd = true }
          continue
        }
        inflater?.reset()
        isBetweenMembers = false
      }
      guard inputStart < inputEnd else {
        throw .damaged(
          path: path, position: .byte(delivered + produced),
          reason: "the gzip stream stops before its end")
      }
      try unsafe inflateOnce(into: buffer, produced: &produced)
    }
    return produced
  }

  private func inflateOnce(
    into buffer: UnsafeMutableRawBufferPointer, produced: inout Int
  ) throws(InputFileError) {
    guard let inflater else { return }
    let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[produced...])
    let (step, consumed, count) = unsafe inflater.step(
      input: UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd]), output: target)
    inputStart += consumed
    produced += count
    let total = delivered + produced
    guard total <= limits.inflatedBytes else {
      throw .limitExceeded(
        path: path, position: .file, what: "inflated bytes", limit: limits.inflatedBytes)
    }
    if total > 256 << 20, total / limits.inflationRatio > position {
      throw .limitExceeded(
        path: path, position: .file, what: "inflated bytes per compressed byte",
        limit: limits.inflationRatio)
    }
    switch step {
    case .progress: break
    case .ended: isBetweenMembers = true
    case .damaged(let reason):
      throw .damaged(
        path: path, position: .byte(total), reason: "the gzip stream is broken (\(reason))")
    }
  }

  private func refill() throws(InputFileError) {
    inputStart = 0
    inputEnd = 0
    guard let file else { return }
    inputEnd = try unsafe file.read(into: input)
    position += inputEnd
  }
}
