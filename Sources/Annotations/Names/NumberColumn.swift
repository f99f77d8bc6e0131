internal import Files
internal import StudyValues

/// Whether every name of a column of some tables is a number.
enum NumberColumn {
  /// Looks through the column of every file, until something is no number.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - column: The column in the header of one of them; nil when it has none.
  /// - Returns: Whether nothing in the column is any other text; blanks do not matter.
  /// - Throws: ``AnnotationError`` when a file cannot be read.
  /// - Complexity: O(rows); it is asked only once a name looks like `1.0` or `1e+05`.
  static func holds(
    _ files: AnnotationFiles, _ column: (ColumnNames) throws -> Int?
  ) throws -> Bool {
    for path in files.paths {
      let reader = try files.options.table(path)
      let headerRows = SurveyHeader.rows(of: path)
      let header = HeaderRow(reader)
      guard let column = try column(ColumnNames(reader)) else { continue }
      while true {
        do {
          guard try reader.nextRow() else { break }
        } catch {
          guard case .raggedRow = error else { throw AnnotationError.input(error) }
          continue
        }
        guard reader.rowNumber > headerRows, try !header.repeats(reader) else { continue }
        let text = NameText.plain(reader.string(column))
        if !text.isEmpty, DecimalNumber(text) == nil { return false }
      }
    }
    return true
  }
}
