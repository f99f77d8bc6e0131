internal import Files
internal import StudyValues

/// Turns the texts of a column into class indices, each different text once.
struct ClassColumn {
  /// The text is an answer, but not a class.
  static let noAnswer: Int32 = -1
  /// The text is neither.
  static let unknown: Int32 = -2

  private let resolver: ClassResolver
  private let noAnswer: Set<String>
  private var texts = TextTable()
  private var classes: [Int32] = []

  /// Creates a column of classes; `noAnswer` is in lower case.
  init(_ resolver: ClassResolver, noAnswer: Set<String> = []) {
    self.resolver = resolver
    self.noAnswer = noAnswer
  }

  /// The class index, ``noAnswer`` or ``unknown``.
  mutating func index(_ field: UnsafeBufferPointer<UInt8>) -> Int32 {
    let number = unsafe texts.intern(field)
    if number == classes.count {
      classes.append(ClassColumn.resolve(texts[number], resolver, noAnswer))
    }
    return classes[number]
  }

  /// The class index of one text, ``noAnswer`` or ``unknown``.
  static func resolve(
    _ text: String, _ resolver: ClassResolver, _ noAnswer: Set<String>
  ) -> Int32 {
    let trimmed = text.withoutOuterSpaces
    if noAnswer.contains(trimmed.lowercased()) { return ClassColumn.noAnswer }
    return resolver.index(of: trimmed) ?? unknown
  }
}
