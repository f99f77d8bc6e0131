import Analyses
import Foundation
import Statistics
import StudyValues

@testable import Studies

/// Recomputes the p-value of every row from what stands in the row.
///
/// Wald rows from value and standard error, rows with a test statistic from it and its degrees of freedom,
/// exact and resampled ones from their counts: p times the number of orders, or of draws, is whole, or the
/// orders are counted anew.
struct RowProbabilities {
  /// What is wrong, one sentence a row.
  private(set) var problems: [String] = []
  /// How many rows each way of recomputing had.
  private(set) var counts: [String: Int] = [:]
  private let margin: Double
  private let alpha: Double
  private let draws: [Int]
  /// The numbers of draws of simultaneous comparisons.
  private let comparisonDraws: [Int]
  private let tolerance = 1e-9

  /// Takes the manifest of the study whose rows are checked.
  init(_ manifest: StudyManifest) {
    margin = manifest.decisions.margin
    alpha = manifest.decisions.alpha
    draws =
      [manifest.decisions.resamples]
      + manifest.analyses.compactMap { ($0.spec.settings as? CalibrationAnalysis)?.resamples }
    comparisonDraws = manifest.analyses.compactMap {
      ($0.spec.settings as? RankingAnalysis)?.draws
        ?? ($0.spec.settings as? YardstickAnalysis)?.draws
    }
  }

  mutating func check(_ output: AnalysisOutput) {
    for row in output.correlations { check(row, in: output.analysis) }
    for row in output.comparisons { check(row, in: output.analysis) }
    for row in output.estimates { check(row, in: output.analysis) }
  }

  private mutating func compare(
    _ way: String, _ p: Double?, _ log10P: Double?, to expected: PValue, _ place: String
  ) {
    counts[way, default: 0] += 1
    guard let p, let log10P else {
      problems.append("\(place): p without a logarithm, or the reverse")
      return
    }
    let near = abs(log10P - expected.log10P) <= tolerance * max(1, abs(expected.log10P))
    let same = abs(p - expected.p) <= 1e-7 * max(p, expected.p)
    if !near || !same { problems.append("\(place): p \(p), recomputed \(expected.p) (\(way))") }
  }

  private mutating func whole(
    _ way: String, _ p: Double, times count: Double, _ place: String
  ) {
    counts[way, default: 0] += 1
    let product = p * count
    if abs(product - product.rounded()) > 1e-6 * max(1, product) || product < 0.5 {
      problems.append("\(place): p \(p) is no count of \(count) (\(way))")
    }
  }

  /// An exact p of ranks: counted anew from the coefficient and the groups of ties, and a whole number of
  /// orders where these are few.
  private mutating func exact(
    _ p: Double, _ log10P: Double?, coefficient: Double, _ n: Int, isKendall: Bool, ties: String?,
    isBound: Bool, _ place: String
  ) {
    let orders = Self.factorial(n)
    if p * orders < 1e8 { whole("exact", p, times: orders, place) }
    guard let groups = TiedTails(ties, n: n) else {
      problems.append("\(place): groups of ties `\(ties ?? "")` are not of \(n) values")
      return
    }
    let end = groups.lnEnd(isRising: coefficient > 0)
    if isBound {
      // What is tested otherwise has a p below that of orders: the bound is at least that of the end.
      counts["exact bound", default: 0] += 1
      if (log10P ?? -.infinity) * log(10) < end - 1e-9 {
        problems.append("\(place): p \(p) is below that of the end")
      }
      return
    }
    if groups.isEnd(coefficient, isKendall: isKendall) {
      compare("exact, at the end", p, log10P, to: PValue(p: exp(end), lnP: end), place)
      return
    }
    let expected =
      ties != nil
      ? groups.pValue(coefficient, isKendall: isKendall)
      : ExactTails.pValue(coefficient, n: n, isKendall: isKendall)
    guard let expected else {
      counts["skipped: too many orders to count anew", default: 0] += 1
      return
    }
    compare("exact, counted anew", p, log10P, to: PValue(p: expected, lnP: log(expected)), place)
  }

