/// Where the logits and cosines of a tile come from.
protocol TileSource {
  /// Reads rows and prepares all that ``fill(_:logits:unbiased:cosines:)`` needs.
  func load(_ rows: Range<Int>) throws(NetworksError)

  /// Writes the class scores of one row of the tile.
  func fill(
    _ offset: Int, logits: AlignedStorage<Double>, unbiased: AlignedStorage<Double>?,
    cosines: AlignedStorage<Double>
  ) throws(NetworksError)

  /// The angle between one row of the tile and the weights of a class, as exact as the source
  /// allows; the row is the one that was filled last.
  func angle(_ offset: Int, _ index: Int, _ cosines: AlignedStorage<Double>) -> ClassAngle

  /// The norm of the features of one row of the tile.
  func norm(_ offset: Int) -> Double
}
