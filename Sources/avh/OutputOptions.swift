import StudyValues
import ArgumentParser
import Files
import Foundation
import Reports

/// How rows are written, for every command that prints rows.
struct OutputOptions: ParsableArguments {
  @Flag(name: .customLong("json"), help: "One JSON array of objects.")
  var json = false

  @Flag(name: .customLong("nl"), help: "One JSON object a line.")
  var lines = false

  @Flag(name: .customLong("csv"), help: "Comma separated values.")
  var csv = false

  @Flag(name: .customLong("tsv"), help: "Tab separated values.")
  var tsv = false

  @Flag(
    name: [.customLong("table"), .customShort("t")], help: "A table for reading (the default).")
  var table = false

  @Option(name: .customLong("fmt"), help: "github or latex.")
  var format: String?

  @Flag(name: .customLong("no-headers"), help: "Leave out the line of column names.")
  var noHeaders = false

  @Flag(help: "Print every column, however wide the terminal is.")
  var wide = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "Write to this file, which must not be there yet; - is standard output.")
  var path: String?

  func validate() throws {
    let chosen = [json, lines, csv, tsv, table, format != nil].count { $0 }
    guard chosen <= 1 else {
      throw ValidationError("Choose one of --json, --nl, --csv, --tsv, --table and --fmt.")
    }
    if let format, !["github", "latex"].contains(format) {
      throw ValidationError("--fmt is '\(format)' but must be github or latex.")
    }
  }

  /// The format that was chosen.
  var chosen: OutputFormat {
    if json { return .json }
    if lines { return .jsonLines }
    if csv { return .csv }
    if tsv { return .tsv }
    switch format {
    case "github": return .github
    case "latex": return .latex
    default: return .table
    }
  }

  /// Whether people read the output on a terminal that need not have every column.
  var isFitted: Bool { isForReading && !wide }

  /// Whether people read the output: numbers are then rounded and long tables narrowed.
  var isForReading: Bool {
    switch chosen {
    case .table, .github, .latex: true
    case .json, .jsonLines, .csv, .tsv: false
    }
  }

  /// Writes rows.
  func write(_ rows: RowTable) throws {
    try write(columns: rows.columns) { writer in
      for row in rows.rows { try writer.write(row) }
    }
  }

  /// Writes tables of every column below each other, however wide the terminal is.
  func write(whole tables: [RowTable]) throws {
    var look = look
    look.width = nil
    try deliver { append in
      for (index, table) in tables.enumerated() {
        if index > 0 { try append("\n") }
        var writer = RowWriter(
          columns: table.columns, format: chosen, showsHeader: !noHeaders, look: look, to: append)
        for row in table.rows { try writer.write(row) }
        try writer.finish()
      }
    }
  }

  /// Writes what was counted, one count a row.
  func write(counts: [(what: String, count: Int)]) throws {
    try write(
      RowTable(
        columns: [
          Column("what", heading: "What", kind: .text),
          Column("count", heading: "Count", kind: .integer),
        ], rows: counts.map { [.text($0.what), .integer($0.count)] }))
  }

  /// Writes rows as they come.
  func write(columns: [Column], _ body: (inout RowWriter) throws -> Void) throws {
    try deliver { append in
      var writer = RowWriter(
        columns: columns, format: chosen, showsHeader: !noHeaders, look: look, to: append)
      try body(&writer)
      try writer.finish()
    }
  }

  /// Gives a piece of work the place to write to: standard output, or the file that was named, which
  /// appears when it is complete.
  func deliver(_ body: (@escaping (String) throws -> Void) throws -> Void) throws {
    try TextPlace.deliver(to: path, body)
  }

  /// How a table of raw columns stands on this terminal.
  var look: TerminalLook {
    TerminalLook(
      width: width, isColoured: isColoured,
      leftOut: { names in
        Messages.note(
          "avh: no room for \(names.joined(separator: ", ")); print every column with --wide",
          quiet: false)
      })
  }

  /// The columns that a table may take; nil for any.
  var width: Int? { wide || writesFile ? nil : Terminal.width }

  /// Whether a table is coloured.
  var isColoured: Bool { !writesFile && Terminal.isColoured }

  private var writesFile: Bool { path.map { $0 != "-" } ?? false }

  /// Writes text to standard output.
  ///
  /// - Parameters:
  ///   - text: The text, with the ends of its lines.
  ///   - isData: Whether a program reads it, so that names stand as they are; otherwise whatever a
  ///     terminal would obey is shown.
  /// - Throws: `StandardOutput.Failure` when it cannot be written.
  static func print(_ text: String, isData: Bool = false) throws {
    let output = StandardOutput()
    try output.append(isData ? text : text.visible(keepsLines: true))
    try output.flush()
  }
}

/// Flags that every command has.
struct CommonOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Option(
    parsing: .unconditional,
    help: "The number of threads, 0 for one on each processor; results do not depend on it.")
  var threads = 0

  @OptionGroup var progress: ProgressOption

  func validate() throws {
    guard (0...1_024).contains(threads) else {
      throw ValidationError("--threads is \(threads) but must be between 0 and 1024.")
    }
  }
}
