internal import Analyses
internal import StudyValues

/// `report.md`: the report as GitHub Markdown, with links to the figures.
struct MarkdownPage {
  private let page: ReportPage

  init(_ page: ReportPage) { self.page = page }

  /// The page as text.
  var text: String {
    let document = page.document
    var blocks = ["# \(Markdown.escaped(document.title))"]
    if let firstLine = document.firstLine { blocks.append("> **Note.** \(inline(firstLine))") }
    if let question = document.question { blocks.append("*Question:* \(inline(question))") }
    if !document.summary.isEmpty {
      blocks.append("## Summary")
      blocks += document.summary.map(paragraph)
    }
    if let figure = document.figure { blocks += self.blocks(of: figure) }
    blocks += document.claims.map { claim in
      let expected = claim.prediction.map { " *Expected:* \(Markdown.escaped(prose($0)))" } ?? ""
      return "- **\(Markdown.escaped(claim.text))** (\(Markdown.escaped(claim.id))) "
        + "**\(claim.verdict)**. \(inline(claim.reason))\(expected)"
    }
    for section in document.sections { blocks += self.blocks(of: section) }
    blocks += provenance
    if !document.bibliography.isEmpty {
      blocks.append("## References")
      blocks.append(
        document.bibliography.map { "- \(Markdown.escaped($0.plainText))" }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func blocks(of section: ReportSection) -> [String] {
    var blocks = ["## \(Markdown.escaped(section.title))"]
    if let reason = section.emptyBecause {
      blocks.append("*No data: \(Markdown.escaped(reason))*")
    }
    blocks += section.paragraphs.map(paragraph)
    for table in section.tables {
      let link = page.formats.contains(.csv) ? " ([CSV](tables/\(table.id).csv))" : ""
      blocks.append("**Table.** \(inline(table.caption))\(link)")
      blocks.append(self.table(table.shownRows))
      if let omission = table.omission(page.formats) { blocks.append(Markdown.escaped(omission)) }
    }
    for figure in section.figures { blocks += self.blocks(of: figure) }
    for gallery in section.galleries {
      blocks.append("**\(Markdown.escaped(gallery.title)).**")
      blocks.append(table(gallery.rows))
    }
    if !section.more.isEmpty, page.formats.contains(.html) {
      let links = section.more.map {
        "[\(Markdown.escaped($0.title))](appendix.html#section-\($0.id))"
      }
      blocks.append("In the appendix: \(links.joined(separator: " · "))")
    }
    return blocks
  }

  private func blocks(of figure: FigureSpecification) -> [String] {
    let title = Markdown.escaped(figure.title)
    let caption = "**Figure. \(title).** \(inline(figure.caption))"
    guard let replacement = page.replacement(for: figure) else {
      return ["![\(title)](figures/\(figure.id).svg)", caption]
    }
    let values = page.values(of: figure).map { [table($0)] } ?? []
    return [caption + " *\(Markdown.escaped(replacement))*"] + values
  }

  private var provenance: [String] {
    let facts = page.facts.map { "- \($0.name): \(Markdown.code($0.value))" }
    var blocks = ["## Provenance", facts.joined(separator: "\n")]
    if !page.document.manifest.inputs.isEmpty {
      blocks.append(table(page.document.manifest.inputTable))
    }
    blocks.append("The command line, the machine and the time are in `manifest.json`.")
    return blocks
  }

  private func table(_ table: RowTable) -> String {
    String(table.text(as: .github, in: page.document.style).dropLast())
  }

  private func prose(_ text: String) -> String {
    Typography.prose(text, leadingZero: page.leadingZero)
  }

  private func paragraph(_ text: Prose) -> String {
    guard case .plain(let first) = text.runs.first else { return inline(text) }
    return Markdown.paragraph(Markdown.escaped(first)) + text.runs.dropFirst().map(inline).joined()
  }

  private func inline(_ text: Prose) -> String { text.runs.map(inline).joined() }

  private func inline(_ run: Prose.Run) -> String {
    switch run {
    case .plain(let text): return Markdown.escaped(text)
    case .emphasis(let text): return "*\(Markdown.escaped(text))*"
    case .strong(let text): return "**\(Markdown.escaped(text))**"
    case .code(let text): return Markdown.code(text)
    case .name(let text): return Markdown.escaped(text)
    case .citation(let key):
      let entry = page.document.bibliography.first { $0.key == key }
      return "(\(Markdown.escaped(entry?.shortName ?? key)))"
    }
  }
}
