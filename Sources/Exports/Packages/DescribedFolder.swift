internal import Files
internal import Reports
internal import Studies
internal import StudyStore

/// A folder of tables with one file that describes them to other programs.
enum DescribedFolder {
  /// Writes the tables and what a function says of them.
  ///
  /// - Parameters:
  ///   - request: The part of the study.
  ///   - folder: An empty folder.
  ///   - file: The name of the describing file.
  ///   - describe: Makes its content.
  /// - Returns: What a user must know, a sentence each.
  /// - Throws: `StudyError` or `InputFileError` when something cannot be read or written.
  static func write(
    _ request: ExportRequest, in folder: String, as file: String,
    _ describe: (TableFolder, Facts) throws -> JSONTree
  ) throws -> [String] {
    let tables = try TableFolder(request, in: folder)
    let facts = try Facts(request)
    let output = try OutputFile(path: "\(folder)/\(file)")
    try output.write(Array((try describe(tables, facts).text() + "\n").utf8))
    try output.commit()
    var notes = tables.notes
    if request.publication.license == nil {
      notes.append(
        "the licence is not stated; whoever published the votes decides it: --license ADDRESS.")
    }
    return notes
  }

  /// What is said of the whole.
  struct Facts {
    let title: String
    let description: String
    /// The title in lower-case letters, digits and hyphens.
    let slug: String
    let publication: ExportRequest.Publication
    /// The input files of the study, each with bytes and SHA-256.
    let inputs: [(path: String, bytes: Int, sha256: String)]
    /// The commands that made the study.
    let commands: [String]

    init(_ request: ExportRequest) throws {
      title = try request.title()
      description = try request.description()
      publication = request.publication
      let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      slug = words.isEmpty ? "study" : words.joined(separator: "-")
      inputs = try request.store.rows(
        "SELECT path, max(bytes), sha256 FROM source_file GROUP BY path, sha256 ORDER BY min(rowid)"
      ).rows.map { row in
        (row[0].text ?? "", row[1].integer ?? 0, row[2].text ?? "")
      }
      commands = try request.store.rows("SELECT command FROM command_log ORDER BY command_id").rows
        .compactMap { $0.first?.text }
    }
  }
}

/// How the paper is cited.
enum PaperCitation {
  static let text = """
    Chen, B., Liu, W., Yu, Z., Kautz, J., Shrivastava, A., Garg, A., Anandkumar, A.: Angular Visual \
    Hardness. ICML 2020, PMLR 119:1637-1648.
    """
  static let url = "https://arxiv.org/abs/1912.02279"
}
