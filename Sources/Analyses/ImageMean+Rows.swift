internal import Statistics
internal import StudyValues

extension Population {
  /// The two populations that a statement about classes can be of.
  static let ofClasses: [Population] = [.classesFixed, .classesRandom]
}

extension ImageMean {
  /// The rows of an estimate for both populations of classes.
  ///
  /// - Parameters:
  ///   - key: What the rows are about, apart from the population.
  ///   - null: The value that the p-value tests; no test without it.
  ///   - how: What a reader must know of the interval, in front of its method.
  ///   - note: What a reader must know of the value.
  ///   - classes: The class of each image.
  ///   - decisions: The choices made beforehand.
  /// - Returns: One row a population.
  func rows(
    _ key: ResultKey, null: Double? = 0, how: String? = nil, note: String? = nil,
    classes: [Int], decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    Population.ofClasses.map { population in
      row(
        key, population, null: null, how: how, note: note, classes: classes, decisions: decisions)
    }
  }

  /// One row of an estimate under one population of classes.
  func row(
    _ key: ResultKey, _ population: Population, null: Double? = 0, how: String? = nil,
    note: String? = nil, classes: [Int], decisions: AnalysisDecisions
  ) -> EstimateResult {
    var row = EstimateResult(
      key.with { $0.population = population }, value: value.isFinite ? value : nil,
      n: influence.count, note: note)
    guard value.isFinite else {
      row.addNote("not defined for these images")
      return row
    }
    do {
      let estimate = try estimate(classes: classes, population)
      let interval = try estimate.interval(level: 1 - decisions.alpha)
      row.standardError = estimate.standardError
      row.df = estimate.df
      row.low = interval.low
      row.high = interval.high
      row.interval = [how, interval.method].compactMap(\.self).joined(separator: "; ")
      if let null, estimate.standardError > 0 {
        let test = estimate.test(null: null, alternative: .twoSided)
        row.p = test.pValue.p
        row.log10P = test.pValue.log10P
      }
    } catch {
      row.addNote("\(error)")
    }
    return row
  }
}

extension EstimateResult {
  /// Adds a sentence to the note.
  mutating func addNote(_ text: String) {
    note = [note, text].compactMap(\.self).joined(separator: "; ")
  }
}
