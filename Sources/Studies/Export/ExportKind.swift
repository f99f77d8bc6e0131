package import StudyStore
package import StudyValues

/// One form in which a study goes to other programs.
///
/// ``all`` is the list that `avh export` and its help are made from: a new form is one value in a file
/// of its own and one line of the list.
package struct ExportKind: Sendable {
  /// The word of the command line, after two hyphens.
  package let name: String
  /// What it is, for help.
  package let abstract: String
  /// Finds what is written.
  let open: @Sendable (ExportRequest) throws -> ExportedTable

  /// Every form.
  package static let all: [ExportKind] = [.irw]

  /// Finds what is written.
  ///
  /// - Throws: ``StudyError`` when the study does not have what the form needs.
  package func table(_ request: ExportRequest) throws -> ExportedTable { try open(request) }
}

extension ExportKind: Equatable {
  /// Forms are the same when their names are.
  package static func == (left: ExportKind, right: ExportKind) -> Bool { left.name == right.name }
}

/// Which part of a study is exported.
package struct ExportRequest {
  /// The study.
  package let store: StudyStore
  /// The data set.
  package let dataset: String
  /// The annotation set; nil for the default one.
  package let set: String?

  /// Chooses a part.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - dataset: The data set; nil for the only one.
  ///   - set: The annotation set; nil for the default one.
  /// - Throws: ``StudyError`` when there is no such data set.
  package init(store: StudyStore, dataset: String?, set: String?) throws {
    self.store = store
    self.dataset = try store.chosenDataset(dataset).name
    self.set = set
  }
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
