import Files
internal import StudyValues

/// Identifiers of answers, by which an answer that was exported twice is found.
///
/// Blanks and decimals of zero do not make another identifier (`10` and `10.0`), and a word for no value,
/// such as `NA`, is none.
enum AssignmentID {
  /// The identifier of a text; nil where it has none.
  static func plain(_ text: String) -> String? {
    let plain = NameText.plain(text)
    guard !plain.isEmpty, !MissingWords.isUsual(plain) else { return nil }
    return DecimalNumber(plain)?.certainWhole ?? plain
  }

  /// The fields of an object that are called like one, whatever stands between their words.
  static func fields(of value: JSONValue) -> [String] {
    let exact = PlainColumns.assignment.filter { value[$0] != nil }
    guard exact.isEmpty, let names = value.object?.keys else { return exact }
    return names.filter { name in
      name.lowercased().hasSuffix("id") && fieldKeys.contains(ColumnWords(name).key)
    }
  }

  private static let fieldKeys = Set(PlainColumns.assignment.map { ColumnWords($0).key })

  /// The identifier in a cell of the current row; nil where it has none.
  static func bytes(_ reader: DelimitedReader, _ column: Int) -> [UInt8]? {
    let bytes = unsafe reader.bytes(column)
    // Most are letters and digits, of which no text is made.
    let isSimple = unsafe bytes.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
    }
    if isSimple, !NamelessImage.isNone(reader, column) { return unsafe Array(bytes) }
    return plain(reader.string(column)).map { Array($0.utf8) }
  }
}
