internal import Statistics
package import StudyValues

/// Comparisons of two scores' correlations with the same human measure on the same images.
///
/// The difference is of strengths: both scores and the human measure are turned so that higher =
/// harder, then a minus b. The recommended test is the influence-function test, once for these classes
/// (`classes-fixed`) and once for classes as a sample (`classes-random`); the tests for normal data (Steiger,
/// Williams and others) and Zou's interval stand beside it, and the independent-samples Z only because
/// the paper used it. P-values are adjusted over the networks of the same pair, coefficient and test. Each
/// influence row also gives an estimate `decision` with the equivalence test and what it decides.
package struct ComparisonAnalysis: Analysis {
  package static let kind = "comparison"
  package static let hasHeadline = true
  package static let words: [Prose] = [
    """
    Which test to read: *influence* with *classes-random* when the claim is about classes in \
    general, *influence* with *classes-fixed* when it is about these classes. Differences are of \
    strengths, so a positive one means that the first score follows people more closely.
    """
  ]

  /// The human measure.
  package var human: HumanMeasure
  /// The pairs of scores; the first pair of the first analysis that a claim names decides it.
  package var pairs: [[String]]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// The tests.
  package var tests: [TestName]
  /// What is a random sample in the influence test; each gives a row.
  package var populations: [Population]
  /// The groups of images.
  package var groups: [Grouping]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    human: HumanMeasure = .hsf, pairs: [[String]], methods: [CoefficientName] = [.spearman],
    tests: [TestName] = [.influence],
    populations: [Population] = [.classesFixed, .classesRandom],
    groups: [Grouping] = [.all], annotationSet: String? = nil
  ) {
    self.human = human
    self.pairs = pairs
    self.methods = methods
    self.tests = tests
    self.populations = populations
    self.groups = groups
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(pairs: try ScorePairs.read(fields, .pairs))
    try fields.read(.human, into: &human)
    try fields.read(.methods, into: &methods)
    try fields.read(.tests, into: &tests)
    populations = try Populations.read(decoder) ?? populations
    try fields.read(.groups, into: &groups)
    try fields.read(.annotationSet, into: &annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, pairs, methods, tests, populations, groups
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    let tables = try data.tables(annotationSet: annotationSet)
    for table in tables {
      // A network is compared with other programs' scores of the same images.
      var comparison = self
      comparison.pairs = pairs.filter {
        table.asked($0, beside: tables) == $0 || !table.isOfOtherPrograms
      }
      output.comparisons += try comparison.rows(
        of: table.borrowing(pairs.flatMap { $0 }, from: tables), decisions: decisions)
    }
    Family.adjust(&output.comparisons, method: decisions.adjustment)
    output.estimates = DecisionRows.rows(id: id, output.comparisons, decisions)
    return output
  }

  /// The rows of one table, before adjustment.
  ///
  /// - Throws: `StatisticsError` when an image was selected more often than shown.
  package func rows(
    of table: ImageTable, decisions: AnalysisDecisions
  ) throws -> [ComparisonResult] {
    try pairs.flatMap { pair in
      try methods.flatMap { method in
        try groups.flatMap { grouping in
          try ImageGroup.groups(of: table, by: grouping).flatMap { group in
            rows(table, pair, method: method.method, group: group, decisions: decisions)
          }
        }
      }
    }
  }

  private func rows(
    _ table: ImageTable, _ pair: [String], method: CorrelationMethod, group: ImageGroup,
    decisions: AnalysisDecisions
  ) -> [ComparisonResult] {
    var blank = ComparisonResult(
      table, human: human, pair: pair, method: method.rawValue, group: group, test: "")
    if let owner = table.score(pair[0])?.owner { blank.modelA = owner }
    if let owner = table.score(pair[1])?.owner { blank.modelB = owner }
    guard let first = table.score(pair[0]), let second = table.score(pair[1]) else {
      blank.test = tests.first?.rawValue ?? ""
      let missing = pair.first { table.score($0) == nil } ?? ""
      blank.note = "the network has no score `\(missing)`"
      return [blank]
    }
    let measure = human.values(table)
    let used = group.indices.filter {
      !measure[$0].isNaN && !first.values[$0].isNaN && !second.values[$0].isNaN
    }
    blank.n = used.count
    blank.note =
      first.usesLabel == second.usesLabel ? nil : "only one of the two scores knows the label"
    if method == .pearson {
      blank.note = [blank.note, "depends on the scale of the scores"].compactMap { $0 }
        .joined(separator: "; ")
    }
    do {
      let comparison = try DependentPair(
        method: method, first: first, second: second, human: human, measure: measure,
        classes: table.targetClass, used: used)
      return tests.flatMap { test in
        test.methods(populations).map { comparison.row(blank, test, $0, decisions) }
      }
    } catch {
      blank.test = tests.first?.rawValue ?? ""
      blank.note = "\(error)"
      return [blank]
    }
  }

  /// The comparisons and what each influence test decides.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    TableSpecification.comparisons(output.comparisons) + DecisionRows.tables(of: output.estimates)
  }
}
