/// Something that takes scores as they are computed.
public protocol ScoreSink {
  /// Takes the next rows.
  ///
  /// Tiles arrive in the order of rows, all from the thread that started the run.
  ///
  /// - Parameter tile: The scores of the next rows.
  mutating func receive(_ tile: ScoreTile) throws
}
