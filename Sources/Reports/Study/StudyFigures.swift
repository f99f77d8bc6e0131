internal import Analyses
internal import Statistics
internal import Studies
internal import StudyValues

/// The figures that a manifest asks for, put beside the analysis they belong to.
struct StudyFigures {
  private let result: StudyResult

  init(_ result: StudyResult) { self.result = result }

  /// The figures that belong into the section of an analysis.
  func figures(of entry: AnalysisEntry, output: AnalysisOutput) -> [ReportFigure] {
    let asked = result.manifest.figures.enumerated().filter { owner(of: $0.element) == entry.id }
    return automatic(entry, output) + CourseFigures(entry: entry, output: output).figures
      + HeadSection(output: output).figures(prefix: ReportIdentifier.made(from: entry.id))
      + asked.flatMap { figures($0.element, number: $0.offset + 1, output: output) }
  }

  /// The analysis beside which a figure stands: the one it names, else the first of correlations.
  private func owner(of figure: FigureEntry) -> String? {
    figure.analysis ?? result.outputs.first { $0.kind == "correlation" }?.analysis
  }

  /// Figures that an analysis has without being asked.
  private func automatic(_ entry: AnalysisEntry, _ output: AnalysisOutput) -> [ReportFigure] {
    let prefix = ReportIdentifier.made(from: entry.id)
    let histograms = output.series.filter { $0.name.hasSuffix(":hsf_histogram") }
    var sets: [String] = []
    for point in histograms where !sets.contains(point.name) { sets.append(point.name) }
    return sets.enumerated().map { index, name in
      let set = String(name.dropLast(":hsf_histogram".count))
      return ReportFigure(
        id: "\(prefix)-histogram-\(index + 1)", title: "Distribution of HSF, \(set)",
        caption: "Images by human selection frequency in twenty right-closed bins, \(set).",
        spec: .histogram(
          HistogramFigure(
            x: FigureAxis("HSF", range: 0...1), yLabel: "images",
            bars: histograms.filter { $0.name == name }.map { point in
              .init(low: point.x - 0.025, high: point.x + 0.025, count: point.n ?? 0)
            })))
    }
  }

  private func figures(
    _ entry: FigureEntry, number: Int, output: AnalysisOutput
  ) -> [ReportFigure] {
    let id = "figure-\(number)"
    switch entry.kind {
    case .density, .boxes:
      return tables(entry).compactMap { table in
        distribution(entry, table, id: "\(id)-\(ReportIdentifier.made(from: table.key.model))")
      }
    case .forest:
      let rows = firstOfEach(
        output.correlations.filter { $0.group == "all" && $0.method == "spearman" })
      guard rows.contains(where: { $0.statistic != nil }) else { return [] }
      let band = ceiling.map {
        ForestFigure.Band(low: $0.low, high: $0.high, label: "noise ceiling")
      }
      return [
        ReportFigure(
          id: id, title: entry.title ?? "Strength of each score",
          caption: """
            Spearman correlations with HSF, each turned so that positive means the score follows people; \
            95 % intervals. The band is the range of the noise ceiling.
            """,
          spec: .forest(
            ForestFigure(
              x: FigureAxis("strength"), correlations: rows, signs: signs, band: band)))
      ]
    case .scatter:
      return scatter(entry, output, id: id)
    case .curves:
      return AnalysisFigures(entry: entry, output: output, id: id).curves
    case .reliability:
      return AnalysisFigures(entry: entry, output: output, id: id)
        .reliability(bins: calibrationBins(output.analysis))
    case .heatmap:
      return AnalysisFigures(entry: entry, output: output, id: id).heatMap(signs: signs)
    case .histogram:
      return []
    }
  }

  private func calibrationBins(_ analysis: String) -> Int {
    let entry = result.manifest.analyses.first { $0.id == analysis }
    if case .calibration(let settings) = entry?.spec { return settings.bins }
    return CalibrationAnalysis().bins
  }

  private func tables(_ entry: FigureEntry) -> [ImageTable] {
    guard let name = entry.y else { return [] }
    let all = result.tables.filter { entry.model == nil || $0.key.model == entry.model }
    let shared = all.first { $0.score(name)?.isShared == true }
    return shared.map { [$0] } ?? all
  }

