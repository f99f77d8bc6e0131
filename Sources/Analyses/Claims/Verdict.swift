internal import RealModule
internal import Statistics
package import StudyValues

/// Turns the rows of a claim's primary estimand into one outcome.
///
/// Each network (or condition) gives one value with its uncertainty, which is equivalent when two one-sided
/// tests show it within the margin, else supported or contradicted when it differs from the reference
/// beyond chance, else too close to call; it cannot be decided where no result could be beyond chance or
/// nothing varies. The rule over networks puts them together: a claim about all
/// networks is an intersection-union test, decided by each network's own interval, and mixed when
/// networks differ, each beyond chance after Holm; a claim about any or most of them uses p-values
/// adjusted for their number.
package enum Verdict {
  /// Judges a claim.
  ///
  /// - Parameters:
  ///   - claim: The claim's identifier.
  ///   - text: The claim in words.
  ///   - prediction: What was expected before the run.
  ///   - primary: What decides.
  ///   - outputs: The outputs of the study's analyses.
  ///   - needs: What the deciding analysis is to have rows for.
  ///   - decisions: The choices made beforehand.
  /// - Returns: The verdict; without an outcome when the rows it needs are missing.
  package static func judge(
    claim: String, text: String, prediction: String? = nil, primary: PrimaryEstimand,
    outputs: [AnalysisOutput], needs: ClaimNeeds = ClaimNeeds(), decisions: AnalysisDecisions
  ) -> ClaimVerdict {
    let margin = primary.margin ?? decisions.margin
    let (evidence, missing) = Evidence.rows(primary, outputs, needs: needs)
    var verdict = ClaimVerdict(
      claim: claim, text: text, primary: words(primary, margin: margin, decisions: decisions),
      outcome: nil, sentence: "")
    verdict.prediction = prediction
    guard primary.networks != .all || missing.isEmpty else {
      verdict.sentence =
        "the claim is about all of them, and "
        + MissingEvidence.words(missing).joined(separator: ", ")
      return verdict
    }
    guard !evidence.isEmpty else {
      let reasons =
        MissingEvidence.words(missing)
        + outputs.filter { $0.analysis == primary.analysis }.flatMap(\.notes)
      verdict.sentence =
        (["no data: the analysis \(primary.analysis) gave no row of this kind"] + reasons)
        .joined(separator: "; ")
      return verdict
    }
    func votes(_ log10P: [Double?], _ adjustment: PAdjustment?) -> [ClaimVerdict.Outcome] {
      let decisive = adjustment.map { adjusted(log10P, $0) } ?? log10P
      return zip(evidence, decisive).map { row, log10P in
        row.vote(
          sign: primary.expect == .greater ? 1 : -1, reference: primary.reference, margin: margin,
          alpha: decisions.alpha, log10P: log10P,
          isAdjusted: adjustment != nil && evidence.count > 1)
      }
    }
    // What decides nothing counts in the number of tests, with a p of 1.
    let plain = evidence.map { $0.decidesNothing ? 0 : $0.log10P(against: primary.reference) }
    let cautious = votes(plain, .holm)
    let own =
      switch primary.networks {
      // A claim about all networks is an intersection of claims, each at its own level.
      case .all: votes(plain, nil)
      case .any, .majority: votes(plain, PAdjustment(rawValue: decisions.adjustment))
      }
    verdict.outcome = outcome(primary.networks, own, cautious, missing: missing.count)
    let text = ClaimWords(evidence, alpha: decisions.alpha, reference: primary.reference)
    verdict.sentence = ([text.sentence(own)] + MissingEvidence.words(missing))
      .joined(separator: "; ")
    verdict.subject = text.subject
    verdict.detectable = text.detectable
    if primary.estimate == nil {
      verdict.beside = SideBySide(primary, outputs)?.sentence(alpha: decisions.alpha)
    }
    return verdict
  }

  /// The p-values adjusted for their number; those that a row does not have stay away.
  private static func adjusted(_ log10P: [Double?], _ adjustment: PAdjustment) -> [Double?] {
    let known = log10P.indices.filter { log10P[$0] != nil }
    let values = Family.adjusted(log10P.compactMap(\.self), adjustment)
    var result = log10P
    for (index, value) in zip(known, values) { result[index] = value }
    return result
  }

  /// Puts the votes together.
  ///
  /// - Parameters:
  ///   - rule: The rule over networks.
  ///   - votes: What each network says under the rule.
  ///   - cautious: What each says after Holm.
  ///   - missing: How many have no value, which are no part of a majority.
  /// - Returns: The outcome of the claim.
  private static func outcome(
    _ rule: PrimaryEstimand.NetworkRule, _ votes: [ClaimVerdict.Outcome],
    _ cautious: [ClaimVerdict.Outcome], missing: Int
  ) -> ClaimVerdict.Outcome {
    let count = votes.count + missing
    let agreeing = votes.count { $0 == .supported }
    let opposing = votes.count { $0 == .contradicted }
    switch rule {
    case .all where agreeing == votes.count: return .supported
    case .all where opposing == votes.count: return .contradicted
    case .majority where 2 * agreeing > count && opposing == 0: return .supported
    case .majority where 2 * opposing > count && agreeing == 0: return .contradicted
    case .any where agreeing > 0 && opposing == 0: return .supported
    // Some network may be ahead until each is behind.
    case .any where opposing == count: return .contradicted
    case _ where cautious.contains(.supported) && cautious.contains(.contradicted): return .mixed
    case .all where votes.contains(.cannotBeDecided): return .cannotBeDecided
    default:
      let first = votes[0]
      guard first == .equivalent || first == .cannotBeDecided else { return .tooCloseToCall }
      return votes.allSatisfy { $0 == first } ? first : .tooCloseToCall
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
    let population = primary.estimate == nil ? primary.comparedPopulation : primary.population
    return "\(primary.analysis): \(quantity)\(population.map { ", \($0.rawValue)" } ?? ""), "
      + "rule over networks: \(primary.networks.rawValue), expected \(primary.expect.rawValue) than "
      + "\(number(primary.reference)), margin \(number(margin)), level \(number(decisions.alpha)), "
      + "adjustment \(decisions.adjustment)"
  }

  /// A number with at most four significant digits.
  static func number(_ value: Double) -> String { RoundedNumber.significant(value, digits: 4) }
}
