/// Notices that a spreadsheet may have rounded the numbers of a column.
///
/// Spreadsheets keep fifteen digits and write zeros for the others; different images or persons become one
/// so. Times such as 20260101120000000 end in zeros as well, so this is said and not refused; one number
/// may end in zeros by chance, so it is said where all numbers of seventeen digits or more do.
struct RoundedNumbers {
  private var long = 0
  private var rounded = 0
  private var first = ""

  /// Looks at a new name of the column.
  mutating func look(at name: UnsafeBufferPointer<UInt8>) {
    guard unsafe name.count >= 17 && name.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
    long += 1
    guard unsafe name.dropFirst(15).allSatisfy({ $0 == 0x30 }) else { return }
    rounded += 1
    if rounded == 1 { first = unsafe String(decoding: name, as: UTF8.self) }
  }

  /// What to say; nil where nothing looks rounded.
  ///
  /// - Parameter what: What the numbers name, in the plural.
  /// - Returns: One sentence.
  func note(_ what: String) -> String? {
    guard rounded > 1, rounded == long else { return nil }
    return
      "The \(rounded) numbers of \(what) with 17 digits or more have zeros behind the fifteenth, as in \(first): "
      + "a spreadsheet leaves them so, and different \(what) may be one now; export the column as text."
  }
}
