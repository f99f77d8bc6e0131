internal import StudyValues

extension FigureKind {
  /// The strength of each score in each network, with the range of the noise ceiling.
  static let forest = FigureKind("forest") { entry, context in
    let rows = context.strengths
    guard rows.contains(where: { $0.statistic != nil }) else { return [] }
    return [
      FigureSpecification(
        id: context.id, title: entry.title ?? "Strength of each score",
        caption: """
          Spearman correlations with HSF, each turned so that positive means the score follows people; \
          95 % intervals\(rows.sampleWords.map { ", \($0)" } ?? ""). The band is the range of the noise \
          ceiling.
          """,
        content: .forest(
          ForestFigure(
            x: FigureAxis("strength"), correlations: rows, signs: context.signs,
            band: context.ceiling.map { .init(low: $0.low, high: $0.high, label: "noise ceiling") }
          )))
    ]
  }
}
