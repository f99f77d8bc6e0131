internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Tables of the Item Response Warehouse: person, item and response, one a row.
  ///
  /// Where every response is 0 or 1 the question is whether it is 1: the set has the one class `1`,
  /// which is that of every image, so that the selection frequency is the share of 1. Other responses
  /// are classes. With a column `rater` the raters are the annotators, `id` names what they rated and
  /// `item` the condition. `rt` is in seconds; the columns `cov_…` are about the persons.
  package static let irw = longTable(
    "irw", title: "a table of the Item Response Warehouse (id, item, resp)",
    signature: [["id"], ["item"], ["resp"]]
  ) { columns, options in
    let (id, item) = (try columns.require("id"), try columns.require("item"))
    let rater = columns.find("rater")
    var layout = LongLayout(
      image: rater == nil ? item : id, annotator: rater ?? id, label: try columns.require("resp"))
    layout.reactionTime = columns.find("rt")
    if rater != nil {
      layout.condition = item
    } else {
      layout.attributes = columns.names.indices.compactMap { column in
        let name = columns.names[column]
        return name.hasPrefix("cov_") ? (column, String(name.dropFirst(4))) : nil
      }
    }
    let declared = options.labelSpace?.classes.map(\.name)
    if declared == nil || declared == ["1"],
      try isDichotomous(options.table(columns.file), layout.label)
    {
      layout.task = .presence
      layout.labelSpace = try .named(["1"])
      layout.askedClass = 0
      layout.fixedTarget = 0
    }
    return layout
  }

  /// Whether every response is 0 or 1, or none; it ends with the first other one.
  private static func isDichotomous(_ reader: DelimitedReader, _ column: Int) throws -> Bool {
    while try reader.nextWholeRow(ragged: { _ in }) {
      let text = NameText.plain(reader.string(column))
      guard !MissingWords.usual.contains(text.lowercased()) else { continue }
      guard let whole = DecimalNumber(text)?.whole, ["0", "1"].contains(whole) else { return false }
    }
    return true
  }
}
