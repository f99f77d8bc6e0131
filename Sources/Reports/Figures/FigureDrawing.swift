internal import Analyses
internal import StudyValues

extension FigureContent {
  var drawing: any FigureDrawing {
    switch self {
    case .density(let figure): figure
    case .boxes(let figure): figure
    case .forest(let figure): figure
    case .scatter(let figure): figure
    case .curves(let figure): figure
    case .reliability(let figure): figure
    case .heatMap(let figure): figure
    case .histogram(let figure): figure
    case .dots(let figure): figure
    case .densities(let figure): figure
    }
  }
}

/// A figure that can be turned into a gnuplot script and its data.
protocol FigureDrawing {
  /// The script and the data files of the figure.
  ///
  /// - Parameters:
  ///   - id: The name of the files, a valid identifier.
  ///   - style: How the numbers beside the axes are written.
  /// - Returns: The plan, or nil when there is not one value to show.
  func plan(id: String, style: NumberStyle) -> FigurePlan?

  /// The same half as wide as a page, where the figure has such a form.
  func compactPlan(id: String, style: NumberStyle) -> FigurePlan?

  /// The values of the figure as a table for readers.
  var table: RowTable { get }
}

extension FigureDrawing {
  func compactPlan(id: String, style: NumberStyle) -> FigurePlan? { plan(id: id, style: style) }
}

extension FigureSpecification {
  /// The script and the data files of the figure; nil when there is not one value to show.
  func plan(style: NumberStyle) -> FigurePlan? {
    isCompact
      ? content.drawing.compactPlan(id: id, style: style)
      : content.drawing.plan(id: id, style: style)
  }
}

/// What gnuplot needs for one figure.
struct FigurePlan: Equatable {
  /// The lines of the script, which writes `<id>.svg` beside itself.
  let script: GnuplotScript
  /// The data files by name; the first is `<id>.csv`.
  let data: [DataFile]

  /// One data file of a figure.
  struct DataFile: Equatable {
    let name: String
    let rows: RowTable
  }
}
