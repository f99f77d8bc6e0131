import Files
internal import StudyValues

/// The classes of the answers of a file that no label space declares.
///
/// Answers of several classes are taken apart by ``SeveralAnswers``.
/// Classes that differ only by case, outer blanks or hyphens and underscores for spaces are one, and
/// so are `1` and `1.0`, and `.5`, `0,5` and `0.50` where all classes are numbers; the summary says which. They
/// are sorted by number when all are numbers, else by their UTF-8 bytes; never by first appearance.
struct FoundClasses {
  /// The classes, as a space called `names`.
  let space: LabelSpace
  /// What was merged or looks like no answer, one sentence each.
  let notes: [String]
  /// The words that are no answer: those that were given, and negative codes among numbered classes.
  let missing: MissingWords

  /// Finds the classes of different texts.
  ///
  /// - Parameters:
  ///   - texts: The texts of a column of answers.
  ///   - noAnswer: Answers that are no class, in lower case.
  ///   - missing: Words that are no answer.
  ///   - labels: The texts of true classes: a class that nobody chose is one, where both are numbers
  ///     or both are words.
  ///   - commaIsDecimal: Whether a comma may stand before decimals; not where it stands between the cells,
  ///     nor in JSON.
  ///   - file: The file, for errors.
  /// - Throws: ``AnnotationError/undeclaredLabelSpace(file:reason:)`` when no answer names a class.
  init(
    _ texts: some Collection<String>, noAnswer: Set<String> = [], missing: MissingWords,
    labels: Set<String> = [], commaIsDecimal: Bool = false, file: String
  ) throws {
    var names = Set<String>()
    for text in texts {
      let plain = NameText.plain(text)
      names.formUnion((ChoiceList.read(plain) ?? [plain]).map(NameText.plain))
    }
    let blanks = names.filter { !$0.isEmpty && missing.contains($0) }
    names = names.filter { !missing.contains($0) && !noAnswer.contains($0.lowercased()) }
    let several = SeveralAnswers(names, missing: missing, commaIsDecimal: commaIsDecimal)
    names = names.subtracting(several.lists).union(several.classes).filter {
      !missing.contains($0) && !noAnswer.contains($0.lowercased())
    }
    var areNumbers = Self.areNumbers(names, commaIsDecimal)
    let codes = missing.hasUsualWords ? Self.codes(names) : []
    names.subtract(codes)
    self.missing = missing.adding(codes)
    if !codes.isEmpty { areNumbers = Self.areNumbers(names, commaIsDecimal) }
    if !names.isEmpty, areNumbers == Self.areNumbers(labels, commaIsDecimal) {
      names.formUnion(labels)
    }
    let keys = Set(names.map(LabelSpace.key))
    var spellings: [String: Set<String>] = [:]
    for name in names where areNumbers || !SeveralAnswers.isMade(name, of: keys) {
      let key =
        areNumbers
        ? DecimalNumber.withComma(name)?.canonical ?? name
        : DecimalNumber(name)?.certainWhole ?? LabelSpace.key(name)
      spellings[key, default: []].insert(name)
    }
    guard !spellings.isEmpty else {
      throw AnnotationError.undeclaredLabelSpace(file: file, reason: "no answer names a class")
    }
    let found =
      areNumbers
      ? spellings.keys.sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
      : spellings.map { key, names in DecimalNumber(key) == nil ? names.min() ?? key : key }
        .sorted()
    space = try .named(found)
    notes =
      [several.note].compactMap(\.self)
      + Self.notes(
        spellings, areNumbers: areNumbers, doubtful: several.doubtful, blanks: blanks.union(codes),
        hasUsualWords: missing.hasUsualWords)
      + (codes.isEmpty
        ? []
        : [
          "\(codes.sorted().map { "`\($0)`" }.joined(separator: ", ")) is no answer where the other "
            + "classes are not negative; a scale with negative classes needs --label-space."
        ])
  }

