import Files
internal import Statistics
package import StudyValues

/// Correlations within classes beside the pooled ones: whether a score orders the images of one class.
///
/// For each network, score and coefficient four rows: `pooled` over all images; `within` with the
/// differences between classes taken out (ranks over all images less the mean rank of the class; for
/// Kendall the pairs within a class); `ranked within`, for Spearman, with ranks among the images of the class only;
/// and `mean` of the coefficients of the single classes, with
/// an interval of t over classes on Fisher's scale. As estimates `between_class_share`, of the human measure and of
/// each score: the share of the variance of ranks over all images that lies between classes. A pooled coefficient far above the within one says that the score knows
/// which classes are hard. For `pairs` of scores the difference of the strengths within classes, with
/// classes as a sample.
///
/// Keys: `human` (`hsf`), `scores`, `pairs`, `methods` (`[spearman]`), `set`.
package struct WithinClassAnalysis: Analysis {
  package static let kind = "within-class"
  package static let words: [Prose] = [
    """
    *Within* has the differences between classes taken out, so it says whether a score orders the images of \
    one class; *mean* averages the classes' own coefficients. Where *pooled* is far above both, the score \
    mostly knows which classes are hard.
    """
  ]

  /// The human measure.
  package var human: HumanMeasure
  /// The scores.
  package var scores: [String]
  /// The pairs of scores that are compared.
  package var pairs: [[String]]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    human: HumanMeasure = .hsf, scores: [String], pairs: [[String]] = [],
    methods: [CoefficientName] = [.spearman], annotationSet: String? = nil
  ) {
    self.human = human
    self.scores = scores
    self.pairs = pairs
    self.methods = methods
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(scores: try fields.decode([String].self, forKey: .scores))
    try fields.read(.human, into: &human)
    pairs = try ScorePairs.read(fields, .pairs, optional: true)
    try fields.read(.methods, into: &methods)
    try fields.read(.annotationSet, into: &annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, scores, pairs, methods
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    for table in try data.tables(annotationSet: annotationSet) {
      for method in methods.map(\.method) {
        for score in scores {
          output.correlations += rows(table, score, method, decisions)
          if method == .spearman { output.estimates += shares(id, table, score, decisions) }
        }
        for pair in pairs { output.comparisons.append(row(table, pair, method, decisions)) }
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    Family.adjust(&output.comparisons, method: decisions.adjustment)
    return output
  }

  private func rows(
    _ table: ImageTable, _ score: String, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) -> [CorrelationResult] {
    func blank(_ name: String, _ population: Population) -> CorrelationResult {
      var row = CorrelationResult(
        table, human: human, score: score, method: "\(name) \(method.rawValue)")
      row.population = population
      return row
    }
    // Each row stays with its own reason: what one lacks says nothing of the others.
    var rows = [
      blank("pooled", .images), blank("within", .classesRandom),
      blank("mean of classes", .classesRandom),
    ]
    var steps = [pool, centre, average]
    if method == .spearman {
      rows.append(blank("ranked within", .classesRandom))
      steps.append(rank)
    }
    guard let known = KnownValues(table, human: human, scores: [score]) else {
      for index in rows.indices { rows[index].note = table.missingNote([score]) }
      return rows
    }
    for index in rows.indices {
      (rows[index].n, rows[index].dropped) = (known.count, known.dropped)
    }
    for (index, step) in steps.enumerated() {
      do {
        try step(&rows[index], known, method, decisions)
      } catch {
        rows[index].addNote("\(error)")
      }
    }
    return rows
  }

  private func pool(
    _ row: inout CorrelationResult, _ known: KnownValues, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let pooled = try method.correlation(known.human, known.scores[0])
    row.statistic = pooled.coefficient
    row.take(try pooled.test(.twoSided))
    row.set(try pooled.interval(level: 1 - decisions.alpha))
  }

  private func centre(
    _ row: inout CorrelationResult, _ known: KnownValues, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let both = try WithinGroupCorrelation(
      known.human, known.scores[0], groupOfImage: known.classes, method: method)
    row.n = both.n
    row.statistic = both.within
    try row.set(
      withinEstimate(known, both, method, decisions), of: .classesRandom,
      level: 1 - decisions.alpha)
  }

  private func withinEstimate(
    _ known: KnownValues, _ both: WithinGroupCorrelation, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> StrengthEstimate {
    let (human, score, classes) = (known.human, known.scores[0], known.classes)
    return try ClassJackknife.estimate(
      both.within, classes: classes, isCorrelation: true, threads: decisions.threads
    ) { kept throws(StatisticsError) in
      try WithinGroupCorrelation(
        kept.map { human[$0] }, kept.map { score[$0] }, groupOfImage: kept.map { classes[$0] },
        method: method
      ).within
    }
  }

  /// Ranks among the images of a class only, less their mean, correlated over all images.
  private func rank(
    _ row: inout CorrelationResult, _ known: KnownValues, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let ranks = try [known.human, known.scores[0]].map { values throws(StatisticsError) in
      try RanksByClass.ranks(values, classes: known.classes)
    }
    let classes = known.classes
    let both = try WithinGroupCorrelation(
      ranks[0], ranks[1], groupOfImage: classes, method: .pearson)
    row.n = both.n
    row.statistic = both.within
    try row.set(
      ClassJackknife.estimate(
        both.within, classes: classes, isCorrelation: true, threads: decisions.threads
      ) { kept throws(StatisticsError) in
        try WithinGroupCorrelation(
          kept.map { ranks[0][$0] }, kept.map { ranks[1][$0] },
          groupOfImage: kept.map { classes[$0] }, method: .pearson
        ).within
      }, of: .classesRandom, level: 1 - decisions.alpha)
  }

  /// The shares of the variance of ranks that lie between classes, of the human measure and of a score.
  private func shares(
    _ id: String, _ table: ImageTable, _ score: String, _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let known = KnownValues(table, human: human, scores: [score]) else { return [] }
    var rows: [EstimateResult] = []
    for (name, values) in [(nil, known.human), (score as String?, known.scores[0])] {
      // The human measure is the same in each table with the same images; once is enough.
      if name == nil, score != scores[0] { continue }
      let key = ResultKey(id, "between_class_share", of: table, score: name).with {
        ($0.human, $0.method) = (human.rawValue, CorrelationMethod.spearman.rawValue)
      }
      var row = EstimateResult(
        key, value: nil, n: known.count, note: "of the variance of ranks over all images")
      do {
        row.value = try RanksByClass.betweenShare(values, classes: known.classes)
      } catch {
        row.addNote("\(error)")
      }
      rows.append(row)
    }
    return rows
  }

  /// The mean of the classes' own coefficients; classes without one are counted in the note.
  private func average(
    _ row: inout CorrelationResult, _ known: KnownValues, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let members = Dictionary(grouping: known.classes.indices) { known.classes[$0] }
    let values = members.sorted { $0.key < $1.key }.compactMap { _, images in
      try? method.correlation(
        images.map { known.human[$0] }, images.map { known.scores[0][$0] }
      ).coefficient
    }
    if values.count < members.count {
      row.note =
        "\(members.count - values.count) of \(members.count, "class") without a coefficient"
    }
    guard let mean = MeanEstimate(values) else {
      throw .tooFewClusters(needed: 2, got: values.count)
    }
    row.statistic = mean.value
    // On Fisher's scale, so that the limits of a mean of coefficients stay inside [-1, 1].
    let estimate = StrengthEstimate(
      estimate: mean.value, standardError: mean.error, df: Double(mean.n - 1),
      method: "t over \(values.count, "class"), on Fisher's scale", isCorrelation: true)
    guard mean.error > 0, abs(mean.value) < 1 else {
      row.addNote("every class has the same coefficient, so that its error is unknown")
      return
    }
    try row.set(estimate, of: .classesRandom, level: 1 - decisions.alpha)
  }

  /// The difference of the strengths of two scores within classes, classes as a sample.
  private func row(
    _ table: ImageTable, _ pair: [String], _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) -> ComparisonResult {
    var row = ComparisonResult(
      table, human: human, pair: pair, method: "within \(method.rawValue)", test: "class-jackknife")
    row.population = .classesRandom
    guard let known = KnownValues(table, human: human, scores: pair) else {
      row.note = table.missingNote(pair)
      return row
    }
    row.n = known.count
    if known.columns[0].usesLabel != known.columns[1].usesLabel {
      row.note = "only one of the two scores knows the label"
    }
    let (human, scores, classes) = (known.humanHardness, known.hardness, known.classes)
    do {
      let strengths = try scores.map { score throws(StatisticsError) in
        try WithinGroupCorrelation(human, score, groupOfImage: classes, method: method).within
      }
      row.statisticA = strengths[0] * known.columns[0].sign * self.human.sign
      row.statisticB = strengths[1] * known.columns[1].sign * self.human.sign
      try row.set(
        ClassJackknife.estimate(
          strengths[0] - strengths[1], classes: classes, isCorrelation: false,
          threads: decisions.threads
        ) { kept throws(StatisticsError) in
          let (some, groups) = (kept.map { human[$0] }, kept.map { classes[$0] })
          let first = try WithinGroupCorrelation(
            some, kept.map { scores[0][$0] }, groupOfImage: groups, method: method)
          let second = try WithinGroupCorrelation(
            some, kept.map { scores[1][$0] }, groupOfImage: groups, method: method)
          return first.within - second.within
        }, of: .classesRandom, level: 1 - decisions.alpha)
    } catch {
      row.note = [row.note, "\(error)"].compactMap { $0 }.joined(separator: "; ")
    }
    return row
  }
}
