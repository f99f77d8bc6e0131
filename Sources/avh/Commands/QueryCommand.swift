import StudyValues
import ArgumentParser
import Files
import Reports
import Studies
import StudyStore

/// Asks a study in SQL.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Ask a study in SQL; it is opened for reading only.",
    discussion: """
      EXAMPLES
        avh query study.db \\
            "SELECT model, spearman(avh, hsf) FROM image_hardness GROUP BY model"
        avh query study.db \\
            "SELECT image, hsf FROM human_hardness WHERE class = :c LIMIT 5" \\
            -p c cat
        avh query study.db "SELECT * FROM human_hardness" --csv > hsf.csv
        avh query study.db hard-images.sql -o hard-images.csv --csv
        echo "SELECT count(*) FROM answer" | avh query study.db -

      The aggregates pearson, spearman, kendall, log10_p, quantile and entropy are
      known. avh tables and avh schema tell what can be asked. Rows are written as
      they come, for 60 seconds at most unless --timeout allows more. In CSV and TSV
      a text that a spreadsheet would run as a formula begins with an apostrophe;
      JSON has every text as it is.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Argument(help: "One SQL statement that only reads; a file that ends in .sql, or - to read it.")
  var sql: String

  @Option(
    name: [.customShort("p"), .customLong("param")], parsing: .upToNextOption,
    help: ArgumentHelp(
      "A value for a parameter :name of the statement; NAME VALUE, or NAME=VALUE for one that begins "
        + "with a dash.", valueName: "name value"))
  var parameters: [String] = []

  @Option(parsing: .unconditional, help: "Stop after so many seconds.")
  var timeout = 60.0

  @Flag(help: "Print how SQLite finds the rows, in place of the rows.")
  var explain = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    // Only one order can be meant where the second word is a file and the first is none.
    if QueryText.areExchanged(database, sql) {
      throw ValidationError(
        "The study comes before the SQL: avh query \(sql.visible().shortened) \"\(database.visible().shortened)\"."
      )
    }
    _ = try arguments()
    guard timeout > 0, timeout.isFinite else {
      throw ValidationError("--timeout must be a number of seconds, more than 0.")
    }
  }

  func run() throws {
    let arguments = try arguments()
    let statement = try (explain ? "EXPLAIN QUERY PLAN " : "") + QueryText.read(sql)
    try StudyFile.read(database) { store in
      try output.deliver { append in
        let stream = QueryRows(output: output, append: append)
        try store.query(
          statement, arguments: arguments, timeout: timeout, begin: stream.begin,
          receive: stream.receive)
        try stream.finish()
      }
    }
  }

  private func arguments() throws -> [String: QueryValue] {
    var arguments: [String: QueryValue] = [:]
    var words = parameters[...]
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, let name = parts.first, !name.isEmpty {
        arguments[String(name)] = QueryValue(parsing: String(parts[1]))
      } else {
        guard let value = words.popFirst() else {
          throw ValidationError("-p \(word) has no value; write -p NAME VALUE, after the SQL.")
        }
        arguments[word] = QueryValue(parsing: value)
      }
    }
    return arguments
  }
}

/// Writes the rows of a query as they come.
private final class QueryRows {
  private let output: OutputOptions
  private let append: (String) throws -> Void
  private var writer: RowWriter?

  init(output: OutputOptions, append: @escaping (String) throws -> Void) {
    self.output = output
    self.append = append
  }

  func begin(_ columns: [String]) {
    writer = RowWriter(
      columns: columns.map { Column($0) }, format: output.chosen, showsHeader: !output.noHeaders,
      look: output.look, to: append)
  }

  func receive(_ row: [QueryValue]) throws { try writer?.write(row.map(Cell.init)) }

  func finish() throws { try writer?.finish() }
}
