internal import Foundation
internal import Statistics
internal import Tensors

/// Computes every score of every image in one pass over the features.
///
/// ```swift
/// let head = try ClassifierHead(weights: weights, bias: bias)
/// let scorer = try Scorer(input: .features(features, head), labels: labels)
/// var scores = CollectedScores()
/// let summary = try scorer.run(into: &scores)
/// ```
///
/// Rows are taken in tiles of ``ScoringOptions/tileRows``; each tile is multiplied with the weights
/// of all classes and scored while it is in the processor's cache. Memory does not grow with the
/// number of images, and results are the same bytes for any number of threads.
///
/// ## Accuracy
/// Angle and AVH are within 1e-6 relative of a 50-digit computation for angles down
/// to 1e-6 rad and vectors of magnitudes from 1e-18 to 1e18, in both precisions; the
/// angular gap is a difference, with the sum of its angles' errors. Logits are those of
/// the products: in single precision they are off by about 1e-7 |x| |w_k|. What follows from the
/// logits is evaluated in double precision without cancellation, the loss in its tail included.
public struct Scorer: Sendable {
  private let input: ScoringInput
  private let labels: [Int32]
  private let options: ScoringOptions
  private let givenLogits: LogitInput?
  private let tables: HeadTables?

  /// Checks the inputs and prepares the head.
  ///
  /// - Parameters:
  ///   - input: Features with a head, or logits.
  ///   - labels: The target class of each row, from 0; -1 where it is unknown, which makes the
  ///     scores that use it NaN.
  ///   - options: Precision and number of threads.
  ///   - givenLogits: Logits (images, classes) that the network itself gave, to be compared with
  ///     features times weights plus bias.
  /// - Throws: ``NetworksError`` when shapes or counts do not fit together, a label is out of range
  ///   (row named), or the BLAS library fails its self-check.
  /// - Complexity: O(classes² · width) for the distances between the classes.
  public init(
    input: ScoringInput, labels: [Int32], options: ScoringOptions = ScoringOptions(),
    givenLogits: LogitInput? = nil
  ) throws(NetworksError) {
    try BLASLibrary.verify()
    try input.validate()
    let (rows, classes) = (input.rowCount, input.classes)
    guard labels.count == rows else {
      throw .countMismatch(what: "labels, one per image,", expected: rows, got: labels.count)
    }
    for (row, label) in labels.enumerated() where label < -1 || Int(label) >= classes {
      throw .labelOutOfRange(row: row, label: Int(label), classes: classes)
    }
    if let givenLogits {
      guard givenLogits.logits.rowCount == rows, givenLogits.classes == classes else {
        throw .wrongShape(
          what: "logits in \(givenLogits.logits.source)", expected: "(\(rows), \(classes))",
          got: givenLogits.logits.shape)
      }
    }
    self.input = input
    self.labels = labels
    self.options = options
    self.givenLogits = givenLogits
    switch input {
    case .features(_, let head), .values(_, let head):
      let precision = options.precision.resolved(classes: head.classes, width: head.width)
      tables = HeadTables(head, precision: precision)
    case .logits(let input):
      tables = input.head.map { HeadTables($0, precision: .double) }
    }
  }

  /// Scores every row.
  ///
  /// - Parameter sink: What takes the scores, tile by tile in the order of rows.
  /// - Returns: The means over all rows.
  /// - Throws: ``NetworksError`` when a row is NaN, infinite or all zeros, or a file cannot be read
  ///   (of several bad rows the first), or given logits disagree; and whatever the sink throws.
  public func run(into sink: inout some ScoreSink) throws -> ScoringSummary {
    try run(rows: 0..<labels.count, into: &sink)
  }

  /// Scores a shard of the rows.
  ///
  /// - Parameters:
  ///   - rows: The rows to score; the first must be a multiple of ``ScoringOptions/tileRows``.
  ///   - sink: What takes the scores, tile by tile in the order of rows.
  /// - Returns: The means over these rows.
  /// - Throws: As ``run(into:)``, and ``NetworksError`` for rows that do not exist or begin elsewhere.
  public func run(rows: Range<Int>, into sink: inout some ScoreSink) throws -> ScoringSummary {
    let tileRows = ScoringOptions.tileRows
    guard rows.lowerBound >= 0, rows.upperBound <= labels.count else {
      throw NetworksError.rowsOutOfRange(rows: rows, available: labels.count)
    }
    guard rows.lowerBound % tileRows == 0 else {
      throw NetworksError.misalignedRows(first: rows.lowerBound, tileRows: tileRows)
    }
    let job = makeJob(firstRow: rows.lowerBound)
    var totals = ScoreTotals()
    let counter = WorkProgress.counter(.images, of: rows.count)
    try OrderedTiles<ScoredTile>.run(
      count: (rows.count + tileRows - 1) / tileRows,
      threads: threadCount,
      makeWorker: {
        let scorer = TileScorer(job)
        return { index in
          let first = rows.lowerBound + index * tileRows
          return Result { () throws(NetworksError) in
            try scorer.score(first..<min(first + tileRows, rows.upperBound))
          }
        }
      },
      deliver: { scored in
        totals.add(scored)
        try sink.receive(scored.tile)
        counter?(scored.tile.rows.count)
      })
    if totals.agreement.disagreeing > 0 {
      throw NetworksError.disagreeingLogits(totals.agreement)
    }
    return totals.summary(
      classes: input.classes, precision: job.precision, unavailable: unavailable,
      comparesLogits: givenLogits != nil)
  }

  /// The number of threads, fewer where memory is short; the library has one workspace by now.
  var threadCount: Int {
    let wanted =
      options.threads > 0 ? options.threads : ProcessInfo.processInfo.activeProcessorCount
    return tables == nil ? wanted : 1 + BLASLibrary.workspaces(upTo: wanted - 1)
  }

  func makeJob(firstRow: Int) -> ScoringJob {
    ScoringJob(
      input: input, tables: tables, labels: labels, givenLogits: givenLogits, firstRow: firstRow)
  }

  /// Why scores are missing whatever the rows.
  public var unavailable: [Score: String] {
    var provided = input.provides(tables)
    if !labels.contains(where: { $0 >= 0 }) { provided.remove(.label) }
    var reasons: [Score: String] = [:]
    for score in Score.all {
      reasons[score] =
        Score.Need.allCases.first {
          score.needs.contains($0) && !provided.contains($0)
        }?.missing
    }
    return reasons
  }

  /// The scores that some row can have, in the order of columns.
  public var available: [Score] { Score.all.filter { unavailable[$0] == nil } }
}
