package import Analyses

/// A section of a report: a heading, paragraphs, tables and figures.
package struct ReportSection: Equatable, Sendable {
  /// The identifier, which is the target of links.
  package var id: String
  /// The heading.
  package var title: String
  /// The text before the tables and figures.
  package var paragraphs: [Prose]
  /// The tables.
  package var tables: [TableSpecification]
  /// The figures.
  package var figures: [FigureSpecification]
  /// Images beside each other.
  package var galleries: [ImageGallery] = []
  /// Sections of the appendix to which the text points.
  package var more: [Link] = []
  /// The group of the appendix that the section belongs to; that of the study as a whole when nil.
  package var group: String?
  /// Why there is nothing to show; the heading stays, with `No data:` and this text below it.
  package var emptyBecause: String?

  /// A section of the appendix.
  package struct Link: Equatable, Sendable {
    /// The identifier of the section.
    package var id: String
    /// Its heading.
    package var title: String
  }

  /// Creates a section with content.
  package init(
    id: String, title: String, paragraphs: [Prose] = [], tables: [TableSpecification] = [],
    figures: [FigureSpecification] = []
  ) {
    self.id = id
    self.title = title
    self.paragraphs = paragraphs
    self.tables = tables
    self.figures = figures
    emptyBecause = nil
  }

  /// Creates a section that has nothing to show, and says why.
  package init(id: String, title: String, emptyBecause reason: String) {
    self.init(id: id, title: title)
    emptyBecause = reason
  }

  /// The keys of the works that the section cites, in reading order.
  package var citations: [String] {
    (paragraphs + tables.map(\.caption) + figures.map(\.caption)).flatMap(\.citations)
  }
}
