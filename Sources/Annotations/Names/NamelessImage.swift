package import Files
internal import StudyValues

/// The one rule, for tables and records, of what names no image: nothing, or a word for no value such as
/// `NaN` (``MissingWords``).
package enum NamelessImage {
  /// Whether a text names no image.
  package static func isNone(_ name: String) -> Bool { MissingWords.isUsual(name) }

  /// Whether a cell of the current row names no image.
  package static func isNone(_ reader: DelimitedReader, _ column: Int) -> Bool {
    let bytes = unsafe reader.bytes(column)
    guard unsafe mayBeNone(bytes) else { return false }
    return isNone(reader.string(column))
  }

  /// Whether bytes may be such a word, which few names are as short as or begin like.
  private static func mayBeNone(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = unsafe bytes.first, let last = unsafe bytes.last else { return true }
    // Blanks, and those beyond ASCII, are looked at as text.
    guard first > 0x20, first < 0x80, last > 0x20, last < 0x80 else { return true }
    guard bytes.count <= MissingWords.longestUsual else { return false }
    // `1.#IND` is the only word that begins with a digit.
    if (0x30...0x39).contains(first) { return unsafe bytes.contains(UInt8(ascii: "#")) }
    return MissingWords.firstBytes.contains(first)
  }
}
