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
    for format in AnnotationFormat.all {
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
      return "looked for \(arrays.lookedFor(head.path)); name the layout with --format"
    case .json(let json): return jsonLookedFor(json)
    case .numbers:
      return
        "looked for a matrix of class numbers, images x annotators, with -1 for no answer, and lines of "
        + "image, annotator and 0 or 1; save counts and probabilities as npy, or name the columns "
        + "with --columns"
    case .xml(let text):
      let begun = text.prefix(60).split(whereSeparator: \.isNewline).first ?? ""
      return "looked for XML of ImageNet-AB (annotation with metadata); it begins with `\(begun)`"
    case .answerYAML: return "looked for YAML of annotator: {image: true}"
    case .table(let columns):
      let header = columns.names.prefix(20).joined(separator: ", ")
      if let refusal = columns.refusals.min(by: { $0.key < $1.key }) {
        return "the columns are \(header); it also has the column \(refusal.key), of which the "
          + "reader says: \(refusal.value.description.dropLast())"
      }
      if let pictures = picturesInHeader(columns) {
        return pictures
      }
      if isHeaderless(columns) {
        return "its first row is \(header), which looks like answers, not like names of columns; "
          + "give these with --columns, as in --columns image,annotator,label"
      }
      if let title = titleLine(columns) {
        return
          "its first line is `\(title)`, which names no columns as the lines below do; take away what "
          + "stands above the names of the columns"
      }
      if let blank = spacedHeader(columns) {
        return "its first line is `\(blank)`, with blanks between the fields; write commas (in R "
          + "write.csv(votes, FILE, row.names = FALSE))"
      }
      return "the header is \(header); \(suggestion ?? Self.remedy); the nearest formats are "
        + Self.nearest(columns)
    }
  }

  private static let remedy = "name the columns with --map image=COL,annotator=COL,label=COL"

  /// The command that would read the file, or why none is sure; nil when nothing in it looks like answers.
  private var suggestion: String? {
    guard let sample else { return nil }
    switch AnswerSuggestion.proposal(sample, known, isTable: head.columns != nil) {
    case .options(let options):
      return "try: avh import STUDY \(ShellWord.quoted(head.path)) \(options)"
    case .advice(let advice): return advice
    case nil: return nil
    }
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
      guard let fields = (json.listElement ?? json.line)?.object?.keys else { return nil }
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
    head.options.columns.isEmpty
      && columns.names.contains { ImageName.isPicture($0) || DecimalNumber($0) != nil }
  }

  /// What to say where several columns are named after pictures, as those of a survey with a row a
  /// respondent; nil for other headers.
  private func picturesInHeader(_ columns: ColumnNames) -> String? {
    let named = columns.names.filter { name in
      name.split { $0.isWhitespace || "\"'<>()[],;?!".contains($0) }
        .contains { ImageName.isPicture(String($0)) }
    }
    // A first row of answers names few pictures beside persons and classes.
    guard named.count > 1, 2 * named.count >= columns.names.count else { return nil }
    return
      "\(named.count) of its columns are named after pictures, such as `\(named[0].prefix(60))`, so "
      + "a row is a person and not an answer; write a row of image, annotator and label for each answer "
      + "(in pandas df.melt(id_vars=[PERSON], var_name='image', value_name='label'))"
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

  private func jsonLookedFor(_ json: JSONHead) -> String {
    if let other = json.otherProgram { return other }
    let value = json.listElement ?? json.line
    let fields = value?.object.map {
      " with the fields " + $0.keys.prefix(20).joined(separator: ", ")
    }
    let what =
      json.isLines
      ? "the first line is \(value?.kind ?? "nothing")"
      : json.isList
        ? "the first element of the list is \(json.element?.kind ?? "nothing")"
        : "the first member of the object is \(json.element?.kind ?? "nothing")"
    let way = suggestion ?? (fields == nil ? "name the layout with --format" : Self.remedy)
    return "\(what)\(fields ?? ""); \(way); the nearest formats are long-list (objects of image, "
      + "annotator and label), nested-json ({image: {annotator: label}}), nested-counts ({image: {class: count}}), label-studio (data, "
      + "annotations)"
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

extension JSONHead {
  /// What a file of a program is that is not read, and the way out; nil for any other.
  fileprivate var otherProgram: String? {
    let fields = Set((line ?? listElement)?.object?.keys ?? members.compactMap(\.key))
    if fields.contains("data_row") {
      return "this is an export of Labelbox, which is not read as it stands; write each "
        + "classification of `projects` as a row of image, annotator and label"
    }
    if fields.contains("images"), !fields.isDisjoint(with: ["annotations", "info", "licenses"]) {
      return "this is an export in the form of COCO, whose annotations are regions; write "
        + "the category of each as a row of image, annotator and label"
    }
    if !isList, line == nil || element != nil,
      members.contains(where: { AnswerFields.areOne($0.value) })
    {
      return "this is a table written row by row under the names of its rows; write it with "
        + "df.to_json(FILE, orient=\"records\"), or as CSV"
    }
    if members.contains(where: {
      TurnedTable.isColumn($0.key ?? "") && JSONElements.text($0.value) == nil
    }) {
      return "this is a table written column by column; write it with "
        + "df.to_json(FILE, orient=\"records\"), or as CSV"
    }
    return nil
  }
}
