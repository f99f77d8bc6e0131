package import StudyValues

/// What an import knows about a set of annotations before its first answer.
package struct AnnotationHeader: Sendable, Equatable {
  /// The name of the layout of the file.
  package var format: String
  /// What annotators were asked.
  package var task: AnnotationTask
  /// The share of correct answers of a guesser, between 0 and 1; nil where guessing has no meaning.
  package var chance: Double?
  /// Whether annotators are persons, positions or unknown.
  package var annotatorIdentity: AnnotatorIdentity
  /// The classes that indices refer to.
  package var labelSpace: LabelSpace
  /// The order that gave images their names, when the file identifies images by row.
  package var order: ImageOrder?
  /// Whether single answers are known; otherwise there are tallies only.
  package var hasAnswers: Bool
  /// Whether numbers of votes are known; false for shares and probabilities, which then have no
  /// noise ceiling and no interval.
  package var hasCounts: Bool
  /// What a *maybe* is worth.
  package var maybe: MaybeRule = .zero

  /// The header under what a user says of the set.
  ///
  /// - Throws: `StudyValuesError.needsPersons` when repeated answers are to be
  ///   dropped, but annotators are no persons.
  func applying(_ options: ImportOptions) throws(StudyValuesError) -> AnnotationHeader {
    var header = self
    header.maybe = options.maybe
    if let identity = options.annotatorIdentity, annotatorIdentity != .none {
      header.annotatorIdentity = identity
    }
    if options.duplicates != .all {
      try header.annotatorIdentity.requirePersons(
        for: "--duplicates \(options.duplicates.rawValue)")
    }
    if let task = options.task {
      header.task = task
      header.chance = task == .forcedChoice ? 1 / Double(labelSpace.classes.count) : nil
    }
    return header
  }
}
