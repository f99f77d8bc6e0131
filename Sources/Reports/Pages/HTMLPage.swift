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
        object["prediction"] = claim.prediction
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

/// The small marks that numbers have on a page.
enum Typography {
  /// A number with a true minus sign and, unless it shall keep it, without a zero before the point.
  static func withoutZero(_ text: String, _ leadingZero: Bool) -> String {
    var text = text
    if !leadingZero {
      if text.hasPrefix("0.") { text.removeFirst() }
      if text.hasPrefix("-0.") { text = "-" + text.dropFirst(2) }
    }
    return shown(text, isNumber: true)
  }

  /// A sentence in which a hyphen that begins a number is a true minus.
  static func sentence(_ text: String) -> String {
    guard text.contains("-") else { return text }
    let characters = Array(text)
    return String(
      characters.indices.map { index in
        guard characters[index] == "-", index + 1 < characters.count,
          characters[index + 1].isNumber || characters[index + 1] == ".",
          index == 0 || " [(=".contains(characters[index - 1])
        else { return characters[index] }
        return "\u{2212}"
      })
  }

  /// A count with a comma at its thousands.
  static func count(_ text: String) -> String {
    let digits = text.drop { $0 == "-" }
    guard digits.count > 4, digits.allSatisfy(\.isNumber) else { return text }
    var result = ""
    for (index, digit) in digits.reversed().enumerated() {
      if index > 0, index % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (text.hasPrefix("-") ? "\u{2212}" : "") + String(result.reversed())
  }

  /// A number with a true minus sign, also inside an interval; a text as it is.
  static func shown(_ text: String, isNumber: Bool) -> String {
    guard isNumber, text.contains("-") else { return text }
    var result = ""
    var before: Character = " "
    for character in text {
      result.append(character == "-" && " [(e".contains(before) ? "\u{2212}" : character)
      before = character
    }
    return result
  }
}
