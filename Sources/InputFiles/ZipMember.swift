/// One file inside a ZIP archive.
public struct ZipMember: Sendable, Equatable {
  /// The name as stored, with `/` between folders.
  public let name: String
  /// Whether the data is compressed; else it stands in the archive as it is.
  public let isDeflated: Bool
  /// Where the data, compressed or not, stands in the archive.
  public let range: Range<Int>
  /// The size of the content in bytes.
  public let byteCount: Int
  /// The CRC-32 of the content.
  public let checkSum: UInt32
}
