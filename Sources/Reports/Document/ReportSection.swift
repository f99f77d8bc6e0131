/// A section of a report: a heading, paragraphs, tables and figures.
public struct ReportSection: Equatable, Sendable {
  /// The identifier, which is the target of links.
  public var id: String
  /// The heading.
  public var title: String
  /// The text before the tables and figures.
  public var paragraphs: [Prose]
  /// The tables.
  public var tables: [ReportTable]
  /// The figures.
  public var figures: [ReportFigure]
  /// Why there is nothing to show; the heading stays, with `No data:` and this text below it.
  public var emptyBecause: String?

  /// Creates a section with content.
  public init(
    id: String, title: String, paragraphs: [Prose] = [], tables: [ReportTable] = [],
    figures: [ReportFigure] = []
  ) {
    self.id = id
    self.title = title
    self.paragraphs = paragraphs
    self.tables = tables
    self.figures = figures
    emptyBecause = nil
  }

  /// Creates a section that has nothing to show, and says why.
  public init(id: String, title: String, emptyBecause reason: String) {
    self.init(id: id, title: title)
    emptyBecause = reason
  }

  /// The keys of the works that the section cites, in reading order.
  public var citations: [String] {
    (paragraphs + tables.map(\.caption) + figures.map(\.caption)).flatMap(\.citations)
  }
}
