internal import RealModule
internal import Statistics
package import StudyValues

/// Turns the rows of a claim's primary estimand into one outcome.
///
/// Each network (or group) gives one value with its uncertainty, which is equivalent when two one-sided
/// tests show it within the margin, else supported or contradicted when it differs from the reference
/// beyond chance, else too close to call. The rule over networks puts them together: a claim about all
/// networks is an intersection-union test, decided by each network's own interval; a claim about any or
/// most of them uses p-values adjusted for their number. An interval of width 0 decides nothing.
package enum Verdict {
  /// One network's share in the decision.
  struct Evidence {
    let group: String
    let value: Double
    let low: Double
    let high: Double
    /// Standard error and degrees of freedom where the row has a test statistic.
    let error: Double?
    let df: Double?
    let p: Double?
  }

  /// Judges a claim.
  ///
  /// - Parameters:
  ///   - claim: The claim's identifier.
  ///   - text: The claim in words.
  ///   - primary: What decides.
  ///   - outputs: The outputs of the study's analyses.
  ///   - decisions: The choices made beforehand.
  /// - Returns: The verdict; without an outcome when the rows it needs are missing.
  package static func judge(
    claim: String, text: String, primary: PrimaryEstimand, outputs: [AnalysisOutput],
    decisions: AnalysisDecisions
  ) -> ClaimVerdict {
    let margin = primary.margin ?? decisions.margin
    let evidence = evidence(primary, outputs)
    let what = words(primary, margin: margin, decisions: decisions)
    guard !evidence.isEmpty else {
      return ClaimVerdict(
        claim: claim, text: text, primary: what, outcome: nil,
        sentence: "no data: the analysis \(primary.analysis) gave no row of this kind")
    }
    let missing = missing(primary, outputs)
    guard primary.networks != .all || missing.isEmpty else {
      return ClaimVerdict(
        claim: claim, text: text, primary: what, outcome: nil,
        sentence: "no verdict over all networks: "
          + missing.map { "\($0.group) has no value (\($0.reason))" }.joined(separator: ", "))
    }
    let sign: Double = primary.expect == .greater ? 1 : -1
    let votes = evidence.map { row in
      vote(row, sign: sign, reference: primary.reference, margin: margin, alpha: decisions.alpha)
    }
    let agreeing = votes.count { $0 == .supported }
    let opposing = votes.count { $0 == .contradicted }
    let outcome: ClaimVerdict.Outcome =
      switch primary.networks {
      case .all where agreeing == votes.count: .supported
      case .all where opposing == votes.count: .contradicted
      case .majority where 2 * agreeing > votes.count && opposing == 0: .supported
      case .majority where 2 * opposing > votes.count && agreeing == 0: .contradicted
      case .any where agreeing > 0 && opposing == 0: .supported
      case .any where opposing > 0 && agreeing == 0: .contradicted
      case _ where agreeing > 0 && opposing > 0: .mixed
      default: votes.allSatisfy { $0 == .equivalent } ? .equivalent : .tooCloseToCall
      }
    return ClaimVerdict(
      claim: claim, text: text, primary: what, outcome: outcome,
      sentence: sentence(evidence, votes))
  }

  private static func vote(
    _ row: Evidence, sign: Double, reference: Double, margin: Double, alpha: Double
  ) -> ClaimVerdict.Outcome {
    let effect = sign * (row.value - reference)
    if let error = row.error, error > 0, let p = row.p {
      let estimate = StrengthEstimate(
        estimate: effect, standardError: error, df: row.df, method: "primary",
        isCorrelation: false)
      let decision = try? Decision(
        estimate, margin: margin, alpha: alpha, adjusted: PValue(p: p, lnP: Double.log(p)))
      return decision.flatMap { ClaimVerdict.Outcome(rawValue: $0.rawValue) } ?? .tooCloseToCall
    }
    // An interval of width 0 says that nothing moved the value, not that it is sure; and what is tested
    // against the reference has to be beyond chance by its test too.
    guard row.low < row.high else { return .tooCloseToCall }
    let bounds = [sign * (row.low - reference), sign * (row.high - reference)].sorted()
    if bounds[0] > -margin && bounds[1] < margin { return .equivalent }
    if let p = row.p, reference == 0, p > alpha { return .tooCloseToCall }
    if bounds[0] > 0 { return .supported }
    return bounds[1] < 0 ? .contradicted : .tooCloseToCall
  }

  private static func evidence(
    _ primary: PrimaryEstimand, _ outputs: [AnalysisOutput]
  ) -> [Evidence] {
    let output = outputs.filter { $0.analysis == primary.analysis }
    if let quantity = primary.estimate {
      return output.flatMap(\.estimates).filter { row in
        row.key.quantity == quantity && (primary.score == nil || row.key.score == primary.score)
          && (primary.otherScore == nil || row.key.otherScore == primary.otherScore)
          && (primary.group == nil || row.key.group == primary.group)
          && (primary.method == nil || row.key.method == primary.method)
          && (primary.population.map { $0 == row.key.population }
            ?? (row.key.population != .classesFixed && row.key.grouping != "seed"))
      }.compactMap { row in
        guard let value = row.value, let low = row.low, let high = row.high else { return nil }
        return Evidence(
          group: row.key.owner, value: value, low: low, high: high, error: nil, df: nil,
          p: row.p)
      }
    }
    let method = primary.method ?? CoefficientName.spearman.rawValue
    var first: (String, String)?
    return output.flatMap(\.comparisons).filter { row in
      row.method == method && row.test == primary.test
        && row.grouping == Grouping.all.rawValue
        && (row.population == (primary.population ?? .classesRandom) || row.test != "influence")
    }.compactMap { row in
      // The first pair of the analysis is the one that decides.
      if first == nil { first = (row.scoreA, row.scoreB) }
      guard let pair = first, pair == (row.scoreA, row.scoreB), let value = row.difference,
        let low = row.ciLow, let high = row.ciHigh
      else { return nil }
      return Evidence(
        group: row.modelA, value: value, low: low, high: high, error: row.standardError,
        df: row.df,
        // A claim about all networks is an intersection of claims, each at its own level.
        p: primary.networks == .all ? row.p : row.pAdjusted ?? row.p)
    }
  }

  /// The networks whose row of the comparison has no difference, and why.
  private static func missing(
    _ primary: PrimaryEstimand, _ outputs: [AnalysisOutput]
  ) -> [(group: String, reason: String)] {
    guard primary.estimate == nil else { return [] }
    let rows = outputs.filter { $0.analysis == primary.analysis }.flatMap(\.comparisons)
    guard let first = rows.first else { return [] }
    let own = rows.filter {
      $0.scoreA == first.scoreA && $0.scoreB == first.scoreB
        && $0.grouping == Grouping.all.rawValue
    }
    var networks: [String] = []
    for row in own where !networks.contains(row.modelA) { networks.append(row.modelA) }
    return networks.compactMap { network in
      let rows = own.filter { $0.modelA == network }
      guard rows.allSatisfy({ $0.difference == nil }) else { return nil }
      return (network, rows.compactMap(\.note).first ?? "no row")
    }
  }

  private static func words(
    _ primary: PrimaryEstimand, margin: Double, decisions: AnalysisDecisions
  ) -> String {
    let quantity =
      primary.estimate.map { estimate in
        [
          estimate, primary.method, primary.score, primary.otherScore.map { "less \($0)" },
          primary.group,
        ]
        .compactMap(\.self).joined(separator: " ")
      }
      ?? "difference of strengths, \(primary.method ?? CoefficientName.spearman.rawValue), \(primary.test) test"
    let population = primary.population ?? (primary.estimate == nil ? .classesRandom : nil)
    return "\(primary.analysis): \(quantity)\(population.map { ", \($0.rawValue)" } ?? ""), "
      + "rule over networks: \(primary.networks.rawValue), expected \(primary.expect.rawValue) than "
      + "\(number(primary.reference)), margin \(number(margin)), level \(number(decisions.alpha)), "
      + "adjustment \(decisions.adjustment)"
  }

  private static func sentence(
    _ evidence: [Evidence], _ votes: [ClaimVerdict.Outcome]
  ) -> String {
    let parts = evidence.map { row in
      "\(row.group) \(number(row.value)) [\(number(row.low)), \(number(row.high))]"
    }
    let counts = ClaimVerdict.Outcome.allCases.compactMap { kind -> String? in
      let count = votes.count { $0 == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    return "\(parts.joined(separator: ", ")); \(counts.joined(separator: ", "))"
  }

  /// A number with three significant decimals, without trailing zeros.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let rounded = (value * 1_000).rounded() / 1_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension ResultKey {
  /// Whom a piece of evidence is about: the network and condition, else what is a random sample.
  fileprivate var owner: String {
    let parts = [model, condition, level.map(Verdict.number)].compactMap(\.self)
    return parts.isEmpty ? population?.rawValue ?? "all" : parts.joined(separator: " ")
  }
}
