internal import Files
internal import StudyValues

/// Finds the format of a file by its head, or says what would read a file of no known layout.
struct Recognition {
  /// The beginning of the file.
  let head: FileHead
  /// The normalised names of the images that the study has, asked when nothing else reads the file.
  let knownImages: () -> Set<String>

  /// The format that the head of the file shows.
  ///
  /// - Throws: ``AnnotationError/almost(file:format:missing:)`` when only a part of a format is there,
  ///   ``AnnotationError/unrecognized(file:lookedFor:)`` when none is.
  func format() throws -> AnnotationFormat {
    if let format = try AnnotationFormat.all.first(where: { try $0.matches(head) }) {
      return format
    }
    // A column that the reader of Parquet refuses may be the one that a format lacks.
    for format in AnnotationFormat.all where head.columns?.refusals.isEmpty != false {
      guard let missing = format.lacks(head) else { continue }
      throw AnnotationError.almost(
        file: head.path, format: format.title,
        missing: missing + (suggestion.map { "; \($0)" } ?? ""))
    }
    throw AnnotationError.unrecognized(file: head.path, lookedFor: lookedFor)
  }

  /// What stands in a file of no known layout, and what would read it: the options, and the three
  /// nearest formats.
  private var lookedFor: String {
    switch head.content {
    case .arrays(let arrays):
      return "looked for \(arrays.lookedFor(head.path)); \(arrays.remedy(head.path))"
    case .json(let json): return lookedFor(in: json)
    case .numbers:
      return
        "looked for a matrix of class numbers, images x annotators, with -1 for no answer, and lines of "
        + "image, annotator and 0 or 1; save counts and probabilities as npy, or name the columns "
        + "with --columns"
    case .xml(let text):
      let begun = text.prefix(60).split(whereSeparator: \.isNewline).first ?? ""
      return
        "looked for XML of ImageNet-AB (annotation with metadata) and of CVAT for images (annotations "
        + "with image and tag); it begins with `\(begun)`; write other XML as a table of image, annotator "
        + "and label"
    case .answerYAML: return "looked for YAML of annotator: {image: true}"
    case .table(let columns):
      let header = columns.names.prefix(20).joined(separator: ", ")
      if let refusal = columns.refusals.min(by: { $0.key < $1.key }) {
        return "the columns are \(header); it also has the column \(refusal.key), of which the "
          + "reader says: \(refusal.value.description.dropLast())"
          + (suggestion.map { "; without it \($0)" } ?? "")
      }
      if let pictures = picturesInHeader(columns) {
        return pictures
      }
      if isHeaderless(columns) {
        return "its first row is \(header), which looks like answers, not like names of columns; "
          + "give these with --columns, one for each of its \(columns.names.count, "column"), as in --columns "
          + "image,annotator,label"
      }
      if let title = titleLine(columns), title.contains(where: { ",;\t".contains($0) }) {
        return
          "its first line is `\(title)`, a whole line between two quotes; take away the quotes at both ends of "
          + "each line"
      }
      if let title = titleLine(columns) {
        return
          "its first line is `\(title)`, which names no columns as the lines below do; take away what "
          + "stands above the names of the columns"
      }
      if columns.names.count == 1,
        columns.names[0].hasSuffix(":") || columns.names[0].hasPrefix("- ")
      {
        return
          "its first line is `\(columns.names[0].visible().shortened)`, as in YAML; write nested answers as "
          + "JSON, {image: {annotator: label}}, and say --orientation image-annotator"
      }
      if let blank = spacedHeader(columns) {
        return "its first line is `\(blank)`, with blanks between the fields; write commas (in R "
          + "write.csv(votes, FILE, row.names = FALSE))"
      }
      return "the header is \(header); \(suggestion ?? Self.remedy); the nearest formats are "
        + Self.nearest(columns)
    }
  }

  static let remedy = "name the columns with --map image=COL,annotator=COL,label=COL"

  /// The command that would read the file, or why none is sure; nil when nothing in it looks like answers.
  var suggestion: String? {
    guard let sample else { return nil }
    if let marks = marks(sample) { return marks }
    switch AnswerSuggestion.proposal(sample, known, isTable: head.columns != nil) {
    case .options(let options):
      return "try: avh import STUDY \(ShellWord.quoted(head.path)) \(options)"
    case .advice(let advice): return advice
    case nil: return nil
    }
  }

  /// What to say where each row marks the class of an answer in a column of its own.
  private func marks(_ sample: AnswerSuggestion.Sample) -> String? {
    guard let columns = head.columns, let image = columns.find(PlainColumns.image),
      sample.values[image].count < sample.rows || sample.rows > 2,
      let marks = MarkedColumns.find(head.path, head.options, among: { !RaterColumns.isRater($0) })
    else { return nil }
    return MarkedColumns.remedy(marks)
  }

