package import Files
internal import StudyValues
internal import Tensors

/// Runs a reader of files and turns its error into one of annotations.
func annotationInput<R>(_ body: () throws(InputFileError) -> R) throws(AnnotationError) -> R {
  do {
    return try body()
  } catch {
    throw .input(error)
  }
}

/// Runs a reader of arrays and turns its error into one of annotations.
func annotationTensor<R>(_ body: () throws(TensorFileError) -> R) throws(AnnotationError) -> R {
  do {
    return try body()
  } catch {
    throw .tensor(error)
  }
}

/// Makes a value of the field and turns its error into one of annotations.
func annotationValue<R>(_ body: () throws(StudyValuesError) -> R) throws(AnnotationError) -> R {
  do {
    return try body()
  } catch {
    throw .value(error)
  }
}

extension AnnotationPosition {
  /// The cell of a column in the current row of a table.
  init(_ reader: DelimitedReader, _ column: Int) {
    self.init(file: reader.path, line: reader.lineNumber, column: reader.columnNames[column])
  }
}

extension BadValue {
  /// The cell of a column in the current row of a table, with the start of its text.
  init(_ reader: DelimitedReader, _ column: Int, expected: String) {
    self.init(
      AnnotationPosition(reader, column), expected: expected,
      got: "'\(reader.string(column).prefix(60))'")
  }

  /// The cell of a column of numbers in the current row of a table, and how to write it as one.
  static func number(_ reader: DelimitedReader, _ column: Int, expected: String) -> BadValue {
    BadValue(reader, column, expected: expected + NumberText.hint(reader.string(column)))
  }
}

extension ImportSession {
  /// The number in a cell of the current row of a table: NaN for nothing and for a word that means
  /// missing, nil after a wrong value was remembered.
  func number(_ reader: DelimitedReader, _ column: Int) throws(AnnotationError) -> Double? {
    if reader.isEmpty(column) { return .nan }
    if let value = reader.double(column), value.isFinite || value.isNaN { return value }
    let text = reader.string(column)
    if MissingWords.isUsual(text) { return .nan }
    try bad(reader, column, "a number or nothing" + NumberText.hint(text))
    return nil
  }

  /// Remembers that the current row of a table has a wrong value in a column.
  func bad(
    _ reader: DelimitedReader, _ column: Int, _ expected: String
  ) throws(AnnotationError) {
    if let failure = reader.failure { throw .input(failure) }
    try bad(BadValue(reader, column, expected: expected))
  }

  /// Remembers a row of a table that has more or fewer fields than the first.
  func bad(ragged error: InputFileError) throws {
    guard case .raggedRow(let path, let line, let expected, let found) = error else { throw error }
    try bad(
      BadValue(
        AnnotationPosition(file: path, line: line),
        expected: "\(expected, "field") as in the first row", got: "\(found)"))
  }
}

extension DelimitedReader {
  /// Moves on to the next row, and refuses one that holds others between its quotes.
  ///
  /// - Returns: Whether there is one.
  /// - Throws: ``AnnotationError`` for what the text or the row breaks.
  package func nextAnswerRow() throws(AnnotationError) -> Bool {
    guard try annotationInput({ () throws(InputFileError) in try nextRow() }) else { return false }
    guard let column = swallowingColumn else { return true }
    throw .badValues([
      BadValue(
        AnnotationPosition(self, column), expected: "a closing quote in the same row",
        got: "whole rows between two quotes; close the first, or double it if it is text")
    ])
  }
}
