internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// A table with one image a row and one column of counts per class.
  package static let wideCounts = AnnotationFormat(
    "wide-counts", title: "a table of counts or shares, a column per class (FER+, --classes)",
    hasClassColumns: true,
    matches: { head in
      head.columns.map { WideCountsReader.matches($0, head.options) } ?? false
    },
    open: WideCountsReader.open)
}

/// Reads tables with one image a row and a column of counts, or shares, per class.
///
/// They are shares where one of the first thousand rows has a decimal or a per cent sign. Shares sum
/// to 1, or to 100 where one of these rows has a per cent sign or a number above 1.
///
/// The class columns are those of `--classes`, else those whose names are the classes of the label
/// space. Columns of `--other` hold votes that are not for a class (unknown, not a face): they
/// count as shown. FER+ is recognised by its header, and rows without an image name are dropped by
/// a counted rule.
struct WideCountsReader {
  private static let imageNames = [
    "image name", "image", "image_id", "file_name", "filename", "image_name", "id_str", "iauname",
    "id",
  ]
  /// The classes of FER+ in the order of its file.
  static let ferPlusClasses = [
    "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
  ]
  private static let ferPlusOthers = ["unknown", "NF"]

  private let image: Int
  private let classes: [Int]
  private let others: [Int]
  private let isFERPlus: Bool
  /// What the numbers are.
  private var unit = Unit.votes

  /// What the numbers of a table are.
  private enum Unit { case votes, shares, percentages }

  /// Whether a header is that of FER+.
  static func isFERPlus(_ columns: ColumnNames) -> Bool {
    columns.find("Image name") != nil && ferPlusClasses.allSatisfy { columns.find($0) != nil }
  }

  /// Whether a header is that of such a table under the options.
  static func matches(_ columns: ColumnNames, _ options: ImportOptions) -> Bool {
    if isFERPlus(columns) { return true }
    guard options.map[.image] != nil || columns.find(imageNames) != nil else { return false }
    if !options.classColumns.isEmpty { return true }
    guard let space = options.labelSpace else { return false }
    return space.classes.allSatisfy { columns.find($0.name) != nil }
  }

  private init(_ columns: ColumnNames, _ options: ImportOptions) throws(AnnotationError) {
    isFERPlus = WideCountsReader.isFERPlus(columns)
    if let name = options.map[.image] {
      image = try columns.require(name)
    } else {
      image = try columns.require(WideCountsReader.imageNames)
    }
    var names = options.classColumns
    if names.isEmpty, isFERPlus { names = WideCountsReader.ferPlusClasses }
    if names.isEmpty, let space = options.labelSpace { names = space.classes.map(\.name) }
    guard !names.isEmpty else {
      throw .undeclaredLabelSpace(
        file: columns.file, reason: "nothing says which columns are classes (--classes a,b,c)")
    }
    var found: [Int] = []
    for name in names { found.append(try columns.require(name)) }
    classes = found
    let otherNames =
      options.otherColumns.isEmpty && isFERPlus
      ? WideCountsReader.ferPlusOthers : options.otherColumns
    var rest: [Int] = []
    for name in otherNames { rest.append(try columns.require(name)) }
    others = rest
  }