  private var known: AnswerSuggestion.Known {
    let images = knownImages()
    return AnswerSuggestion.Known(
      isImage: { images.contains(ImageName.normalized($0)) }, space: head.options.labelSpace)
  }

  private var sample: AnswerSuggestion.Sample? {
    switch head.content {
    case .table: return .table(head.path, head.options)
    case .json(let json):
      guard let fields = (json.wrapped ?? json.listElement ?? json.line)?.object?.keys else {
        return nil
      }
      var sample = AnswerSuggestion.Sample(fields)
      let forEach = json.isLines ? JSONElements.forEachLine : JSONElements.forEachRecord
      // The sample ends at the first fault, and with a thousand rows.
      try? forEach(head.path) { value, _ in
        sample.add(fields.map { JSONElements.text(value[$0]) ?? "" })
        if sample.rows == 1_000 { throw CancellationError() }
      }
      return sample
    case .arrays, .numbers, .xml, .answerYAML: return nil
    }
  }

  /// Whether a first row is rather one of answers: a picture or a number stands in it.
  private func isHeaderless(_ columns: ColumnNames) -> Bool {
    // A column of images beside numbers is one of a table whose persons are called by numbers.
    head.options.columns.isEmpty && columns.find(PlainColumns.image) == nil
      && columns.names.contains { ImageName.isPicture($0) || DecimalNumber($0) != nil }
  }

  /// What to say where several columns are named after pictures, as those of a survey with a row a
  /// respondent; nil for other headers.
  private func picturesInHeader(_ columns: ColumnNames) -> String? {
    let words = columns.names.map(ColumnWords.init)
    let isPicture = columns.names.map { ImageColumns.picture($0) != nil }
    let named = columns.names.indices.filter {
      isPicture[$0] || !isPicture.contains(true) && words[$0].isImage && words[$0].numbered != nil
    }
    // A first row of answers names few pictures beside persons and classes.
    let others = columns.names.indices.filter { !named.contains($0) && !words[$0].isAttribute }
    guard named.count > 1, named.count >= others.count,
      let table = try? ImageColumns(columns, head.options),
      !table.holdsPictures(head.path, head.options)
    else { return nil }
    let numbers = ["response id", "id", "record_id"]
    let person =
      others.first { words[$0].isPerson } ?? (others.count == 1 ? others[0] : nil)
      ?? columns.find(numbers)
    let map = "annotator=\(person.map { columns.names[$0] } ?? "COL")"
    return
      "\(named.count) of its columns are named after pictures, such as `\(columns.names[named[0]].prefix(60))`; "
      + "if a row is a person and each of these columns the answers to one image, try: avh import STUDY "
      + "\(ShellWord.quoted(head.path)) --format \(AnnotationFormat.imageColumns.name) --map \(ShellWord.quoted(map))"
  }

  /// A first line of one field above lines of several, as a title or a comment; nil for others.
  private func titleLine(_ columns: ColumnNames) -> String? {
    guard columns.names.count == 1, let name = columns.names.first,
      let bytes = try? FileHead.firstBytes(head.path)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard
      lines.dropFirst().prefix(10).contains(where: { line in line.contains { ",;\t".contains($0) } }
      )
    else { return nil }
    return name.visible().shortened
  }

  /// A header of one column that is rather several with blanks between them.
  private func spacedHeader(_ columns: ColumnNames) -> String? {
    guard columns.names.count == 1, let name = columns.names.first,
      NameText.plain(name).split(separator: " ").count > 1
    else { return nil }
    return name.visible().shortened
  }

  /// The three formats whose columns a header has most of, with what it lacks.
  private static func nearest(_ columns: ColumnNames) -> String {
    var near: [(share: Double, text: String)] = []
    for format in AnnotationFormat.all {
      let lacking = format.signature.filter { columns.find($0) == nil }
      let found = format.signature.count - lacking.count
      guard found > 0 else { continue }
      let names = lacking.map { $0.joined(separator: " or ") }.joined(separator: ", ")
      near.append(
        (Double(found) / Double(format.signature.count), "\(format.name) (without \(names))"))
    }
    // The sort keeps the order of the list where shares are the same.
    let sorted = near.enumerated().sorted {
      $0.element.share == $1.element.share
        ? $0.offset < $1.offset : $0.element.share > $1.element.share
    }
    let general = [
      "long-table (image, annotator, label)", "selected-table (image, class, selected, total)",
      "wide-counts (image, a column of counts per class)",
    ]
    return (sorted.prefix(3).map(\.element.text) + general).prefix(3).joined(separator: ", ")
  }
}
