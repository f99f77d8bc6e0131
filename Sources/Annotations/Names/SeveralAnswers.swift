import Files
internal import StudyValues

/// Which texts of a column of answers are several classes, where nothing declares the classes.
///
/// A text is several classes where each of its parts stands elsewhere too: alone, or beside others. Forms
/// write the boxes of a question in one order, so a class that is never ticked alone stands in lists
/// only. Where some texts are lists, other texts with the same separator are lists as well if a part of
/// them is known. `Cat;`, as some forms end each answer, is `Cat`.
struct SeveralAnswers {
  /// The texts that are lists.
  private(set) var lists = Set<String>()
  /// The classes of these lists.
  private(set) var classes = Set<String>()
  /// The classes that stand alone nowhere, with a list that each is in.
  private(set) var neverAlone: [(name: String, list: String)] = []
  /// The texts that hold a class that stands alone, but are no lists by the rule.
  private(set) var doubtful = Set<String>()

  /// Looks at the different texts of a column.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - missing: Words that are no answer, also beside classes.
  ///   - commaIsDecimal: Whether a comma may stand before decimals, as in files with semicolons.
  init(_ texts: Set<String>, missing: MissingWords, commaIsDecimal: Bool) {
    for separator in ChoiceReader.separators {
      var found: [(text: String, parts: [String])] = []
      for text in texts where text.contains(separator) && !lists.contains(text) {
        if commaIsDecimal, separator == ",", DecimalNumber.withComma(text) != nil { continue }
        let all = ChoiceReader.parts(text, separator)
        // A number with a mark between its thousands is no list where the number itself is a class.
        if separator == ",", let number = NumberText.thousands(text),
          texts.contains(number) || ChoiceReader.isThousands(text, all)
        {
          continue
        }
        let parts = all.filter { !missing.contains($0) }
        // A separator that only begins a text may belong to a name.
        if parts.count > 1 || (parts.count == 1 && (all.count > 1 || text.hasSuffix(separator))) {
          found.append((text, parts))
        } else if parts.isEmpty, all.count > 1 {
          lists.insert(text)
        }
      }
      // A comma between whole numbers is no decimal one, where that cannot be meant.
      let numbers = separator == "," && !commaIsDecimal
      if !found.isEmpty { look(at: found, among: texts, takesNumbers: numbers) }
    }
  }

  private mutating func look(
    at found: [(text: String, parts: [String])], among texts: Set<String>, takesNumbers: Bool
  ) {
    let unlisted = texts.subtracting(found.map(\.text))
    var alone = Set(unlisted.map(LabelSpace.key))
    for (_, parts) in found where parts.count == 1 { alone.insert(LabelSpace.key(parts[0])) }
    var texts: [String: Int] = [:]
    for (_, parts) in found {
      for key in Set(parts.map(LabelSpace.key)) { texts[key, default: 0] += 1 }
    }
    func isKnown(_ part: String) -> Bool {
      let key = LabelSpace.key(part)
      if takesNumbers, DecimalNumber(part)?.whole == part { return true }
      return alone.contains(key) || texts[key] ?? 0 > 1
    }
    let certain = found.filter { $0.parts.allSatisfy(isKnown) }
    let hasLists = certain.contains { $0.parts.count > 1 }
    let known = alone.union(certain.flatMap { $0.parts.map(LabelSpace.key) })
    for (text, parts) in found.sorted(by: { $0.text < $1.text }) {
      let isCertain = parts.allSatisfy(isKnown)
      guard isCertain || (hasLists && parts.contains { known.contains(LabelSpace.key($0)) }) else {
        if parts.contains(where: { alone.contains(LabelSpace.key($0)) }) { doubtful.insert(text) }
        continue
      }
      lists.insert(text)
      for part in parts where !alone.contains(LabelSpace.key(part)) {
        if classes.insert(part).inserted { neverAlone.append((part, text)) }
      }
      classes.formUnion(parts)
    }
  }

  /// What to say of classes that stand alone nowhere.
  var note: String? {
    guard let first = neverAlone.first else { return nil }
    let names = neverAlone.prefix(4).map { "`\($0.name)`" }.joined(separator: ", ")
    return
      "\(names)\(neverAlone.count > 4 ? ", …" : "") \(neverAlone.count == 1 ? "stands" : "stand") beside "
      + "other classes only, as in `\(first.list)`, which is read as several answers; if it is one class, "
      + "declare the classes with --label-space."
  }

  // MARK: - Classes that are known

  /// Whether a text is made of classes that stand alone elsewhere, by their keys.
  static func isMade(_ name: String, of keys: Set<String>) -> Bool {
    ChoiceReader.separators.contains { separator in
      guard name.contains(separator) else { return false }
      let parts = ChoiceReader.parts(name, separator)
      return !parts.isEmpty && parts.allSatisfy { keys.contains(LabelSpace.key($0)) }
    }
  }

  /// The names of classes that are rather several: of the same parts as another name, of classes alone, or
  /// with a character that no name of a class has.
  static func suspects(_ names: [String]) -> [String] {
    let keys = Set(names.map(LabelSpace.key))
    let separated = names.filter { name in
      name.contains { "[{".contains($0) || $0.isNewline }
        || ChoiceReader.separators.contains { $0 != "," && name.contains($0) }
    }
    var groups: [[String]: [String]] = [:]
    for name in names {
      var text = name.replacing(" and ", with: "#")
      for separator in ChoiceReader.separators + ["/", "+", "&", "·"] {
        text = text.replacing(separator, with: "#")
      }
      let parts = ChoiceReader.parts(text, "#").map(LabelSpace.key)
      if parts.count > 1 { groups[parts.sorted(), default: []].append(name) }
      let words = LabelSpace.key(name).split(separator: " ").map(String.init)
      if words.count > 1, words.allSatisfy(keys.contains) {
        groups[words.sorted(), default: []].append(name)
      }
    }
    let compounds = groups.flatMap { parts, names in
      names.count > 1 || parts.allSatisfy(keys.contains) ? names : []
    }
    return Set(compounds + separated).sorted()
  }
}
