internal import Analyses
internal import StudyValues
internal import Mustache

/// `index.html`: the whole report in one file.
///
/// Every text goes through the template engine, which escapes it; only the pictures, whose texts
/// gnuplot has escaped, are put in as they are.
struct HTMLPage {
  private typealias Object = [String: Any]

  private let page: ReportPage

  init(_ page: ReportPage) { self.page = page }

  /// The page as text.
  func text() throws -> String {
    var library = MustacheLibrary()
    try library.register(HTMLTemplate.prose, named: "prose")
    try library.register(HTMLTemplate.table, named: "table")
    let template = try MustacheTemplate(string: HTMLTemplate.page)
    return template.render(root, library: library)
  }

  private var root: Object {
    let document = page.document
    return [
      "title": document.title,
      "style": HTMLStyle.sheet,
      "firstLine": paragraphs(document.firstLine.map { [$0] } ?? []),
      "question": paragraphs(document.question.map { [$0] } ?? []),
      "hasSummary": !document.summary.isEmpty,
      "summary": paragraphs(document.summary),
      "sections": document.sections.map(section),
      "facts": page.facts.map { ["name": $0.name, "value": $0.value] as Object },
      "inputs": document.manifest.inputs.isEmpty
        ? [] : [table(document.manifest.inputTable, caption: [], note: nil, link: nil)],
      "hasReferences": !document.bibliography.isEmpty,
      "references": document.bibliography.map {
        ["key": $0.key, "text": $0.plainText] as Object
      },
    ]
  }

  private func section(_ section: ReportSection) -> Object {
    [
      "id": section.id,
      "heading": section.title,
      "noData": section.emptyBecause.map { [["reason": $0] as Object] } ?? [],
      "paragraphs": paragraphs(section.paragraphs),
      "tables": section.tables.map { item in
        table(
          item.shownRows, caption: [prose(item.caption)], note: item.omission(page.formats),
          link: page.formats.contains(.csv) ? "tables/\(item.id).csv" : nil, id: item.id)
      },
      "figures": section.figures.map(figure),
    ]
  }

  private func figure(_ figure: FigureSpecification) -> Object {
    var object: Object = [
      "id": figure.id,
      "figureTitle": figure.title,
      "caption": prose(figure.caption),
      "file": "figures/\(figure.id).csv",
    ]
    if case .drawn(let svg) = page.pictures[figure.id] { object["svg"] = svg }
    if let replacement = page.replacement(for: figure) { object["replacement"] = replacement }
    if let values = page.values(of: figure) {
      object["values"] = [table(values, caption: [], note: nil, link: nil)]
    }
    return object
  }

  private func table(
    _ rows: RowTable, caption: [Object], note: String?, link: String?, id: String? = nil
  ) -> Object {
    let areNumbers = rows.columns.indices.map { index in
      rows.columns[index].isRightAligned
        ?? rows.rows.allSatisfy { if case .text = $0[index] { false } else { true } }
    }
    func cell(_ text: String, _ index: Int) -> Object {
      areNumbers[index] ? ["text": text, "number": true] : ["text": text]
    }
    var object: Object = [
      "caption": caption,
      "headings": rows.columns.enumerated().map { cell($1.heading, $0) },
      "rows": rows.rows.map { row in
        [
          "cells": row.enumerated().map { index, value in
            cell(
              Typography.shown(rows.columns[index].text(value), isNumber: areNumbers[index]), index)
          }
        ] as Object
      },
    ]
    object["note"] = note
    object["link"] = link
    object["tableID"] = id
    return object
  }

  private func paragraphs(_ texts: [Prose]) -> [Object] { texts.map(prose) }

  private func prose(_ text: Prose) -> Object {
    [
      "runs": text.runs.map { run -> Object in
        switch run {
        case .plain(let text): ["plain": text]
        case .emphasis(let text): ["emphasis": text]
        case .strong(let text): ["strong": text]
        case .code(let text): ["code": text]
        case .citation(let key): ["citation": key, "author": citationName(key)]
        }
      }
    ]
  }

  private func citationName(_ key: String) -> String {
    guard let entry = page.document.bibliography.first(where: { $0.key == key }) else { return key }
    return entry.shortName
  }
}

/// The small marks that numbers have on a page.
enum Typography {
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
