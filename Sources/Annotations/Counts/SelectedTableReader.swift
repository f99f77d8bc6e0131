internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// A table with one (image, class) a row: selected and total, or no, maybe and yes.
  package static let selectedTable = AnnotationFormat(
    "selected-table", title: "a table of image, class, selected and total",
    matches: { head in
      guard let columns = head.columns else { return false }
      if head.options.map[.selected] != nil { return true }
      let isLong = head.options.map[.image] != nil && head.options.map[.label] != nil
      return !isLong && SelectedTableReader.matches(columns)
    },
    open: SelectedTableReader.open)
}

/// Reads tables with one (image, class) a row and how often it was selected, shown, perhaps *maybe*.
///
/// The counts stand either as `selected` and `total`, or as `no`, `maybe` and `yes`, or as a share
/// (`sel_freq`, `selection_frequency`, `hsf`). Beside a total the share gives the number selected, the
/// whole number next to their product; alone its number of votes is unknown. Rows of the same pair are
/// added up. A pair with a total of 0 is missing.
struct SelectedTableReader {
  private static let imageNames = ["image", "image_id", "file_name", "filename", "image_name"]
  private static let classNames = ["wnid", "class", "label", "target", "target_class"]
  private static let selectedNames = ["selected", "n_selected", "yes"]
  private static let totalNames = [
    "total", "shown", "n_shown", "n", "n_total", "n_raters", "n_annotators", "n_workers",
    "num_annotators", "num_workers", "n_votes", "num_votes",
  ]
  private static let share = "a share between 0 and 1, or a percentage with its sign (45 %)"
  private static let shareNames = ["sel_freq", "selection_frequency", "hsf"]

  private let image: Int
  private let targetClass: Int
  private let selected: Int
  private let total: Int?
  private let no: Int?
  private let maybe: Int?
  private let condition: Int?
  private let level: Int?
  private let isShare: Bool
  /// Whether the column of what was selected holds shares of the total.
  private let isShareOfTotal: Bool

  /// Whether a header is that of such a table.
  static func matches(_ columns: ColumnNames) -> Bool {
    guard columns.find(imageNames) != nil, columns.find(classNames) != nil else { return false }
    if columns.find(shareNames) != nil { return true }
    guard columns.find(selectedNames) != nil else { return false }
    return columns.find(totalNames) != nil || columns.find("no") != nil
  }

  private init(_ columns: ColumnNames, _ options: ImportOptions) throws(AnnotationError) {
    func find(_ role: ColumnRole, _ names: [String]) throws(AnnotationError) -> Int? {
      if let name = options.map[role] { return try columns.require(name) }
      return columns.find(names) == nil ? nil : try columns.require(names)
    }
    func require(_ role: ColumnRole, _ names: [String]) throws(AnnotationError) -> Int {
      guard let index = try find(role, names) else { return try columns.require(names) }
      return index
    }
    image = try require(.image, SelectedTableReader.imageNames)
    let role: ColumnRole = options.map[.asked] == nil ? .target : .asked
    targetClass = try require(role, SelectedTableReader.classNames)
    total = try find(.total, SelectedTableReader.totalNames)
    no = options.map[.total] == nil && columns.find("no") != nil ? try columns.require("no") : nil
    maybe = try find(.partial, ["maybe"])
    isShare = total == nil && no == nil
    let mapped = options.map[.selected].map { NameText.plain($0).lowercased() }
    isShareOfTotal =
      total != nil
      && (mapped.map(SelectedTableReader.shareNames.contains)
        ?? (columns.find(SelectedTableReader.selectedNames) == nil
          && columns.find(SelectedTableReader.shareNames) != nil))
    selected = try require(
      .selected,
      isShare || isShareOfTotal
        ? SelectedTableReader.shareNames : SelectedTableReader.selectedNames)
    condition = try find(.condition, ["condition"])
    level = try find(.level, ["level"])
  }

