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
      count: ScoreKind.allCases.count * ScoringOptions.tileRows, repeating: .nan)
    source = job.makeSource()
    given = job.makeGivenLogits()
  }

  /// The scores of one tile.
  func score(_ rows: Range<Int>) throws(ScoringError) -> ScoredTile {
    // Files that are read in order wait for every tile's turn, so a failure of one file must not
    // leave out the reading of the other.
    var failure: ScoringError?
    if let given {
      do throws(ScoringError) { try given.load(rows) } catch { failure = error }
    }
    try source.load(rows)
    if let failure { throw failure }
    var agreement = LogitAgreement()
    for offset in 0..<rows.count {
      let row = rows.lowerBound + offset
      let found = try score(row, at: offset)
      if let given {
        given.compare(offset, row: row, computed: logits, predicted: found, into: &agreement)
      }
    }
    let values = ScoreKind.allCases.map { kind in
      unsafe Array(
        UnsafeBufferPointer(
          start: columns.start + kind.position * ScoringOptions.tileRows, count: rows.count))
    }
    let tile = ScoreTile(
      rows: rows, targetClasses: Array(job.labels[rows]), columns: values)
    return ScoredTile(tile: tile, agreement: agreement)
  }

  /// The logits of one tile, one row after the other.
  func logits(_ rows: Range<Int>) throws(ScoringError) -> [Double] {
    try source.load(rows)
    var values: [Double] = []
    for offset in 0..<rows.count {
      try source.fill(offset, logits: logits, unbiased: unbiased, cosines: cosines)
      unsafe values += UnsafeBufferPointer(start: logits.start, count: job.classes)
    }
    return values
  }

  /// Scores one row and returns its predicted class.
  private func score(_ row: Int, at offset: Int) throws(ScoringError) -> Int {
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
    let targetAngle = target < 0 ? nil : source.angle(offset, target, cosines)
    let predictedAngle =
      predicted == target ? targetAngle?.angle ?? .nan : angle(offset, predicted)
    var angleSum = sums.angle_rest + predictedAngle
    if let targetAngle, target != predicted { angleSum += targetAngle.angle }
    for place in 0..<sums.steep_count { angleSum += unsafe angle(offset, Int(steep.start[place])) }

    let cells = RowCells(columns: columns, offset: offset)
    let norm = source.norm(offset)
    let softmax = SoftmaxScores(
      sums, target: target, targetLogit: target >= 0 ? unsafe logits.start[target] : .nan)
    cells[.avhPredicted] = predictedAngle / angleSum
    cells[.maxProbability] = softmax.maxProbability
    cells[.entropy] = softmax.entropy
    cells[.energy] = -softmax.logSumExp
    cells[.maxLogit] = sums.max_logit
    cells[.featureNorm] = norm
    cells[.predictedClass] = Double(predicted)
    guard let targetAngle else {
      for kind in ScoreKind.labelled { cells[kind] = .nan }
      return predicted
    }

    let nearest = Int(sums.nearest_other)
    let nearestAngle = nearest == predicted ? predictedAngle : angle(offset, nearest)
    cells[.avh] = targetAngle.angle / angleSum
    cells[.angle] = targetAngle.angle
    cells[.angularGap] = targetAngle.angle - nearestAngle
    cells[.cosine] = targetAngle.cosine
    cells[.confidence] = softmax.confidence
    cells[.confidenceUnbiased] =
      unbiasedConfidence(sums, target: target, predicted: predicted) ?? softmax.confidence
    cells[.margin] = softmax.margin
    cells[.logitMargin] = unsafe logits.start[target] - sums.max_other
    cells[.loss] = softmax.loss
    cells[.el2n] = softmax.errorNorm
    cells[.grand] =
      softmax.errorNorm * (job.hasBias ? (1 + norm * norm).squareRoot() : norm)
    cells[.boundaryDistance] =
      distances != nil && sums.boundary < .infinity ? sums.boundary : .nan
    cells[.rank] = Double(sums.ahead + 1)
    cells[.correct] = predicted == target ? 1 : 0
    return predicted
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

extension ScoreKind {
  /// The scores that need a target class.
  static let labelled = allCases.filter { $0.description.usesLabel }
}

/// Writes the scores of one row to their columns.
private struct RowCells {
  let columns: AlignedStorage<Double>
  let offset: Int

  subscript(kind: ScoreKind) -> Double {
    get { unsafe columns.start[kind.position * ScoringOptions.tileRows + offset] }
    nonmutating set {
      unsafe columns.start[kind.position * ScoringOptions.tileRows + offset] = newValue
    }
  }
}