  /// The negative numbers that stand for no answer among classes that are other numbers or words, as they
  /// are written: none where the least is the opposite of the greatest, as on a scale, or nothing else
  /// is there.
  private static func codes(_ names: Set<String>) -> Set<String> {
    let numbers = names.filter { DecimalNumber($0)?.canonical != nil }
    let values = numbers.compactMap { DecimalNumber($0)?.canonical.flatMap(Double.init) }
    guard let least = values.min(), let most = values.max(), least < 0, least != -most else {
      return []
    }
    let negative = numbers.filter { $0.hasPrefix("-") }
    // A code has no decimals: one that has is on a scale.
    guard negative.allSatisfy({ DecimalNumber($0)?.whole != nil }) else { return [] }
    return negative.count < names.count ? negative : []
  }

  /// Whether all names are numbers, perhaps with a decimal comma that stands between no two of them.
  private static func areNumbers(_ names: Set<String>, _ commaIsDecimal: Bool) -> Bool {
    guard commaIsDecimal || !names.contains(where: { $0.contains(",") }) else { return false }
    guard names.allSatisfy({ DecimalNumber.withComma($0)?.canonical != nil }) else { return false }
    let withComma = names.filter { $0.contains(",") }
    return withComma.isEmpty || !withComma.contains { SeveralAnswers.isMade($0, of: names) }
  }

  /// What to say of classes.
  ///
  /// - Parameters:
  ///   - spellings: The spellings of each.
  ///   - areNumbers: Whether all are numbers.
  ///   - lists: Texts that may be several classes.
  ///   - blanks: The texts of the file that are no answer already.
  ///   - hasUsualWords: Whether nobody named the words for no answer; else the usual ones that are classes
  ///     now are said.
  /// - Returns: A sentence each.
  private static func notes(
    _ spellings: [String: Set<String>], areNumbers: Bool, doubtful lists: Set<String>,
    blanks: Set<String>, hasUsualWords: Bool
  ) -> [String] {
    var notes: [String] = []
    let several = spellings.values.filter { $0.count > 1 }.map { $0.sorted() }
      .sorted { $0[0] < $1[0] }
    if !several.isEmpty {
      let shown = several.prefix(5).map { names in
        names.map { "`\($0)`" }.joined(separator: " and ")
      }.joined(separator: ", ")
      notes.append(
        "\(several.count, "class is written in several ways and counts as one", "classes are written in several ways and count as one each"): \(shown)"
          + (several.count > 5 ? ", …" : "")
          + "; if they differ, declare the classes with --label-space.")
    }
    let names = spellings.values.compactMap { $0.min() }
    let compound = Set(SeveralAnswers.suspects(names)).union(lists.intersection(names)).sorted()
    if !compound.isEmpty {
      notes.append(
        "The classes \(compound.prefix(4).map { "`\($0)`" }.joined(separator: ", "))"
          + (compound.count > 4 ? ", …" : "")
          + " look like several answers in one cell; if they are, put # between them and declare the "
          + "classes with --label-space.")
    }
    if let twins = NearTwins.note(names) { notes.append(twins) }
    let doubtful =
      areNumbers
      ? MissingWords.surveyCodes(names)
      : names.filter {
        MissingWords.isDoubtful($0) || (!hasUsualWords && MissingWords.isUsual($0))
      }.sorted()
    if !doubtful.isEmpty {
      let names = doubtful.map { "`\($0)`" }.joined(separator: ", ")
      notes.append(
        "\(names) \(doubtful.count == 1 ? "is a class" : "are classes") of the file; if "
          + "\(doubtful.count == 1 ? "it stands" : "they stand") for no answer, say "
          + missingOption(doubtful, blanks))
    }
    let negative = areNumbers ? spellings.keys.filter { $0.hasPrefix("-") }.sorted() : []
    if !negative.isEmpty {
      let words = negative.joined(separator: ",")
      notes.append(
        "\(negative.count == 1 ? "\(words) is a class" : "\(words) are classes") of the file, as on a "
          + "scale; for no answer, say " + missingOption(negative, blanks))
    }
    return notes
  }

  /// The option that makes words no answer beside those of the file that are none already, since it
  /// takes the place of the usual words.
  private static func missingOption(_ words: [String], _ blanks: Set<String>) -> String {
    let all = CommaText.joined(blanks.sorted() + words)
    let option = "--missing=\(ShellWord.quoted(all))"
    return blanks.isEmpty
      ? "\(option)." : "\(option), which keeps the words of the file that are none already."
  }
}