  /// Opens files of this layout.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    let (opened, table) = try open(files.first, files.options)
    let (space, notes) = try table.classes(opened, files)
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .presence, chance: nil, annotatorIdentity: .none,
        labelSpace: space, hasAnswers: false, hasCounts: !table.isShare), notes: notes
    ) { session in
      session.imagesAreNumbers = Once {
        try NumberColumn.holds(files) { try SelectedTableReader($0, files.options).image }
      }
      for path in files.paths {
        let (reader, table) = try open(path, files.options)
        table.noteUnread(reader, session)
        try table.read(reader, space, session)
      }
    }
  }

  private static func open(
    _ path: String, _ options: ImportOptions
  ) throws(AnnotationError) -> (DelimitedReader, SelectedTableReader) {
    let reader = try options.table(path)
    return (reader, try SelectedTableReader(ColumnNames(reader), options))
  }

  /// Says which columns are not read where nothing says how many people were asked, because one of them
  /// may do so.
  private func noteUnread(_ reader: DelimitedReader, _ session: ImportSession) {
    guard total == nil else { return }
    let read = Set([image, targetClass, selected, no, maybe, condition, level].compactMap(\.self))
    let rest = reader.columnNames.indices.filter { !read.contains($0) }
      .map { reader.columnNames[$0] }
    guard !rest.isEmpty else { return }
    session.note(
      "Not read beside the \(isShare ? "shares" : "counts"): the columns "
        + rest.prefix(10).joined(separator: ", ") + (rest.count > 10 ? ", …" : "")
        + "; if one is how many people were asked, say --map total=COL"
        + (maybe == nil && !isShare ? ", if one counts a maybe, --map partial=COL." : "."))
  }

  private func classes(
    _ opened: DelimitedReader, _ files: AnnotationFiles
  ) throws -> (space: LabelSpace, notes: [String]) {
    if let space = files.options.labelSpace { return (space, []) }
    if opened.columnNames[targetClass].lowercased() == "wnid" { return (.sortedWnid, []) }
    var texts = Set<String>()
    var areNumbers = true
    for path in files.paths {
      let (reader, table) = try Self.open(path, files.options)
      let rows = try AnswerRows(reader, files.options)
      while try rows.next({ _ in }) {
        let text = reader.string(table.targetClass)
        if texts.insert(text).inserted, reader.int(table.targetClass) == nil { areNumbers = false }
      }
    }
    // Which class a number means differs between label spaces, so numbers alone are not enough.
    guard !areNumbers else {
      throw AnnotationError.undeclaredLabelSpace(
        file: files.first,
        reason: "column \(opened.columnNames[targetClass]) numbers the classes without saying how")
    }
    let missing = MissingWords(files.options, noAnswer: [], space: nil)
    let found = try FoundClasses(
      texts, missing: missing, labels: files.options.labelNames, file: files.first)
    return (found.space, found.notes)
  }

  private func read(
    _ reader: DelimitedReader, _ space: LabelSpace, _ session: ImportSession
  ) throws {
    let missing = MissingWords(session.options, noAnswer: [], space: space)
    var classes = ClassColumn(
      ChoiceReader(
        try ClassResolver(native: nil, declared: space), noAnswer: [], missing: missing))
    let fixed = try session.condition(session.options.condition)
    let rows = try AnswerRows(reader, session.options)
    while try rows.next(session) {
      func bad(_ column: Int, _ expected: String) throws {
        try session.bad(BadValue(reader, column, expected: expected))
      }
      guard let number = unsafe classes.index(reader.bytes(targetClass)) else {
        try bad(targetClass, space.expectation)
        continue
      }
      guard !NamelessImage.isNone(reader, image) else {
        session.drop(ImageNames.namelessRule)
        continue
      }
      let imageNumber = try unsafe session.image(
        reader.bytes(image), at: AnnotationPosition(reader, image))
      let conditionNumber =
        try condition.map { try unsafe session.condition(reader.bytes($0)) } ?? fixed
      var levelValue = session.options.level ?? .nan
      if let level {
        guard let number = try session.number(reader, level) else { continue }
        levelValue = number
      }
      func count(shown: Int, selected: Double, partial: Int = 0) throws {
        let isFirst = session.count(
          imageNumber, number, condition: conditionNumber, level: levelValue, shown: Int64(shown),
          selected: selected, partial: Int64(partial))
        guard !isFirst else { return }
        try session.noteRepeatedRow(at: AnnotationPosition(reader, image), reader.string(image))
      }
      if isShare {
        guard let share = reader.share(selected)?.value, share >= 0, share <= 1 else {
          try session.bad(.number(reader, selected, expected: Self.share))
          continue
        }
        try count(shown: 0, selected: share)
        continue
      }
      if isShareOfTotal {
        try readShareOfTotal(reader, session) { try count(shown: $0, selected: Double($1)) }
        continue
      }
      let columns = [selected, no, maybe, total].compactMap(\.self)
      if let wrong = columns.first(where: { reader.votes($0) == nil }) {
        try session.bad(VoteCount.bad(reader, wrong))
        continue
      }
      let yes = reader.int(selected) ?? 0
      let maybes = maybe.flatMap { reader.int($0) } ?? 0
      let shown =
        total.flatMap { reader.int($0) } ?? yes + maybes + (no.flatMap { reader.int($0) } ?? 0)
      guard yes + maybes <= shown else {
        try bad(selected, "at most the \(shown) that it was shown to")
        continue
      }
      try count(shown: shown, selected: Double(yes), partial: maybes)
    }
  }

  /// Reads the share and the total of the current row.
  private func readShareOfTotal(
    _ reader: DelimitedReader, _ session: ImportSession,
    _ count: (_ shown: Int, _ selected: Int) throws -> Void
  ) throws {
    guard let total, let shown = reader.votes(total) else {
      return try session.bad(VoteCount.bad(reader, total ?? selected))
    }
    guard shown > 0 else { return try count(0, 0) }
    guard let share = reader.share(selected)?.value, share >= 0, share <= 1 else {
      return try session.bad(
        .number(reader, selected, expected: Self.share))
    }
    let product = share * Double(shown)
    // A share that was rounded to two decimals is half a hundredth off at most.
    guard abs(product - product.rounded()) <= max(0.005 * Double(shown), 1e-6) else {
      return try session.bad(
        BadValue(
          reader, selected,
          expected: "a share of the \(shown) of column \(reader.columnNames[total]), such as "
            + "\(product.rounded() / Double(shown)) (if that is no number of people, name another "
            + "with --map total=COL)"))
    }
    session.note(
      "The numbers selected are \(reader.columnNames[selected]) times "
        + "\(reader.columnNames[total]), to the next whole number.")
    try count(shown, Int(product.rounded()))
  }
}
