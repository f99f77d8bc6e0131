package import Statistics
package import StudyValues

/// Correlations of scores with a human measure, for each network, coefficient and group of images.
///
/// Each row has the coefficient, an interval from influence functions (which holds with the heavy ties
/// of HSF; the analytic one below 50 images, where influence functions cover too little), the test
/// against zero with a p-value that never underflows, and the p-value adjusted over the networks and
/// scores of the same coefficient and group. A group without a number keeps its row with the reason.
package struct CorrelationAnalysis: Analysis {
  /// The population whose uncertainty the interval shows.
  package enum Population: String, Codable, CaseIterable, Sendable {
    /// Images are a random sample, classes do not matter.
    case images
    /// These classes, images at random within each.
    case classesFixed = "classes-fixed"
    /// Classes are a random sample too.
    case classesRandom = "classes-random"
  }

  /// The human measure.
  package var human: HumanMeasure
  /// The scores.
  package var scores: [String]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// The ways of grouping images.
  package var groups: [Grouping]
  /// The populations; each gives a row of its own in the group of all images.
  package var populations: [Population]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    human: HumanMeasure = .hsf, scores: [String], methods: [CoefficientName] = [.spearman],
    groups: [Grouping] = [.all], populations: [Population] = [.images],
    annotationSet: String? = nil
  ) {
    self.human = human
    self.scores = scores
    self.methods = methods
    self.groups = groups
    self.populations = populations
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    human = try fields.decodeIfPresent(HumanMeasure.self, forKey: .human) ?? .hsf
    scores = try fields.decode([String].self, forKey: .scores)
    methods = try fields.decodeIfPresent([CoefficientName].self, forKey: .methods) ?? [.spearman]
    groups = try fields.decodeIfPresent([Grouping].self, forKey: .groups) ?? [.all]
    populations = try fields.decodeIfPresent([Population].self, forKey: .populations) ?? [.images]
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, scores, methods, groups, populations
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.correlation.rawValue)
    let set = annotationSet ?? data.annotationSets[0]
    var shared: Set<String> = []
    let tables = try data.models.map { try data.table(model: $0, annotationSet: set) }
    for table in tables {
      // A score of all networks together is in every table but is correlated once.
      let own = table.asked(scores, beside: tables).filter { name in
        guard let column = table.score(name) else { return true }
        return !column.isShared || shared.insert(name).inserted
      }
      output.correlations += try rows(of: table, scores: own, decisions: decisions)
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    if data.models.isEmpty { output.notes.append("no data: the study names no networks") }
    return output
  }

  /// The rows of one table, before adjustment.
  ///
  /// - Throws: `StatisticsError` when an image was selected more often than shown.
  package func rows(
    of table: ImageTable, scores: [String], decisions: AnalysisDecisions
  ) throws -> [CorrelationResult] {
    let measure = human.values(table)
    return try methods.flatMap { method in
      try groups.flatMap { grouping in
        try ImageGroup.groups(of: table, by: grouping).flatMap { group in
          scores.flatMap { score in
            (grouping == .all ? populations : [.images]).map { population in
              row(
                table, measure: measure, score: score, method: method.method, group: group,
                population: population, decisions: decisions)
            }
          }
        }
      }
    }
  }

  private func row(
    _ table: ImageTable, measure: [Double], score: String, method: CorrelationMethod,
    group: ImageGroup, population: Population, decisions: AnalysisDecisions
  ) -> CorrelationResult {
    let column = table.score(score)
    var result = CorrelationResult(
      dataset: table.key.dataset, annotationSet: table.key.annotationSet, human: human.rawValue,
      model: column?.isShared == true ? "networks" : table.key.model, score: score,
      method: method.rawValue, group: group.label, n: 0)
    result.condition = table.key.condition
    result.level = table.key.level
    result.step = table.key.step
    guard let column else {
      result.note = "the network has no score `\(score)`"
      return result
    }
    let used = group.indices.filter { !column.values[$0].isNaN && !measure[$0].isNaN }
    result.n = used.count
    result.dropped = group.indices.count - used.count
    let x = used.map { measure[$0] }
    let y = used.map { column.values[$0] }
    guard used.count >= decisions.fewestImages else {
      result.note =
        used.isEmpty && !group.indices.isEmpty
        ? "the score is not available for any image" : "fewer than \(decisions.fewestImages) images"
      return result
    }
    var caution: String?
    do {
      let correlation = try method.correlation(x, y)
      result.statistic = correlation.coefficient
      result.tiesX = correlation.tiesX?.pairs
      result.tiesY = correlation.tiesY?.pairs
      if used.count >= 3 {
        let test = try correlation.test(.twoSided)
        result.test = test.name
        result.testStatistic = test.statistic
        result.df = test.df
        result.alternative = test.alternative.rawValue
        result.p = test.pValue.p
        result.log10P = test.pValue.log10P
      }
      let outcome = try intervalMethod(method, population, images: used.count).interval(
        method, score: y, human: x, classes: used.map { table.targetClass[$0] },
        level: 1 - decisions.alpha, options: .init(threads: 1))
      result.ciLow = outcome.interval.low
      result.ciHigh = outcome.interval.high
      result.ciLevel = outcome.interval.level
      result.ciMethod = outcome.interval.method
      caution = outcome.caution
    } catch {
      result.note = "\(error)"
    }
    if result.note == nil, group.label.hasPrefix("bin:"), used.count < 200 {
      result.note = "too few images for a reading"
    }
    result.note = result.note ?? caution
    return result
  }

  /// Influence functions; the analytic interval below 50 images, where they cover too little.
  private func intervalMethod(
    _ method: CorrelationMethod, _ population: Population, images: Int
  ) -> IntervalMethod {
    switch population {
    case .images: images < 50 ? .formula(for: method) : .influence
    case .classesFixed: .classesFixed
    case .classesRandom: .classesRandomDeleteOne
    }
  }
}

/// The coefficients that a manifest can name.
package enum CoefficientName: String, Codable, CaseIterable, Sendable {
  case spearman, pearson, kendall

  /// The coefficient itself.
  package var method: CorrelationMethod {
    switch self {
    case .spearman: .spearman
    case .pearson: .pearson
    case .kendall: .kendall
    }
  }
}
