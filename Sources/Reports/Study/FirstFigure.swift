internal import Analyses
import Files
internal import Networks
internal import Statistics
internal import Studies
internal import StudyValues

/// The figure of the first screen: both coefficients of every network beside their difference, or the
/// first figure of what the first claim is about.
struct FirstFigure {
  private let result: StudyResult

  /// The most networks that a screen has room for.
  private static let mostRows = 14

  init(_ result: StudyResult) {
    self.result = result
  }

  var figure: FigureSpecification? {
    DecidingComparison(result).map(comparison) ?? ofFirstClaim ?? strengths
  }

  private func comparison(_ deciding: DecidingComparison) -> FigureSpecification {
    let rows = Array(deciding.rows.prefix(Self.mostRows))
    let names = deciding.names
    let first = rows[0]
    let method = first.method
    let coefficients = rows.enumerated().flatMap { index, row in
      [true, false].enumerated().map { series, isFirst in
        DotPanelsFigure.Point(
          row: index, series: series, deciding.strength(row, first: isFirst, in: result))
      }
    }
    let differences = rows.enumerated().map { index, row in
      DotPanelsFigure.Point(
        row: index, value: row.difference, low: row.ciLow, high: row.ciHigh)
    }
    let human = HumanMeasure.title(of: first.human)
    let left = deciding.rows.count - rows.count
    let sample = first.population?.words ?? "images as the sample"
    let t = first.df.map { " (t, \(RoundedNumber.significant($0, digits: 4)) degrees of freedom)" }
    let band = result.ceiling(method, with: first.human)
    let drawn = rows.flatMap { row in
      [true, false].compactMap { deciding.correlation(row, first: $0, in: result) }
    }
    let intervals = drawn.sampleWords.map { " (95 % intervals, \($0))" } ?? ""
    let ceiling = band == nil ? "" : "; the band is the noise ceiling"
    let more = left > 0 ? " The appendix has \(left, "more network")." : ""
    let content = DotPanelsFigure(
      rowNames: rows.map(\.modelA), seriesNames: [names.first, names.second],
      panels: [
        .init(
          title: "\(method.capitalizedFirst) correlation with \(human)",
          x: FigureAxis("strength: higher follows people more closely"), points: coefficients,
          band: band.map { .init(low: $0.low, high: $0.high, label: "noise ceiling") }),
        .init(
          title: "\(names.first.capitalizedFirst) less \(names.second)",
          x: FigureAxis("difference of strengths"), points: differences, isDeciding: true),
      ])
    return FigureSpecification(
      id: "first", title: "\(names.first.capitalizedFirst) and \(names.second) against \(human)",
      caption: """
        Left: strengths\(intervals)\(ceiling). Right: their difference with the interval that decides, \
        95 %, \(sample)\(t ?? ""); filled where it leaves out 0.\(more)
        """, content: .dots(content))
  }

  /// The first figure that the kind of the first claim's analysis has.
  private var ofFirstClaim: FigureSpecification? {
    for claim in result.manifest.claims {
      guard let entry = result.manifest.analyses.first(where: { $0.id == claim.primary.analysis }),
        let output = result.output(entry.id),
        var figure = entry.spec.settings.figures(of: output).first
      else { continue }
      figure.id = "first"
      return figure
    }
    return nil
  }

  /// The strengths of the scores where nothing is compared.
  private var strengths: FigureSpecification? {
    let rows = result.outputs.lazy.map { output in
      output.correlations.filter {
        $0.grouping == Grouping.all.rawValue && $0.statistic != nil && $0.covariates == nil
      }
    }.first { !$0.isEmpty }
    guard let rows, let first = rows.first else { return nil }
    let own = rows.filter { $0.method == first.method && $0.human == first.human }
    let networks = Array(ReadingContext.unique(own.map(\.model)).prefix(3))
    let scores = Array(ReadingContext.unique(own.map(\.score)).prefix(Self.mostRows))
    let human = HumanMeasure.title(of: first.human)
    let turn = HumanMeasure(rawValue: first.human)?.sign ?? 1
    return FigureSpecification(
      id: "first", title: "Strength of each score",
      caption: """
        \(first.method.capitalizedFirst) correlation with \(human), turned so that positive means that the \
        score follows people, with 95 % intervals, \((first.population ?? .images).words).
        """,
      content: .dots(
        DotPanelsFigure(
          rowNames: scores.map(Score.title), seriesNames: [""],
          panels: networks.map { network in
            .init(
              title: network, x: FigureAxis("strength"),
              points: scores.enumerated().compactMap { index, score in
                let sign = result.tables.lazy.compactMap { $0.score(score)?.sign }.first ?? 1
                return own.first { $0.model == network && $0.score == score }
                  .map { .init(row: index, $0.strength(sign * turn)) }
              })
          })))
  }
}

extension String {
  /// The text with a capital at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
