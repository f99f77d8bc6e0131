/// The rows of the flat columns of a Parquet file, as text, one at a time.
///
/// Only columns that somebody looks at are read, a page of each at a time: memory is a page and a
/// dictionary a column. A missing value is an empty text. Lists, maps, dates and decimals are not
/// read; a column of them is refused when it is named.
@safe final class ParquetRows {
  /// The file.
  let path: String
  /// The columns that are read, in order.
  let columnNames: [String]
  /// Why the others are not.
  let refusals: [String: InputFileError]
  /// The number of rows.
  let rowCount: Int
  /// The current row, from 0; -1 before the first.
  private(set) var row = -1
  /// What was wrong with a value of the current row.
  private(set) var failure: InputFileError?

  private let readers: [ParquetColumnReader]

  /// Whether a file begins as Parquet does.
  static func isParquet(path: String) throws(InputFileError) -> Bool {
    let file = try FileHandleOwner(path: path)
    // A pipe has no end to look at first.
    guard file.byteCount >= 12 else { return false }
    for byte in ParquetFooter.magic where try file.readByte() != byte { return false }
    return true
  }

  /// Opens a file.
  ///
  /// - Throws: ``InputFileError`` if its footer cannot be read, or no column can.
  init(path: String, limits: InputLimits) throws(InputFileError) {
    let file = try MappedFile(path: path)
    let footer = try unsafe ParquetFooter(file.bytes, path: path)
    var readers: [ParquetColumnReader] = []
    var refusals: [String: InputFileError] = [:]
    for (index, column) in footer.columns.enumerated() {
      if let kind = column.kind {
        readers.append(
          ParquetColumnReader(
            column, kind: kind, index: index, of: file, footer, limits: limits))
      } else if let refusal = column.refusal {
        refusals[column.name] = .unsupported(
          path: path, position: .column(column.name), found: refusal.found, remedy: refusal.remedy)
      }
    }
    guard !readers.isEmpty else {
      throw refusals.min { $0.key < $1.key }?.value ?? .empty(path: path)
    }
    self.path = path
    self.readers = readers
    self.refusals = refusals
    columnNames = readers.map(\.column.name)
    rowCount = footer.rowCount
  }

  /// The reader of a column, from its first row on.
  func reader(_ column: Int) -> ParquetColumnReader { readers[column] }

  /// Moves to the next row; false at the end.
  func nextRow() throws(InputFileError) -> Bool {
    if let failure { throw failure }
    guard row + 1 < rowCount else { return false }
    row += 1
    return true
  }

  /// The text of a column in the current row; valid until the next row.
  ///
  /// Of a damaged value it is empty, and the next call of ``nextRow()`` throws.
  @unsafe func field(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    do {
      return try unsafe readers[column].text(row)
    } catch {
      failure = failure ?? error
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
  }
}