  /// Opens files of this layout.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    var (opened, table) = try open(files.first, files.options)
    try table.findUnit(opened)
    let names = table.classes.map { opened.columnNames[$0] }
    let header = AnnotationHeader(
      format: files.format, task: .forcedChoice, chance: 1 / Double(names.count),
      annotatorIdentity: .none,
      labelSpace: try files.options.labelSpace ?? .named(names), hasAnswers: false,
      hasCounts: table.unit == .votes)
    var notes = [NearTwins.note(header.labelSpace.classes.map(\.name))].compactMap(\.self)
    let unit = table.unit
    if unit == .percentages { notes.append("The numbers are percentages, divided by 100.") }
    if !table.others.isEmpty {
      let list = table.others.map { opened.columnNames[$0] }.joined(separator: ", ")
      notes.append("Votes for \(list) are not for a class; they count as shown.")
    }
    return AnnotationSource(header, notes: notes) { session in
      session.imagesAreNumbers = Once {
        try NumberColumn.holds(files) { try WideCountsReader($0, files.options).image }
      }
      for path in files.paths {
        var (reader, table) = try open(path, files.options)
        table.unit = unit
        table.noteUnread(reader, session)
        try table.read(reader, session)
      }
    }
  }

  private static func open(
    _ path: String, _ options: ImportOptions
  ) throws(AnnotationError) -> (DelimitedReader, WideCountsReader) {
    let reader = try options.table(path)
    return (reader, try WideCountsReader(ColumnNames(reader), options))
  }

  /// Looks at the first rows for decimals and per cent signs.
  private mutating func findUnit(_ reader: DelimitedReader) throws {
    var (hasDecimals, areAbove, areSigned) = (false, false, false)
    while reader.rowNumber < 1_000, try reader.nextAnswerRow() {
      for column in classes + others {
        guard let share = reader.share(column) else { continue }
        areSigned = areSigned || share.isPercentage
        areAbove = areAbove || share.value > 1
        hasDecimals = hasDecimals || share.isPercentage || share.value != share.value.rounded()
      }
    }
    if hasDecimals { unit = areSigned || areAbove ? .percentages : .shares }
  }

  /// Says which columns are not read, because one of them may hold votes.
  private func noteUnread(_ reader: DelimitedReader, _ session: ImportSession) {
    let read = Set(classes + others + [image])
    let rest = reader.columnNames.indices.filter { !read.contains($0) }
      .map { reader.columnNames[$0] }
    guard !rest.isEmpty else { return }
    let list = rest.prefix(10).joined(separator: ", ") + (rest.count > 10 ? ", …" : "")
    session.note(
      "Not read, because they are neither classes nor --other: the columns \(list). If they hold "
        + "votes, the numbers of votes are too small.")
  }

  private func read(_ reader: DelimitedReader, _ session: ImportSession) throws {
    let space = session.header.labelSpace
    var indices: [Int32] = []
    for column in classes {
      guard let index = space.index(of: reader.columnNames[column]) else {
        throw StudyValuesError.labelSpace(
          "\(reader.path): the column \(reader.columnNames[column]) is no class of the label space "
            + "\(space.name)")
      }
      indices.append(index)
    }
    let condition = try session.condition(session.options.condition)
    var totals = TotalsRow(columns: classes.count + others.count)
    let rows = try AnswerRows(reader, session.options)
    while try rows.next(session) {
      if NamelessImage.isNone(reader, image) {
        session.drop(ImageNames.namelessRule)
        continue
      }
      let columns = classes + others
      if unit != .votes {
        try readShares(reader, columns, indices, condition, session)
        continue
      }
      if let wrong = columns.first(where: { reader.votes($0) == nil }) {
        try session.bad(VoteCount.bad(reader, wrong))
        continue
      }
      let counts = classes.map { reader.int($0) ?? 0 }
      let rest = others.map { reader.int($0) ?? 0 }
      if totals.isNext(reader.string(image), counts + rest) {
        session.drop(TotalsRow.rule)
        continue
      }
      let shown = (counts + rest).reduce(0, +)
      try count(
        reader, indices, counts.lazy.map(Double.init), of: Int64(shown), condition, session)
    }
  }

  /// Counts the numbers of the current row.
  private func count(
    _ reader: DelimitedReader, _ indices: [Int32], _ selected: some Sequence<Double>,
    of shown: Int64, _ condition: Int32, _ session: ImportSession
  ) throws {
    let position = AnnotationPosition(reader, image)
    let number = try unsafe session.image(reader.bytes(image), at: position)
    var isFirst = true
    for (index, selected) in zip(indices, selected) {
      let isNew = session.count(
        number, index, condition: condition, level: session.options.level ?? .nan, shown: shown,
        selected: selected)
      isFirst = isFirst && isNew
    }
    if !isFirst { try session.noteRepeatedRow(at: position, reader.string(image)) }
  }

  /// Reads the shares of the current row.
  private func readShares(
    _ reader: DelimitedReader, _ columns: [Int], _ indices: [Int32], _ condition: Int32,
    _ session: ImportSession
  ) throws {
    var shares: [Double] = []
    for column in columns {
      let share = reader.share(column)
      let whole = unit == .percentages && share?.isPercentage == false ? 100.0 : 1
      guard let value = share.map({ $0.value / whole }), value >= 0, value <= 1.001 else {
        let expected =
          unit == .percentages ? "a percentage from 0 to 100" : "a share from 0 to 1"
        return try session.bad(.number(reader, column, expected: expected))
      }
      shares.append(value)
    }
    switch ShareRow.sum(shares) {
    case .one: break
    case .rounded: session.roundedRows += 1
    case .other(let sum):
      return try session.bad(
        BadValue(
          AnnotationPosition(reader, image),
          expected: unit == .percentages
            ? "percentages that sum to 100 (votes have no decimals)"
            : "shares that sum to 1 (votes have no decimals)",
          got: "a sum of \(unit == .percentages ? sum * 100 : sum)"))
    }
    try count(reader, indices, shares, of: 0, condition, session)
  }
}
