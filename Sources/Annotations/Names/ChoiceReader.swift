internal import Files
internal import StudyValues

/// What one cell or value says about the classes of an image.
enum Choice: Equatable {
  /// One class.
  case one(Int32)
  /// Several classes, as an answer with check boxes gives them.
  case several([Int32])
  /// Several classes of which one stands twice, as where the answers of several people are in one cell.
  case repeated
  /// An answer that is no class.
  case noClass
  /// No answer.
  case missing
  /// Neither.
  case unknown
}

/// Reads answers of any layout as classes.
///
/// An answer is a class, a word for none, a list as JSON or Python writes it (``ChoiceList``), or several classes with
/// `#`, `|`, `;`, `::`, `~`, `<br>`, a comma, a line end, a bullet or one of the marks of Chinese and
/// Japanese forms between them. Words for no answer among them say nothing. A
/// text is taken apart only when every part is a class and the whole is none.
struct ChoiceReader {
  private let resolver: ClassResolver
  private let noAnswer: Set<String>
  private let missing: MissingWords

  /// Creates a reader of answers.
  ///
  /// - Parameters:
  ///   - resolver: The classes.
  ///   - noAnswer: Answers that are no class, in lower case.
  ///   - missing: Words that are no answer.
  init(_ resolver: ClassResolver, noAnswer: Set<String>, missing: MissingWords) {
    self.resolver = resolver
    self.noAnswer = noAnswer
    self.missing = missing
  }

  /// What messages expect in place of an answer with a class twice.
  static let single =
    "each class once in the answer of a person (the answers of several people need a "
    + "row each, or the counts of each class a column)"

  /// What stands between the classes of one answer.
  static let separators = [
    "#", "|", ";", ",", "\r\n", "\n", "\t", "::", "~", "<br>", "<br/>", "<br />", "<BR>", "，", "、",
    "；", "｜", "┋", "•",
  ]

  /// Reads one answer.
  func read(_ text: String) -> Choice {
    let plain = NameText.plain(text)
    if noAnswer.contains(plain.lowercased()) { return .noClass }
    if missing.contains(plain) { return .missing }
    if let index = resolver.index(of: plain) { return .one(index) }
    if let list = ChoiceList.read(plain) {
      let answers = list.filter { !missing.contains(NameText.plain($0)) }
      return answers.isEmpty ? .missing : choice(answers)
    }
    for separator in Self.separators where plain.contains(separator) {
      let parts = Self.parts(plain, separator)
      if separator == ",", Self.isThousands(plain, parts) { continue }
      let answers = parts.filter { !missing.contains($0) }
      if answers.isEmpty, !parts.isEmpty { return .missing }
      let found = choice(answers)
      if found != .unknown { return found }
    }
    return .unknown
  }

  private func choice(_ names: [String]) -> Choice {
    var indices: [Int32] = []
    var isRepeated = false
    for name in names {
      guard let index = resolver.index(of: name) else { return .unknown }
      isRepeated = isRepeated || indices.contains(index)
      indices.append(index)
    }
    if isRepeated { return .repeated }
    return indices.isEmpty ? .unknown : indices.count == 1 ? .one(indices[0]) : .several(indices)
  }

  /// Whether parts between commas are rather the thousands of a number: `1,000` is not the classes 1
  /// and 000.
  static func isThousands(_ text: String, _ parts: [String]) -> Bool {
    NumberText.thousands(text) != nil && parts.contains { $0.utf8.count > 1 && $0.hasPrefix("0") }
  }

  /// The plain parts of a text between separators, without empty ones.
  static func parts(_ text: String, _ separator: String) -> [String] {
    text.split(separator: separator).map { NameText.plain(String($0)) }.filter { !$0.isEmpty }
  }
}
