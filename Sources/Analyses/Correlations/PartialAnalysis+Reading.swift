internal import Networks
internal import Statistics
package import StudyValues

extension PartialAnalysis {
  /// One line per score and what is held constant, one column per network.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    let all = outputs.flatMap(\.correlations).filter {
      $0.grouping == Grouping.all.rawValue && $0.method.hasPrefix("partial") && $0.statistic != nil
    }
    let population =
      all.contains { $0.population == .classesRandom } ? Population.classesRandom : nil
    let rows = all.filter { population == nil || $0.population == population }
    guard let human = rows.first?.human, let method = rows.first?.method else { return [] }
    let named = ReadingContext.unique(rows.map(\.model))
    let networks = Array(named.prefix(6))
    func title(_ row: CorrelationResult) -> String {
      let held = (row.covariates ?? "").split(separator: ",").map { Score.title(of: String($0)) }
      return "\(Score.title(of: row.score)) given \(held.joined(separator: ", "))"
    }
    let table = RowTable(
      columns: [Column("score", heading: "Score", kind: .text)]
        + networks.map { Column($0, heading: $0, kind: .coefficient(decimals: 2)) },
      rows: ReadingContext.unique(rows.map(title)).map { name in
        [.text(name)]
          + networks.map { network in
            rows.first { title($0) == name && $0.model == network && $0.method == method }
              .map { $0.strength(context.turn($0.score, human)) } ?? .missing
          }
      })
    return [
      Reading(
        .explanation,
        tables: [
          TableSpecification(
            id: "reading-partial",
            caption: """
              What a score adds to another: \(method.replacing("spearman", with: "Spearman")) correlation with \(HumanMeasure.title(of: human)), \
              turned so that positive means that the score follows people, with 95 % intervals, \
              \((rows.first?.population ?? .images).words).\
              \(ReadingContext.rest(of: named.count, shown: networks.count))
              """, rows: table.keepingRows(Reading.mostRows), fileRows: RowTable(rows))
        ])
    ]
  }
}
