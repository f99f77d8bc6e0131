internal import Files

/// Recognises text files of numbers without a header.
enum NumberRows {
  /// How such a file is cut, by its first bytes: at tabs, commas or spaces.
  static func format(_ head: [UInt8]) -> DelimitedFormat {
    let line = head.prefix { $0 != UInt8(ascii: "\n") }
    let delimiter = [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: " ")]
      .first { line.contains($0) }
    return DelimitedFormat(
      delimiter: delimiter ?? UInt8(ascii: " "), hasHeader: false, allowsQuotes: false)
  }

  /// The numbers of the first two lines, if they hold nothing else; NaN for a word that means missing.
  static func firstLines(_ head: [UInt8]) -> [[Double]]? {
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline).prefix(2)
    guard !lines.isEmpty else { return nil }
    var result: [[Double]] = []
    for line in lines {
      let fields = line.split { $0 == " " || $0 == "\t" || $0 == "," }
      let numbers = fields.compactMap { MissingWords.isUsual(String($0)) ? .nan : Double($0) }
      guard numbers.count == fields.count, numbers.count > 1,
        !numbers.allSatisfy(\.isNaN)
      else { return nil }
      result.append(numbers)
    }
    return result
  }
}
