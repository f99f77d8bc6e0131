/// The columns of a Parquet file, each read as a whole.
///
/// ``DelimitedReader`` reads the same files row by row as text; this is for programs that want the
/// numbers of a column as they stand.
package struct ParquetColumns {
  /// The path.
  package let path: String
  /// The names of the columns that are read, in order.
  package var names: [String] { rows.columnNames }
  /// The number of rows.
  package var rowCount: Int { rows.rowCount }

  private let rows: ParquetRows
  private let limits: InputLimits

  /// Opens a file.
  ///
  /// - Throws: ``InputFileError`` if its footer cannot be read, or no column can.
  package init(path: String, limits: InputLimits = .standard) throws(InputFileError) {
    rows = try ParquetRows(path: path, limits: limits)
    self.path = path
    self.limits = limits
  }

  /// The numbers of a column, bit for bit.
  ///
  /// - Parameter name: The name of the column.
  /// - Returns: One number a row; NaN for a missing value. Whole numbers above 2^53 are rounded.
  /// - Throws: ``InputFileError`` for a column that is not there or holds no numbers, and for damaged
  ///   pages.
  /// - Complexity: O(rows) time and memory.
  package func reals(_ name: String) throws(InputFileError) -> [Double] {
    let reader = try column(name)
    guard reader.isNumber else {
      throw .unsupported(
        path: path, position: .column(name), found: "a column that does not hold numbers",
        remedy: "write it as numbers, or name another column")
    }
    var values: [Double] = []
    values.reserveCapacity(rowCount)
    for row in 0..<rowCount { values.append(try reader.number(row)) }
    return values
  }

  /// The texts of a column.
  ///
  /// - Parameter name: The name of the column.
  /// - Returns: One text a row, empty for a missing value.
  /// - Throws: ``InputFileError`` for a column that is not there, and for damaged pages.
  /// - Complexity: O(rows) time and memory.
  package func texts(_ name: String) throws(InputFileError) -> [String] {
    let reader = try column(name)
    var values: [String] = []
    values.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      values.append(unsafe String(decoding: try reader.text(row), as: UTF8.self))
    }
    return values
  }

  /// A fresh reader of a column, since readers only go forward.
  private func column(_ name: String) throws(InputFileError) -> ParquetColumnReader {
    let places = names.indices.filter { names[$0] == name }
    guard places.count == 1 else {
      throw rows.refusals[name] ?? .missingColumn(path: path, name: name, found: names)
    }
    return try ParquetRows(path: path, limits: limits).reader(places[0])
  }
}
