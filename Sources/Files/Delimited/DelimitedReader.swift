/// The rows of a CSV or TSV file, one at a time, without an allocation per row.
///
/// ```swift
/// let reader = try DelimitedReader(path: "answers.csv")
/// let image = try reader.column(named: "image")
/// while try reader.nextRow() {
///   print(reader.string(image), reader.lineNumber)
/// }
/// ```
///
/// Quoting is that of RFC 4180: a field that begins with a double quote may contain delimiters,
/// line ends and doubled quotes. Line ends are LF, CRLF or CR; a byte order mark, a missing final
/// line end and empty lines are accepted; gzip is inflated. The delimiter is found from the first
/// rows, not from the name; a first line `sep=;`, as Excel writes it, names it. A field is borrowed
/// from the window of the reader and valid until the next call of ``nextRow()``. Every row must have
/// as many fields as the first.
///
/// A Parquet file, recognised by its content, is read as such a table: its flat columns as text, a
/// missing value as an empty field. Its lines are its rows, counted from 1.
///
/// Memory is a window of 1 MiB, or the longest row; of Parquet a page a column that is looked at.
/// Complexity: O(bytes).
@safe package final class DelimitedReader {
  /// The names of the columns in order; names may be empty, and without a header are numbers from 1.
  package let columnNames: [String]
  /// The number of the current row, from 1, the header not counted.
  package private(set) var rowNumber = 0

  /// Where rows come from.
  private enum Rows {
    case text(DelimitedScanner)
    case parquet(ParquetRows)
  }

  private let rows: Rows
  /// Whether the first row is scanned but not yet given out.
  private var isPending: Bool

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: a CSV or TSV file, plain or gzip.
  ///   - format: delimiter, header and quotes.
  ///   - limits: bounds on the length of rows and on inflation.
  /// - Throws: ``InputFileError`` if the file is missing, empty, not UTF-8 or its header malformed.
  package convenience init(
    path: String, format: DelimitedFormat = .automatic, limits: InputLimits = .standard
  ) throws(InputFileError) {
    guard try !Self.isParquet(path: path) else {
      try self.init(ParquetRows(path: path, limits: limits))
      return
    }
    try self.init(ByteSource(path: path, limits: limits), format: format, limits: limits)
  }

  /// Whether a file is Parquet, by its content.
  package static func isParquet(path: String) throws(InputFileError) -> Bool {
    try ParquetRows.isParquet(path: path)
  }

  private init(_ parquet: ParquetRows) {
    rows = .parquet(parquet)
    columnNames = parquet.columnNames
    isPending = false
  }

  /// Reads the header from a byte source.
  ///
  /// - Parameters:
  ///   - source: where the text comes from; the reader takes it over.
  ///   - format: delimiter, header and quotes.
  ///   - limits: bounds on the length of rows.
  /// - Throws: ``InputFileError`` if the content is empty, not UTF-8 or its header malformed.
  package init(
    _ source: ByteSource, format: DelimitedFormat = .automatic, limits: InputLimits = .standard
  ) throws(InputFileError) {
    let buffer = try TextBuffer(source, limit: limits.lineBytes)
    func head() -> UnsafeBufferPointer<UInt8> {
      unsafe UnsafeBufferPointer(
        start: buffer.base + buffer.start, count: min(buffer.end - buffer.start, 256 << 10))
    }
    var delimiter = format.delimiter
    let hasHeader = format.hasHeader && format.columnNames == nil
    let isNamed = format.hasHeader && delimiter == nil
    let line = isNamed ? unsafe DelimitedFormat.separatorLine(head()) : nil
    if let line {
      delimiter = line.delimiter
      buffer.start += line.length
    }
    if format.hasHeader, unsafe DelimitedFormat.isJSON(head()) {
      throw .unsupported(
        path: source.path, position: .file, found: "JSON",
        remedy: "write a table with names of columns (in Python, for {image: value}: "
          + "pandas.Series(json.load(open(FILE))).rename_axis('image').rename('value').to_csv('table.csv'))"
      )
    }
    let found = unsafe DelimitedFormat.sniff(head(), allowsQuotes: format.allowsQuotes)
    let scanner = DelimitedScanner(
      buffer, delimiter: delimiter ?? found, allowsQuotes: format.allowsQuotes,
      firstLine: line == nil ? 1 : 2)
    guard try scanner.nextRow() else { throw .empty(path: source.path) }
    rows = .text(scanner)
    isPending = !hasHeader
    if let names = format.columnNames {
      guard names.count == scanner.fieldCount else {
        throw .malformed(
          path: source.path, position: .line(1),
          expected: "\(names.count, "field"), one for each name that was given for the columns",
          found: "\(scanner.fieldCount)")
      }
      columnNames = names
      return
    }
    columnNames = (0..<scanner.fieldCount).map { column in
      hasHeader ? unsafe String(decoding: scanner.field(column), as: UTF8.self) : String(column + 1)
    }
  }

  /// The path or name, for messages.
  package var path: String {
    switch rows {
    case .text(let scanner): scanner.buffer.source.path
    case .parquet(let parquet): parquet.path
    }
  }

  /// The column of the current row whose quotes hold whole rows, as if a stray quote had opened there.
  package var swallowingColumn: Int? {
    if case .text(let scanner) = rows { scanner.swallowingField } else { nil }
  }

  /// The byte between fields, as given or found; nil for a table that has none.
  package var delimiter: UInt8? {
    if case .text(let scanner) = rows { scanner.delimiter } else { nil }
  }

  /// Why columns of the file are not among those that are read, by name.
  package var refusals: [String: InputFileError] {
    if case .parquet(let parquet) = rows { parquet.refusals } else { [:] }
  }

  /// What was wrong with a value of the current row; the next call of ``nextRow()`` throws it.
  package var failure: InputFileError? {
    if case .parquet(let parquet) = rows { parquet.failure } else { nil }
  }

  /// The number of columns.
  package var columnCount: Int { columnNames.count }

  /// The line on which the current row begins, from 1.
  package var lineNumber: Int {
    if case .text(let scanner) = rows { scanner.lineNumber } else { rowNumber }
  }

  /// How many bytes of the file have been read, or rows of Parquet, and how many there are; 0 if
  /// unknown.
  package var progress: (read: Int, total: Int) {
    switch rows {
    case .text(let scanner): (scanner.buffer.source.position, scanner.buffer.source.byteCount)
    case .parquet(let parquet): (parquet.row + 1, parquet.rowCount)
    }
  }

  /// The index of the only column of a name.
  ///
  /// - Parameter name: the name as in the header; without regard to case and outer blanks where no
  ///   column has it exactly.
  /// - Returns: its index from 0.
  /// - Throws: ``InputFileError/missingColumn(path:name:found:)`` if there is none, or more than one.
  package func column(named name: String) throws(InputFileError) -> Int {
    func loose(_ text: String) -> String {
      text.lowercased().split(separator: " ", omittingEmptySubsequences: true)
        .joined(separator: " ")
    }
    let exact = columnNames.indices.filter { columnNames[$0] == name }
    let found =
      exact.isEmpty ? columnNames.indices.filter { loose(columnNames[$0]) == loose(name) } : exact
    guard found.count == 1 else {
      if let refusal = refusals[name] { throw refusal }
      throw .missingColumn(path: path, name: name, found: columnNames)
    }
    return found[0]
  }

  /// The index of the first column of a name, if any.
  package func firstColumn(named name: String) -> Int? { columnNames.firstIndex(of: name) }

  /// Moves to the next row.
  ///
  /// After ``InputFileError/raggedRow(path:line:expected:found:)`` and
  /// ``InputFileError/cutArray(path:line:column:)`` reading may go on with the row behind, so that a
  /// caller can collect several positions.
  ///
  /// - Returns: false at the end.
  /// - Throws: ``InputFileError`` for a ragged row, an open quote, a cut array or damaged content.
  package func nextRow() throws(InputFileError) -> Bool {
    let scanner: DelimitedScanner
    switch rows {
    case .text(let text): scanner = text
    case .parquet(let parquet):
      guard try parquet.nextRow() else { return false }
      rowNumber += 1
      return true
    }
    if isPending {
      isPending = false
    } else {
      guard try scanner.nextRow() else { return false }
    }
    rowNumber += 1
    guard scanner.fieldCount == columnNames.count else {
      throw .raggedRow(
        path: path, line: lineNumber, expected: columnNames.count, found: scanner.fieldCount)
    }
    if let column = scanner.cutField {
      throw .cutArray(path: path, line: lineNumber, column: columnNames[column])
    }
    return true
  }

  /// The bytes of a field of the current row, without quotes; valid until the next row.
  ///
  /// Where semicolons stand between the fields, a whole number with a decimal comma, `1,0`, is `1`.
  @unsafe package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    switch rows {
    case .text(let scanner):
      scanner.delimiter == UInt8(ascii: ";")
        ? unsafe NumberText.withoutCommaZeros(scanner.field(column)) : unsafe scanner.field(column)
    case .parquet(let parquet): unsafe parquet.field(column)
    }
  }
}
