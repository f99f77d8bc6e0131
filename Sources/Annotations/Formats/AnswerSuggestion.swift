internal import Files
internal import StudyValues

/// The options that would read a table of an unknown layout, guessed from its columns.
///
/// A column is judged by its name, by how many different values its first thousand rows have, and by
/// how many of them are images or classes that the study knows. It is a proposal for a sentence, never
/// used to read.
struct AnswerSuggestion {
  /// What is proposed.
  enum Proposal: Equatable {
    /// The options that would read the table.
    case options(String)
    /// Why none are proposed, and what to write.
    case advice(String)
  }

  /// The options, such as `--map image=file,annotator=who,label=answer`; nil when nothing fits.
  ///
  /// Where several columns could be the answer, none is taken: the advice names them.
  static func proposal(_ sample: Sample, _ known: Known, isTable: Bool) -> Proposal? {
    guard sample.rows > 0 else { return nil }
    let names = sample.names
    let words = names.map(ColumnWords.init)
    let plainNames = names.map { NameText.plain($0).lowercased() }
    if isTable, plainNames.dropFirst().count(where: \.isEmpty) > 1 {
      return .advice(
        "several columns have no name, as where a line stands above the names (pivot tables have one); take "
          + "away what stands above them")
    }
    guard let image = imageColumn(sample, words, known) else {
      return isTable ? turnedTable(sample, words) : nil
    }
    let pictures = names.indices.filter { sample.share($0, ImageName.isPicture) > 0.5 }
    let named = pictures.filter { !words[$0].isAnswer }
    if named.count > 1, sample.share(image, known.isImage) <= 0.5 {
      let list = named.prefix(6).map { names[$0].shortened }.joined(separator: ", ")
      return .advice(
        "the columns \(list) all name pictures; an answer is about one image, so say which with --map "
          + "image=COL,annotator=COL,label=COL, or write a row for each image")
    }
    let twin = plainNames.indices.first { column in
      !plainNames[column].isEmpty && plainNames[..<column].contains(plainNames[column])
    }
    if let twin {
      return .advice(
        "several columns are named \(names[twin].shortened); give each a name of its own")
    }
    let raters = names.indices.filter { $0 != image && RaterColumns.isRater(names[$0]) }
    if isTable, raters.count > 1 { return raterTable(sample, words, image: image, raters) }
    let people = names.indices.filter { column in
      column != image && words[column].isPerson && sample.values[column].count > 0
    }
    let annotator =
      people.first { PlainColumns.annotator.contains(plainNames[$0]) } ?? people.first
    let mostClasses = max(sample.rows / 2, known.space?.classes.count ?? 0, 2)
    let possible = names.indices.filter { column in
      let count = sample.values[column].count
      return column != image && column != annotator && count > 1 && count <= mostClasses
        && !isSummary(names[column]) && !words[column].isAttribute && !words[column].isTruth
        && !words[column].isPerson && !holdsShares(sample, column)
    }
    let isClass = { (text: String) in known.space?.index(of: text) != nil }
    let ofClasses = possible.filter { sample.share($0, isClass) > 0.8 }
    let called = possible.filter { words[$0].isAnswer }
    let both = ofClasses.filter(called.contains)
    var labels = both.isEmpty ? ofClasses.isEmpty ? called : ofClasses : both
    if isTable, annotator == nil, let raters = numberedTwins(called, words, sample) {
      return raterTable(sample, words, image: image, raters)
    }
    if isTable, labels.isEmpty,
      let columns = wholeTable(sample, words, image: image, annotator: annotator)
    {
      return .options(columns)
    }
    // A column of an unknown name may be that of the persons where no other is.
    let isSure = !labels.isEmpty || annotator != nil
    if labels.isEmpty { labels = possible }
    guard let label = labels.first else { return nil }
    if isTable, annotator == nil, labels.count == 1,
      let counted = counts(sample, words, image: image, label: label)
    {
      return counted
    }
    guard labels.count == 1, isSure else {
      let start = map([
        ("image", names[image]), ("annotator", annotator.map { names[$0] } ?? "COL"),
        ("label", "COL"),
      ])
      let list = labels.prefix(6).map { names[$0].shortened }.joined(separator: ", ")
      return .advice(
        "the answers could be in \(labels.count > 1 ? "any of " : "")\(list); say in which with \(start)"
          + (annotator == nil ? ", and who gave them" : ""))
    }
    let answers = sample.values[label]
    let truths = names.indices.filter { column in
      column != image && column != label && words[column].isTruth
        && sample.share(column, answers.contains) > 0.5
    }
    let command = map([
      ("image", names[image]), ("annotator", annotator.map { names[$0] }),
      ("label", names[label]), ("target", truths.count == 1 ? names[truths[0]] : nil),
    ])
    let others = names.indices.filter { column in
      column != image && column != label && sample.values[column].count > 1
        && !isSummary(names[column]) && !words[column].isTruth
        && (!words[column].isAttribute || words[column].isRecordNumber)
    }
    guard annotator == nil, !others.isEmpty else { return .options(command) }
    let list = others.prefix(6).map { names[$0].shortened }.joined(separator: ", ")
    return .options("\(command); add annotator=COL where one of \(list) says who answered")
  }

