internal import Analyses
internal import Studies
internal import StudyValues

extension StudySummary {
  /// In how many networks the difference stays beyond chance where the p-values are adjusted for their
  /// number; empty where that changes nothing, or where the consequence says it.
  func adjusted(
    _ rows: [ComparisonResult], beyond: Int, _ verdict: ClaimVerdict.Outcome?
  ) -> String {
    let alpha = result.manifest.decisions.alpha
    let left = rows.count { row in (row.pAdjusted ?? row.p).map { $0 <= alpha } ?? false }
    guard beyond > 0, left < beyond, rows.contains(where: { $0.pAdjusted != nil }) else {
      return ""
    }
    switch verdict {
    case .mixed: return ""
    default:
      return ", in \(NumberStyle.words(left)) after adjustment for their number"
    }
  }

  /// What follows for the claim, behind the sentence on chance.
  func consequence(
    _ verdict: ClaimVerdict.Outcome?, _ deciding: DecidingComparison, of count: Int, missing: Int
  ) -> String {
    switch verdict {
    case .tooCloseToCall where missing > 0 && deciding.claim?.primary.networks == .majority:
      ", but \(NumberStyle.words(count)) of \(NumberStyle.words(count + missing)) networks "
        + (count == 1 ? "does" : "do") + " not decide a claim about most of them"
    case .supported where count > 1:
      ", so the claim holds by the rule that was stated before the run"
    case .supported: ", so the claim holds"
    case .contradicted: ", so the claim is contradicted"
    case .equivalent: "; it is within the margin that was stated before the run"
    case .mixed:
      ", in some for one score and in some for the other, after adjustment for their number"
    case .tooCloseToCall where count > 1 && deciding.claim?.primary.networks == .all:
      ", so whether the claim holds for all of them stays open"
    case .tooCloseToCall where count > 1:
      ", so the claim stays open"
    case .tooCloseToCall: ", so the question stays open"
    case .cannotBeDecided: ", but so few units cannot decide the claim"
    case nil: ""
    }
  }
}
