internal import Statistics
internal import Analyses
internal import Studies
internal import StudyValues

/// The answer of a study in about three sentences with numbers.
struct StudySummary {
  private let result: StudyResult
  private let style: APAStyle

  init(_ result: StudyResult, style: APAStyle) {
    self.result = result
    self.style = style
  }

  var sentences: [Prose] {
    [verdicts, strength, difference, ceiling].compactMap { $0 }
  }

  private var verdicts: Prose? {
    let judged = result.verdicts.filter { $0.outcome != nil }
    guard !judged.isEmpty else { return nil }
    let parts = judged.map { verdict in
      let claim = verdict.text.hasSuffix(".") ? String(verdict.text.dropLast()) : verdict.text
      return "\(verdict.claim) (\(claim)): \(verdict.outcome?.rawValue ?? "")"
    }
    return Prose(plain: parts.joined(separator: "; ") + ".")
  }

  /// The range of the first score's correlation over networks.
  private var strength: Prose? {
    guard let output = result.outputs.first(where: { !$0.correlations.isEmpty }) else {
      return nil
    }
    let rows = output.correlations.filter { $0.grouping == "all" && $0.method == "spearman" }
    guard let score = rows.first(where: { $0.statistic != nil })?.score else { return nil }
    let own = unique(rows.filter { $0.score == score && $0.statistic != nil })
    guard
      let weakest = own.min(by: { abs($0.statistic ?? 0) < abs($1.statistic ?? 0) }),
      let strongest = own.max(by: { abs($0.statistic ?? 0) < abs($1.statistic ?? 0) })
    else { return nil }
    let text = style.correlation(strongest)
    if own.count == 1 {
      return "The score \(score) of \(strongest.model) correlates with \(strongest.human): \(text)."
    }
    return """
      Over \(own.count) networks the correlation of \(score) with \(strongest.human) runs from \
      \(style.coefficient(weakest.statistic ?? 0)) (\(weakest.model)) to \
      \(style.coefficient(strongest.statistic ?? 0)) (\(strongest.model): \(text)).
      """
  }

  /// How the first pair of scores compares over networks.
  private var difference: Prose? {
    guard let output = result.outputs.first(where: { !$0.comparisons.isEmpty }) else {
      return nil
    }
    let rows = output.comparisons.filter {
      $0.grouping == "all" && $0.test == "influence" && $0.difference != nil
    }
    guard let first = rows.first else { return nil }
    let pair = rows.filter { $0.scoreA == first.scoreA && $0.scoreB == first.scoreB }
    let fixed = pair.filter { $0.population == .classesFixed }
    let random = pair.filter { $0.population == .classesRandom }
    guard !fixed.isEmpty else { return nil }
    let ahead = fixed.count { ($0.difference ?? 0) > 0 }
    func beyond(_ rows: [ComparisonResult]) -> Int {
      rows.count { ($0.pAdjusted ?? $0.p ?? 1) < result.manifest.decisions.alpha }
    }
    let differences = fixed.compactMap(\.difference)
    return """
      \(first.scoreA) is ahead of \(first.scoreB) in \(ahead) of \(fixed.count) networks, by \
      differences of strength from \(style.difference(differences.min() ?? 0)) to \
      \(style.difference(differences.max() ?? 0)); the difference is beyond chance in \
      \(beyond(fixed)) for these classes and in \(beyond(random)) when classes are a sample \
      (adjusted p).
      """
  }

  private var ceiling: Prose? {
    let row = result.outputs.flatMap(\.estimates).first {
      $0.key.quantity == "noise_ceiling" && $0.key.method == "spearman"
    }
    guard let row, let value = row.value else { return nil }
    let range =
      row.rangeLow.flatMap { low in row.rangeHigh.map { (low, $0) } }.map {
        " (\(style.coefficient($0.0)) to \(style.coefficient($0.1)) by other routes)"
      } ?? ""
    return """
      With the votes of \(row.key.annotationSet ?? "") the noise ceiling of a Spearman correlation is \
      \(style.coefficient(value))\(range).
      """
  }

  /// One row per network: the first.
  private func unique(_ rows: [CorrelationResult]) -> [CorrelationResult] {
    var seen: Set<String> = []
    return rows.filter { seen.insert($0.model).inserted }
  }
}
