internal import Networks

/// Where shards begin and end.
///
/// Every shard but the last ends at a multiple of ``ScoringOptions/tileRows``, counted over all rows, so
/// that the tiles are those of one run over all rows, and scores are the same bytes.
enum RowGrid {
  /// The most shards of a plan.
  static let mostShards = 100_000
  /// The most rows of a plan.
  static let mostRows = 1 << 46

  /// The most shards that rows can be divided into.
  static func mostShards(rows: Int) -> Int {
    min((rows + ScoringOptions.tileRows - 1) / ScoringOptions.tileRows, mostShards)
  }

  /// Shards of as nearly equal numbers of tiles as can be.
  ///
  /// - Throws: ``ShardsError/tooManyShards(wanted:most:rows:)``.
  static func shards(_ count: Int, rows: Int) throws(ShardsError) -> [Range<Int>] {
    let most = mostShards(rows: rows)
    guard count >= 1, count <= most else {
      throw .tooManyShards(wanted: count, most: most, rows: rows)
    }
    let tiles = (rows + ScoringOptions.tileRows - 1) / ScoringOptions.tileRows
    let bounds = (0...count).map { shard in
      let (high, low) = shard.multipliedFullWidth(by: tiles)
      return min(count.dividingFullWidth((high, low)).quotient * ScoringOptions.tileRows, rows)
    }
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  /// A shard for each file, moved to the next border of a tile: a shard then reads one file, and the
  /// beginning of the next.
  ///
  /// Files that end before the tile does in which they begin have no shard of their own.
  static func shards(files: [Int]) throws(ShardsError) -> [Range<Int>] {
    let rows = files.reduce(0, +)
    guard files.count <= mostShards else { return try shards(mostShards(rows: rows), rows: rows) }
    var shards: [Range<Int>] = []
    var end = 0
    for count in files {
      end += count
      let tile = ScoringOptions.tileRows
      let border = min((end + tile - 1) / tile * tile, rows)
      let start = shards.last?.upperBound ?? 0
      if border > start { shards.append(start..<border) }
    }
    return shards
  }
}
