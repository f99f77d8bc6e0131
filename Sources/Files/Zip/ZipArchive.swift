/// The members of a ZIP archive, read through a memory map.
///
/// Stored and deflated members, with and without ZIP64, are read. Encrypted members, members that
/// overlap, sizes that contradict each other and more than ``InputLimits/archiveMembers`` members
/// are refused before anything is inflated. The check sum of a deflated member is verified when it
/// is read to its end; stored members are used in place, without that pass over the data.
package final class ZipArchive: Sendable {
  /// The mapped archive.
  package let file: MappedFile
  /// The members in the order of the central directory, folders left out.
  package let members: [ZipMember]

  /// The path as given.
  package var path: String { file.path }

  /// Opens an archive and checks its directory.
  ///
  /// - Parameters:
  ///   - path: a ZIP file.
  ///   - limits: bounds on the number of members.
  /// - Throws: ``InputFileError`` if the directory is damaged or holds what is not read.
  package init(path: String, limits: InputLimits = .standard) throws(InputFileError) {
    let file = try MappedFile(path: path)
    self.file = file
    members = try unsafe ZipDirectory(bytes: file.bytes, path: path).members(limits: limits)
  }

  /// Whether bytes begin like a ZIP archive, an empty one included.
  package static func isArchive(_ head: UnsafeRawBufferPointer) -> Bool {
    unsafe head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// The only member of a name.
  package func member(named name: String) -> ZipMember? { members.first { $0.name == name } }

  /// The whole content of a member.
  ///
  /// - Parameters:
  ///   - member: one of ``members``.
  ///   - limit: the most bytes to accept.
  /// - Returns: the content.
  /// - Throws: ``InputFileError`` if it is longer than the limit or does not inflate.
  package func content(
    of member: ZipMember, limit: Int
  ) throws(InputFileError) -> [UInt8] {
    guard member.byteCount <= limit else {
      throw .limitExceeded(
        path: path, position: .member(member.name), what: "bytes", limit: limit)
    }
    guard member.isDeflated else {
      return unsafe Array(file.bytes[member.range])
    }
    let stream = ZipMemberStream(archive: self, member: member)
    // Not reserved in advance: the declared size is a claim until the data bears it out.
    var result: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { unsafe chunk.deallocate() }
    while true {
      let count = try unsafe stream.read(into: chunk)
      guard count > 0 else { return result }
      unsafe result.append(contentsOf: chunk[..<count])
    }
  }
}