  /// (draws at least as large + 1) / (draws + 1), for one of the numbers of draws that the study names.
  private mutating func resampled(_ p: Double, _ place: String) {
    counts["resampled", default: 0] += 1
    let isCount = draws.contains { draws in
      let product = p * Double(draws + 1)
      return product > 0.5 && p <= 1 && abs(product - product.rounded()) < 1e-6 * max(1, product)
    }
    if !isCount { problems.append("\(place): p \(p) is no count of \(draws) draws") }
  }

  private func tested(_ statistic: Double, _ df: Double?) -> PValue {
    df.map { StudentT.pValue(statistic, df: $0) } ?? Normal.pValue(statistic, .twoSided)
  }

  private static func factorial(_ n: Int) -> Double {
    (1...max(n, 1)).reduce(1) { $0 * Double($1) }
  }

  // MARK: - Correlations and comparisons

  private mutating func check<Row: TestedRow>(
    _ row: Row, value: Double?, n: Int, method: String, test: String?, ties: String? = nil,
    place: String
  ) {
    guard let p = row.p else {
      if row.pAdjusted != nil || row.log10P != nil {
        problems.append("\(place): an adjusted p or a logarithm without a p")
      }
      return
    }
    if test?.contains("exact") == true {
      exact(
        p, row.log10P, coefficient: value ?? .nan, n, isKendall: method.contains("kendall"),
        ties: ties, isBound: test == SignificanceTest.exactBound, place)
    } else if test == "permutation" {
      resampled(p, place)
    } else if let statistic = row.testStatistic, statistic.isFinite {
      compare("statistic", p, row.log10P, to: tested(statistic, row.df), place)
    } else {
      problems.append("\(place): p \(p) without a statistic (\(test ?? "no test"))")
    }
    guard let value, let error = row.standardError, error > 0, row.population != .images else {
      return
    }
    // The statistic belongs to the standard error beside it, on its own or on Fisher's scale.
    let fisher = abs(value) < 1 ? atanh(value) * (1 - value * value) / error : .nan
    let statistic = abs(row.testStatistic ?? .nan)
    let isOwn = [abs(value / error), abs(fisher)].contains {
      abs($0 - statistic) <= 1e-7 * max(1, statistic)
    }
    if !isOwn {
      problems.append("\(place): the statistic \(statistic) is not of the error \(error)")
    }
  }

  private mutating func check(_ row: StudyValues.CorrelationResult, in analysis: String) {
    check(
      row, value: row.statistic, n: row.n, method: row.method, test: row.test,
      ties: row.tieGroups,
      place: "\(analysis): \(row.model), \(row.score), \(row.method), \(row.group)")
  }

  private mutating func check(_ row: StudyValues.ComparisonResult, in analysis: String) {
    check(
      row, value: row.difference, n: row.n, method: row.method, test: row.test,
      place:
        "\(analysis): \(row.modelA), \(row.scoreA) against \(row.scoreB), \(row.test), \(row.group)"
    )
  }

  // MARK: - Estimates

  private mutating func check(_ row: EstimateResult, in analysis: String) {
    guard let p = row.p else {
      if row.pAdjusted != nil || row.log10P != nil {
        problems.append("\(analysis): \(row.key.quantity): an adjusted p without a p")
      }
      return
    }
    let place = "\(analysis): \(row.key.quantity), \(row.key.model ?? ""), \(row.key.score ?? "")"
    guard let value = row.value else {
      problems.append("\(place): p without a value")
      return
    }
    if row.test == "max-t" {
      behind(row, value, p, place)
      return
    }
    if let error = row.standardError, error > 0 {
      check(row, value, error, place)
      return
    }
    switch row.key.quantity {
    case "page_trend" where row.test == "page-exact":
      counts["Page's, counted anew", default: 0] += 1
      if !ExactTails.isPage(p, z: value, images: row.n ?? 0) {
        problems.append("\(place): p \(p) is that of no number of levels")
      }
    case "page_trend", "order_test":
      compare("z", p, row.log10P, to: Normal.pValue(value, .twoSided), place)
    case "correlation_with_accuracy", "agreement_with_accuracy", "correlation_over_levels",
      "correlation_over_all_levels":
      order(row, value, p, place)
    case "ece": resampled(p, place)
    case "accuracy_difference", "mean_accuracy_difference":
      counts["mid-p McNemar", default: 0] += 1
      let images = row.n ?? 0
      let difference = (value * Double(images)).rounded()
      if !ExactTails.isMidP(p, difference: Int(difference), images: images) {
        problems.append("\(place): p \(p) is no mid-p of a difference of \(difference) images")
      }
    default: problems.append("\(place): p \(p), and nothing in the row says of what")
    }
  }

