package import StudyValues

/// Writes rows one by one in one of the output formats.
///
/// ```swift
/// var writer = RowWriter(columns: table.columns, format: .csv) { print($0, terminator: "") }
/// for row in table.rows { try writer.write(row) }
/// try writer.finish()
/// ```
///
/// Memory does not grow with the number of rows. The terminal table holds back the first 1,000 rows to
/// find the widths of its columns; a wider value after them pushes its own line to the right.
package struct RowWriter {
  private var format: any RowFormat
  private var hasBegun = false
  private let output: (String) throws -> Void

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - columns: The columns of all rows.
  ///   - format: How to write them.
  ///   - showsHeader: Whether CSV, TSV and the terminal table begin with the names of the columns.
  ///   - keepsTexts: Whether CSV and TSV keep every text as it is, for data that programs read back.
  ///     Otherwise no text of theirs is a formula to a spreadsheet or a command to a terminal.
  ///   - look: How the terminal table stands.
  ///   - output: Takes each piece of text, which ends with a line feed.
  package init(
    columns: [Column], format: OutputFormat, showsHeader: Bool = true,
    keepsTexts: Bool = false, look: TerminalLook = TerminalLook(),
    to output: @escaping (String) throws -> Void
  ) {
    self.output = output
    self.format =
      switch format {
      case .table: TerminalTable(columns: columns, showsHeader: showsHeader, look: look)
      case .json: JSONRows(columns: columns, isArray: true)
      case .jsonLines: JSONRows(columns: columns, isArray: false)
      case .csv:
        DelimitedRows(
          columns: columns, separator: ",", showsHeader: showsHeader, keepsTexts: keepsTexts)
      case .tsv:
        DelimitedRows(
          columns: columns, separator: "\t", showsHeader: showsHeader, keepsTexts: keepsTexts)
      case .github: MarkdownRows(columns: columns)
      case .latex: LaTeXRows(columns: columns)
      }
  }

  /// Writes one row.
  ///
  /// - Parameter row: One cell per column.
  /// - Throws: What the output throws.
  package mutating func write(_ row: [Cell]) throws {
    try begin()
    let text = format.row(row)
    if !text.isEmpty { try output(text) }
  }

  /// Writes what comes after the last row; call it once.
  ///
  /// - Throws: What the output throws.
  package mutating func finish() throws {
    try begin()
    let text = format.end()
    if !text.isEmpty { try output(text) }
  }

  private mutating func begin() throws {
    guard !hasBegun else { return }
    hasBegun = true
    let text = format.begin()
    if !text.isEmpty { try output(text) }
  }
}

extension RowTable {
  /// The whole table as text.
  ///
  /// - Parameters:
  ///   - format: How to write it.
  ///   - showsHeader: Whether CSV, TSV and the terminal table begin with the names of the columns.
  /// - Returns: The text; its last line ends with a line feed.
  package func text(as format: OutputFormat, showsHeader: Bool = true) -> String {
    let text = TextSink()
    var writer = RowWriter(columns: columns, format: format, showsHeader: showsHeader) {
      text.content += $0
    }
    do {
      for row in rows { try writer.write(row) }
      try writer.finish()
    } catch {
      preconditionFailure("writing to memory does not fail: \(error)")
    }
    return text.content
  }
}

/// The text that a closure adds to.
private final class TextSink {
  var content = ""
}
