internal import Analyses
internal import Files
internal import Foundation
internal import Statistics
internal import StudyValues
internal import Synchronization

/// Writes a document as a folder of files.
///
/// The folder is made beside its destination and moved into place when it is complete, so a report is
/// never half there. An earlier report in that place is replaced, but only when every file in it is one
/// that the earlier report wrote; anything else is refused.
package struct ReportWriter: Sendable {
  /// What was written.
  package struct Outcome: Equatable, Sendable {
    /// The files, relative to the folder and sorted.
    package let files: [String]
    /// Sentences about what is missing, for example figures without gnuplot.
    package let warnings: [String]
    /// What the first screen of the page answers, a sentence each, with plain blanks.
    package let summary: [String]
  }

  private let formats: Set<ReportFormat>
  private let searchPath: String?
  private let secondsPerFigure: Double
  private let pictures: ImagePictures?
  private let figureFormats: [FigureFormat]

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - formats: What to write; `manifest.json` is always written.
  ///   - searchPath: Where to look for gnuplot; the environment's `PATH` when nil.
  ///   - secondsPerFigure: The seconds after which gnuplot is given up.
  ///   - pictures: Where the pictures of images are; cards have none when nil.
  ///   - figureFormats: In what form figures are drawn beside SVG.
  package init(
    formats: Set<ReportFormat> = Set(ReportFormat.allCases), searchPath: String? = nil,
    secondsPerFigure: Double = 60, pictures: ImagePictures? = nil,
    figureFormats: [FigureFormat] = []
  ) {
    self.formats = formats
    self.searchPath = searchPath
    self.secondsPerFigure = secondsPerFigure
    self.pictures = pictures
    self.figureFormats = figureFormats
  }

  /// Writes a report.
  ///
  /// Without gnuplot the report is still made: each figure is replaced by its values and a sentence,
  /// and a warning says how to get the pictures. So is a figure on which gnuplot fails; when it does
  /// not end, it is not asked for the figures that follow.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - folder: Where the report shall be; created with the folders above it.
  /// - Returns: The files and warnings.
  /// - Throws: ``ReportsError``, or an error of the template engine.
  @discardableResult
  package func write(_ document: ReportDocument, to folder: String) throws -> Outcome {
    try document.validate()
    let destination = URL(filePath: folder).resolvingSymlinksInPath()
    let parent = destination.deletingLastPathComponent().path
    try ReportFolder.check(destination.path)
    try ReportFile.createFolder(parent)
    let scratch = Scratch(beside: destination.path)
    let warnings = try fill(scratch.path, with: document, page: destination.path)
    let files = try ReportFile.names(below: scratch.path)
    try ReportFolder.replace(
      destination.path, with: scratch.path,
      asideAs: Scratch.name(beside: destination.path, "old"))
    scratch.release()
    return Outcome(
      files: files, warnings: warnings,
      summary: document.summary.map { $0.plainText.replacing("\u{A0}", with: " ") })
  }

  /// Looks whether a report may be put in a place, before it is computed: what the place holds, and
  /// whether something can be made there.
  ///
  /// - Parameter folder: Where the report shall be.
  /// - Throws: ``ReportsError``, as ``write(_:to:)`` would.
  package func check(_ folder: String) throws(ReportsError) {
    let destination = URL(filePath: folder).resolvingSymlinksInPath()
    try ReportFolder.check(destination.path)
    try ReportFolder.requireRoom(at: destination.path)
  }

  private func fill(
    _ folder: String, with document: ReportDocument, page place: String
  ) throws -> [String] {
    try ReportFile.createFolder(folder)
    var warnings: [String] = []
    let drawn = try draw(document, in: folder, warnings: &warnings)
    let images = document.sections.flatMap(\.galleries).flatMap(\.cards).map {
      (name: $0.image, path: $0.place?.path)
    }
    let page = ReportPage(
      document: document, pictures: drawn,
      images: pictures?.pictures(of: images, page: place, warnings: &warnings) ?? [:],
      formats: formats)
    let parts = parts(of: page, in: folder)
    _ = try Parallel.pieces(count: parts.count) { try parts[$0]() }
    let files = try ReportFile.names(below: folder)
    try ReportFile.write(
      ManifestJSON(document, files: files).text, to: "\(folder)/\(ReportFolder.manifestName)")
    return warnings
  }

  /// Everything that is written of a page, each file or folder by itself.
  private func parts(of page: ReportPage, in folder: String) -> [@Sendable () throws -> Void] {
    let document = page.document
    var parts: [@Sendable () throws -> Void] = []
    if formats.contains(.html) {
      parts.append {
        try ReportFile.write(
          HTMLPage(page).text().visible(keepsLines: true), to: "\(folder)/index.html")
      }
      if !document.appendix.isEmpty {
        parts.append {
          try ReportFile.write(
            AppendixPage(page).text().visible(keepsLines: true), to: "\(folder)/appendix.html")
        }
      }
    }
    if formats.contains(.json) {
      parts.append {
        try ReportFile.write(ReportJSON(document).text, to: "\(folder)/report.json")
        try ReportFile.write(ReportSchema.text, to: "\(folder)/\(ReportSchema.fileName)")
      }
    }
    if formats.contains(.md) {
      parts.append {
        try ReportFile.write(
          MarkdownPage(page).text.visible(keepsLines: true), to: "\(folder)/report.md")
      }
    }
    if formats.contains(.tex) {
      parts.append {
        try ReportFile.write(LaTeXPage(page).text, to: "\(folder)/report.tex")
        let entries = document.bibliography.map(\.bibTeX).joined(separator: "\n")
        try ReportFile.write(entries, to: "\(folder)/references.bib")
      }
    }
    parts.append { try writeTables(document, to: "\(folder)/tables") }
    return parts
  }

  private func writeTables(_ document: ReportDocument, to folder: String) throws(ReportsError) {
    let tables = (document.sections + document.appendix).flatMap(\.tables)
    guard !tables.isEmpty, !formats.isDisjoint(with: [.csv, .tex]) else { return }
    try ReportFile.createFolder(folder)
    for table in tables {
      if formats.contains(.csv) {
        try ReportFile.write(
          (table.fileRows ?? table.rows).reportCSV, to: "\(folder)/\(table.id).csv")
      }
      if formats.contains(.tex) {
        try ReportFile.write(
          table.shownRows.text(as: .latex, in: document.style), to: "\(folder)/\(table.id).tex")
      }
    }
  }

  private func draw(
    _ document: ReportDocument, in folder: String, warnings: inout [String]
  ) throws(ReportsError) -> [String: ReportPage.Picture] {
    let figures = document.figures
    let isShown = !formats.isDisjoint(with: [.html, .md, .tex])
    guard isShown, !figures.isEmpty else { return [:] }
    let folder = "\(folder)/figures"
    try ReportFile.createFolder(folder)
    let gnuplot: Gnuplot
    do {
      gnuplot = try Gnuplot(searchPath: searchPath, seconds: secondsPerFigure)
    } catch ReportsError.gnuplotMissing {
      warnings.append(ReportsError.gnuplotMissing.description)
      return try plansOnly(
        figures[...], document.style, in: folder, because: .gnuplotMissing)
    }
    // Figures are drawn side by side; what a hanging gnuplot makes of the others does not depend on which
    // of them were begun.
    let firstHanging = Atomic<Int>(figures.count)
    let drawings = try Parallel.map(count: figures.count) {
      (index) throws(ReportsError) -> Drawing in
      guard index < firstHanging.load(ordering: .relaxed) else { return .notAsked }
      do throws(ReportsError) {
        let svg = try gnuplot.draw(
          figures[index], in: folder, style: document.style, formats: figureFormats)
        return .done(svg.map(ReportPage.Picture.drawn) ?? .empty)
      } catch {
        switch error {
        case .gnuplotFailed: return .failed(error)
        case .gnuplotHangs:
          firstHanging.min(index, ordering: .relaxed)
          return .hangs(error)
        default: throw error
        }
      }
    }
    var pictures: [String: ReportPage.Picture] = [:]
    for (index, drawing) in drawings.enumerated() {
      switch drawing {
      case .done(let picture): pictures[figures[index].id] = picture
      case .failed(let reason):
        warnings.append(reason.description)
        pictures[figures[index].id] = .missing(reason.description)
      case .hangs(let reason):
        warnings.append(reason.description)
        for figure in figures[index...] {
          for suffix in ["svg"] + figureFormats.map(\.rawValue) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(figure.id).\(suffix)")
          }
        }
        let rest = try plansOnly(figures[index...], document.style, in: folder, because: reason)
        return pictures.merging(rest) { first, _ in first }
      case .notAsked: break
      }
    }
    return pictures
  }

  /// What became of a figure when gnuplot was asked for it.
  private enum Drawing: Sendable {
    case done(ReportPage.Picture)
    case failed(ReportsError)
    case hangs(ReportsError)
    /// An earlier one hangs.
    case notAsked
  }

  /// Keeps the script and the data of figures where there is no gnuplot to draw them.
  private func plansOnly(
    _ figures: ArraySlice<FigureSpecification>, _ style: NumberStyle, in folder: String,
    because reason: ReportsError
  ) throws(ReportsError) -> [String: ReportPage.Picture] {
    var pictures: [String: ReportPage.Picture] = [:]
    for figure in figures {
      guard let plan = figure.plan(style: style) else { continue }
      try plan.write(id: figure.id, to: folder)
      pictures[figure.id] = .missing(reason.description)
    }
    return pictures
  }
}
