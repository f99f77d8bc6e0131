/// One file inside a ZIP archive.
package struct ZipMember: Sendable, Equatable {
  /// The name as stored, with `/` between folders.
  package let name: String
  /// Whether the data is compressed; else it stands in the archive as it is.
  package let isDeflated: Bool
  /// Where the data, compressed or not, stands in the archive.
  package let range: Range<Int>
  /// The size of the content in bytes.
  package let byteCount: Int
  /// The CRC-32 of the content.
  package let checkSum: UInt32
}
