internal import Files
internal import StudyValues

/// The words that programs write where there is no answer.
///
/// A word that a declared class bears is an answer, and so is one that the format or `--other` counts
/// as an answer without a class. In a label space of numbers none of which is negative, −1 is no answer,
/// as in the label matrices of crowdsourcing, and so are −9, −99, −999 and longer ones. `--missing` names other words in place of the usual ones; the option that an import
/// proposes names those of the usual ones that the file has, too.
package struct MissingWords {
  /// The usual words, in lower case: nothing, and what Python, pandas, R, Excel, SAS, JavaScript and
  /// dumps of SQL write.
  static let usual: Set<String> = [
    "", "na", "n/a", "nan", "null", "none", "<na>", "#n/a", "#na", "nat", "nil", "undefined", "\\n",
    ".", "-nan", "+nan", "#n/a n/a", "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan", "n.a.", "(null)",
    "\"\"", "''", "{}", "#value!", "#ref!", "#name?", "#div/0!", "#num!", "#null!",
    "<null>", "na_character_", "na_integer_", "na_real_",
  ]
  /// What SAS and Stata write for the kinds of missing answers, which may be the name of an image or person.
  private static let special = Set("abcdefghijklmnopqrstuvwxyz_".map { ".\($0)" })
  /// The length of the longest usual word.
  static let longestUsual = usual.lazy.map(\.utf8.count).max() ?? 0
  /// The bytes that a usual word may begin with, in either case.
  static let firstBytes = Set(
    usual.flatMap { [$0.utf8.first, $0.uppercased().utf8.first].compactMap(\.self) })
  /// The numbers that stand for no answer where classes are numbers from 0 or 1 on.
  static let codes: Set<String> = ["-1", "-9", "-99", "-999", "-9999", "-99999"]
  /// Words that people and forms write for no answer, but that may be the name of a class: kept, and said.
  private static let doubtful: Set<String> = [
    "-", "--", "---", "?", "??", "missing", "blank", "empty", "(none)", "(blank)", "(missing)",
    "no answer", "noanswer", "no response", "noresponse", "not answered", "unanswered", "skip",
    "skipped", "don't know", "dont know", "dk", "idk", "timeout", "timed out", "-99", "-999",
    "-9999", "prefer not to say", "unknown", "unsure", "not sure", "no idea",
    "none of these", "none of the above", "n.a", "not applicable", "—", "–", "*",
  ]
  /// What the table of an import calls the rule.
  static let rule = "empty answer"

  /// Whether a text is one of the usual words, whatever its case.
  package static func isUsual(_ text: String) -> Bool {
    usual.contains(NameText.plain(text).lowercased())
  }

  /// Whether a class of a file, which no label space declares, may be a word for no answer.
  static func isDoubtful(_ name: String) -> Bool {
    let plain = NameText.plain(name).lowercased()
    // `"NA"` with its quotes, as where a cell was quoted twice.
    let bare = plain.filter { !"\"'".contains($0) }
    return doubtful.contains(plain) || special.contains(plain)
      || (bare != plain && usual.contains(bare))
  }

  /// What to say of a text that is no class and may be a code for no answer; nothing of any other.
  static func hint(_ text: String) -> String {
    let plain = NameText.plain(text)
    guard codes.contains(DecimalNumber(plain)?.whole ?? "") || isDoubtful(plain) else { return "" }
    return " (if it stands for no answer, say --missing=\(ShellWord.quoted(plain)))"
  }

  /// The numbers by which surveys code no answer, where the other classes are few and far below.
  static func surveyCodes(_ names: some Sequence<String>) -> [String] {
    let numbers = names.compactMap { name in DecimalNumber(name)?.whole.flatMap(Int.init) }
    let usual: Set = [77, 88, 98, 99, 777, 888, 998, 999, 9_998, 9_999]
    let others = numbers.filter { !usual.contains($0) }
    guard let most = others.max(), others.count > 1 else { return [] }
    return numbers.filter { usual.contains($0) && $0 > 4 * max(most, 1) }.sorted().map { "\($0)" }
  }

  private let words: Set<String>

  /// Decides which words are no answer.
  ///
  /// - Parameters:
  ///   - options: The words that a user named, and answers without a class.
  ///   - noAnswer: The answers without a class of the format, in lower case.
  ///   - space: The declared classes, if there are any.
  init(_ options: ImportOptions, noAnswer: Set<String>, space: LabelSpace?) {
    var words = Self.usual.union(Self.special)
    if let named = options.missingWords {
      words = Set(named.map { NameText.plain($0).lowercased() } + [""])
    }
    words.subtract(noAnswer)
    words.subtract(options.otherColumns.map { $0.lowercased() })
    if let space {
      words = words.filter { space.indexByName($0) == nil }
      let areNumbers = space.classes.allSatisfy { LabelSpace.integer($0.name) != nil }
      if areNumbers, space.classes.allSatisfy({ !$0.name.hasPrefix("-") }),
        options.missingWords == nil
      {
        words.formUnion(Self.codes)
      }
    }
    self.init(words, hasUsualWords: options.missingWords == nil)
  }

  private init(_ words: Set<String>, hasUsualWords: Bool) {
    self.words = words
    numbers = Set(words.compactMap { DecimalNumber($0)?.whole })
    self.hasUsualWords = hasUsualWords
    longest = words.lazy.map(\.utf8.count).max() ?? 0
  }

  /// Whether nobody named the words.
  let hasUsualWords: Bool

  /// The words and further ones.
  func adding(_ further: some Sequence<String>) -> MissingWords {
    MissingWords(words.union(further), hasUsualWords: hasUsualWords)
  }

  /// The length of the longest word: few answers are as short.
  private let longest: Int

  /// The words that are whole numbers, which may be written with decimals of zero.
  private let numbers: Set<String>

  /// Whether a plain text is no answer.
  func contains(_ text: String) -> Bool {
    if text.utf8.count <= longest, words.contains(text.lowercased()) { return true }
    guard !numbers.isEmpty, text.utf8.last == UInt8(ascii: "0"),
      let whole = DecimalNumber(text)?.whole
    else { return false }
    return numbers.contains(whole)
  }
}
