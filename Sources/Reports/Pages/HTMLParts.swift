internal import Analyses
import Files
internal import StudyValues

/// Texts, tables and figures as the values of the templates, for both pages.
///
/// Every text goes through the template engine, which escapes it; only the pictures, whose texts
/// gnuplot has escaped, are put in as they are.
struct HTMLParts {
  typealias Object = [String: Any]

  let page: ReportPage
  /// Whether tables and figures show their values and sort, as the appendix does.
  let isAppendix: Bool

  func section(_ section: ReportSection) -> Object {
    let compact = section.figures.filter(\.isCompact)
    let narrow = section.tables.count == 1 && section.tables[0].rows.columns.count <= 5
    let isBeside =
      compact.count == 1 && section.figures.count == 1 && !isWide(compact[0])
      && (!section.paragraphs.isEmpty || narrow)
    return [
      "id": section.id,
      "heading": section.title,
      "linksOnly": section.tables.isEmpty && section.figures.isEmpty && section.paragraphs.isEmpty
        && section.galleries.isEmpty && section.emptyBecause == nil,
      "noData": section.emptyBecause.map { [["reason": $0] as Object] } ?? [],
      "paragraphs": paragraphs(section.paragraphs),
      "beside": isBeside,
      "tableInside": isBeside && narrow && section.paragraphs.isEmpty,
      "tables": section.tables.map { item in
        table(
          item.shownRows, caption: [prose(item.caption)], note: item.omission(page.formats),
          link: page.formats.contains(.csv) ? "tables/\(item.id).csv" : nil, id: item.id)
      },
      // Those that are half as wide as the page stand beside each other, behind the others.
      "figures":
        (section.figures.filter { !$0.isCompact || isWide($0) }
        + section.figures.filter { $0.isCompact && !isWide($0) }).map(figure),
      "galleries": section.galleries.map(gallery),
      "hasMore": !section.more.isEmpty,
      "more": section.more.enumerated().map { index, link in
        ["id": link.id, "title": link.title, "separator": index > 0] as Object
      },
    ]
  }

  /// Whether a compact figure is as wide as the page all the same: panels beside each other are.
  private func isWide(_ figure: FigureSpecification) -> Bool {
    if case .reliability = figure.content { true } else { false }
  }

  func figure(_ figure: FigureSpecification) -> Object {
    var object: Object = [
      "id": figure.id,
      "figureTitle": figure.title,
      "caption": prose(figure.caption),
      "file": "figures/\(figure.id).csv",
      "script": "figures/\(figure.id).gp",
      "compact": figure.isCompact && !isWide(figure),
    ]
    if case .drawn(let svg) = page.pictures[figure.id] { object["svg"] = svg }
    if let replacement = page.replacement(for: figure) { object["replacement"] = replacement }
    if isAppendix || page.replacement(for: figure) != nil, let values = page.values(of: figure) {
      object["values"] = [
        table(values, caption: [], note: nil, link: nil, label: "of figure \(figure.id)")
      ]
    }
    return object
  }

  func table(
    _ rows: RowTable, caption: [Object], note: String?, link: String?, id: String? = nil,
    label: String = "of files"
  ) -> Object {
    let areNumbers = rows.columns.indices.map { index in
      rows.columns[index].isRightAligned
        ?? rows.rows.allSatisfy { if case .text = $0[index] { false } else { true } }
    }
    func cell(_ text: String, _ index: Int, isNumber: Bool) -> Object {
      // What is left out of a cell would be looked for in its row, its table and its section.
      ["text": text, "number": areNumbers[index], "name": !isNumber, "blank": false, "sort": false]
    }
    var object: Object = [
      "caption": caption,
      "headings": rows.columns.enumerated().map { index, column in
        column.heading.isEmpty
          ? ["blank": true]
          : cell(
            Typography.cell(column.heading, isNumber: false, leadingZero: page.leadingZero), index,
            isNumber: false)
      },
      "rows": rows.rows.map { row in
        [
          "cells": row.enumerated().map { index, value -> Object in
            let isText = value.text != nil
            let column = rows.columns[index]
            var text = column.shownText(value, in: page.document.style)
            // Where there is no room an interval stands below its number, and is not divided.
            if !isText {
              text = text.replacing(", ", with: ",\u{A0}").replacing(" (", with: "\u{A0}(")
                .replacing("\u{A0}[", with: " [")
            }
            if !isAppendix, isCount(value, column) { text = Typography.count(text) }
            var object = cell(text, index, isNumber: !isText)
            if isAppendix, let number = value.real {
              object["sort"] = RoundedNumber.roundTrip(number)
            }
            return object
          }
        ] as Object
      },
    ]
    object["note"] = note
    object["link"] = link
    object["tableID"] = id
    object["label"] = id ?? label
    return object
  }

  private func isCount(_ cell: Cell, _ column: Column) -> Bool {
    if case .integer = cell { return column.kind != .value }
    return column.kind == .integer && cell.text == nil
  }

  private func gallery(_ gallery: ImageGallery) -> Object {
    [
      "title": gallery.title,
      "cards": gallery.cards.map { card -> Object in
        var object: Object = [
          "image": card.image, "class": card.targetClass,
          "percent": RoundedNumber.fixed(card.hsf * 100, decimals: 1),
          "votes": card.shown.flatMap { shown in
            card.selected.map { "\($0) of \(shown, "person", "people")" }
          } ?? "HSF \(RoundedNumber.fixed(card.hsf, decimals: 2, leadingZero: false))",
          "scores": card.scores.map {
            [
              "name": $0.name,
              "value": Typography.withoutZero(
                RoundedNumber.significant($0.value, digits: 3), page.leadingZero),
            ] as Object
          },
        ]
        object["majority"] = card.majorityClass
        // Where the picture itself is on the web, for a reader with a network.
        object["address"] = (card.place ?? ImagePlace(told: card.image))?.url
        if let share = card.majorityShare, !share.isNaN {
          object["other"] = RoundedNumber.fixed(
            min(share, max(0, 1 - card.hsf)) * 100, decimals: 1)
        }
        object["predicted"] = card.predictedClass
        switch page.images[card.image] {
        case .file(let path): object["source"] = path
        case .data(let text): object["source"] = text
        case nil: break
        }
        return object
      },
    ]
  }

  func paragraphs(_ texts: [Prose]) -> [Object] { texts.map(prose) }

  func prose(_ text: Prose) -> Object {
    [
      "runs": text.runs.flatMap { run -> [Object] in
        switch run {
        case .plain(let text): explained(text)
        case .emphasis(let text): [["emphasis": text]]
        case .strong(let text): [["strong": text]]
        case .code(let text): [["code": text]]
        case .name(let text): [["name": text]]
        case .citation(let key): [["citation": key, "author": citationName(key)]]
        }
      }
    ]
  }

  private func explained(_ text: String) -> [Object] {
    let text = Typography.sentence(text)
    guard !isAppendix else { return [["plain": text]] }
    return Glossary.pieces(of: text).map { piece in
      piece.meaning.map { ["term": piece.text, "meaning": $0] } ?? ["plain": piece.text]
    }
  }

  private func citationName(_ key: String) -> String {
    guard let entry = page.document.bibliography.first(where: { $0.key == key }) else { return key }
    return entry.shortName
  }
}
