internal import Analyses
package import StudyValues

/// Correlations and comparisons as the American Psychological Association (7th edition) writes them.
///
/// `r_s(9998) = -.28, 95% CI [-.30, -.26], p < .001`: degrees of freedom in parentheses, no leading
/// zero for what cannot exceed 1, three decimals for p and never `p = .000`.
package struct APAStyle: Equatable, Sendable {
  /// How a p-value is written.
  package enum PStyle: String, CaseIterable, Sendable {
    /// `p = .034`, and `p < .001` below that.
    case apa
    /// `p = .034`, and `p = 1.2e-45` below .001; 10^-905.7 where a double holds no such number.
    case exact
    /// `log10 p = -905.7`.
    case log10
  }

  /// Whether `0.28` keeps its zero.
  package var leadingZero: Bool
  /// The decimals of coefficients, differences and test statistics.
  package var digits: Int
  /// How p-values are written.
  package var pStyle: PStyle

  /// Creates a style; the defaults are those of the association.
  package init(leadingZero: Bool = false, digits: Int = 2, pStyle: PStyle = .apa) {
    self.leadingZero = leadingZero
    self.digits = digits
    self.pStyle = pStyle
  }

  /// A coefficient or a difference of two, for example `-.28`.
  package func coefficient(_ value: Double) -> String {
    RoundedNumber.fixed(value, decimals: digits, leadingZero: leadingZero)
  }

  /// A difference of two coefficients, for example `-.025`: one decimal more, and as many as the width of
  /// its interval deserves.
  ///
  /// - Parameters:
  ///   - value: The difference, or a limit of its interval.
  ///   - width: The width of the interval; 0 without one.
  /// - Returns: The text.
  package func difference(_ value: Double, width: Double = 0) -> String {
    RoundedNumber.fixed(
      value, decimals: RoundedNumber.decimals(width: width, least: digits + 1),
      leadingZero: leadingZero)
  }

  /// An interval with its level, for example `95% CI [-.30, -.26]`.
  ///
  /// - Parameters:
  ///   - low: The lower limit.
  ///   - high: The upper limit.
  ///   - level: The level, in (0, 1); 0.95 when nil.
  /// - Returns: The text.
  package func interval(_ low: Double, _ high: Double, level: Double? = nil) -> String {
    "\(self.level(level)) CI [\(coefficient(low)), \(coefficient(high))]"
  }

  private func level(_ level: Double?) -> String {
    RoundedNumber.significant((level ?? 0.95) * 100, digits: 4) + "%"
  }

  /// A p-value, for example `p < .001`; nil when neither form of it is known.
  ///
  /// - Parameters:
  ///   - p: The p-value, in [0, 1].
  ///   - log10P: Its decimal logarithm, which is used where the p-value is below the smallest double.
  /// - Returns: The text, or nil.
  package func probability(_ p: Double?, log10P: Double?) -> String? {
    guard let logarithm = log10P ?? p?.logarithm, !logarithm.isNaN else { return nil }
    let p = p ?? logarithm.power
    switch pStyle {
    case .log10: return "log10 p = \(RoundedNumber.fixed(logarithm, decimals: 1))"
    case .exact where p == 0: return "p = 10^\(RoundedNumber.fixed(logarithm, decimals: 1))"
    case .exact where p < 0.001: return "p = \(RoundedNumber.significant(p, digits: 2))"
    case .apa where p < 0.001: return "p < \(decimal(0.001))"
    case .apa, .exact:
      return p >= 0.9995 ? "p > \(decimal(0.999))" : "p = \(decimal(p))"
    }
  }

  /// One correlation, for example `r_s(9998) = -.28, 95% CI [-.30, -.26], p < .001`.
  ///
  /// Pearson is `r`, Spearman `r_s`, both with n - 2 degrees of freedom (less one per covariate);
  /// Kendall is `tau_b` with `N`. Without a number the text is the row's note.
  package func correlation(_ row: CorrelationResult) -> String {
    let covariates = row.covariates.map { $0.split(separator: ",").count } ?? 0
    let symbol =
      switch row.method {
      case "pearson": "r(\(row.n - 2 - covariates))"
      case "spearman": "r_s(\(row.n - 2 - covariates))"
      case "kendall": "tau_b(N = \(row.n))"
      default: "\(row.method)(N = \(row.n))"
      }
    guard let statistic = row.statistic, !statistic.isNaN else {
      return "\(symbol): no number\(row.note.map { " (\($0))" } ?? "")"
    }
    var parts = ["\(symbol) = \(coefficient(statistic))"]
    if let low = row.ciLow, let high = row.ciHigh {
      parts.append(interval(low, high, level: row.ciLevel))
    }
    if let p = probability(row.p, log10P: row.log10P) { parts.append(p) }
    return parts.joined(separator: ", ")
  }

  /// One comparison, for example `difference = .035, 95% CI [.021, .049], z = 4.86, p < .001`.
  ///
  /// The test statistic is `t(df)` where the test has degrees of freedom and `z` elsewhere.
  package func comparison(_ row: ComparisonResult) -> String {
    guard let difference = row.difference, !difference.isNaN else {
      return "difference: no number\(row.note.map { " (\($0))" } ?? "")"
    }
    let width = row.ciLow.flatMap { low in row.ciHigh.map { $0 - low } } ?? 0
    func text(_ value: Double) -> String { self.difference(value, width: width) }
    var parts = ["difference = \(text(difference))"]
    if let low = row.ciLow, let high = row.ciHigh {
      parts.append("\(level(row.ciLevel)) CI [\(text(low)), \(text(high))]")
    }
    if let statistic = row.testStatistic, !statistic.isNaN {
      let symbol = row.df.map { "t(\(RoundedNumber.significant($0, digits: 5)))" } ?? "z"
      parts.append("\(symbol) = \(RoundedNumber.fixed(statistic, decimals: digits))")
    }
    if let p = probability(row.p, log10P: row.log10P) { parts.append(p) }
    return parts.joined(separator: ", ")
  }

  private func decimal(_ value: Double) -> String {
    RoundedNumber.fixed(value, decimals: 3, leadingZero: leadingZero)
  }
}