  /// What reads a table with a row a person: a column of persons, and others that hold the same few
  /// classes; nil for any other.
  private static func turnedTable(_ sample: Sample, _ words: [ColumnWords]) -> Proposal? {
    let all = sample.names.indices
    guard let person = all.first(where: { words[$0].isPerson }),
      sample.values[person].count == sample.rows
    else { return nil }
    let left = all.filter { $0 != person && (words[$0].isAttribute || words[$0].isTruth) }
    let items = all.filter { $0 != person && !left.contains($0) }
    let areAlike = items.allSatisfy { column in
      items.contains { $0 != column && !sample.values[$0].isDisjoint(with: sample.values[column]) }
    }
    guard items.count > 1, areAlike else { return nil }
    return .options(
      "--format image-columns \(map([("annotator", sample.names[person])]))"
        + other(left, sample.names) + " if each other column is an image")
  }

  /// The column of images: by what its values are, and then by its name.
  private static func imageColumn(
    _ sample: Sample, _ words: [ColumnWords], _ known: Known
  ) -> Int? {
    let names = sample.names
    let scores = names.indices.map { column -> Double in
      // Images differ from row to row.
      guard sample.rows == 1 || sample.values[column].count > 1 else { return 0 }
      return (words[column].isImage ? 1 : words[column].isQuestion ? 0.5 : 0)
        + (PlainColumns.image.contains(names[column].lowercased()) ? 1 : 0)
        + (sample.share(column, ImageName.isPicture) > 0.5 ? 4 : 0)
        + (sample.share(column, known.isImage) > 0.5 ? 8 : 0)
    }
    guard let most = scores.max(), most > 0 else { return nil }
    return scores.firstIndex(of: most)
  }

  /// What reads a table with a column per rater; what is in none of their columns is left out.
  private static func raterTable(
    _ sample: Sample, _ words: [ColumnWords], image: Int, _ raters: [Int]
  ) -> Proposal {
    // A column of their answers is one of another rater, whatever its name.
    let answers = raters.reduce(into: Set<String>()) { $0.formUnion(sample.values[$1]) }
    let known = PlainColumns.label + PlainColumns.trueClass
    let others = sample.names.indices.filter { column in
      guard column != image, !raters.contains(column) else { return false }
      return isSummary(sample.names[column]) || words[column].isAttribute || words[column].isTruth
        || words[column].isConsensus || known.contains(sample.names[column].lowercased())
        || sample.values[column].isDisjoint(with: answers)
    }
    return .options(
      "--format rater-columns \(map([("image", sample.names[image])]))"
        + other(others, sample.names))
  }

  /// Columns of answers that differ by a number at the end, such as `label_1` and `label_2`, and hold the
  /// same classes; nil for others.
  private static func numberedTwins(
    _ columns: [Int], _ words: [ColumnWords], _ sample: Sample
  ) -> [Int]? {
    guard columns.count > 1, let stem = words[columns[0]].numbered,
      columns.allSatisfy({ words[$0].numbered == stem }),
      columns.dropFirst().allSatisfy({
        !sample.values[$0].isDisjoint(with: sample.values[columns[0]])
      })
    else { return nil }
    return columns
  }

