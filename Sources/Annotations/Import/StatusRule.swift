internal import Files
internal import StudyValues

/// A column whose words say which rows count, as `--status COL=ACCEPTED` names it.
struct StatusRule: Equatable {
  /// The column.
  var column: String
  /// The words that count, in lower case.
  var words: Set<String>
  /// What the table of an import calls the rows left out.
  var rule: String { "\(column) is not \(words.sorted().joined(separator: " or "))" }

  /// Reads rules as an option writes them, `COL=WORD`; several words of one column all count.
  ///
  /// - Throws: ``AnnotationError/incompatibleOptions(_:)`` for a text without column or word.
  static func read(_ texts: [String]) throws(AnnotationError) -> [StatusRule] {
    var rules: [StatusRule] = []
    for text in texts {
      // A name of Toloka's columns has a colon, and none has an equals sign.
      let parts = text.split(separator: "=", maxSplits: 1).map { NameText.plain(String($0)) }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .incompatibleOptions(
          "--status is '\(text)' but must be a column and a word, as in --status status=ACCEPTED")
      }
      if let known = rules.firstIndex(where: { $0.column == parts[0] }) {
        rules[known].words.insert(parts[1].lowercased())
      } else {
        rules.append(StatusRule(column: parts[0], words: [parts[1].lowercased()]))
      }
    }
    return rules
  }
}

extension [StatusRule] {
  /// The rule that leaves out the current row of a table; nil when its words count.
  func rule(of reader: DelimitedReader) throws(AnnotationError) -> String? {
    let columns = ColumnNames(reader)
    for rule in self {
      let word = NameText.plain(reader.string(try columns.require(rule.column))).lowercased()
      if !rule.words.contains(word) { return rule.rule }
    }
    return nil
  }
}
