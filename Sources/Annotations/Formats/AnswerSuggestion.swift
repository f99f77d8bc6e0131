internal import Files
internal import StudyValues

/// The options that would read a table of an unknown layout, guessed from its columns.
///
/// A column is judged by its name, by how many different values its first thousand rows have, and by
/// how many of them are images or classes that the study knows. It is a proposal for a sentence, never
/// used to read.
struct AnswerSuggestion {
  private static let imageHints = [
    "image", "img", "file", "picture", "photo", "stimulus", "stim", "url", "item", "task",
    "question", "subject_id",
  ]
  private static let annotatorHints = [
    "annotator", "worker", "rater", "user", "participant", "subject", "person", "coder", "judge",
    "who", "email", "subj", "observer", "reader", "prolific",
  ]
  private static let labelHints = [
    "label", "answer", "choice", "response", "class", "category", "grade", "vote", "judg", "resp",
    "rating", "score",
  ]

  /// What a study knows, which tells columns from each other.
  struct Known {
    /// Whether a name is that of an image of the data set.
    var isImage: (String) -> Bool = { _ in false }
    /// The classes.
    var space: LabelSpace?
  }

  /// The first rows of a table, column by column.
  struct Sample {
    /// The names of the columns.
    var names: [String]
    /// The different values of each column, without blanks.
    var values: [Set<String>]
    /// How many rows were looked at.
    var rows = 0

    /// Takes names; rows are added.
    init(_ names: [String]) {
      self.names = names
      values = [Set<String>](repeating: [], count: names.count)
    }

    /// Adds a row.
    mutating func add(_ row: [String]) {
      rows += 1
      for (column, text) in zip(names.indices, row) {
        let plain = NameText.plain(text)
        if !plain.isEmpty { values[column].insert(plain) }
      }
    }

    /// The share of the different values of a column that something is true of.
    func share(_ column: Int, _ isTrue: (String) -> Bool) -> Double {
      values[column].isEmpty
        ? 0 : Double(values[column].count(where: isTrue)) / Double(values[column].count)
    }

    /// The first thousand rows of a table; nil when it is none.
    static func table(_ path: String, _ options: ImportOptions) -> Sample? {
      guard let reader = try? options.table(path), reader.columnCount > 1 else { return nil }
      var sample = Sample(reader.columnNames)
      while sample.rows < 1_000, (try? reader.nextRow()) == true {
        sample.add((0..<reader.columnCount).map(reader.string))
      }
      return sample
    }
  }

  /// The options, such as `--map image=file,annotator=who,label=answer`; nil when nothing fits.
  static func options(_ sample: Sample, _ known: Known, isTable: Bool) -> String? {
    guard sample.rows > 0 else { return nil }
    let names = sample.names
    func isHinted(_ column: Int, _ hints: [String]) -> Bool {
      hints.contains { names[column].lowercased().contains($0) }
    }
    func best(_ taken: Int?..., score: (Int) -> Double) -> Int? {
      names.indices.filter { !taken.contains($0) }.map { ($0, score($0)) }.filter { $0.1 > 0 }
        .max { ($0.1, -$0.0) < ($1.1, -$1.0) }?.0
    }
    // Shares have decimals: 0 and 1 alone may be classes.
    func holdsShares(_ column: Int) -> Bool {
      sample.share(column, isShare) == 1
        && sample.share(column) { DecimalNumber($0)?.whole == nil } > 0
    }
    let image = best { column in
      // Images differ from row to row.
      guard sample.rows == 1 || sample.values[column].count > 1 else { return 0 }
      return (isHinted(column, imageHints) ? 1 : 0)
        + (PlainColumns.image.contains(names[column].lowercased()) ? 1 : 0)
        + (sample.share(column, ImageName.isPicture) > 0.5 ? 4 : 0)
        + (sample.share(column, known.isImage) > 0.5 ? 8 : 0)
    }
    guard let image else { return nil }
    let raters = names.indices.filter { $0 != image && RaterColumns.isRater(names[$0]) }
    if isTable, raters.count > 1 {
      // A column of their answers is one of another rater, whatever its name.
      let answers = raters.reduce(into: Set<String>()) { $0.formUnion(sample.values[$1]) }
      let known = PlainColumns.label + PlainColumns.trueClass
      let others = names.indices.filter { column in
        guard column != image, !raters.contains(column) else { return false }
        return isSummary(names[column]) || known.contains(names[column].lowercased())
          || sample.values[column].isDisjoint(with: answers)
      }
      return "--format rater-columns \(map([("image", names[image])]))" + other(others, names)
    }
    let mostClasses = max(sample.rows / 2, 2)
    let label = best(image) { column in
      let count = sample.values[column].count
      guard count > 1, count <= max(mostClasses, known.space?.classes.count ?? 0),
        !isSummary(names[column]), !holdsShares(column)
      else { return 0 }
      let isClass = { (text: String) in known.space?.index(of: text) != nil }
      return (isHinted(column, labelHints) ? 2 + 1 / Double(count) : 0)
        + (known.space != nil && sample.share(column, isClass) > 0.8 ? 4 : 0)
    }
    let annotator = best(image, label) { isHinted($0, annotatorHints) ? 1 : 0 }
    if isTable, label == nil,
      let columns = wholeTable(sample, image: image, annotator: annotator)
    {
      return columns
    }
    let fewest = best(image, annotator) { column in
      let count = sample.values[column].count
      return count > 1 && count <= mostClasses && !isSummary(names[column])
        && !holdsShares(column) ? 1 / Double(count) : 0
    }
    guard let label = label ?? fewest else { return nil }
    let shares = names.indices.first { $0 != image && $0 != label && holdsShares($0) }
    if isTable, annotator == nil, let shares {
      return map([("image", names[image]), ("target", names[label]), ("selected", names[shares])])
    }
    let columns = ColumnNames(file: "", names: names)
    if isTable, annotator == nil,
      let count = LongCountsReader.counting(columns, except: [image, label]),
      sample.share(count, isCount) == 1
    {
      return "--format long-counts "
        + map([("image", names[image]), ("label", names[label]), ("selected", names[count])])
    }
    return map(
      [
        ("image", names[image]), ("annotator", annotator.map { names[$0] }),
        ("label", names[label]),
      ])
  }

  /// The options of a table whose columns are classes with counts, or raters with classes.
  private static func wholeTable(
    _ sample: Sample, image: Int, annotator: Int?
  ) -> String? {
    let all = sample.names.indices.filter { $0 != image && $0 != annotator }
    let summaries = all.filter { isSummary(sample.names[$0]) }
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
    guard rest.count > 1, isOfRaters else { return nil }
    return "--format rater-columns \(place)\(left)"
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
    PlainColumns.summaries.contains(NameText.plain(name).lowercased())
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
