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
    let reader = try ImportOptions().table(path)
    let columns = ColumnNames(reader)
    let isOnly = columns.names.count == 1 && name == nil
    var names = isOnly && ImageName.isPicture(columns.names[0]) ? columns.names : []
    let image =
      isOnly
      ? 0
      : try columns.require(
        name ?? column, usual: PlainColumns.image, isMapped: name != nil, what: "--images")
    while try reader.nextAnswerRow() {
      guard !reader.isBlank(image) else {
        throw .badValues([BadValue(reader, image, expected: "the name of an image")])
      }
      names.append(reader.string(image))
    }
    return names
  }
}
