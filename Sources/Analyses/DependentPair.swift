internal import RealModule
internal import Statistics
internal import StudyValues

/// Two scores against one human measure on the same images, with every test of their difference.
///
/// All scores and the measure are turned so that higher = harder before anything is compared, so that a
/// score that falls with HSF and one that rises with it are compared by their strengths.
struct DependentPair {
  private let joint: JointCorrelations
  private let hardness: [[Double]]
  private let human: [Double]
  private let classes: [Int]
  private let between: Double
  private let signs: [Double]

  init(
    method: CorrelationMethod, first: ScoreColumn, second: ScoreColumn, human: HumanMeasure,
    measure: [Double], classes: [Int], used: [Int]
  ) throws(StatisticsError) {
    hardness = [first, second].map { column in used.map { column.sign * column.values[$0] } }
    self.human = used.map { human.sign * measure[$0] }
    self.classes = used.map { classes[$0] }
    signs = [first, second].map { $0.sign * human.sign }
    joint = try JointCorrelations(
      method, scores: hardness, directions: [.higherIsHarder, .higherIsHarder],
      human: self.human, humanDirection: .higherIsHarder)
    between = try method.correlation(hardness[0], hardness[1]).coefficient
  }

  /// The row of one test; what the test cannot give is left empty with a note.
  func row(
    _ blank: ComparisonResult, test: ComparisonAnalysis.Test,
    classes population: ComparisonAnalysis.Classes?, decisions: AnalysisDecisions
  ) -> ComparisonResult {
    var row = blank
    row.test = test.rawValue
    row.classes = population?.rawValue
    row.statisticA = joint.strengths[0] * signs[0]
    row.statisticB = joint.strengths[1] * signs[1]
    row.statisticAB = between * signs[0] * signs[1]
    row.difference = joint.strengths[0] - joint.strengths[1]
    row.alternative = Alternative.twoSided.rawValue
    do {
      try fill(&row, test: test, population: population, decisions: decisions)
    } catch {
      row.note = [row.note, "\(error)"].compactMap { $0 }.joined(separator: "; ")
    }
    return row
  }

  private func fill(
    _ row: inout ComparisonResult, test: ComparisonAnalysis.Test,
    population: ComparisonAnalysis.Classes?, decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let level = 1 - decisions.alpha
    switch test {
    case .influence:
      let design: SamplingDesign =
        // With few classes, leaving out one class at a time covers better than summing by class.
        population == .random ? .classesRandomDeleteOne(classes) : .classesFixed(classes)
      let estimate = joint.difference(0, 1, try joint.covariance(design))
      set(&row, estimate.test())
      set(&row, try estimate.interval(level: level))
    case .bootstrap:
      let bootstrap = try CorrelationBootstrap(
        joint.method, scores: hardness, human: human,
        options: .init(
          resamples: decisions.resamples, seed: decisions.seed, threads: decisions.threads))
      let distribution = try bootstrap.difference(0, 1)
      set(&row, try distribution.percentile(level: level))
      row.note = note(row, "an interval of \(decisions.resamples) resamples of images, no test")
    case .permutation:
      let permutation = try DifferencePermutationTest(
        joint.method, hardness[0], hardness[1], human: human, resamples: decisions.resamples,
        seed: decisions.seed, threads: decisions.threads)
      row.testStatistic = permutation.statistic
      row.p = permutation.pValue(.twoSided)
      row.log10P = row.p.map { Double.log10($0) }
      row.ciMethod = nil
    case .independentFisher:
      let pair = try IndependentCorrelations(
        joint.strengths[0], n: row.n, joint.strengths[1], n: row.n)
      set(&row, pair.test())
      set(&row, try pair.zouInterval(level: level))
      row.note = note(
        row, "the paper's test, which treats one set of images as two independent ones")
    case .steiger, .williams, .meng, .hittner, .dunnClark, .zou:
      guard joint.method != .kendall else {
        throw .undefined(
          reason: "the test is for Pearson and, approximately, Spearman correlations")
      }
      let pair = try DependentCorrelations(
        first: joint.strengths[0], second: joint.strengths[1], between: between, n: row.n)
      if let parametric = test.parametric { set(&row, pair.test(parametric)) }
      set(&row, try pair.zouInterval(level: level))
      if joint.method == .spearman {
        row.note = note(row, "made for Pearson correlations of normal data")
      }
    }
    // What simulations say against the test; the bootstrap's interval is the percentile one.
    let simulated =
      test == .bootstrap ? .bootstrapPercentile : DifferenceTest(rawValue: test.rawValue)
    if let caution = simulated?.caution(joint.method, images: row.n) {
      row.note = note(row, caution)
    }
  }

  private func set(_ row: inout ComparisonResult, _ test: SignificanceTest) {
    row.testStatistic = test.statistic
    row.df = test.df
    row.alternative = test.alternative.rawValue
    row.p = test.pValue.p
    row.log10P = test.pValue.log10P
  }

  private func set(_ row: inout ComparisonResult, _ interval: Interval) {
    row.ciLow = interval.low
    row.ciHigh = interval.high
    row.ciLevel = interval.level
    row.ciMethod = interval.method
  }

  private func note(_ row: ComparisonResult, _ text: String) -> String {
    [row.note, text].compactMap { $0 }.joined(separator: "; ")
  }
}

extension ComparisonAnalysis.Test {
  /// The test for normal data of that name.
  fileprivate var parametric: DependentCorrelationsTest? {
    switch self {
    case .steiger: .steiger
    case .williams: .williams
    case .meng: .meng
    case .hittner: .hittner
    case .dunnClark: .dunnClark
    case .influence, .zou, .bootstrap, .permutation, .independentFisher: nil
    }
  }
}
