package import StudyStore

/// What to say of a data set none of whose images has a true class.
package enum TrueClassCure {
  /// The sentence that says what is missing and what gives it; nil where an image has a true class.
  ///
  /// - Parameters:
  ///   - dataset: The data set.
  ///   - store: The study.
  /// - Returns: The sentence, without a full stop.
  /// - Throws: The errors of the store.
  package static func sentence(for dataset: String, in store: StudyStore) throws -> String? {
    guard try !store.hasTrueClasses(dataset) else { return nil }
    return
      "no image of \(dataset) has a true class yet, so human selection frequency has no target; "
      + "give them with \(command(for: dataset, in: store)), or use what needs none: label_entropy "
      + "and majority_share"
  }

  /// The command that gives true classes.
  static func command(for dataset: String, in store: StudyStore) -> String {
    "avh import \(store.path) --dataset \(dataset) --labels FILE"
  }
}
