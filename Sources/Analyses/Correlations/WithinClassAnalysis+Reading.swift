internal import Networks
package import StudyValues

extension WithinClassAnalysis {
  /// Strengths over all images and within classes, side by side.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    let rows = outputs.flatMap(\.correlations).filter {
      $0.grouping == Grouping.all.rawValue && $0.statistic != nil
    }
    guard let human = rows.first?.human else { return [] }
    let methods = ReadingContext.unique(rows.map(\.method)).filter {
      $0.hasPrefix("pooled") || $0.hasPrefix("within")
    }
    let scores = Array(ReadingContext.unique(rows.map(\.score)).prefix(5))
    let all = ReadingContext.unique(rows.map(\.model))
    let networks = Array(all.prefix(8))
    let table = RowTable(
      columns: [
        Column("network", heading: "Network", kind: .text),
        Column("images", heading: "", kind: .text),
      ]
        + scores.map {
          Column($0, heading: Score.title(of: $0), kind: .coefficient(decimals: 2))
        },
      rows: networks.flatMap { network in
        methods.map { method -> [Cell] in
          [.text(network), .text(method.hasPrefix("pooled") ? "all images" : "within classes")]
            + scores.map { score in
              rows.first { $0.model == network && $0.method == method && $0.score == score }?
                .strength(context.turn(score, human)) ?? .missing
            }
        }
      })
    return [
      Reading(
        .explanation,
        tables: [
          TableSpecification(
            id: "reading-within",
            caption: """
              Spearman correlation with \(HumanMeasure.title(of: human)) over all images (95 % intervals, \
              images as the sample) and pooled within classes (classes as the sample), turned so that \
              positive means that the score follows people. What is left within classes is not owed to \
              some classes being hard for everybody.\
              \(ReadingContext.rest(of: all.count, shown: networks.count))
              """, rows: table.keepingRows(Reading.mostRows).withoutRepeatedNames,
            fileRows: RowTable(rows))
        ])
    ]
  }
}
