import Files
internal import Networks
internal import Statistics
internal import StudyValues

extension TrainingCourse {
  /// What all checkpoints together say of each image, correlated with HSF beside the last one's scores.
  func addHistory(first: String?, to output: inout AnalysisOutput) throws {
    guard let correct = runs.columns("correct"), let confidence = runs.columns("confidence"),
      let margin = runs.columns("logit_margin")
    else {
      output.notes.append(
        "the checkpoints lack `correct`, `confidence` or `logit_margin`, so there is no history of "
          + "each image")
      return
    }
    var forgetting = ForgettingEvents(images: runs.count)
    var area = AreaUnderMargin(images: runs.count)
    var map = DataMap(images: runs.count)
    for (index, column) in correct.enumerated() {
      let right = column.values.map { $0 == 1 }
      try forgetting.add(correct: right)
      try map.add(trueClassProbabilities: confidence[index].values, correct: right)
      // The area is over training: the untrained network has no part in it.
      if keys[index].step != 0 { try area.add(margins: margin[index].values) }
    }
    let firstLearned = forgetting.firstLearned.map { $0 < 0 ? Double(keys.count) : Double($0) }
    let added = [
      column("forgetting", forgetting.hardness, .higherIsHarder),
      column("first_learned", firstLearned, .higherIsHarder),
      column("area_under_margin", area.areas, .higherIsEasier),
      column("map_confidence", map.confidence, .higherIsEasier),
      column("map_variability", map.variability, .higherIsHarder),
      column("map_correctness", map.correctness, .higherIsEasier),
    ]
    let last = runs.tables[runs.tables.count - 1]
    var key = last.key
    key.step = nil
    key.condition = "whole course of training"
    let table = last.with(key: key, scores: last.scores + added)
    let own = ([first, "confidence"] as [String?]).compactMap(\.self)
      .filter { table.score($0) != nil }
    let names = own + added.map(\.name)
    var rows = try CorrelationAnalysis(scores: names, populations: [.images, .classesRandom])
      .rows(of: table, scores: names, decisions: decisions)
    Family.adjust(&rows, method: decisions.adjustment)
    output.correlations += rows
    guard let first, table.score(first) != nil else { return }
    var comparisons = try ComparisonAnalysis(pairs: added.map { [first, $0.name] })
      .rows(of: table, decisions: decisions)
    Family.adjust(&comparisons, method: decisions.adjustment)
    output.comparisons += comparisons
    output.estimates.append(
      EstimateResult(
        self.key("never_learned"), value: Double(forgetting.neverLearned.count), n: runs.count,
        note: "images that are right at no checkpoint; count"))
    output.estimates.append(
      EstimateResult(
        self.key("never_forgotten"), value: Double(forgetting.unforgettable.count), n: runs.count,
        note: "images that are learned and stay right; count"))
    output.notes.append(
      "With \(keys.count, "checkpoint") many forgetting events are missed; images can be compared, "
        + "studies cannot.")
  }

  private func column(
    _ name: String, _ values: [Double], _ direction: ScoreDirection
  ) -> ScoreColumn {
    ScoreColumn(name: name, values: values, direction: direction, usesLabel: true)
  }
}
