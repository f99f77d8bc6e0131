internal import StudyValues

extension AnnotationFormat {
  /// A general table whose columns a user names with `--map`, or that are plainly called image,
  /// annotator and label.
  ///
  /// With `asked` (a column of classes) the answers are yes, maybe or no; without it they are
  /// classes.
  package static let longTable = AnnotationFormat(
    "long-table", title: "a table of image, annotator and label, or with --map",
    hasNamedColumns: true,
    matches: { head in
      guard let columns = head.columns else { return false }
      let map = head.options.map
      return (map[.image] != nil && map[.label] != nil)
        || (map.isEmpty && PlainColumns.byRole.allSatisfy { columns.find($0.value) != nil })
    },
    open: { files in
      try LongTableReader.open(files) { columns in try mappedLayout(columns, files.options) }
    })

  private static func mappedLayout(
    _ columns: ColumnNames, _ options: ImportOptions
  ) throws -> LongLayout {
    func column(_ role: ColumnRole) throws -> Int? {
      if options.map.isEmpty, let names = PlainColumns.byRole[role] {
        return try columns.require(names)
      }
      guard let name = options.map[role] else { return nil }
      return try columns.require(name)
    }
    guard let image = try column(.image), let label = try column(.label) else {
      throw AnnotationError.incompatibleOptions(
        "--map must name at least the columns of image and label, as in "
          + "--map image=COL,annotator=COL,label=COL")
    }
    var layout = LongLayout(image: image, annotator: try column(.annotator), label: label)
    layout.asked = try column(.asked)
    if layout.asked != nil { layout.task = .presence }
    layout.target = try column(.target)
    layout.condition = try column(.condition)
    layout.level = try column(.level)
    layout.assignment = try column(.assignment) ?? columns.findWords(PlainColumns.assignment)
    // One assignment may be about several images, and ask several things about each.
    layout.assignmentParts =
      [image]
      + [layout.annotator, layout.asked, layout.condition, layout.level].compactMap(\.self)
    layout.reactionTime = try column(.reactionTime)
    if let order = options.order, !options.hasInheritedOrder {
      layout.imageRule = .rowOrName(
        try OrderedImages.names(order, options: options, file: columns.file))
    }
    let rules: [(String, ColumnRole, Bool)] = [
      ("gold item", .gold, !options.keepsGold), ("planned repeat", .rerun, !options.keepsReruns),
      ("practice trial", .practice, true),
    ]
    for (rule, role, applies) in rules where applies {
      guard let marks = try column(role) else { continue }
      layout.drops.append(LongLayout.DropRule(rule: rule, column: marks, test: .isMarked))
    }
    layout.notes += [UnreadColumns.note(columns, layout, options)].compactMap(\.self)
    let read = [layout.image, layout.label, layout.annotator, layout.level, layout.assignment]
    if let column = LongCountsReader.counting(columns, except: read) {
      layout.notes.append(
        "The column \(columns.names[column]) is not read, and each row is one answer; if it counts "
          + "votes, say --format long-counts.")
    }
    return layout
  }
}
