package import StudyValues

/// What is known of an annotator beside the answers.
package struct AnnotatorAttributes: Sendable, Equatable {
  /// The annotator.
  package let annotator: Int32
  /// The values by name, as a JSON object of numbers and texts.
  package let json: String
}

/// A bounded part of an import: names that are new, then answers and tallies that use them.
///
/// Indices continue from one batch to the next: the first name of the first batch has index 0. A
/// batch holds at most ``answerLimit`` answers and as many tallies, so that a sink needs memory for
/// one batch and for the names only. Answers come first; all tallies follow, in order of image.
package struct AnnotationBatch: Sendable, Equatable {
  /// The largest number of answers, and of tallies, in one batch.
  package static let answerLimit = 8_192

  /// Names of images not seen before, in the form of `ImageName`.
  package var newImages: [String] = []
  /// Where each of ``newImages`` lies, as the file tells it.
  ///
  /// Nil where it gives a name alone; images behind the last place have none.
  package var newPlaces: [ImagePlace?] = []
  /// Annotators not seen before; pseudonyms unless the options keep identifiers.
  package var newAnnotators: [String] = []
  /// Responses not seen before, as the file gives them.
  package var newResponses: [String] = []
  /// Conditions not seen before, as the file gives them.
  package var newConditions: [String] = []
  /// Reference classes of images, where the file has them; at most one per image.
  package var newTargets: [ImageTarget] = []
  /// What is known of annotators, each at most once, with the last batch.
  package var newAttributes: [AnnotatorAttributes] = []
  /// Answers.
  package var answers: [Answer] = []
  /// Tallies.
  package var tallies: [Tally] = []

  /// Creates an empty batch.
  package init() {}

  /// Appends an answer and says whether the batch is full.
  mutating func append(_ answer: Answer) -> Bool {
    answers.append(answer)
    return answers.count == Self.answerLimit
  }

  /// Whether there is nothing in the batch.
  package var isEmpty: Bool {
    newImages.isEmpty && newAnnotators.isEmpty && newResponses.isEmpty && newConditions.isEmpty
      && newTargets.isEmpty && newAttributes.isEmpty && answers.isEmpty && tallies.isEmpty
  }
}
