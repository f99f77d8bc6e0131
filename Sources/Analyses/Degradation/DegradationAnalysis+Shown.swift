package import StudyValues

extension DegradationAnalysis {
  package static let words: [Prose] = [
    """
    Trends are within images: the rank correlation of level and score, turned so that higher means \
    harder, with Page's test. People's accuracy is from other images of other classes \
    [@geirhos2021], so it is read between its measured levels and only levels are compared; with \
    five levels of a condition the smallest p-value of Spearman's coefficient is 2/120.
    """
  ]

  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let wide = output.estimates.filter {
      ["mean", "interpolated_accuracy"].contains($0.key.quantity)
    }
    return TableSpecification.estimates(output.estimates.filter { !wide.contains($0) })
      + TableSpecification.pivot(
        "levels",
        "Means at each level, the unaltered images included, beside people's accuracy there.",
        Pivot(
          by: ["condition", "level"],
          Pivot.across(\.score, of: "mean", in: wide, .real(digits: 4))
            + [Pivot.Quantity("interpolated_accuracy", "people", .real(digits: 4))],
          showing: [.interval]),
        wide) + TableSpecification.correlations(output.correlations)
  }

  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    var names: [String] = []
    return conditions.filter { condition in
      defer { names.append(condition.name) }
      return !names.contains(condition.name)
    }.flatMap { figures(of: $0, output.series) }.withUniqueIdentifiers
  }

  private func figures(
    of condition: DegradationCondition, _ series: [SeriesPoint]
  ) -> [FigureSpecification] {
    let own = series.filter { $0.key.condition == condition.name }
    let means = own.filter { $0.key.quantity == "mean" }
    let accuracy = FigureSpecification.curves(
      "accuracy-\(condition.name)", title: "People and network, \(condition.name)",
      caption:
        "Accuracy of people (other images and classes) and of the network, with 95 % intervals.",
      x: condition.axis, y: "accuracy",
      own.filter { $0.key.quantity == "human_accuracy" }
        + means.filter { $0.key.score == "correct" },
      name: { $0.quantity == "human_accuracy" ? "people" : "network" })
    return accuracy
      + means.distinct(\.score).filter { $0 != "correct" }.flatMap { score in
        let words = ResultKey(analysis: "", quantity: "mean", score: score).words
        return FigureSpecification.curves(
          "mean_\(score)-\(condition.name)", title: "\(words), \(condition.name)",
          caption: "Mean over images at each level, with 95 % intervals.", x: condition.axis,
          y: words, means.filter { $0.key.score == score }, name: { _ in condition.name })
      }
  }
}