  private func distribution(
    _ entry: FigureEntry, _ table: ImageTable, id: String
  ) -> ReportFigure? {
    guard let name = entry.y, let column = table.score(name) else { return nil }
    let known = (0..<table.count).filter { !column.values[$0].isNaN }
    guard !known.isEmpty else { return nil }
    let hsf = table.hsf
    let owner = column.isShared ? "all networks" : table.key.model
    let xs = known.map { hsf[$0] }
    let ys = known.map { column.values[$0] }
    let y = FigureAxis(name)
    if entry.kind == .density {
      return ReportFigure(
        id: id, title: entry.title ?? "\(name) against HSF, \(owner)",
        caption: """
          Images counted over HSF and \(name), colour on a logarithmic scale; points are means per \
          bin of HSF with 95 % intervals.
          """,
        spec: .density(
          DensityFigure(
            x: FigureAxis("HSF", range: 0...1), y: y, xs: xs, ys: ys,
            means: means(table, column))))
    }
    return ReportFigure(
      id: id, title: entry.title ?? "\(name) by bin of HSF, \(owner)",
      caption:
        "Quartiles of \(name) in the five right-closed bins of HSF; empty bins are left out.",
      spec: .boxes(BoxFigure(xLabel: "HSF", y: y, xs: xs, ys: ys)))
  }

  /// The mean of a score in each bin of HSF, at the bin's mean HSF, with a normal interval.
  private func means(_ table: ImageTable, _ column: ScoreColumn) -> [FigurePoint] {
    let hsf = table.hsf
    guard let bins = try? ImageGroup.groups(of: table, by: .bin) else { return [] }
    return bins.compactMap { bin in
      let known = bin.indices.filter { !column.values[$0].isNaN }
      guard known.count > 1 else { return nil }
      let n = Double(known.count)
      let mean = known.reduce(0) { $0 + column.values[$1] } / n
      let squares = known.reduce(0) { $0 + (column.values[$1] - mean) * (column.values[$1] - mean) }
      let half = 1.96 * (squares / (n - 1) / n).squareRoot()
      return FigurePoint(
        x: known.reduce(0) { $0 + hsf[$1] } / n, value: mean, low: mean - half, high: mean + half,
        n: known.count)
    }
  }

  private func scatter(
    _ entry: FigureEntry, _ output: AnalysisOutput, id: String
  ) -> [ReportFigure] {
    let score = entry.y ?? "avh"
    let accuracy = result.outputs.flatMap(\.estimates).filter { $0.name == "accuracy" }
    let rows = firstOfEach(
      output.correlations.filter {
        $0.group == "all" && $0.method == "spearman" && $0.score == score
      })
    let sign = signs[score] ?? 1
    let points = rows.compactMap { row -> ScatterFigure.Point? in
      guard let own = accuracy.first(where: { $0.group == row.model }), let x = own.value,
        let y = row.statistic
      else { return nil }
      let limits = [row.ciLow, row.ciHigh].compactMap { $0.map { $0 * sign } }.sorted()
      return ScatterFigure.Point(
        label: row.model, x: x,
        xInterval: own.low.flatMap { low in own.high.map { low...$0 } }, y: y * sign,
        yInterval: limits.count == 2 ? limits[0]...limits[1] : nil)
    }
    guard !points.isEmpty else { return [] }
    return [
      ReportFigure(
        id: id, title: entry.title ?? "Correlation per network against accuracy",
        caption: """
          Strength of \(score) (Spearman correlation with HSF, turned so that positive means the score \
          follows people) against accuracy, with 95 % intervals.
          """,
        spec: .scatter(
          ScatterFigure(
            x: FigureAxis("accuracy"), y: FigureAxis("strength of \(score)"), points: points)
        ))
    ]
  }

  /// -1 for scores whose coefficient with HSF is negative when they follow people.
  private var signs: [String: Double] {
    var signs: [String: Double] = [:]
    for column in result.tables.flatMap(\.scores) { signs[column.name] = -column.sign }
    return signs
  }

  private var ceiling: (low: Double, high: Double)? {
    let rows = result.outputs.flatMap(\.estimates).filter { $0.name == "ceiling_spearman" }
    guard let row = rows.first, let value = row.value else { return nil }
    return (min(row.low ?? value, value), max(row.high ?? value, value))
  }

  /// The first row of each network and score; further rows show other populations.
  private func firstOfEach(_ rows: [CorrelationResult]) -> [CorrelationResult] {
    var seen: Set<[String]> = []
    return rows.filter { seen.insert([$0.model, $0.score]).inserted }
  }
}
