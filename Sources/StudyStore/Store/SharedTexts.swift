/// Texts that many rows share, numbered, and kept where SQLite reads them without making copies.
///
/// An answer is one of a few texts: to copy it for each of a million rows takes longer than to store it.
@safe final class SharedTexts {
  private var texts: [UnsafeMutableBufferPointer<CChar>] = unsafe []

  deinit {
    unsafe texts.forEach { unsafe $0.deallocate() }
  }

  /// Adds texts, with the next numbers from 0.
  func append(_ new: [String]) {
    for var text in new {
      let bytes = text.withUTF8 { bytes in
        // One byte more, so that the empty text has an address too.
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count + 1)
        unsafe copy.initialize(repeating: 0)
        for index in bytes.indices { unsafe copy[index] = CChar(bitPattern: bytes[index]) }
        return unsafe copy
      }
      unsafe texts.append(bytes)
    }
  }

  /// The bytes of a text, which stay where they are as long as this object lives; the last one ends it.
  @unsafe func bytes(_ number: Int32) -> UnsafeBufferPointer<CChar> {
    let text = unsafe texts[Int(number)]
    return unsafe UnsafeBufferPointer(start: text.baseAddress, count: text.count - 1)
  }
}
