internal import Statistics
internal import StudyValues

extension ImageMean {
  /// The rows of an estimate for both populations, in the groups `classes fixed` and `classes random`.
  ///
  /// - Parameters:
  ///   - id: The analysis.
  ///   - name: The quantity.
  ///   - null: The value that the p-value tests; no test without it.
  ///   - method: How the value was made, in front of how its interval was.
  ///   - note: What a reader must know.
  ///   - classes: The class of each image.
  ///   - decisions: The choices made beforehand.
  /// - Returns: One row a population.
  func rows(
    id: String, name: String, null: Double? = 0, method: String, note: String? = nil,
    classes: [Int], decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    ComparisonAnalysis.Classes.allCases.map { population in
      row(
        id: id, name: name, group: "classes \(population.rawValue)", null: null, method: method,
        note: note, classes: classes, population: population, decisions: decisions)
    }
  }

  /// One row of an estimate under one population of classes.
  func row(
    id: String, name: String, group: String, null: Double? = 0, method: String,
    note: String? = nil, classes: [Int], population: ComparisonAnalysis.Classes,
    decisions: AnalysisDecisions
  ) -> EstimateResult {
    var row = EstimateResult(
      analysis: id, name: name, group: group, value: value.isFinite ? value : nil,
      n: influence.count, method: method, note: note)
    guard value.isFinite else {
      row.note = [note, "not defined for these images"].compactMap(\.self).joined(separator: "; ")
      return row
    }
    do {
      let estimate = try estimate(classes: classes, population)
      let interval = try estimate.interval(level: 1 - decisions.alpha)
      row.low = interval.low
      row.high = interval.high
      row.method = "\(method); \(interval.method)"
      if let null, estimate.standardError > 0 {
        let test = estimate.test(null: null, alternative: .twoSided)
        row.p = test.pValue.p
        row.log10P = test.pValue.log10P
      }
    } catch {
      row.note = [note, "\(error)"].compactMap(\.self).joined(separator: "; ")
    }
    return row
  }
}
