internal import Analyses
internal import StudyValues
internal import Mustache

/// `index.html`: the page for reading, in one file that needs no script and no network.
struct HTMLPage {
  private typealias Object = [String: Any]

  private let page: ReportPage
  private let parts: HTMLParts

  init(_ page: ReportPage) {
    self.page = page
    parts = HTMLParts(page: page, isAppendix: false)
  }

  /// The page as text.
  func text() throws -> String {
    let template = try MustacheTemplate(string: HTMLTemplate.page)
    return template.render(root, library: try HTMLTemplate.library())
  }

  private var root: Object {
    let document = page.document
    let hasAppendix = !document.appendix.isEmpty
    var root: Object = [
      "title": document.title,
      "style": HTMLStyle.sheet + HTMLStyle.readingSheet,
      "policy": page.policy(script: nil),
      "firstLine": parts.paragraphs(document.firstLine.map { [$0] } ?? []),
      "question": parts.paragraphs(document.question.map { [$0] } ?? []),
      "hasSummary": !document.summary.isEmpty,
      "summary": parts.paragraphs(document.summary),
      "first": document.figure.map { [parts.figure($0)] } ?? [],
      "hasClaims": !document.claims.isEmpty,
      "claims": document.claims.map { claim -> Object in
        var object: Object = [
          "id": claim.id, "text": claim.text, "verdict": claim.verdict,
          "word": claim.verdict.replacing(" ", with: "-"), "reason": parts.prose(claim.reason),
        ]
        object["prediction"] = claim.prediction.map {
          Typography.prose($0, leadingZero: page.leadingZero)
        }
        return object
      },
      "sections": document.sections.map(parts.section),
      "facts": page.facts.map { ["name": $0.name, "value": $0.value] as Object },
      "inputs": hasAppendix || document.manifest.inputs.isEmpty
        ? []
        : [parts.table(document.manifest.inputTable, caption: [], note: nil, link: nil)],
      "glossary": Glossary.all.filter { mentions($0) }.map {
        ["name": $0.name, "meaning": $0.meaning] as Object
      },
      "hasReferences": !document.bibliography.isEmpty,
      "references": document.bibliography.map {
        ["key": $0.key, "text": $0.plainText] as Object
      },
    ]
    root["hasGlossary"] = Glossary.all.contains { mentions($0) }
    if hasAppendix { root["appendix"] = "appendix.html" }
    return root
  }

  /// Whether the page says a word of a term.
  private func mentions(_ term: Glossary.Term) -> Bool {
    let document = page.document
    var texts = (document.summary + document.claims.map(\.reason)).map(\.plainText)
    for section in document.sections {
      texts += (section.paragraphs + section.tables.map(\.caption) + section.figures.map(\.caption))
        .map(\.plainText)
    }
    let words = term.words.isEmpty ? [term.name] : term.words
    return texts.contains { text in words.contains { text.contains($0) } }
  }
}