  /// A coefficient over units, by its named test.
  private mutating func order(
    _ row: EstimateResult, _ value: Double, _ p: Double, _ place: String
  ) {
    let n = row.n ?? 0
    switch row.test {
    case "t":
      let df = Double(n - 2)
      let t = value * (df / ((1 - value) * (1 + value))).squareRoot()
      compare("statistic", p, row.log10P, to: tested(t, df), place)
    case "z":
      guard let groups = TiedTails(row.tieGroups, n: n) else {
        problems.append("\(place): groups of ties are not of \(n) values")
        return
      }
      compare(
        "normal, with ties", p, row.log10P, to: Normal.pValue(groups.z(value), .twoSided), place)
    case "exact", SignificanceTest.exactBound:
      exact(
        p, row.log10P, coefficient: value, n, isKendall: row.key.method == "kendall",
        ties: row.tieGroups, isBound: row.test == SignificanceTest.exactBound, place)
    default: problems.append("\(place): p \(p) of no test that is known (\(row.test ?? ""))")
    }
  }

  /// How far a score is behind the best: a count of draws, or a multiple of the p-value of the difference alone.
  private mutating func behind(
    _ row: EstimateResult, _ value: Double, _ p: Double, _ place: String
  ) {
    counts["largest of several", default: 0] += 1
    guard let error = row.standardError, error > 0 else {
      // A score that agrees with the best in every image takes no part.
      if p != 1 || value != 0 { problems.append("\(place): p \(p) without a standard error") }
      return
    }
    let alone = tested(value / error, row.df)
    let isCount = comparisonDraws.contains { draws in
      let product = p * Double(draws + 1)
      return product > 0.5 && abs(product - product.rounded()) < 1e-6 * max(1, product)
    }
    let factor = pow(10, (row.log10P ?? .nan) - alone.log10P)
    let isMultiple = abs(factor - factor.rounded()) < 1e-6 * factor && factor < 1e6
    if !isCount && !isMultiple {
      problems.append(
        "\(place): p \(p) is no count of \(comparisonDraws) draws, nor \(factor) times")
    }
    // p and the simultaneous limits are of one step: they agree on what is beyond chance.
    if let low = row.low, let high = row.high, (low > 0 || high < 0) != (p <= alpha) {
      problems.append("\(place): p \(p) beside [\(low), \(high)]")
    }
  }

  private mutating func check(
    _ row: EstimateResult, _ value: Double, _ error: Double, _ place: String
  ) {
    let null = row.key.quantity == "order" ? 0.5 : 0
    let estimate = StrengthEstimate(
      estimate: value, standardError: error, df: row.df, method: "", isCorrelation: false)
    if row.key.quantity == "decision" {
      guard let test = try? estimate.equivalence(margin: margin) else { return }
      compare("equivalence", row.p, row.log10P, to: test.pValue, place)
      return
    }
    let plain = estimate.test(null: null).pValue
    let correlation = StrengthEstimate(
      estimate: value, standardError: error, df: row.df, method: "", isCorrelation: true
    ).test().pValue
    // A coefficient is tested on Fisher's scale.
    let isCoefficient =
      row.key.quantity.contains("strength")
      || row.key.method.flatMap(CorrelationMethod.init(rawValue:)) != nil
    let isStrength =
      abs(plain.log10P - (row.log10P ?? .nan)) > 1e-9 * max(1, abs(plain.log10P)) && isCoefficient
    compare(
      "standard error", row.p, row.log10P, to: isStrength ? correlation : plain, place)
  }
}
