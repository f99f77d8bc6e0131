import Files
internal import Statistics
package import StudyValues

/// Correlations of scores with a human measure, for each network, coefficient and group of images.
///
/// Each row has the coefficient, an interval from influence functions (which holds with the heavy ties
/// of HSF; the analytic one below 50 images, where influence functions cover too little), the test
/// against zero with a p-value that never underflows, and the p-value adjusted over the networks and
/// scores of the same coefficient and group. With images as the sample the test is that of independence (t, z or
/// exact), which is SciPy's and R's; with another sample it is made of the interval's standard error. A group without a number keeps its row with the reason.
package struct CorrelationAnalysis: Analysis {
  package static let kind = "correlation"
  package static let hasHeadline = true
  package static let words: [Prose] = [
    """
    Coefficients as they come: a score that rises with hardness has a negative one with HSF. Read the \
    interval before the p-value. With images as the sample p is that of independence, by Student's t, a normal \
    deviate or all orders, and needs no standard error; the interval comes from influence functions and holds for \
    related values too, so that close to 0.05 the two may part. With classes as the sample, or images within these \
    classes, both come from the same standard error.
    """
  ]
  /// The quantity of the mean of a score in each bin of HSF, at the mean HSF of the bin.
  package static let meanByHSF = "mean_by_hsf"

  /// The human measure.
  package var human: HumanMeasure
  /// The scores.
  package var scores: [String]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// The ways of grouping images.
  package var groups: [Grouping]
  /// The populations; each gives a row of its own for all images and for each bin of HSF.
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
    self.init(scores: try fields.decode([String].self, forKey: .scores))
    try fields.read(.human, into: &human)
    try fields.read(.methods, into: &methods)
    try fields.read(.groups, into: &groups)
    populations = try Populations.read(decoder) ?? populations
    try fields.read(.annotationSet, into: &annotationSet)
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
    var output = output(id, of: data)
    var shared: Set<String> = []
    let tables = try data.tables(annotationSet: annotationSet)
    for table in tables {
      // A score of all networks together is in every table but is correlated once.
      let own = table.asked(scores, beside: tables).filter { name in
        guard let column = table.score(name) else { return true }
        return !column.isShared || shared.insert(name).inserted
      }
      output.correlations += try rows(of: table, scores: own, decisions: decisions)
      if human == .hsf {
        output.series += try own.flatMap {
          try Self.means(of: $0, in: table, analysis: id, decisions)
        }
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    output.estimates = PaperTable.estimates(output.correlations, analysis: id)
    var differences = try tables.flatMap { try self.differences($0, decisions) }
    Family.adjust(&differences, method: decisions.adjustment)
    output.estimates += differences.map { PaperTable.difference($0, analysis: id) }
    return output
  }

  /// How far AVH is ahead of confidence on the same images, in the groups of the paper's table.
  private func differences(
    _ table: ImageTable, _ decisions: AnalysisDecisions
  ) throws -> [ComparisonResult] {
    guard human == .hsf, methods.contains(.spearman),
      PaperTable.pair.allSatisfy({ scores.contains($0) && table.score($0) != nil })
    else { return [] }
    return try ComparisonAnalysis(
      pairs: [PaperTable.pair], populations: [PaperTable.population(of: populations)],
      groups: groups.filter { [.all, .bin].contains($0) }
    ).rows(of: table, decisions: decisions)
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
            rows(
              table, measure: measure, score: score, method: method.method, group: group,
              populations: [.all, .bin].contains(grouping) ? populations : [.images],
              decisions: decisions)
          }
        }
      }
    }
  }

  /// The rows of one score in one group, one a population; they share the coefficient and the ranks.
  private func rows(
    _ table: ImageTable, measure: [Double], score: String, method: CorrelationMethod,
    group: ImageGroup, populations: [Population], decisions: AnalysisDecisions
  ) -> [CorrelationResult] {
    var shared = CorrelationResult(
      table, human: human, score: score, method: method.rawValue, group: group)
    func rows(noting note: String) -> [CorrelationResult] {
      shared.note = note
      return populations.map { population in
        var row = shared
        row.population = population
        return row
      }
    }
    guard let column = table.score(score) else {
      return rows(noting: "the network has no score `\(score)`")
    }
    let used = group.indices.filter { !column.values[$0].isNaN && !measure[$0].isNaN }
    shared.n = used.count
    shared.dropped = group.indices.count - used.count
    let x = used.map { measure[$0] }
    let y = used.map { column.values[$0] }
    guard used.count >= decisions.fewestImages else {
      return rows(
        noting: used.isEmpty && !group.indices.isEmpty
          ? "the score is not available for any image"
          : "fewer than \(decisions.fewestImages, "image")")
    }
    let test: SignificanceTest?
    do {
      let correlation = try method.correlation(x, y)
      shared.statistic = correlation.coefficient
      shared.tiesX = correlation.tiesX?.pairs
      shared.tiesY = correlation.tiesY?.pairs
      test = used.count >= 3 ? try correlation.test(.twoSided) : nil
    } catch {
      return rows(noting: "\(error)")
    }
    if let test {
      shared.take(test)
      if test.isOfOrders { shared.tieGroups = TieGroups.text(x, y) }
    }
    let classes = used.map { table.targetClass[$0] }
    var joint: JointCorrelations?
    return populations.map { population in
      var result = shared
      result.population = population
      var caution: String?
      do {
        let outcome = try Self.intervalMethod(method, population, images: used.count).interval(
          method, score: y, human: x, classes: classes, level: 1 - decisions.alpha,
          options: .init(threads: 1), sharing: &joint)
        // The test belongs to the classes too where the interval does.
        if population != .images, let estimate = outcome.estimate {
          result.take(estimate.test())
          result.tieGroups = nil
        }
        result.set(outcome.interval)
        result.standardError = outcome.estimate?.standardError
        caution = outcome.caution
      } catch {
        result.note = "\(error)"
      }
      if result.note == nil, group.grouping == .bin, used.count < 200 {
        result.note = "too few images for a reading"
      }
      result.note = result.note ?? caution
      return result
    }
  }

  /// Influence functions; the analytic interval below 50 images, where they cover too little.
  static func intervalMethod(
    _ method: CorrelationMethod, _ population: Population, images: Int
  ) -> IntervalMethod {
    switch population {
    case .images: images < 50 ? .formula(for: method) : .influence
    case .classesFixed: .classesFixed
    case .classesRandom, .ratersRandom, .ratersAndClassesRandom, .seeds, .networks:
      .classesRandomDeleteOne
    }
  }

  /// The mean of a score in each bin of HSF with its interval of t over images.
  package static func means(
    of score: String, in table: ImageTable, analysis: String, _ decisions: AnalysisDecisions
  ) throws -> [SeriesPoint] {
    guard let column = table.score(score) else { return [] }
    return try ImageGroup.groups(of: table, by: .bin).compactMap { bin in
      let known = bin.indices.filter { !column.values[$0].isNaN }
      guard let mean = MeanEstimate(known.map { column.values[$0] }) else { return nil }
      let interval = mean.interval(alpha: decisions.alpha)
      return SeriesPoint(
        ResultKey(analysis, meanByHSF, of: table, score: score, group: bin),
        x: known.reduce(0) { $0 + table.hsf[$1] } / Double(known.count), value: mean.value,
        low: interval.low, high: interval.high, n: mean.n)
    }
  }

  /// The paper's table of each network, then the rows.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    PaperTable.tables(output.estimates) + TableSpecification.correlations(output.correlations)
  }
}
