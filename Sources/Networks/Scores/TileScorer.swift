internal import CAngularKernels

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Scores one tile of rows at a time, in buffers that are used again: one for each thread.
final class TileScorer {
  private let job: ScoringJob
  private let logits: AlignedStorage<Double>
  /// Logits without bias, when factors do not do.
  private let unbiased: AlignedStorage<Double>?
  private let cosines: AlignedStorage<Double>
  private let steep: AlignedStorage<UInt32>
  private let columns: AlignedStorage<Double>
  /// The rows of the tile.
  private var found: [ScoreRow] = []
  /// What the scores that the input can give are made by, with their place in the list of all.
  private let scores: [(place: Int, usesLabel: Bool, value: @Sendable (ScoreRow) -> Double)]
  private let source: any TileSource
  private let given: GivenLogits?

  init(_ job: ScoringJob) {
    self.job = job
    let padded = HeadTables.padded(job.classes)
    logits = AlignedStorage(count: padded, repeating: 0)
    unbiased =
      job.hasBias && job.biasFactors == nil ? AlignedStorage(count: padded, repeating: 0) : nil
    cosines = AlignedStorage(count: padded, repeating: 0)
    steep = AlignedStorage(count: job.classes, repeating: 0)
    columns = AlignedStorage(
      count: Score.all.count * ScoringOptions.tileRows, repeating: .nan)
    scores = Score.all.enumerated().filter { job.provides.isSuperset(of: $0.element.needs) }
      .map { ($0.offset, $0.element.usesLabel, $0.element.value) }
    found.reserveCapacity(ScoringOptions.tileRows)
    source = job.makeSource()
    given = job.makeGivenLogits()
  }

  /// The scores of one tile.
  func score(_ rows: Range<Int>) throws(NetworksError) -> ScoredTile {
    // Files that are read in order wait for every tile's turn, so a failure of one file must not
    // leave out the reading of the other.
    var failure: NetworksError?
    if let given {
      do throws(NetworksError) { try given.load(rows) } catch { failure = error }
    }
    try source.load(rows)
    if let failure { throw failure }
    var agreement = LogitAgreement()
    found.removeAll(keepingCapacity: true)
    for offset in 0..<rows.count {
      let row = rows.lowerBound + offset
      let scored = try score(row, at: offset)
      found.append(scored)
      if let given {
        given.compare(
          offset, row: row, computed: logits, predicted: scored.predicted, into: &agreement)
      }
    }
    // Score by score: to call another function for each value takes longer than to compute it.
    for (place, usesLabel, value) in scores {
      let column = unsafe columns.start + place * ScoringOptions.tileRows
      for (offset, row) in found.enumerated() {
        let value = row.target < 0 && usesLabel ? .nan : value(row)
        unsafe column[offset] = value.isFinite ? value : .nan
      }
    }
    let values = Score.all.indices.map { place in
      unsafe Array(
        UnsafeBufferPointer(
          start: columns.start + place * ScoringOptions.tileRows, count: rows.count))
    }
    let tile = ScoreTile(
      rows: rows, targetClasses: Array(job.labels[rows]), columns: values)
    return ScoredTile(tile: tile, agreement: agreement)
  }

  /// The logits of one tile, one row after the other.
  func logits(_ rows: Range<Int>) throws(NetworksError) -> [Double] {
    try source.load(rows)
    var values: [Double] = []
    for offset in 0..<rows.count {
      try source.fill(offset, logits: logits, unbiased: unbiased, cosines: cosines)
      unsafe values += UnsafeBufferPointer(start: logits.start, count: job.classes)
    }
    return values
  }

  /// Measures one row.
  private func score(_ row: Int, at offset: Int) throws(NetworksError) -> ScoreRow {
    try source.fill(offset, logits: logits, unbiased: unbiased, cosines: cosines)
    let target = Int(job.labels[row])
    let (classes, distances) = (job.classes, target >= 0 ? job.inverseDistances : nil)
    let distanceRow =
      unsafe distances.map { unsafe UnsafePointer($0.start + target * HeadTables.padded(classes)) }
    var sums = avh_scores()
    unsafe avh_score_row(
      logits.start, unbiased?.start, job.biasFactors?.values.start, cosines.start, classes,
      Int64(target), distanceRow, job.steepCosine, steep.start, &sums)
    guard sums.max_logit.isFinite, !sums.exp_rest.isNaN else { throw .overflow(row: row) }

    let predicted = Int(sums.predicted)
    let targetLogit = target >= 0 ? unsafe logits.start[target] : .nan
    let softmax = SoftmaxScores(sums, target: target, targetLogit: targetLogit)
    return ScoreRow(
      target: target, predicted: predicted, targetLogit: targetLogit, sums: sums, softmax: softmax,
      unbiasedConfidence: target < 0
        ? .nan
        : unbiasedConfidence(sums, target: target, predicted: predicted) ?? softmax.confidence,
      angles: angles(offset, sums, target: target), featureNorm: source.norm(offset),
      hasBias: job.hasBias)
  }

  /// The angles of one row.
  private func angles(_ offset: Int, _ sums: avh_scores, target: Int) -> ScoreRow.Angles {
    let predicted = Int(sums.predicted)
    var angles = ScoreRow.Angles()
    if target >= 0 { angles.target = source.angle(offset, target, cosines) }
    angles.predicted = predicted == target ? angles.target.angle : angle(offset, predicted)
    angles.sum = sums.angle_rest + angles.predicted
    if target >= 0, target != predicted { angles.sum += angles.target.angle }
    for place in 0..<sums.steep_count {
      angles.sum += unsafe angle(offset, Int(steep.start[place]))
    }
    if target >= 0 {
      let nearest = Int(sums.nearest_other)
      angles.nearestOther = nearest == predicted ? angles.predicted : angle(offset, nearest)
    }
    return angles
  }

  /// The probability of the target without bias, or nil when there is none.
  private func unbiasedConfidence(_ sums: avh_scores, target: Int, predicted: Int) -> Double? {
    if let factors = job.biasFactors {
      return factors.confidence(
        target: target, gap: unsafe logits.start[target] - sums.max_logit, predicted: predicted,
        rest: sums.exp_factored_rest)
    }
    guard let unbiased else { return nil }
    return unsafe exp(unbiased.start[target] - sums.max_unbiased) / sums.exp_unbiased
  }

  /// The angle to a class that is not the target: by arccosine where that is well conditioned.
  private func angle(_ offset: Int, _ index: Int) -> Double {
    let cosine = unsafe cosines.start[index]
    return abs(cosine) <= job.steepCosine
      ? acos(cosine) : source.angle(offset, index, cosines).angle
  }
}

/// A tile of scores with what was found on the way.
struct ScoredTile: Sendable {
  let tile: ScoreTile
  let agreement: LogitAgreement
}
