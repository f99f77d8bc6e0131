/// A sink behind a reference, so that readers need not be generic.
protocol AnnotationOutput: AnyObject {
  /// Passes the header on.
  func begin(_ header: AnnotationHeader) throws
  /// Passes a batch on.
  func receive(_ batch: AnnotationBatch) throws
  /// Passes the summary on.
  func finish(_ summary: AnnotationSummary) throws
}

/// Holds the sink of one import.
final class SinkBox<Sink: AnnotationSink>: AnnotationOutput {
  /// The sink.
  var sink: Sink

  /// Takes a sink over.
  init(_ sink: Sink) { self.sink = sink }

  func begin(_ header: AnnotationHeader) throws { try sink.begin(header) }
  func receive(_ batch: AnnotationBatch) throws { try sink.receive(batch) }
  func finish(_ summary: AnnotationSummary) throws { try sink.finish(summary) }
}
