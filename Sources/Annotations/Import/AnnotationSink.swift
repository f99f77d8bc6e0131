/// Where a reader puts what it reads: a database, a list in memory, a check.
///
/// A reader calls ``begin(_:)`` once, then ``receive(_:)`` any number of times, then ``finish(_:)``
/// once. When the reader or the sink throws, ``finish(_:)`` is not called and the sink must leave
/// nothing behind.
package protocol AnnotationSink {
  /// Receives what is known before the first answer.
  mutating func begin(_ header: AnnotationHeader) throws
  /// Receives the next part.
  mutating func receive(_ batch: AnnotationBatch) throws
  /// Receives the totals after the last part.
  mutating func finish(_ summary: AnnotationSummary) throws
}
