import Files
package import Networks

/// Scores one network's outputs into a file, without a study.
package enum FileScoring {
  /// Takes scores for nobody, where only their means are wanted.
  private struct NoSink: ScoreSink {
    mutating func receive(_ tile: ScoreTile) {}
  }

  /// Scores every row and writes every score that the files can give.
  ///
  /// - Parameters:
  ///   - files: The network's files.
  ///   - labels: The true class of each row counted from 0, from an array or the column `label` of a
  ///     table; -1 where it is unknown.
  ///   - images: The image of each row, which a Parquet file names.
  ///   - out: The file to write: npz, npy or Parquet; nil to write none.
  ///   - options: Precision and threads.
  /// - Returns: The means over all rows.
  /// - Throws: Errors of the readers and of scoring; then there is no file.
  package static func run(
    _ files: NetworkFiles, labels: NetworkFiles.Source?, images: String? = nil, out: String?,
    options: ScoringOptions = ScoringOptions()
  ) throws -> ScoringSummary {
    let (input, givenLogits) = try files.open()
    let classes = try labels.map { try ClassList.read($0, space: nil) }
    let targets = try classes.map { try input.targets($0.map { $0 ?? -1 }) }
    let scorer = try Scorer(
      input: input, labels: targets ?? [Int32](repeating: -1, count: input.rowCount),
      options: options, givenLogits: givenLogits)
    let names = try images.map { try RowImages.read($0) }
    if let names, names.count != input.rowCount {
      throw StudyError.inconsistent(
        location: images ?? "",
        problem:
          "it names \(names.count, "image"), but the network has \(input.rowCount, "row"); rows "
          + "and images must be the same in number and order")
    }
    if let labels, let names { try ClassList.refuseOtherOrder(labels, than: names) }
    guard let out else {
      var sink = NoSink()
      return try scorer.run(into: &sink)
    }
    var sink = try ScoreFileSink(path: out, scores: scorer.available, images: names)
    let summary = try scorer.run(into: &sink)
    try sink.finish()
    return summary
  }
}
