internal import Files
internal import StudyValues

extension LabelTable {
  /// Reads true classes of a table or of JSON.
  ///
  /// JSON is an object of a label for each image, or objects of an image and a label in a list or one a
  /// line; their fields are called as the columns of a table are.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: Columns or fields by role, names for a table without a header, and the words for no label.
  ///   - isOnly: Whether map and names of columns are meant for this file.
  /// - Returns: The true classes; nil for the list of ImageNetV2, which has a reader of its own.
  /// - Throws: `AnnotationError` for other JSON, and what `init(_:_:isOnly:)` throws.
  package static func read(
    _ path: String, _ options: ImportOptions, isOnly: Bool
  ) throws -> LabelTable? {
    let head = try annotationInput { () throws(InputFileError) in try FileHead.firstBytes(path) }
    guard let first = head.first(where: { $0 > 0x20 && $0 < 0x80 }),
      [UInt8(ascii: "["), UInt8(ascii: "{")].contains(first)
    else { return try LabelTable(path, options, isOnly: isOnly) }
    // Its other fields stand before the list, which is one of the first all the same.
    guard !String(decoding: head, as: UTF8.self).contains("\"image_filenames\"") else { return nil }
    let json = try JSONHead(path, head, map: options.map)
    var table = LabelTable(empty: path, options)
    table.column = "label"
    if json.isLines {
      try JSONElements.forEachLine(path) { try table.add($0, $1, isOnly ? options.map : [:]) }
    } else if json.isList || json.wrapped != nil {
      try JSONElements.forEachRecord(path) { try table.add($0, $1, isOnly ? options.map : [:]) }
    } else {
      try JSONElements.forEachElement(path) { element in
        guard let classes = ChoiceList.flat(element.value) else {
          throw other(AnnotationPosition(file: path, line: element.line), element.value)
        }
        try table.add(element.key ?? "", classes, line: element.line)
      }
    }
    try table.nameImages()
    return table
  }

  /// Takes an object of an image and a label.
  private mutating func add(
    _ value: JSONValue, _ position: AnnotationPosition, _ map: [ColumnRole: String]
  ) throws {
    func field(_ name: String?, _ usual: [String]) -> String? {
      name ?? usual.first { value[$0] != nil }
    }
    guard value.object != nil, let image = field(map[.image], PlainColumns.image),
      let label = field(map[.target] ?? map[.label], PlainColumns.trueClass),
      let classes = ChoiceList.flat(value[label] ?? .null)
    else { throw Self.other(position, value) }
    try add(JSONElements.text(value[image]) ?? "", classes, line: position.line)
  }

  private static func other(_ position: AnnotationPosition, _ value: JSONValue) -> AnnotationError {
    .badValues([
      BadValue(
        position,
        expected: "a label of an image: objects with an image and a label (--labels-map "
          + "image=FIELD,label=FIELD names their fields), or one object {image: label}",
        got: value.object.map { "the fields \($0.keys.prefix(20).joined(separator: ", "))" }
          ?? value.kind)
    ])
  }
}
