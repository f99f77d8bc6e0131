internal import Statistics
package import StudyValues

extension VotesAnalysis {
  /// One line per annotation set, and the distribution of HSF in the first.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] {
    let rows = outputs.flatMap(\.estimates)
    guard !rows.isEmpty else { return [] }
    func human(_ quantity: String, _ measure: HumanMeasure) -> @Sendable (ResultKey) -> Bool {
      { $0.quantity == quantity && $0.human == measure.rawValue && $0.group == nil }
    }
    let facts = Pivot(
      by: ["annotation_set"],
      [
        .init("images", "Images", .integer), .init("votes", "Answers", .integer),
        .init("annotators", "Annotators", .integer),
        .init("votes_per_image", "Answers an image", .fixed(decimals: 1)),
        .init("mean_hsf", "Mean HSF", .coefficient(decimals: 3), where: human("mean", .hsf)),
        .init("hsf_is_one", "Unanimous", .coefficient(decimals: 3)),
        .init("hsf_below_half", "HSF below ½", .coefficient(decimals: 3)),
        .init("majority_agrees", "Majority is the label", .coefficient(decimals: 3)),
        .init("percent_agreement", "Two people agree", .coefficient(decimals: 3)) {
          $0.quantity == "agreement" && $0.method == "percent-agreement"
        },
        .init("alpha", "Krippendorff's α", .coefficient(decimals: 2)) {
          $0.quantity == "agreement" && $0.method == "krippendorff-alpha-nominal"
        },
      ])
    return [
      Reading(
        .people, sentences: ceilings(context),
        tables: TableSpecification.pivot(
          "reading-people",
          """
          What people said. Unanimous, below ½ and majority are shares of images; two people agree is the \
          share of pairs of answers to one image that are the same.
          """, facts, rows),
        figures: outputs.prefix(1).flatMap { output -> [FigureSpecification] in
          guard var figure = VotesAnalysis().figures(of: output).first else { return [] }
          figure.id = "reading-hsf"
          figure.isCompact = true
          return [figure]
        })
    ]
  }

  /// The noise ceilings of the default set, in a sentence.
  private static func ceilings(_ context: ReadingContext) -> [Prose] {
    let all = context.outputs.flatMap(\.estimates).filter {
      $0.key.quantity == NoiseCeiling.quantity && $0.key.grouping == nil
        && ["spearman", "pearson"].contains($0.key.method)
    }
    guard let set = all.first?.key.annotationSet else { return [] }
    var parts: [String] = []
    for (method, name) in [("spearman", "Spearman's"), ("pearson", "Pearson's")] {
      let row = all.first { row in
        row.key.method == method && row.key.annotationSet == set
          && (row.value != nil || row.rangeLow != nil)
      }
      if let row { parts.append("\(range(row, context.style)) for \(name) coefficient") }
    }
    guard !parts.isEmpty else { return [] }
    return [
      """
      Votes are few, so even a score that knew the true frequencies would not correlate perfectly with \
      those of the set \(set): the *noise ceiling* is \(parts.joined(separator: " and ")). A coefficient \
      is to be read against it, not against 1.
      """
    ]
  }

  private static func range(_ row: EstimateResult, _ style: NumberStyle) -> String {
    let limits = [row.rangeLow, row.rangeHigh].compactMap(\.self).map {
      style.number($0, decimals: style.decimals(width: nil, least: 2))
    }
    if limits.count == 2, limits[0] != limits[1] {
      return "between \(limits[0]) and \(limits[1]) (by two routes)"
    }
    return row.value.map { style.number($0, decimals: style.decimals(width: nil, least: 2)) }
      ?? limits.first ?? ""
  }
}
