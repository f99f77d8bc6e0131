internal import Files
package import StudyStore

/// What to say of a data set none of whose images has a true class.
package enum TrueClassCure {
  /// The sentence that says what is missing and what gives it; nil where an image has a true class.
  ///
  /// - Parameters:
  ///   - dataset: The data set.
  ///   - store: The study.
  ///   - name: What the command calls the study; its path when nil. A page of a report, which is the
  ///     same wherever the study lies, says `STUDY`.
  /// - Returns: The sentence, without a full stop.
  /// - Throws: The errors of the store.
  package static func sentence(
    for dataset: String, in store: StudyStore, calling name: String? = nil
  ) throws -> String? {
    guard try !store.hasTrueClasses(dataset) else { return nil }
    return
      "no image of \(dataset) has a true class yet, so human selection frequency has no target; "
      + "give them with \(command(for: dataset, in: store, calling: name)), or use what needs none: label_entropy "
      + "and majority_share"
  }

  /// The command that gives true classes.
  static func command(
    for dataset: String, in store: StudyStore, calling name: String? = nil
  ) -> String {
    "avh import \(name ?? ShellWord.quoted(store.path)) --dataset \(ShellWord.quoted(dataset)) --labels FILE"
  }
}
