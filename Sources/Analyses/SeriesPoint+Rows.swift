internal import StudyValues

extension SeriesPoint {
  /// The point of a curve at which an estimate stands; its level and step are the position.
  init(_ row: EstimateResult, x: Double) {
    self.init(
      row.key.with {
        $0.level = nil
        $0.step = nil
      }, x: x, value: row.value, low: row.low, high: row.high, n: row.n)
  }

  /// The point of a curve at which a correlation stands: quantity `correlation` with the keys of the row.
  init(_ row: CorrelationResult, analysis: String, x: Double) {
    let isWhole = row.grouping == Grouping.all.rawValue
    self.init(
      ResultKey(
        analysis: analysis, quantity: "correlation", annotationSet: row.annotationSet,
        human: row.human, model: row.model, score: row.score, method: row.method,
        population: row.population, condition: row.condition,
        grouping: isWhole ? nil : row.grouping, group: isWhole ? nil : row.group),
      x: x, value: row.statistic, low: row.ciLow, high: row.ciHigh, n: row.n)
  }
}
