/// Where an import session puts what it read; readers need not be generic over the sink.
protocol AnnotationOutput: AnyObject {
  /// Passes the header on.
  func begin(_ header: AnnotationHeader) throws
  /// Passes a batch on.
  func receive(_ batch: AnnotationBatch) throws
  /// Passes the summary on.
  func finish(_ summary: AnnotationSummary) throws
}
