package import StudyValues

extension AdversarialAnalysis {
  package static let words: [Prose] = [
    """
    The attacked images look unchanged to people, so the answers are those to the original images. \
    Changes are paired over images, with classes as a sample.
    """
  ]

  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let isMean = { (row: EstimateResult) in row.key.quantity == "mean" }
    return TableSpecification.estimates(output.estimates.filter { !isMean($0) })
      + TableSpecification.pivot(
        "steps", "Means at each step of the attack.",
        Pivot(
          by: ["condition", "step"],
          Pivot.across(\.score, of: "mean", in: output.estimates, .real(digits: 4)),
          showing: [.interval]),
        output.estimates) + TableSpecification.correlations(output.correlations)
  }

  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    let x = "step of the attack"
    let means = output.series.filter { $0.key.quantity == "mean" }
    let figures =
      means.distinct(\.score).flatMap { score in
        let words = ResultKey(analysis: "", quantity: "mean", score: score).words
        return FigureSpecification.curves(
          "mean_\(score)", title: "\(words) along the attack",
          caption: "Mean over the attacked images, with 95 % intervals.", x: x, y: words,
          means.filter { $0.key.score == score }, name: { $0.condition ?? words })
      }
      + FigureSpecification.allScores(
        "correlation", "Spearman correlation with HSF", x: x, output.series)
    return figures.withUniqueIdentifiers
  }
}
