internal import Files
internal import StudyValues

/// The plain form of one name of a column.
enum PlainName {
  /// The name without outer blanks, in composed form, and as a whole number where it is one: with a bare
  /// exponent only among numbers.
  ///
  /// - Parameters:
  ///   - text: The name as the file has it.
  ///   - areNumbers: Whether every name of the column is a number, asked when it matters.
  ///   - position: Where it stands.
  /// - Returns: The plain name.
  /// - Throws: ``AnnotationError/badValues(_:)`` for an identifier that a spreadsheet has rounded.
  static func of(
    _ text: String, areNumbers: () throws -> Bool,
    at position: @autoclosure () -> AnnotationPosition
  ) throws -> String {
    let plain = NameText.plain(text)
    guard let last = plain.utf8.last, last < 0x3A, last >= 0x2E,
      let number = DecimalNumber(plain), number.isRewritten
    else { return plain }
    if number.isRounded {
      throw AnnotationError.badValues([
        BadValue(
          position(),
          expected:
            "an identifier with all of its digits (a spreadsheet has rounded it; export the "
            + "column as text)", got: "'\(plain)'")
      ])
    }
    if let whole = number.certainWhole { return whole }
    guard let whole = number.whole, try areNumbers() else { return plain }
    return whole
  }
}

/// Numbers the names of a column, such as annotators and conditions, by their plain form.
struct NameTable: ~Copyable {
  /// Whether `1.0` is `1`: not for conditions, which may be levels such as 0.00 and 0.05.
  private let readsNumbers: Bool
  private var raw = TextTable()
  private var names = TextTable()
  private var nameOfRaw: [Int32] = []
  /// The spellings that blanks, Unicode forms, decimal points or exponents alone told apart from another.
  private(set) var merged = 0
  /// The names that would be one as numbers.
  private var twins = NumberTwins()
  /// The names that differ by the case of their letters only.
  private var cases = CaseTwins()
  /// What spreadsheets do to long numbers.
  private(set) var rounded = RoundedNumbers()

  /// Creates an empty table.
  init(readsNumbers: Bool = true) { self.readsNumbers = readsNumbers }

  /// The number of different names.
  var count: Int { names.count }

  /// A name by its number.
  subscript(number: Int) -> String { names[number] }

  /// What to say of names that would be one as numbers; nil where there are none.
  ///
  /// - Parameter what: What the names are of, in the plural.
  /// - Returns: One sentence.
  func twinNote(_ what: String) -> String? { twins.note(what, in: names) }

  /// What to say of names that differ by case only; nil where there are none.
  func caseNote(_ what: String) -> String? { cases.note(what, in: names) }

  /// The number of a name, or −1 for one that is blank or a word for no value; new ones continue the count.
  mutating func number(
    _ field: UnsafeBufferPointer<UInt8>, areNumbers: () throws -> Bool,
    at position: @autoclosure () -> AnnotationPosition
  ) throws -> Int32 {
    let known = raw.count
    let number = unsafe raw.intern(field)
    if number < known { return nameOfRaw[number] }
    unsafe rounded.look(at: field)
    let text = raw[number]
    let plain =
      readsNumbers
      ? try PlainName.of(text, areNumbers: areNumbers, at: position()) : NameText.plain(text)
    guard !MissingWords.isUsual(plain) else {
      nameOfRaw.append(-1)
      return -1
    }
    let before = names.count
    let name = names.intern(plain)
    if name < before {
      merged += 1
    } else {
      twins.look(at: plain, number: name)
      cases.look(at: plain, number: name)
    }
    nameOfRaw.append(Int32(name))
    return Int32(name)
  }
}
