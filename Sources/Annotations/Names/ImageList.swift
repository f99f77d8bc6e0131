internal import Files
internal import StudyValues

/// The image of each row of an array or matrix, as a table lists them.
package enum ImageList {
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
