internal import Analyses
internal import Networks
internal import Statistics
internal import Studies
internal import StudyValues

/// How the numbers of a study were made, in words that can go into a paper.
///
/// Every sentence follows from the rows: a coefficient, an interval or a test that the study does not
/// use is not described, and only works of methods that it uses are cited.
struct MethodsSection {
  private let result: StudyResult
  private let leadingZero: Bool
  private let correlations: [CorrelationResult]
  private let comparisons: [ComparisonResult]
  private let estimates: [EstimateResult]

  init(_ result: StudyResult, leadingZero: Bool) {
    self.result = result
    self.leadingZero = leadingZero
    correlations = result.outputs.flatMap(\.correlations)
    comparisons = result.outputs.flatMap(\.comparisons)
    estimates = result.outputs.flatMap(\.estimates)
  }

  var section: ReportSection {
    var section = ReportSection(id: "methods", title: "Methods")
    section.paragraphs = [measures, coefficients, intervals, tests, ceiling, families, decisions]
      .compactMap(\.self)
    return section
  }

  private var scores: Set<String> {
    Set(correlations.map(\.score) + comparisons.flatMap { [$0.scoreA, $0.scoreB] })
      .union(estimates.compactMap(\.key.score))
  }

  private var measures: Prose? {
    let used = scores
    var text: Prose = """
      Human selection frequency (HSF) is the share of people who chose an image's true class; higher means \
      easier.
      """
    if used.contains("avh") {
      text = """
        \(text) Angular visual hardness (AVH) is the angle between an image's features and the weights of \
        its true class, divided by the sum of its angles to the weights of all classes; higher means \
        harder [@chen2020].
        """
    }
    if used.contains("confidence") {
      text = "\(text) Confidence is the softmax probability of the true class; higher means easier."
    }
    if used.contains("angular_gap") {
      text = """
        \(text) The angular gap is the angle to the true class less the smallest angle to another class \
        [@peng2022].
        """
    }
    return text
  }

  private var coefficients: Prose? {
    let methods = Set(correlations.map(\.method) + comparisons.map(\.method))
    func uses(_ name: String) -> Bool { methods.contains { $0.hasSuffix(name) } }
    var parts: [Prose] = []
    if uses("spearman") { parts.append("Spearman correlations use average ranks [@spearman1904]") }
    if uses("kendall") { parts.append("Kendall correlations are tau-b") }
    if uses("pearson") { parts.append("Pearson correlations are of the values as they are") }
    guard !parts.isEmpty else { return nil }
    return """
      \(Self.list(parts, by: "; ")). A strength is a coefficient turned so that positive means that the \
      score follows people.
      """
  }

  /// Which interval which rows have.
  private var intervals: Prose? {
    var parts: [Prose] = []
    func add(_ what: String, _ names: [String?]) {
      let unique = ReadingContext.unique(names.compactMap(\.self)).map(Self.interval)
      if !unique.isEmpty { parts.append("those of \(what) by \(Self.list(unique, by: ", "))") }
    }
    let plain = Set(CoefficientName.allCases.map(\.rawValue))
    add(
      "correlations",
      correlations.filter { plain.contains($0.method) }.map(\.ciMethod))
    add("differences", comparisons.filter { plain.contains($0.method) }.map(\.ciMethod))
    guard !parts.isEmpty else { return nil }
    let percent = RoundedNumber.significant((1 - result.manifest.decisions.alpha) * 100, digits: 4)
    return """
      Intervals are of \(percent) %: \(Self.list(parts, by: "; ")). The appendix names the method and the \
      sample beside every row.
      """
  }

