internal import StudyValues

/// The words that programs write where there is no answer.
///
/// A word that a declared class bears is an answer, and so is one that the format or `--other` counts
/// as an answer without a class. In a label space of numbers without −1, −1 is no answer, as in the
/// label matrices of crowdsourcing. `--missing` names other words in place of the usual ones.
package struct MissingWords {
  /// The usual words, in lower case: nothing, and what Python, pandas, R, Excel, SAS, JavaScript and
  /// dumps of SQL write.
  static let usual: Set<String> = [
    "", "na", "n/a", "nan", "null", "none", "<na>", "#n/a", "#na", "nat", "nil", "undefined", "\\n",
    ".", "-nan",
  ]
  /// Words that people and forms write for no answer, but that may be the name of a class: kept, and said.
  private static let doubtful: Set<String> = [
    "-", "--", "---", "?", "??", "missing", "blank", "empty", "(none)", "(blank)", "(missing)",
    "no answer", "noanswer", "no response", "noresponse", "not answered", "unanswered", "skip",
    "skipped", "don't know", "dont know", "dk", "idk", "timeout", "timed out", "-99", "-999",
    "-9999", "prefer not to say",
  ]
  /// What the table of an import calls the rule.
  static let rule = "empty answer"

  /// Whether a text is one of the usual words, whatever its case.
  package static func isUsual(_ text: String) -> Bool {
    usual.contains(NameText.plain(text).lowercased())
  }

  /// Whether a class of a file, which no label space declares, may be a word for no answer.
  static func isDoubtful(_ name: String) -> Bool {
    doubtful.contains(NameText.plain(name).lowercased())
  }

  private let words: Set<String>

  /// Decides which words are no answer.
  ///
  /// - Parameters:
  ///   - options: The words that a user named, and answers without a class.
  ///   - noAnswer: The answers without a class of the format, in lower case.
  ///   - space: The declared classes, if there are any.
  init(_ options: ImportOptions, noAnswer: Set<String>, space: LabelSpace?) {
    var words = Self.usual
    if let named = options.missingWords {
      words = Set(named.map { NameText.plain($0).lowercased() } + [""])
    }
    words.subtract(noAnswer)
    words.subtract(options.otherColumns.map { $0.lowercased() })
    if let space {
      words = words.filter { space.indexByName($0) == nil }
      let areNumbers = space.classes.allSatisfy { LabelSpace.integer($0.name) != nil }
      if areNumbers, space.index(of: "-1") == nil, options.missingWords == nil {
        words.formUnion(["-1", "-1.0"])
      }
    }
    self.words = words
    longest = words.lazy.map(\.utf8.count).max() ?? 0
  }

  /// The length of the longest word: few answers are as short.
  private let longest: Int

  /// Whether a plain text is no answer.
  func contains(_ text: String) -> Bool {
    text.utf8.count <= longest && words.contains(text.lowercased())
  }
}
