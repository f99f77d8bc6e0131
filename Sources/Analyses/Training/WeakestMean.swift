internal import StudyValues

/// The least of several quantities of the same images, for claims that hold everywhere or not at all.
///
/// A claim about each of them needs each, so the lower limit is the least lower limit, nothing adjusted;
/// one of them is enough to contradict it, so the upper limit is the least upper limit at a level divided
/// by their number. The least of several estimates lies at or below the least quantity on the average, so
/// rows say that their value is a lower bound.
struct WeakestMean {
  /// The quantities with what they are of.
  let means: [(place: String, mean: ImageMean)]

  /// One row for each population of classes; none without quantities.
  func rows(
    _ key: ResultKey, how: String, classes: [Int], decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let weakest = means.min(by: { $0.mean.value < $1.mean.value }) else { return [] }
    var strict = decisions
    strict.alpha = decisions.alpha / Double(means.count)
    return Population.ofClasses.map { population in
      func rows(_ decisions: AnalysisDecisions) -> [EstimateResult] {
        means.map {
          $0.mean.row(key, population, null: nil, classes: classes, decisions: decisions)
        }
      }
      var row = EstimateResult(
        key.with { $0.population = population }, value: weakest.mean.value,
        low: rows(decisions).compactMap(\.low).min(), high: rows(strict).compactMap(\.high).min(),
        interval: "\(how), least of \(means.count); lower limit of each, upper limit adjusted for "
          + "their number",
        n: classes.count, note: weakest.place)
      row.bound = "lower"
      // Those of the limits, which have no standard error in common.
      row.df = rows(decisions).compactMap(\.df).min()
      return row
    }
  }
}
