internal import StudyValues
internal import Analyses

/// `report.tex`: the page for reading as a document that compiles by itself; `tables/*.tex` are its
/// tables for `\input` into a paper.
struct LaTeXPage {
  private let page: ReportPage

  init(_ page: ReportPage) { self.page = page }

  /// The page as text.
  var text: String {
    let document = page.document
    var blocks = [
      """
      % Written by avh; the numbers come from report.json and tables/*.csv. Compile it with pdflatex.
      % Figures appear where figures/*.pdf are: avh report --figure-format pdf draws them.
      \\documentclass[10pt,a4paper]{article}
      \\usepackage[T1]{fontenc}
      \\usepackage[utf8]{inputenc}
      \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
      \\usepackage[margin=22mm]{geometry}
      \\usepackage{textcomp,booktabs,graphicx,url}
      \\setlength{\\emergencystretch}{6em}
      \\setcounter{topnumber}{4}
      \\setcounter{totalnumber}{6}
      \\renewcommand{\\floatpagefraction}{.8}
      \\renewcommand{\\topfraction}{.9}
      \\title{\(LaTeX.escaped(document.title))}
      \\author{}
      \\date{}
      \\begin{document}
      \\maketitle
      """
    ]
    if let firstLine = document.firstLine { blocks.append("\\textbf{\(inline(firstLine))}") }
    if let question = document.question { blocks.append("\\emph{\(inline(question))}") }
    if !document.summary.isEmpty {
      blocks.append("\\subsection{Summary}")
      blocks += document.summary.map(inline)
    }
    if let figure = document.figure { blocks.append(float(figure)) }
    if !document.claims.isEmpty {
      let items = document.claims.map { claim in
        let expected =
          claim.prediction.map {
            " Expected: \(LaTeX.escaped(Typography.prose($0, leadingZero: page.leadingZero)))"
          } ?? ""
        return "\\item \(LaTeX.escaped(claim.text)) \\textbf{\(LaTeX.escaped(claim.verdict))}. "
          + "\(inline(claim.reason))\(expected)"
      }
      blocks.append(
        "\\begin{itemize}\n\(items.joined(separator: "\n"))\n\\end{itemize}")
    }
    for section in document.sections { blocks += self.blocks(of: section) }
    blocks += provenance
    if !document.bibliography.isEmpty {
      let items = document.bibliography.map {
        "\\bibitem{\(Self.citationKey($0.key))} \(LaTeX.escaped($0.plainText))"
      }
      blocks.append(
        "\\begin{thebibliography}{99}\n\(items.joined(separator: "\n"))\n\\end{thebibliography}")
    }
    blocks.append("\\end{document}")
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func blocks(of section: ReportSection) -> [String] {
    var blocks = [
      "\\subsection{\(LaTeX.escaped(section.title))}\n\\label{sec:\(section.id)}"
    ]
    if let reason = section.emptyBecause {
      blocks.append("\\emph{No data: \(LaTeX.escaped(reason))}")
    }
    blocks += section.paragraphs.map(inline)
    blocks += section.tables.map { table in
      let note = table.omission(page.formats).map { " \(LaTeX.escaped($0))" } ?? ""
      return float(
        "table", caption: inline(table.caption) + note, label: "tab:\(table.id)",
        body: table.shownRows.text(as: .latex, in: page.document.style))
    }
    blocks += section.figures.map(float)
    blocks += section.galleries.enumerated().map { index, gallery in
      float(
        "table", caption: LaTeX.escaped(gallery.title), label: "tab:\(section.id)-\(index + 1)",
        body: gallery.rows.text(as: .latex, in: page.document.style))
    }
    return blocks
  }

  private func float(_ figure: FigureSpecification) -> String {
    var caption = "\\textbf{\(LaTeX.escaped(figure.title)).} \(inline(figure.caption))"
    guard let replacement = page.replacement(for: figure) else {
      let file = "figures/\(figure.id).pdf"
      return float(
        "figure", caption: caption, label: "fig:\(figure.id)",
        body: "\\IfFileExists{\(file)}{\\includegraphics[width=\\linewidth]{\(file)}}"
          + "{\\fbox{\\texttt{\(LaTeX.escaped(file))}}}\n")
    }
    caption += " \\emph{\(LaTeX.escaped(replacement))}"
    let body = page.values(of: figure)?.text(as: .latex, in: page.document.style) ?? ""
    return float("table", caption: caption, label: "fig:\(figure.id)", body: body)
  }

  private func float(_ kind: String, caption: String, label: String, body: String) -> String {
    // A table wider than the text is scaled down to it.
    let fitted =
      kind == "table" && !body.isEmpty
      ? "\\footnotesize\n\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n"
        + body.dropLast() + "}\n"
      : body
    return """
      \\begin{\(kind)}[htbp]
      \\centering
      \\caption{\(caption)}
      \\label{\(label)}
      \(fitted)\\end{\(kind)}
      """
  }

  private var provenance: [String] {
    let facts = page.facts.map { "\\item[\($0.name)] \\texttt{\(LaTeX.escaped($0.value))}" }
    var blocks = [
      "\\subsection{Provenance}",
      "\\begin{description}\n\(facts.joined(separator: "\n"))\n\\end{description}",
    ]
    if !page.document.manifest.inputs.isEmpty {
      let files = page.document.manifest.inputTable.selecting(["path", "bytes", "rows"])
      blocks.append(
        float(
          "table", caption: "Files that were read; their SHA-256 are in \\texttt{manifest.json}.",
          label: "tab:inputs", body: files.text(as: .latex)))
    }
    return blocks
  }

  private func inline(_ text: Prose) -> String {
    text.runs.map { run in
      switch run {
      case .plain(let text): LaTeX.escaped(text)
      case .emphasis(let text): "\\emph{\(LaTeX.escaped(text))}"
      case .strong(let text): "\\textbf{\(LaTeX.escaped(text))}"
      case .code(let text): "\\texttt{\(LaTeX.escaped(text))}"
      case .name(let text): LaTeX.escaped(text)
      case .citation(let key): "\\cite{\(Self.citationKey(key))}"
      }
    }.joined()
  }

  private static func citationKey(_ key: String) -> String {
    key.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:".contains($0)) }
  }
}
