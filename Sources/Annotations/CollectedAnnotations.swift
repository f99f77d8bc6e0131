/// Annotations kept in memory: for tests, checks and small sets.
public struct CollectedAnnotations: AnnotationSink, Sendable {
  /// The header, after the reader has begun.
  public private(set) var header: AnnotationHeader?
  /// The summary, after the reader has finished.
  public private(set) var summary: AnnotationSummary?
  /// The names of the images.
  public private(set) var images: [String] = []
  /// The names of the annotators.
  public private(set) var annotators: [String] = []
  /// The responses as given.
  public private(set) var responses: [String] = []
  /// The names of the conditions.
  public private(set) var conditions: [String] = []
  /// The reference classes, where the file has them.
  public private(set) var targets: [ImageTarget] = []
  /// The answers.
  public private(set) var answers: [Answer] = []
  /// The tallies.
  public private(set) var tallies: [Tally] = []

  /// Creates an empty collection.
  public init() {}

  /// Keeps the header.
  public mutating func begin(_ header: AnnotationHeader) { self.header = header }

  /// Keeps everything of the batch.
  public mutating func receive(_ batch: AnnotationBatch) {
    images += batch.newImages
    annotators += batch.newAnnotators
    responses += batch.newResponses
    conditions += batch.newConditions
    targets += batch.newTargets
    answers += batch.answers
    tallies += batch.tallies
  }

  /// Keeps the summary.
  public mutating func finish(_ summary: AnnotationSummary) { self.summary = summary }

  /// The hardness of every tally under the header's rule for *maybe*, in the order of `tallies`.
  public var hardness: [HumanHardness] {
    guard let header else { return [] }
    return tallies.map { HumanHardness($0, maybe: header.maybe, hasCounts: header.hasCounts) }
  }
}
