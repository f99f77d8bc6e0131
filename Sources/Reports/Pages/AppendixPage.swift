internal import Analyses
internal import Foundation
internal import Hashing
internal import Mustache
internal import Statistics

/// `appendix.html`: everything that the page for reading leaves out, folded, with tables that sort.
struct AppendixPage {
  private typealias Object = [String: Any]

  private let page: ReportPage
  private let parts: HTMLParts

  init(_ page: ReportPage) {
    self.page = page
    parts = HTMLParts(page: page, isAppendix: true)
  }

  /// The page as text.
  func text() throws -> String {
    let template = try MustacheTemplate(string: HTMLTemplate.appendix)
    let library = try HTMLTemplate.library()
    return template.render(try root(library), library: library)
  }

  private func root(_ library: MustacheLibrary) throws -> Object {
    let document = page.document
    return [
      "title": document.title,
      "style": HTMLStyle.sheet + HTMLStyle.appendixSheet,
      "script": AppendixScript.text,
      "policy": page.policy(script: AppendixScript.text),
      "groups": try groups(library),
      "facts": page.facts.map { ["name": $0.name, "value": $0.value] as Object },
      "inputs": document.manifest.inputs.isEmpty
        ? []
        : [parts.table(document.manifest.inputTable, caption: [], note: nil, link: nil)],
    ]
  }

  /// The sections by their groups, in the order in which these begin; further questions come last.
  private func groups(_ library: MustacheLibrary) throws -> [Object] {
    let sections = page.document.appendix
    // Most of the time of a report goes into the cells of these tables.
    let template = try MustacheTemplate(string: HTMLTemplate.appendixSection)
    let texts = Parallel.map(count: sections.count) { index in
      template.render(parts.section(sections[index]), library: library)
    }
    let last = "Further questions"
    var titles: [String?] = []
    for section in sections where !titles.contains(section.group) { titles.append(section.group) }
    let ordered = titles.filter { $0 != last } + titles.filter { $0 == last }
    return ordered.map { title in
      [
        "group": title ?? "The study",
        "sections": zip(sections, texts).filter { $0.0.group == title }.map { section, text in
          ["id": section.id, "heading": section.title, "html": text] as Object
        },
      ]
    }
  }
}

/// The script of the appendix, without which the page shows the same.
///
/// It sorts a table by the column that is clicked, and opens the section that an address names.
enum AppendixScript {
  static let text = """
    "use strict";
    function value(row, index) {
      const cell = row.cells[index];
      const number = cell.dataset.v;
      return number === undefined ? cell.textContent.trim() : Number(number);
    }
    function compare(a, b) {
      const aMissing = a === "", bMissing = b === "";
      if (aMissing || bMissing) return aMissing - bMissing;
      if (typeof a === "number" && typeof b === "number") return a - b;
      return String(a).localeCompare(String(b), "en", { numeric: true });
    }
    function sort(button) {
      const head = button.closest("th"), table = button.closest("table");
      const index = head.cellIndex, up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const body = table.tBodies[0], rows = Array.from(body.rows);
      rows.sort((a, b) => (up ? 1 : -1) * compare(value(a, index), value(b, index)));
      body.append(...rows);
    }
    for (const head of document.querySelectorAll("main thead th")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(button));
      head.append(button);
    }
    function open() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      for (let part = target; part; part = part.parentElement) {
        if (part.tagName === "DETAILS") part.open = true;
      }
      if (target) {
        const inside = target.querySelector(":scope > details");
        if (inside) inside.open = true;
        target.scrollIntoView();
      }
    }
    addEventListener("hashchange", open);
    if (location.hash) open();

    """
}

extension ReportPage {
  /// What a page may load: its own style, pictures beside it or in it, and one script that is named by
  /// its hash.
  func policy(script: String?) -> String {
    var policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:"
    if let script { policy += "; script-src 'sha256-\(Self.hash(script))'" }
    return policy + "; base-uri 'none'; form-action 'none'"
  }

  /// The SHA-256 of a script as policies write it.
  private static func hash(_ script: String) -> String {
    let digits = Array(Hash.sha256(of: script.utf8))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }
}