  /// What reads a table of classes with shares or counts of votes; nil where there is neither.
  private static func counts(
    _ sample: Sample, _ words: [ColumnWords], image: Int, label: Int
  ) -> Proposal? {
    let names = sample.names
    let rest = names.indices.filter { $0 != image && $0 != label }
    if let shares = rest.first(where: { holdsShares(sample, $0) }) {
      return .options(
        map([("image", names[image]), ("target", names[label]), ("selected", names[shares])]))
    }
    if let count = LongCountsReader.counting(
      ColumnNames(file: "", names: names), except: [image, label]),
      sample.share(count, isCount) == 1
    {
      return .options(
        "--format long-counts "
          + map([("image", names[image]), ("label", names[label]), ("selected", names[count])]))
    }
    guard
      let percent = rest.first(where: { words[$0].isShare && sample.share($0, isCountOrShare) == 1 }
      )
    else { return nil }
    return .advice(
      "the column \(names[percent].shortened) looks like percentages; write them as 45% or 0.45 and say "
        + map([("image", names[image]), ("target", names[label]), ("selected", names[percent])]))
  }

  /// The options of a table whose columns are classes with counts, or raters with classes.
  private static func wholeTable(
    _ sample: Sample, _ words: [ColumnWords], image: Int, annotator: Int?
  ) -> String? {
    let all = sample.names.indices.filter { $0 != image && $0 != annotator }
    let summaries = all.filter { isSummary(sample.names[$0]) || words[$0].isAttribute }
    let rest = all.filter { !summaries.contains($0) }
    let left = other(summaries, sample.names)
    let counts = rest.filter { column in
      sample.values[column].count > 0 && sample.share(column, isCountOrShare) == 1
    }
    let place = map([("image", sample.names[image])])
    if counts.count > 1, annotator == nil {
      // Columns of nothing but 0 and 1 are rather those of people than counts.
      let areMarks = counts.allSatisfy { sample.values[$0].isSubset(of: ["0", "1"]) }
      if areMarks, counts.count == rest.count { return "--format rater-columns \(place)\(left)" }
      return
        "\(place) --classes \(ShellWord.quoted(CommaText.joined(counts.map { sample.names[$0] })))"
    }
    // Columns of raters hold the same few classes.
    let isOfRaters = rest.allSatisfy { column in
      let values = sample.values[column]
      return !values.isEmpty && values.count <= max(sample.rows / 2, 2)
        && rest.contains { $0 != column && !sample.values[$0].isDisjoint(with: values) }
    }
    guard rest.count > 1, isOfRaters, annotator == nil else { return nil }
    return "--format rater-columns \(place)\(left)"
  }

  /// Whether a column holds shares, which have decimals: 0 and 1 alone may be classes.
  private static func holdsShares(_ sample: Sample, _ column: Int) -> Bool {
    sample.share(column, isShare) == 1
      && sample.share(column) { DecimalNumber($0)?.whole == nil } > 0
  }

  /// Whether a text is a whole number of 0 or more.
  private static func isCount(_ text: String) -> Bool {
    DecimalNumber(text)?.whole.map { !$0.hasPrefix("-") } ?? false
  }

  /// Whether a text is a number from 0 to 1 or a percentage.
  private static func isShare(_ text: String) -> Bool {
    guard isCountOrShare(text) else { return false }
    guard let value = DecimalNumber.withComma(text)?.canonical.flatMap(Double.init) else {
      return true
    }
    return value <= 1
  }

  /// Whether a text is a number of 0 or more, perhaps with decimals or a per cent sign.
  private static func isCountOrShare(_ text: String) -> Bool {
    let number = text.hasSuffix("%") ? NameText.plain(String(text.dropLast())) : text
    return DecimalNumber.withComma(number)?.canonical.map { !$0.hasPrefix("-") } ?? false
  }

  /// Whether a column holds what is computed from answers.
  private static func isSummary(_ name: String) -> Bool {
    let plain = NameText.plain(name).lowercased()
    return PlainColumns.summaries.contains(plain) || SummaryName.totals.contains(plain)
  }

  /// The option that leaves out columns.
  private static func other(_ columns: [Int], _ names: [String]) -> String {
    columns.isEmpty
      ? "" : " --other \(ShellWord.quoted(CommaText.joined(columns.map { names[$0] })))"
  }

  private static func map(_ pairs: [(String, String?)]) -> String {
    let text = pairs.compactMap { role, name in name.map { "\(role)=\($0)" } }
      .joined(separator: ",")
    return "--map \(ShellWord.quoted(text))"
  }
}
