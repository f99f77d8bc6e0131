internal import Foundation

extension Scorer {
  /// Computes the logits of every row, bias included: for calibration on data of moderate size.
  ///
  /// - Returns: The logits, (images, classes), one image after the other.
  /// - Throws: ``NetworksError`` as ``run(into:)``.
  public func logits() throws -> [Double] {
    let tileRows = ScoringOptions.tileRows
    let job = makeJob(firstRow: 0)
    let rows = job.labels.count
    var result: [Double] = []
    result.reserveCapacity(rows * job.classes)
    try OrderedTiles<[Double]>.run(
      count: (rows + tileRows - 1) / tileRows, threads: threadCount,
      makeWorker: {
        let scorer = TileScorer(job)
        return { index in
          let first = index * tileRows
          return Result { () throws(NetworksError) in
            try scorer.logits(first..<min(first + tileRows, rows))
          }
        }
      },
      deliver: { result += $0 })
    return result
  }
}