  private static func interval(_ name: String) -> Prose {
    let parts = name.split(separator: ", ", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[0] == "influence" {
      let design = parts[1].replacing("-delete-one", with: "")
      let population = Population(rawValue: design)?.words ?? parts[1]
      let how = parts[1].hasSuffix("delete-one") ? ", leaving out one class at a time" : ""
      return "influence functions with \(population)\(how)"
    }
    switch name {
    case "bonett-wright": return "Bonett and Wright [@bonett2000]"
    case "fisher-z": return "Fisher's z"
    case "kendall-fieller": return "Fieller's variance"
    case "zou2007": return "Zou [@zou2007]"
    case "Wilson": return "Wilson [@wilson1927]"
    default: return Prose(plain: name)
    }
  }

  private var tests: Prose? {
    let used = ReadingContext.unique(comparisons.map(\.test))
    guard !used.isEmpty else { return nil }
    var text: Prose = """
      Two scores are compared on the same images: both are turned so that higher means harder, and the \
      difference of their strengths is tested.
      """
    let populations = Set(comparisons.filter { $0.test == "influence" }.compactMap(\.population))
    if populations.contains(.classesRandom) {
      text = """
        \(text) With classes as the sample the distribution is t with one degree of freedom less than \
        classes; this is the test to read when the claim is about classes in general.
        """
    }
    let normal: [(String, Prose)] = [
      ("steiger", "Steiger [@steiger1980]"), ("meng", "Meng and others [@meng1992]"),
      ("williams", "Williams"), ("zou", "Zou's interval [@zou2007]"),
    ]
    let others = normal.filter { used.contains($0.0) }.map(\.1)
    if !others.isEmpty {
      text = "\(text) Tests for normal data stand beside it: \(Self.list(others, by: ", "))."
    }
    if used.contains("independent-fisher") {
      text = """
        \(text) The test of the paper treats the two coefficients as if they came from different images; \
        it is shown only because the paper used it.
        """
    }
    return text
  }

  private var ceiling: Prose? {
    let methods = Set(
      estimates.filter { $0.key.quantity == "noise_ceiling" }.compactMap(\.key.method))
    guard !methods.isEmpty else { return nil }
    var parts: [Prose] = []
    if methods.contains("pearson") {
      parts.append("that of Pearson's coefficient follows from the binomial noise of the votes")
    }
    if !methods.isDisjoint(with: ["spearman", "kendall"]) {
      parts.append(
        "that of rank correlations from a binomial mixture fitted to the counts and from halves of the votes"
      )
    }
    return "Noise ceilings: \(Self.list(parts, by: "; "))."
  }

  /// What a family of tests is, and how many resamples were drawn.
  private var families: Prose? {
    let decisions = result.manifest.decisions
    let adjusted =
      correlations.contains { $0.familySize != nil }
      || comparisons.contains { $0.familySize != nil }
    var parts: [Prose] = []
    if adjusted {
      let name = decisions.adjustment == .holm ? "Holm [@holm1979]" : "Benjamini and Hochberg"
      parts.append(
        """
        P-values are two-sided. A family is the tests of one analysis that ask the same question (same \
        score or pair, coefficient, test and sample) of its networks and groups; within it they are \
        adjusted by \(Prose(marked: name)), and every row holds the size of its family.
        """)
    } else if correlations.contains(where: { $0.p != nil }) {
      parts.append("P-values are two-sided and not adjusted.")
    }
    let resampled = estimates.contains {
      $0.interval?.contains("bootstrap") == true || $0.note?.contains("resamples") == true
    }
    if resampled || comparisons.contains(where: { $0.ciMethod?.contains("percentile") == true }) {
      parts.append(
        """
        Bootstraps and permutations draw up to \(decisions.resamples) resamples; where a kind of analysis \
        draws fewer, its interval or note says how many.
        """)
    }
    return parts.isEmpty ? nil : Self.list(parts, by: " ")
  }

  private var decisions: Prose? {
    guard !result.verdicts.isEmpty else { return nil }
    let decisions = result.manifest.decisions
    let margin = number(decisions.margin)
    return """
      A claim is called equivalent when two one-sided tests show its value within \(margin) of the reference \
      (or the claim's own margin), supported or contradicted when it differs from the reference at the \
      level \(number(decisions.alpha)) in every network that its rule asks for, \
      mixed when networks differ, each beyond chance after Holm, not to be decided where no result could be \
      beyond chance or nothing varies, else too close to call. The smallest detectable difference is the one \
      that a study with this standard error finds with 80 % power [@bloom1995]; *about* marks one of an exact \
      test over networks, the coefficient in a normal population of them, and one taken from the limits of an \
      interval that has no standard error.
      """
  }

  private func number(_ value: Double) -> String {
    Typography.withoutZero(RoundedNumber.significant(value, digits: 4), leadingZero)
  }

  private static func list(_ parts: [Prose], by separator: String) -> Prose {
    Prose(
      runs: parts.enumerated().flatMap { index, part in
        (index > 0 ? [Prose.Run.plain(separator)] : []) + part.runs
      })
  }
}
