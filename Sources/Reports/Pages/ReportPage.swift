internal import Analyses
internal import StudyValues

/// A document with what its figures became, ready for the pages.
struct ReportPage {
  /// The document.
  let document: ReportDocument
  /// What became of each figure, by its identifier.
  let pictures: [String: Picture]
  /// The pictures of images by their names, where they were found.
  var images: [String: ImagePictures.Picture] = [:]
  /// The formats that are written beside the page, which decide what it can link to.
  let formats: Set<ReportFormat>

  /// What became of a figure.
  enum Picture: Equatable {
    /// It was drawn; the SVG text.
    case drawn(String)
    /// It has no value to show.
    case empty
    /// It could not be drawn; the sentence that says why.
    case missing(String)
  }

  /// Whether `0.28` keeps its zero.
  var leadingZero: Bool { document.style.leadingZero }

  /// What the pages say instead of a figure; nil when it was drawn.
  func replacement(for figure: FigureSpecification) -> String? {
    switch pictures[figure.id] ?? .empty {
    case .drawn: nil
    case .empty: "No data: the figure has no value to show."
    case .missing(let reason): "The figure was not drawn: \(reason)"
    }
  }

  /// The values of a figure where the page shows them: always without a picture, and with one when
  /// they are few.
  func values(of figure: FigureSpecification) -> RowTable? {
    let table = figure.content.drawing.table
    guard !table.rows.isEmpty else { return nil }
    let isDrawn = replacement(for: figure) == nil
    return !isDrawn || table.rows.count <= 60 ? table.forReaders(limit: 200) : nil
  }

  /// The facts of the manifest that decide the numbers, as name and value.
  var facts: [(name: String, value: String)] {
    let manifest = document.manifest
    var facts = [(name: "Tool", value: "avh \(manifest.toolVersion)")]
    if let reproduce = manifest.reproduce { facts.append(("Reproduce", reproduce)) }
    if let seed = manifest.seed { facts.append(("Seed", String(seed))) }
    if let resamples = manifest.resamples { facts.append(("Resamples", String(resamples))) }
    return facts
  }
}

extension RowTable {
  /// The first rows without the columns that only the drawing needs.
  func forReaders(limit: Int) -> RowTable {
    let kept = columns.map(\.name).filter { !$0.hasSuffix("_index") && $0 != "line" }
    let table = selecting(kept)
    return RowTable(columns: table.columns, rows: Array(table.rows.prefix(limit)))
  }
}
