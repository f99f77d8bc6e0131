/// Something that takes scores as they are computed.
public protocol ScoreSink {
  /// Takes the next rows.
  ///
  /// Tiles arrive in the order of rows, all from the thread that started the run.
  ///
  /// - Parameter tile: The scores of the next rows.
  /// - Throws: Whatever keeps the scores from being taken; it ends the run.
  mutating func receive(_ tile: ScoreTile) throws
}
