package import Files
internal import StudyValues

/// The image of each row of an array or matrix, as a table lists them.
package enum ImageList {
  /// Reads the names in a text, one a line, or in a file `.json`, a list of them.
  ///
  /// - Parameter path: The file, which is read whole.
  /// - Returns: One name a row.
  /// - Throws: `InputFileError` for JSON that is no list, and for an item of it that is no name.
  package static func text(_ path: String) throws(InputFileError) -> [String] {
    let bytes = try ByteSource(path: path).readAll(limit: 1 << 30)
    guard path.lowercased().hasSuffix(".json") else {
      return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        .map(String.init)
    }
    let value = try JSONValue.parse(bytes, name: path)
    guard let items = value.array else {
      throw .malformed(
        path: path, position: .file, expected: "a list of the names of images, such as [\"a.jpg\"]",
        found: value.kind)
    }
    var names: [String] = []
    for (item, value) in items.enumerated() {
      guard let name = value.string ?? value.int.map(String.init) else {
        throw .malformed(
          path: path, position: .file, expected: "the name of an image as item \(item + 1)",
          found: value.kind)
      }
      names.append(name)
    }
    return names
  }

  /// Reads the names in a table.
  ///
  /// The column is the one that is mapped, else the one that is usually called so, else the only one. A
  /// table of one column whose first row is a picture has no header.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - name: The name of the column, which must be there.
  ///   - column: The name that is mapped, perhaps for another file.
  /// - Returns: One name a row.
  /// - Throws: ``AnnotationError`` for a missing column or a row without a name.
  package static func table(
    _ path: String, named name: String?, mapped column: String?
  ) throws(AnnotationError) -> [String] {
    var names: [String] = []
    try forEachName(in: path, named: name, mapped: column) { names.append($0) }
    return names
  }

  /// Reads some of the names in a table, one after the other.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - name: The name of the column, which must be there.
  ///   - column: The name that is mapped, perhaps for another file.
  ///   - rows: The rows whose names are wanted, from 0; nil for all. Reading ends behind them.
  ///   - body: Takes the name of each wanted row.
  /// - Throws: ``AnnotationError`` for a missing column or a wanted row without a name.
  package static func forEachName(
    in path: String, named name: String?, mapped column: String? = nil, rows: Range<Int>? = nil,
    _ body: (String) -> Void
  ) throws(AnnotationError) {
    let reader = try ImportOptions().table(path)
    let columns = ColumnNames(reader)
    let isOnly = columns.names.count == 1 && name == nil
    let wanted = rows ?? 0..<Int.max
    var row = 0
    if isOnly, ImageName.isPicture(columns.names[0]) {
      if wanted.contains(row) { body(columns.names[0]) }
      row += 1
    }
    let image =
      isOnly
      ? 0
      : try columns.require(
        name ?? column, usual: PlainColumns.image, isMapped: name != nil,
        way: columns.names.contains(where: ImageName.isPicture)
          ? "its first row looks like one of an image; write a line with the names of the columns above it"
          : "name it as --images FILE:COLUMN")
    while row < wanted.upperBound {
      guard try reader.nextAnswerRow() else { return }
      defer { row += 1 }
      guard wanted.contains(row) else { continue }
      guard !NamelessImage.isNone(reader, image) else {
        throw .badValues([BadValue(reader, image, expected: "the name of an image")])
      }
      body(reader.string(image))
    }
  }
}
