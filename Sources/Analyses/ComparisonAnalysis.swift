internal import Statistics
package import StudyValues

/// Comparisons of two scores' correlations with the same human measure on the same images.
///
/// The difference is of strengths: both scores and the human measure are turned so that higher =
/// harder, then a minus b. The recommended test is the influence-function test, once for these classes
/// (`classes` fixed) and once for classes as a sample (random); the tests for normal data (Steiger,
/// Williams and others) and Zou's interval stand beside it, and the independent-samples Z only because
/// the paper used it. P-values are adjusted over the networks of the same pair, coefficient and test. Each
/// influence row also gives an estimate `decision:<a> - <b>` with the equivalence test and what it decides.
package struct ComparisonAnalysis: Analysis {
  /// The tests that a manifest can name.
  package enum Test: String, Codable, CaseIterable, Sendable {
    case influence, steiger, williams, meng, hittner, zou
    case dunnClark = "dunn-clark"
    case bootstrap
    case permutation
    case independentFisher = "independent-fisher"
  }

  /// The populations of classes.
  package enum Classes: String, Codable, CaseIterable, Sendable {
    case fixed, random
  }

  /// The human measure.
  package var human: HumanMeasure
  /// The pairs of scores; the first pair of the first analysis that a claim names decides it.
  package var pairs: [[String]]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// The tests.
  package var tests: [Test]
  /// The populations of classes that the influence test speaks about.
  package var classes: [Classes]
  /// The groups of images.
  package var groups: [Grouping]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    human: HumanMeasure = .hsf, pairs: [[String]], methods: [CoefficientName] = [.spearman],
    tests: [Test] = [.influence], classes: [Classes] = [.fixed, .random],
    groups: [Grouping] = [.all], annotationSet: String? = nil
  ) {
    self.human = human
    self.pairs = pairs
    self.methods = methods
    self.tests = tests
    self.classes = classes
    self.groups = groups
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    human = try fields.decodeIfPresent(HumanMeasure.self, forKey: .human) ?? .hsf
    pairs = try fields.decode([[String]].self, forKey: .pairs)
    methods = try fields.decodeIfPresent([CoefficientName].self, forKey: .methods) ?? [.spearman]
    tests = try fields.decodeIfPresent([Test].self, forKey: .tests) ?? [.influence]
    classes = try fields.decodeIfPresent([Classes].self, forKey: .classes) ?? [.fixed, .random]
    groups = try fields.decodeIfPresent([Grouping].self, forKey: .groups) ?? [.all]
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
    for pair in pairs where pair.count != 2 {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath + [CodingKeys.pairs],
          debugDescription: "pairs of two scores, such as [avh, confidence]"))
    }
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, pairs, methods, tests, classes, groups
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.comparison.rawValue)
    let set = annotationSet ?? data.annotationSets[0]
    let tables = try data.models.map { try data.table(model: $0, annotationSet: set) }
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
    if data.models.isEmpty { output.notes.append("no data: the study names no networks") }
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
      dataset: table.key.dataset, annotationSet: table.key.annotationSet, human: human.rawValue,
      modelA: table.key.model, scoreA: pair[0], modelB: table.key.model, scoreB: pair[1],
      method: method.rawValue, group: group.label, n: 0, test: "")
    blank.condition = table.key.condition
    blank.level = table.key.level
    blank.step = table.key.step
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
      return tests.flatMap { test -> [ComparisonResult] in
        let populations: [Classes?] = test == .influence ? classes : [nil]
        return populations.map { population in
          comparison.row(blank, test: test, classes: population, decisions: decisions)
        }
      }
    } catch {
      blank.test = tests.first?.rawValue ?? ""
      blank.note = "\(error)"
      return [blank]
    }
  }
}
