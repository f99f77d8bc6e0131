package import Statistics
package import StudyValues

extension SelectionCounts {
  /// The votes for the true class of some images, as numbers whose noise is binomial.
  ///
  /// `selected` is ``Selections/chosen`` and `shown` is ``Selections/judged``, so that their ratio is the
  /// HSF of the set under its own rule for *maybe*.
  ///
  /// - Parameters:
  ///   - selections: What people said; each image was judged by somebody.
  ///   - set: The annotation set, for the message.
  /// - Throws: `StatisticsError.undefined` for shares, and where HSF is made of parts of answers (a
  ///   *maybe* that is worth half, weights of a graded task): no whole person selected the class, so the
  ///   variance of a vote is not that of a coin.
  package init(votes selections: [Selections], set: String) throws(StatisticsError) {
    var (selected, shown): ([Int], [Int]) = ([], [])
    for image in selections {
      guard let judged = image.judged else {
        throw .undefined(
          reason: image.shown == nil
            ? ImageTable.sharesNote(set)
            : "an image has no answer that counts; leave it out of the scores too")
      }
      guard let chosen = Int(exactly: image.chosen) else {
        throw .undefined(
          reason: "`\(set)` counts parts of answers (a maybe worth half, or weights), "
            + "and the noise of votes is known for whole answers")
      }
      selected.append(chosen)
      shown.append(Int(judged))
    }
    try self.init(selected: selected, shown: shown)
  }
}
