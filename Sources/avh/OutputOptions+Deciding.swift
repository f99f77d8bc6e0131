import Analyses
import ArgumentParser
import Files
import Reports
import StudyValues

/// Whether the stored rows are printed where people otherwise get a table for reading.
struct LongOption: ParsableArguments {
  @Flag(help: "Print the stored rows in place of the tables for reading.")
  var long = false
}

extension OutputOptions {
  /// Writes tables for reading, each below what does not vary in it and above its sentence.
  ///
  /// - Parameters:
  ///   - tables: The tables.
  ///   - forest: The column that a terminal draws as a forest plot.
  /// - Throws: What the place to write to throws.
  func write(deciding tables: [DecidingTable], forest: String? = nil) throws {
    try deliver { append in
      for (index, table) in tables.enumerated() {
        if index > 0 { try append("\n") }
        try write(table, forest: forest, append)
      }
    }
  }

  private func write(
    _ table: DecidingTable, forest: String?, _ append: @escaping (String) throws -> Void
  ) throws {
    var (constants, rows) = table.rows.movingConstants()
    if chosen == .table, let forest { rows = rows.addingForest(of: forest, in: width) }
    for line in [table.caption?.visible(), constants.joined(separator: ", ").visible()] {
      try append(paragraph(line.flatMap { $0.isEmpty ? nil : $0 }))
    }
    if chosen == .github { try append("\n") }
    var look = look
    look.usesHeadings = true
    look.isStrong = { column, cell in
      column.name == "verdict" && cell.text != DecidingTable.tooClose
    }
    var writer = RowWriter(
      columns: rows.columns, format: chosen, showsHeader: !noHeaders, look: look, to: append)
    for row in rows.rows { try writer.write(row) }
    try writer.finish()
    if chosen == .github { try append("\n") }
    try append(paragraph(table.sentence?.visible()))
  }

  /// A line of text in the form of the format, wrapped on a terminal.
  private func paragraph(_ text: String?) -> String {
    guard let text else { return "" }
    if chosen == .latex { return "% \(text)\n" }
    let lines = width.map { ColumnFit.lines(of: text, width: $0) } ?? [text]
    return lines.map { $0 + "\n" }.joined()
  }
}
