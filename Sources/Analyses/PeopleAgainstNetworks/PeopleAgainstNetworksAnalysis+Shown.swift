package import StudyValues

extension PeopleAgainstNetworksAnalysis {
  package static let words: [Prose] = [
    """
    The first table shows how far the coefficient moves with choices that nobody can call right or \
    wrong; no single number of this study means anything without it. The true class outside the \
    listed classes has the rank after them, so ranks are censored there.
    """
  ]

  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let isSensitivity = { (row: EstimateResult) in
      [Sensitivity.pooled, Sensitivity.within].contains(row.key.quantity)
    }
    let isAnnotator = { (row: EstimateResult) in row.key.grouping == "annotator" }
    let sensitivity = TableSpecification.pivot(
      "sensitivity",
      """
      How the coefficient moves with the rule for half answers, with unrated images taken as \
      unanimous, and with differences between classes taken out.
      """,
      Pivot(
        by: ["annotation_set", "score", "group", "condition"],
        [
          Pivot.Quantity(Sensitivity.pooled, "Pooled", .coefficient(decimals: 3)),
          Pivot.Quantity(Sensitivity.within, "Within classes", .coefficient(decimals: 3)),
        ], showing: [.range, .n]), output.estimates
    ).showing(["group": "Half answers count", "condition": "Images"])
    let raters = output.estimates.filter(isAnnotator)
    let screen = TableSpecification.pivot(
      "raters", "The annotators one by one.",
      Pivot(
        by: ["annotation_set", "group"],
        [Pivot.Quantity("rater_answers", "answers", .integer)]
          + Pivot.across(\.score, of: "rater_share", in: raters, .coefficient(decimals: 3))
          + [
            Pivot.Quantity("rater_agreement", "agreement", .coefficient(decimals: 3)),
            Pivot.Quantity("rater_kappa", "kappa", .coefficient(decimals: 3)),
          ]), raters
    ).showing(["group": "Annotator"])
    return sensitivity
      + TableSpecification.estimates(
        output.estimates.filter { !isSensitivity($0) && !isAnnotator($0) })
      + screen + TableSpecification.correlations(output.correlations)
      + TableSpecification.comparisons(output.comparisons)
  }
}
