internal import Analyses
internal import Studies
internal import StudyValues

/// The claims of a study in words: what was expected, what the data say, and why.
struct ClaimCards {
  private let result: StudyResult
  private let style: NumberStyle

  init(_ result: StudyResult, _ style: NumberStyle) {
    self.result = result
    self.style = style
  }

  var cards: [ClaimCard] {
    result.verdicts.map { verdict in
      let claim = result.manifest.claims.first { $0.id == verdict.claim }
      return ClaimCard(
        id: verdict.claim, text: verdict.text,
        prediction: verdict.prediction ?? claim?.prediction,
        verdict: verdict.word, reason: reason(verdict))
    }
  }

  /// The numbers of the verdict, what they are about, and what could have been found.
  private func reason(_ verdict: ClaimVerdict) -> Prose {
    var text = verdict.sentence
    if let subject = verdict.subject, let sample = subject.split(separator: ";").first {
      text += " (\(sample))"
    }
    text += "."
    if let detectable = verdict.detectable {
      text += " Smallest detectable difference: \(detectable)."
    }
    return Prose(plain: Typography.prose(text, leadingZero: style.leadingZero))
  }
}
