package import StudyValues

extension TrainingDynamicsAnalysis {
  package static let words: [Prose] = [
    """
    Shares are of the change of a mean from the first checkpoint to the last. The order of the groups \
    of HSF is the chance that of two images from unlike bins the score finds the one that people find \
    easier easier too; 0.5 is no order. `weakest_order` is the least of these over the checkpoints. \
    One network trained once supports no statement about training in general, whatever the \
    intervals, which are over images and classes only.
    """
  ]

  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let isOrder = { (row: EstimateResult) in row.key.quantity == "order" }
    return TableSpecification.estimates(output.estimates.filter { !isOrder($0) })
      + TableSpecification.pivot(
        "order", "Order of the bins of HSF at each step; 95 % intervals, classes as a sample.",
        Pivot(
          by: ["step"],
          Pivot.across(\.score, of: "order", in: output.estimates, .real(digits: 4)),
          showing: [.interval]),
        output.estimates)
      + TableSpecification.correlations(output.correlations)
      + TableSpecification.comparisons(output.comparisons)
  }

  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    let x = "training step"
    let series = output.series
    let binned = series.filter { $0.key.quantity == "mean" && $0.key.grouping == "bin" }
    let groups = binned.distinct(\.score).flatMap { score in
      let words = ResultKey(analysis: "", quantity: "mean", score: score).words
      return FigureSpecification.curves(
        "groups-mean_\(score)", title: "\(words) by bin of HSF over training",
        caption:
          "Means of the five bins of HSF at each checkpoint with 95 % intervals over images.",
        x: x, y: words, binned.filter { $0.key.score == score }, isOrdered: true,
        name: { $0.group ?? "" })
    }
    let losses = FigureSpecification.curves(
      "losses", title: "Loss over training",
      caption: "The loss on training images and on the scored images.", x: x, y: "loss",
      series.filter { point in
        switch point.key.quantity {
        case "recorded": ["train_loss", "test_loss"].contains(point.key.score)
        case "mean": point.key.score == "loss" && point.key.grouping == nil
        default: false
        }
      }, name: { $0.quantity == "recorded" ? $0.score ?? "" : "mean_loss" })
    let figures =
      groups + losses
      + FigureSpecification.allScores("order", "order of the groups of HSF", x: x, series)
      + FigureSpecification.allScores(
        "correlation", "Spearman correlation with HSF", x: x, series)
    return figures.withUniqueIdentifiers
  }
}
