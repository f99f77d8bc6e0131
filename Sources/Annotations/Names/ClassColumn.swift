internal import Files
internal import StudyValues

/// Turns the texts of a column into choices, each different text once.
struct ClassColumn: ~Copyable {
  private let reader: ChoiceReader
  private var texts = TextTable()
  private var choices: [Choice] = []
  /// The number of the text that was read last, as they were first met.
  private(set) var latest = -1

  /// Creates a column of classes.
  init(_ reader: ChoiceReader) { self.reader = reader }

  /// What a field says.
  mutating func choice(_ field: UnsafeBufferPointer<UInt8>) -> Choice {
    let number = unsafe texts.intern(field)
    latest = number
    if number == choices.count { choices.append(reader.read(texts[number])) }
    return choices[number]
  }

  /// The class that a field names; nil when it names none, or several.
  mutating func index(_ field: UnsafeBufferPointer<UInt8>) -> Int32? {
    if case .one(let index) = unsafe choice(field) { index } else { nil }
  }
}
