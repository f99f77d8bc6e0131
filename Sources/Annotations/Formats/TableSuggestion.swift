internal import Files
internal import StudyValues

/// The command that would read a table of an unknown layout, guessed from its columns.
///
/// A column of pictures' names, or one that is called like images, holds the images; one that is called
/// like answers and has few different values the answers; one called like people the annotators. It is
/// a proposal for a sentence, never used to read.
struct TableSuggestion {
  private static let imageHints = [
    "image", "img", "file", "picture", "photo", "stimulus", "url", "item", "task", "question",
  ]
  private static let annotatorHints = [
    "annotator", "worker", "rater", "user", "participant", "subject", "person", "coder", "judge",
    "who", "email", "subj", "observer", "reader",
  ]
  private static let labelHints = [
    "label", "answer", "choice", "response", "class", "category", "grade", "vote", "judg", "resp",
    "rating", "score",
  ]

  /// The options, such as `--map image=file,annotator=who,label=answer`.
  let text: String

  /// Looks at the first thousand rows of a table; nil when nothing fits.
  init?(_ path: String) {
    guard let reader = try? DelimitedReader(path: path), reader.columnCount > 1 else { return nil }
    var values = [Set<String>](repeating: [], count: reader.columnCount)
    var pictures = [Int](repeating: 0, count: reader.columnCount)
    var rows = 0
    while rows < 1_000, (try? reader.nextRow()) == true {
      rows += 1
      for column in 0..<reader.columnCount {
        let text = NameText.plain(reader.string(column))
        values[column].insert(text)
        if ImageName.isPicture(text) { pictures[column] += 1 }
      }
    }
    guard rows > 0 else { return nil }
    let names = reader.columnNames
    func hinted(_ hints: [String], _ taken: Int?...) -> [Int] {
      names.indices.filter { column in
        !taken.contains(column) && hints.contains { names[column].lowercased().contains($0) }
      }
    }
    let shown = names.indices.max { pictures[$0] < pictures[$1] }
    let images = hinted(Self.imageHints)
    let image = shown.flatMap { pictures[$0] > rows / 2 ? $0 : nil } ?? images.first
    let annotator = hinted(Self.annotatorHints, image).first
    let answers = hinted(Self.labelHints, image, annotator)
    let others = names.indices.filter {
      $0 != image && $0 != annotator && values[$0].count > 1 && values[$0].count <= max(rows / 2, 2)
    }
    let label = (answers.isEmpty ? others : answers).min { values[$0].count < values[$1].count }
    guard let image, let label, values[label].count > 1 else { return nil }
    let pairs = [("image", image), ("annotator", annotator), ("label", label)]
      .compactMap { role, column in column.map { "\(role)=\(names[$0])" } }
      .joined(separator: ",")
    let isPlain = pairs.allSatisfy { $0.isLetter || $0.isNumber || "=,_-.:/".contains($0) }
    text = "--map " + (isPlain ? pairs : "'\(pairs.replacing("'", with: "'\\''"))'")
  }
}
