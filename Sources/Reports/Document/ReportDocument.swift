package import Analyses

/// A report before it has a format: what every page, file and figure is made from.
///
/// ``ReportWriter`` turns one document into HTML, Markdown, LaTeX, JSON and CSV, so that all of them
/// say the same. Nothing is computed on the way except the bins, quartiles and positions of figures.
package struct ReportDocument: Equatable, Sendable {
  /// The identifier of the study, for example `cifar10h`.
  package var study: String
  /// The title.
  package var title: String
  /// What a reader must know before anything else, for example that the votes are simulated.
  package var firstLine: Prose?
  /// The question that was asked.
  package var question: Prose?
  /// The answer, in about three sentences with numbers.
  package var summary: [Prose]
  /// The sections, in reading order.
  package var sections: [ReportSection]
  /// All result rows, which `report.json` holds in full.
  package var results: ReportResults
  /// The works that the text cites, and those a user should cite.
  package var bibliography: [BibliographyEntry]
  /// What the report was made from and with.
  package var manifest: ReportManifest

  /// Creates a document.
  package init(
    study: String, title: String, firstLine: Prose? = nil, question: Prose? = nil,
    summary: [Prose] = [], sections: [ReportSection] = [], results: ReportResults = ReportResults(),
    bibliography: [BibliographyEntry] = [], manifest: ReportManifest
  ) {
    self.study = study
    self.title = title
    self.firstLine = firstLine
    self.question = question
    self.summary = summary
    self.sections = sections
    self.results = results
    self.bibliography = bibliography
    self.manifest = manifest
  }

  /// Checks that identifiers can name files and that no two parts share one.
  ///
  /// - Throws: ``ReportsError/invalidIdentifier(_:)`` or ``ReportsError/duplicateIdentifier(_:)``.
  func validate() throws(ReportsError) {
    try Self.checkUnique(sections.map(\.id))
    try Self.checkUnique(sections.flatMap { $0.tables.map(\.id) })
    try Self.checkUnique(sections.flatMap { $0.figures.map(\.id) })
  }

  /// The document with a number behind the identifier of each table and figure that an earlier one
  /// has already.
  func numberingParts() -> ReportDocument {
    var document = self
    var (tables, figures): (Set<String>, Set<String>) = ([], [])
    func unique(_ id: String, among seen: inout Set<String>) -> String {
      var (number, result) = (1, id)
      while !seen.insert(result.lowercased()).inserted {
        number += 1
        result = "\(id)-\(number)"
      }
      return result
    }
    for section in sections.indices {
      for index in sections[section].tables.indices {
        let id = sections[section].tables[index].id
        document.sections[section].tables[index].id = unique(id, among: &tables)
      }
      for index in sections[section].figures.indices {
        let id = sections[section].figures[index].id
        document.sections[section].figures[index].id = unique(id, among: &figures)
      }
    }
    return document
  }

  private static func checkUnique(_ ids: [String]) throws(ReportsError) {
    var seen: Set<String> = []
    for id in ids {
      guard Identifier.isValid(id) else { throw .invalidIdentifier(id) }
      guard seen.insert(id.lowercased()).inserted else { throw .duplicateIdentifier(id) }
    }
  }
}
