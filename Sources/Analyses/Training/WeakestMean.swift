internal import StudyValues

/// The least of several quantities of the same images, for claims that hold everywhere or not at all.
///
/// A claim about each of them needs each, so the lower limit is the least lower limit, nothing adjusted;
/// one of them is enough to contradict it, so the upper limit is the least upper limit at a level divided
/// by their number.
struct WeakestMean {
  /// The quantities with what they are of.
  let means: [(place: String, mean: ImageMean)]

  /// One row for each population of classes; none without quantities.
  func rows(
    id: String, name: String, method: String, classes: [Int], decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let weakest = means.min(by: { $0.mean.value < $1.mean.value }) else { return [] }
    var strict = decisions
    strict.alpha = decisions.alpha / Double(means.count)
    return ComparisonAnalysis.Classes.allCases.map { population in
      func rows(_ decisions: AnalysisDecisions) -> [EstimateResult] {
        means.map {
          $0.mean.row(
            id: id, name: name, group: "", null: nil, method: "", classes: classes,
            population: population, decisions: decisions)
        }
      }
      return EstimateResult(
        analysis: id, name: name, group: "classes \(population.rawValue)",
        value: weakest.mean.value, low: rows(decisions).compactMap(\.low).min(),
        high: rows(strict).compactMap(\.high).min(), n: classes.count,
        method: "\(method), least of \(means.count); lower limit of each, upper limit adjusted for "
          + "their number",
        note: weakest.place)
    }
  }
}
