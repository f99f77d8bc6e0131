internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// A table with one (image, class) a row and how many chose the class: image, label, count.
  package static let longCounts = AnnotationFormat(
    "long-counts", title: "a table of image, class and how many chose it (image, label, count)",
    hasNamedColumns: true,
    matches: { head in
      guard let columns = head.columns, head.options.map.isEmpty else { return false }
      return LongCountsReader.matches(columns)
    },
    open: LongCountsReader.open)
}

/// Reads tables of counts with one (image, class) a row, as `value_counts` of pandas and `count` of dplyr
/// write them.
///
/// An image was shown as often as all of its rows count together; a class without a row was chosen by
/// nobody. Rows of the same pair are added up.
struct LongCountsReader {
  static let counts = ["count", "counts", "freq", "n", "n_votes", "num_votes", "votes"]
  private static let classes = PlainColumns.label + ["class", "category", "wnid"]

  private let image: Int
  private let label: Int
  private let count: Int
  private let statuses: [StatusRule]

  /// Whether a header is that of such a table: a number of votes, and nobody who gave them.
  static func matches(_ columns: ColumnNames) -> Bool {
    columns.find(PlainColumns.image) != nil && columns.find(classes) != nil
      && columns.find(counts) != nil && columns.find(PlainColumns.annotator) == nil
  }

  /// The column of a table of single answers that may count them; nil where none is called so.
  static func counting(_ columns: ColumnNames, except read: [Int?]) -> Int? {
    columns.find(counts).flatMap { read.contains($0) ? nil : $0 }
  }

  private init(_ columns: ColumnNames, _ options: ImportOptions) throws(AnnotationError) {
    func column(_ role: ColumnRole, _ names: [String]) throws(AnnotationError) -> Int {
      if let name = options.map[role] { return try columns.require(name) }
      return try columns.require(names)
    }
    image = try column(.image, PlainColumns.image)
    label = try column(.label, LongCountsReader.classes)
    count = try column(.selected, LongCountsReader.counts)
    statuses = try StatusRule.read(options.statuses)
  }

  /// Opens files of this layout.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    let options = files.options
    var words = MissingWords(options, noAnswer: [], space: options.labelSpace)
    var space = options.labelSpace
    var notes: [String] = []
    if space == nil {
      let found = try FoundClasses(
        texts(files), missing: words, labels: options.labelNames, file: files.first)
      (space, words, notes) = (found.space, found.missing, found.notes)
    }
    let resolver = try ClassResolver(native: nil, declared: space, file: files.first)
    let missing = words
    let output = resolver.output
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .forcedChoice, chance: 1 / Double(output.classes.count),
        annotatorIdentity: .none, labelSpace: output, hasAnswers: false, hasCounts: true),
      notes: notes
    ) { session in
      session.imagesAreNumbers = Once {
        try NumberColumn.holds(files) { try LongCountsReader($0, options).image }
      }
      var classes = ClassColumn(ChoiceReader(resolver, noAnswer: [], missing: missing))
      var pairs = Set<UInt64>()
      for path in files.paths {
        let reader = try options.table(path)
        let table = try LongCountsReader(ColumnNames(reader), options)
        try table.read(reader, &classes, &pairs, session)
      }
      if pairs.count == session.images.count {
        session.note(
          "Every image has one class only, as if all had agreed; if the counts are of all who were asked, "
            + "they are no counts of votes for the class.")
      }
    }
  }

  /// The different texts of the column of classes.
  private static func texts(_ files: AnnotationFiles) throws -> [String] {
    var texts = TextTable()
    for path in files.paths {
      let reader = try files.options.table(path)
      let table = try LongCountsReader(ColumnNames(reader), files.options)
      let rows = try AnswerRows(reader, files.options)
      while try rows.next({ _ in }) { _ = texts.intern(reader, table.label) }
    }
    return texts.texts
  }

  private func read(
    _ reader: DelimitedReader, _ classes: inout ClassColumn, _ pairs: inout Set<UInt64>,
    _ session: ImportSession
  ) throws {
    let condition = try session.condition(session.options.condition)
    let level = session.options.level ?? .nan
    let rows = try AnswerRows(reader, session.options)
    while try rows.next(session) {
      let choice = unsafe classes.choice(reader.bytes(label))
      guard choice != .missing else {
        session.drop(MissingWords.rule)
        continue
      }
      guard case .one(let index) = choice else {
        try session.bad(
          BadValue(reader, label, expected: session.header.labelSpace.expectation))
        continue
      }
      guard let votes = reader.votes(count) else {
        try session.bad(
          VoteCount.bad(
            reader, count,
            "a count of 0 or more (shares are read as a table of image, class and sel_freq)"))
        continue
      }
      guard !NamelessImage.isNone(reader, image) else {
        session.drop(ImageNames.namelessRule)
        continue
      }
      let position = AnnotationPosition(reader, image)
      let number = try unsafe session.image(reader.bytes(image), at: position)
      session.counts.add(
        votes: Int64(votes), number, index, condition: condition, level: level)
      let pair = UInt64(UInt32(bitPattern: number)) << 32 | UInt64(UInt32(bitPattern: index))
      if !pairs.insert(pair).inserted {
        try session.noteRepeatedRow(at: position, reader.string(image))
      }
    }
  }
}
