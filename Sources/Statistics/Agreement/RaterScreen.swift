/// What a person looks at before trusting a panel of annotators: one row an annotator.
///
/// For each annotator: how many answers, how often each label, and how well they agree with the
/// others on the same images. The agreement of an answer is the share of the *other* annotators'
/// answers to that image that are the same; ``Row/agreement`` is its mean over the annotator's
/// answers that have at least one other. In 0...1. Someone who always gives the commonest label
/// agrees often, so ``Row/chanceAgreement`` is what the annotator would reach with the same labels
/// given to the images in random order, and ``Row/kappa`` = (agreement - chance) / (1 - chance)
/// corrects for it.
///
/// Degenerate cases: without answers, or with nobody else on any image, the figures are NaN; kappa
/// is NaN when chance agreement is 1. Answers of the same annotator to the same image are not
/// counted as others.
public struct RaterScreen: Sendable, Equatable {
  /// One annotator.
  public struct Row: Sendable, Equatable {
    /// The index of the annotator.
    public let annotator: Int
    /// The number of answers.
    public let answers: Int
    /// The answers to images that others answered too, which the agreement is taken over.
    public let comparedAnswers: Int
    /// The share of each label among the answers; NaN without answers.
    ///
    /// With labels no and yes, the last one is the share of yes.
    public let labelShares: [Double]
    /// The mean share of the others who gave the same answer; NaN without others.
    public let agreement: Double
    /// The agreement expected when the same labels go to the images in random order.
    public let chanceAgreement: Double
    /// The agreement corrected for chance; 1 = as good as it gets, 0 = chance.
    ///
    /// NaN below two compared answers, since one always agrees as chance does, and where chance agrees wholly.
    public let kappa: Double
  }

  /// One row an annotator, in the order of their index.
  public let rows: [Row]

  /// Screens all annotators.
  ///
  /// - Parameter answers: The triples.
  /// - Complexity: O(answers + images * classes + annotators * classes).
  public init(_ answers: LabelledAnswers) {
    let k = answers.classCount
    let votes = answers.counts
    let grouped = answers.grouped(by: answers.annotators, into: answers.annotatorCount)
    // Own answers to the image at hand, cleared after each annotator.
    var own = [Int32](repeating: 0, count: answers.imageCount * k)
    var ownTotals = [Int32](repeating: 0, count: answers.imageCount)
    let totals = (0..<answers.imageCount).map { Double(votes.total(of: $0)) }
    rows = (0..<answers.annotatorCount).map { annotator in
      let mine = grouped.order[grouped.offsets[annotator]..<grouped.offsets[annotator + 1]].map {
        (image: Int(answers.images[Int($0)]), label: Int(answers.labels[Int($0)]))
      }
      for answer in mine {
        own[answer.image * k + answer.label] += 1
        ownTotals[answer.image] += 1
      }
      var given = [Double](repeating: 0, count: k)
      var compared = [Double](repeating: 0, count: k)
      var othersShares = [Double](repeating: 0, count: k)
      var agreement = 0.0
      for answer in mine {
        given[answer.label] += 1
        let others = totals[answer.image] - Double(ownTotals[answer.image])
        guard others > 0 else { continue }
        compared[answer.label] += 1
        for c in 0..<k {
          let cell = answer.image * k + c
          let share = Double(votes.counts[cell] - own[cell]) / others
          othersShares[c] += share
          if c == answer.label { agreement += share }
        }
      }
      for answer in mine {
        own[answer.image * k + answer.label] = 0
        ownTotals[answer.image] = 0
      }
      let n = compared.reduce(0, +)
      let chance = zip(compared, othersShares).reduce(0) { $0 + $1.0 * $1.1 } / (n * n)
      let observed = agreement / n
      return Row(
        annotator: annotator, answers: mine.count, comparedAnswers: Int(n),
        labelShares: given.map { $0 / Double(mine.count) }, agreement: observed,
        chanceAgreement: chance,
        kappa: n >= 2 && chance < 1 ? (observed - chance) / (1 - chance) : .nan)
    }
  }
}
