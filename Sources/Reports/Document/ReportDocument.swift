package import Analyses
package import StudyValues

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
  /// The figure of the first screen.
  package var figure: FigureSpecification?
  /// The claims with what the data say of each.
  package var claims: [ClaimCard]
  /// The sections of the page for reading, in their order.
  package var sections: [ReportSection]
  /// Everything else, which `appendix.html` holds; a report without it has no such page.
  package var appendix: [ReportSection]
  /// All result rows, which `report.json` holds in full.
  package var results: ReportResults
  /// The works that the text cites, and those a user should cite.
  package var bibliography: [BibliographyEntry]
  /// What the report was made from and with.
  package var manifest: ReportManifest
  /// How the pages write coefficients.
  package var style = NumberStyle.written

  /// Creates a document.
  package init(
    study: String, title: String, firstLine: Prose? = nil, question: Prose? = nil,
    summary: [Prose] = [], figure: FigureSpecification? = nil, claims: [ClaimCard] = [],
    sections: [ReportSection] = [], appendix: [ReportSection] = [],
    results: ReportResults = ReportResults(),
    bibliography: [BibliographyEntry] = [], manifest: ReportManifest
  ) {
    self.study = study
    self.title = title
    self.firstLine = firstLine
    self.question = question
    self.summary = summary
    self.figure = figure
    self.claims = claims
    self.sections = sections
    self.appendix = appendix
    self.results = results
    self.bibliography = bibliography
    self.manifest = manifest
  }

  /// Checks that identifiers can name files and that no two parts share one.
  ///
  /// - Throws: ``ReportsError/invalidIdentifier(_:)`` or ``ReportsError/duplicateIdentifier(_:)``.
  func validate() throws(ReportsError) {
    let all = sections + appendix
    try Self.checkUnique(all.map(\.id))
    try Self.checkUnique(all.flatMap { $0.tables.map(\.id) })
    try Self.checkUnique(figures.map(\.id))
  }

  /// Every figure of both pages.
  var figures: [FigureSpecification] {
    [figure].compactMap(\.self) + (sections + appendix).flatMap(\.figures)
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
    if let figure { document.figure?.id = unique(figure.id, among: &figures) }
    func number(_ sections: inout [ReportSection]) {
      for section in sections.indices {
        for index in sections[section].tables.indices {
          let id = sections[section].tables[index].id
          sections[section].tables[index].id = unique(id, among: &tables)
        }
        for index in sections[section].figures.indices {
          let id = sections[section].figures[index].id
          sections[section].figures[index].id = unique(id, among: &figures)
        }
      }
    }
    number(&document.sections)
    number(&document.appendix)
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
