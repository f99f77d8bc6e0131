package import Reports
package import StudyValues

/// One form in which a study goes to other programs.
///
/// ``all`` is the list that `avh export` and its help are made from: a new form is one value in a file
/// of its own and one line of the list.
package struct ExportKind: Sendable {
  /// What a form is made of.
  package enum Product: Sendable {
    /// Rows of one table, which may go to standard output.
    case rows(OutputFormat, @Sendable (ExportRequest) throws -> ExportedTable)
    /// One file, made at a path; the sentences that a user must know come back.
    case file(@Sendable (ExportRequest, _ path: String) throws -> [String])
    /// A folder of files, which exists and is empty; the same sentences come back.
    case folder(@Sendable (ExportRequest, _ folder: String) throws -> [String])
  }

  /// The word of the command line, after two hyphens.
  package let name: String
  /// What it is, for help.
  package let abstract: String
  /// What it is made of.
  package let product: Product

  /// Every form.
  package static let all: [ExportKind] = [
    .csv, .jsonLines, .npz, .fiftyOne, .irw, .datasette, .croissant, .roCrate, .frictionless,
  ]
}

extension ExportKind: Equatable {
  /// Forms are the same when their names are.
  package static func == (left: ExportKind, right: ExportKind) -> Bool { left.name == right.name }
}

/// A table on its way out: its rows are read while they are written.
package struct ExportedTable {
  /// The columns.
  package let columns: [Column]
  /// What a user must know, one sentence each.
  package let notes: [String]
  /// Calls a function with every row.
  package let forEachRow: ((([Cell]) throws -> Void) throws -> Void)
}
