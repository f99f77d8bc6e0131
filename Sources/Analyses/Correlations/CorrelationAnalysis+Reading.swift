import Files
internal import Networks
internal import Statistics
package import StudyValues

extension CorrelationAnalysis {
  /// The paper's main table, the strength of every score in every network, and the groups.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    [
      Reading(
        .paper,
        tables: PaperTable.reading(outputs.flatMap(\.estimates)) + strengths(outputs, context),
        figures: densities(context)),
      Reading(.explanation, figures: classes(outputs, context)),
      Reading(.explanation, tables: rightAndWrong(outputs, context)),
    ].filter { !$0.isEmpty }
  }

  /// The first Spearman row of each network, score and group of one grouping.
  private static func rows(_ outputs: [AnalysisOutput], _ grouping: Grouping) -> [CorrelationResult]
  {
    var seen: Set<[String]> = []
    return outputs.flatMap(\.correlations).filter { row in
      row.grouping == grouping.rawValue && row.method == CoefficientName.spearman.rawValue
        && row.covariates == nil
        && seen.insert([row.human, row.model, row.score, row.group, row.condition ?? ""]).inserted
    }
  }

  /// Scores in lines, networks in columns.
  private static func strengths(
    _ outputs: [AnalysisOutput], _ context: ReadingContext
  ) -> [TableSpecification] {
    let all = rows(outputs, .all)
    guard let human = all.first?.human else { return [] }
    let own = all.filter { $0.human == human && $0.statistic != nil }
    let scores = ReadingContext.unique(own.map(\.score))
    let networks = ReadingContext.unique(own.map(\.model))
    let shown = Array(networks.prefix(6))
    guard !scores.isEmpty else { return [] }
    let table = RowTable(
      columns: [
        Column("score", heading: "Score", kind: .text),
        Column("label", heading: "Label", kind: .text),
      ] + shown.map { Column($0, heading: $0, kind: .coefficient(decimals: 2)) },
      rows: scores.map { score in
        let usesLabel =
          context.tables.lazy.compactMap { $0.score(score) }.first?.usesLabel
          ?? Score.named(score)?.usesLabel ?? false
        return [.text(Score.title(of: score)), .text(usesLabel ? "known" : "not known")]
          + shown.map { network in
            own.first { $0.score == score && $0.model == network }?
              .strength(context.turn(score, human)) ?? .missing
          }
      })
    let population = own.first?.population.map { ", \($0.words)" } ?? ""
    return [
      TableSpecification(
        id: "reading-strengths",
        caption: """
          Spearman correlation of each score with \(HumanMeasure.title(of: human)), turned so that \
          positive means that the score follows people, with \(percent(own))\(population). Scores that \
          know the true label are not ranked against those that do not.\
          \(ReadingContext.rest(of: networks.count, shown: shown.count))
          """,
        rows: table.keepingRows(Reading.mostRows), fileRows: RowTable(own))
    ]
  }

  private static func percent(_ rows: [CorrelationResult]) -> String {
    let level = rows.lazy.compactMap(\.ciLevel).first ?? 0.95
    return "\(RoundedNumber.significant(level * 100, digits: 4)) % intervals"
  }

  /// AVH, or the first score, against HSF in every network.
  private static func densities(_ context: ReadingContext) -> [FigureSpecification] {
    let all = context.tables.filter { $0.key.condition == nil }
    guard let first = all.first, let score = (first.score("avh") ?? first.scores.first)?.name
    else { return [] }
    let tables = all.filter { $0.score(score) != nil }
    let title = Score.title(of: score)
    let panels = tables.prefix(5).compactMap { table -> DensityPanelsFigure.Panel? in
      guard let column = table.score(score) else { return nil }
      let known = (0..<table.count).filter { !column.values[$0].isNaN && !table.hsf[$0].isNaN }
      guard !known.isEmpty else { return nil }
      let means = context.outputs.flatMap(\.series).filter {
        $0.key.quantity == meanByHSF && $0.key.score == score && $0.key.model == table.key.model
      }
      var seen: Set<Double> = []
      return .init(
        title: table.key.model,
        figure: DensityFigure(
          x: FigureAxis("HSF", range: 0...1), y: FigureAxis(title),
          xs: known.map { table.hsf[$0] }, ys: known.map { column.values[$0] }, xBins: 20,
          yBins: 24, means: means.filter { seen.insert($0.x).inserted }.map(FigurePoint.init)))
    }
    guard !panels.isEmpty else { return [] }
    return [
      FigureSpecification(
        id: "reading-density", title: "\(title) against HSF",
        caption: """
          Images counted over HSF (higher means easier for people) and \(title), darker where there are \
          more, on a logarithmic scale; points are means per bin of HSF with 95 % intervals.\
          \(ReadingContext.rest(of: tables.count, shown: panels.count))
          """,
        content: .densities(DensityPanelsFigure(panels: panels)))
    ]
  }

  /// The row of each network, score and group that is shown: the first; others have other populations.
  private static func firstRows(_ rows: [CorrelationResult]) -> [CorrelationResult] {
    var seen: Set<[String]> = []
    return rows.filter { seen.insert([$0.model, $0.score, $0.group, $0.human]).inserted }
  }

  /// Class by class: one row per class, one panel per network.
  private static func classes(
    _ outputs: [AnalysisOutput], _ context: ReadingContext
  ) -> [FigureSpecification] {
    let rows = rows(outputs, .class).filter { $0.statistic != nil }
    guard let human = rows.first?.human else { return [] }
    let drawn = firstRows(rows)
    let scores = Array(ReadingContext.unique(rows.map(\.score)).prefix(2))
    let all = ReadingContext.unique(rows.map(\.model))
    let networks = Array(all.prefix(5))
    func strength(_ network: String, _ score: String, _ group: String) -> Cell {
      rows.first {
        $0.model == network && $0.score == score && $0.group == group && $0.human == human
      }?.strength(context.turn(score, human)) ?? .missing
    }
    func gap(_ group: String) -> Double {
      let values = scores.map { strength(networks[0], $0, group).real ?? 0 }
      return values.count == 2 ? values[1] - values[0] : -values[0]
    }
    let groups = ReadingContext.unique(rows.map(\.group))
    guard groups.count > 1 else { return [] }
    let shown = Array(groups.sorted { (gap($0), $0) > (gap($1), $1) }.prefix(20))
    let names = scores.map(Score.title)
    let note = groups.count > shown.count ? " The appendix has all \(groups.count, "class")." : ""
    return [
      FigureSpecification(
        id: "reading-classes", title: "Class by class",
        caption: """
          Spearman correlation with \(HumanMeasure.title(of: human)) within each class, turned so that \
          positive means that the score follows people, with 95 % intervals, \
          \(drawn.sampleWords ?? Population.images.words); sorted by how far \(names.last ?? "") is ahead of \(names.first ?? "") in \(networks[0]).\(note)\
          \(ReadingContext.rest(of: all.count, shown: networks.count))
          """,
        content: .dots(
          DotPanelsFigure(
            rowNames: shown, seriesNames: names,
            panels: networks.map { network in
              .init(
                title: network, x: FigureAxis("strength"),
                points: shown.enumerated().flatMap { row, group in
                  scores.enumerated().map { series, score in
                    .init(row: row, series: series, strength(network, score, group))
                  }
                })
            })))
    ]
  }

  /// Strengths among the images that the network gets right and among those it gets wrong.
  private static func rightAndWrong(
    _ outputs: [AnalysisOutput], _ context: ReadingContext
  ) -> [TableSpecification] {
    // Where the two scores are compared within the groups, that table says it all.
    let isCompared = context.outputs.flatMap(\.comparisons).contains {
      $0.grouping == Grouping.correct.rawValue
    }
    let rows = rows(outputs, .correct).filter { $0.statistic != nil }
    guard !isCompared, let human = rows.first?.human else { return [] }
    let drawn = firstRows(rows)
    let all = ReadingContext.unique(rows.map(\.model))
    let networks = Array(all.prefix(6))
    let table = RowTable(
      columns: [
        Column("score", heading: "Score", kind: .text),
        Column("images", heading: "Images", kind: .text),
      ] + networks.map { Column($0, heading: $0, kind: .coefficient(decimals: 2)) },
      rows: ReadingContext.unique(rows.map(\.score)).prefix(8).flatMap { score in
        ["1", "0"].map { group -> [Cell] in
          [.text(Score.title(of: score)), .text(ImageGroup.title(ofCorrect: group))]
            + networks.map { network in
              rows.first { $0.model == network && $0.score == score && $0.group == group }?
                .strength(context.turn(score, human)) ?? .missing
            }
        }
      })
    return [
      TableSpecification(
        id: "reading-right-wrong",
        caption: """
          Spearman correlation with \(HumanMeasure.title(of: human)) among the images that the network \
          gets right and among those it gets wrong, turned so that positive means that the score follows \
          people, with 95 % intervals, \(drawn.sampleWords ?? Population.images.words).\
          \(ReadingContext.rest(of: all.count, shown: networks.count))
          """, rows: table.keepingRows(Reading.mostRows).withoutRepeatedNames,
        fileRows: RowTable(rows))
    ]
  }
}

extension ImageGroup {
  /// A group of a division in words.
  static func title(of group: String, by grouping: String) -> String {
    grouping == Grouping.correct.rawValue ? title(ofCorrect: group) : group
  }

  /// The groups of right and wrong images in words.
  static func title(ofCorrect group: String) -> String {
    switch group {
    case "1": "classified right"
    case "0": "classified wrong"
    default: group
    }
  }
}
