package import StudyValues

/// Annotations kept in memory: for tests, checks and small sets.
package struct CollectedAnnotations: AnnotationSink, Sendable {
  /// The header, after the reader has begun.
  package private(set) var header: AnnotationHeader?
  /// The summary, after the reader has finished.
  package private(set) var summary: AnnotationSummary?
  /// The names of the images.
  package private(set) var images: [String] = []
  /// The names of the annotators.
  package private(set) var annotators: [String] = []
  /// The responses as given.
  package private(set) var responses: [String] = []
  /// The names of the conditions.
  package private(set) var conditions: [String] = []
  /// The reference classes, where the file has them.
  package private(set) var targets: [ImageTarget] = []
  /// What is known of annotators beside their answers.
  package private(set) var attributes: [AnnotatorAttributes] = []
  /// The answers.
  package private(set) var answers: [Answer] = []
  /// The tallies.
  package private(set) var tallies: [Tally] = []

  /// Creates an empty collection.
  package init() {}

  /// Keeps the header.
  package mutating func begin(_ header: AnnotationHeader) { self.header = header }

  /// Keeps everything of the batch.
  package mutating func receive(_ batch: AnnotationBatch) {
    images += batch.newImages
    annotators += batch.newAnnotators
    responses += batch.newResponses
    conditions += batch.newConditions
    targets += batch.newTargets
    attributes += batch.newAttributes
    answers += batch.answers
    tallies += batch.tallies
  }

  /// Keeps the summary.
  package mutating func finish(_ summary: AnnotationSummary) { self.summary = summary }

  /// The selections of every tally under the header's rule for *maybe*, in the order of `tallies`.
  package var selections: [Selections] {
    guard let header else { return [] }
    return tallies.map { Selections($0, rule: header.maybe, hasCounts: header.hasCounts) }
  }
}
