extension JointCorrelations {
  /// Returns the covariance of the strengths that comes from the choice of annotators.
  ///
  /// HSF is computed again without each annotator, and with it every coefficient:
  /// `(K - 1)/K sum over annotators of (s_(-k) - mean)(s_(-k) - mean)'` for K annotators who gave answers.
  /// The degrees of freedom are those of the effective number of annotators,
  /// `(sum of a_k)^2 / sum of a_k^2 - 1` for a_k answers each: K - 1 where all gave equally many, few
  /// where few gave nearly all. It is for annotators *crossed* with images (each judged many of the
  /// same images) and is added to the covariance over images or classes. Where votes are nested in
  /// images (each annotator saw few), leave it out: resampling images already contains the voting noise.
  ///
  /// The chance of single answers is in the covariance over images *and* in the jackknife. Two-way
  /// clustering subtracts it once (Cameron, Gelbach & Miller 2011, doi:10.1198/jbes.2010.07136,
  /// eq. 2.5). Here it is the mean jackknife over data in which the answers to each image were dealt
  /// anew to its annotators, so that nobody has habits and only that chance is left. What remains is
  /// made positive semidefinite. With no deals the plain jackknife is returned: intervals then cover
  /// 97 to 99 % where 95 % is asked for.
  ///
  /// The human measure of this value must be the HSF of these answers; the scores stay as they are.
  /// An image that loses its only annotator takes no part in that leave-out.
  ///
  /// - Parameters:
  ///   - raters: The answers, with images in the order of the scores.
  ///   - deals: How often answers are dealt anew; more give a steadier estimate.
  ///   - seed: What the deals are drawn from.
  ///   - threads: The most threads; nothing uses every processor. The result does not depend on it.
  /// - Returns: A source named `annotators` for ``StrengthCovariance/adding(_:)``.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` for another number of images,
  ///   ``StatisticsError/tooFewClusters(needed:got:)`` for fewer than 3 annotators,
  ///   ``StatisticsError/undefined(reason:)`` when the human measure is not the HSF of the answers, or
  ///   HSF is constant without some annotator.
  /// - Complexity: O(deals * annotators * (images log images + scores * images)).
  public func raterCovariance(
    _ raters: RaterSelections, deals: Int = 8, seed: UInt64 = 1, threads: Int? = nil
  ) throws(StatisticsError) -> StrengthCovariance.Source {
    guard raters.imageCount == imageCount else {
      throw .lengthMismatch(expected: imageCount, got: raters.imageCount)
    }
    try checkHuman(raters.totals)
    let (matrix, df) = try jackknife(raters, threads: threads)
    var result = matrix
    for deal in 0..<deals {
      var random = SplitMix64(seed: seed, stream: deal)
      let dealt = try jackknife(raters.dealtAnew(&random), threads: threads).matrix
      for index in result.indices { result[index] -= dealt[index] / Double(deals) }
    }
    if deals > 0 { result = PositivePart.of(result, count: sample.scores.count) }
    return StrengthCovariance.Source(name: "annotators", matrix: turned(result), df: df)
  }

  /// The covariance of the coefficients by leaving out one annotator after the other.
  private func jackknife(
    _ raters: RaterSelections, threads: Int?
  ) throws(StatisticsError) -> (matrix: [Double], df: Double) {
    let active = (0..<raters.raterCount).filter { rater in
      (raters.offsets[rater]..<raters.offsets[rater + 1]).contains { raters.shown[$0] > 0 }
    }
    guard active.count >= 3 else { throw .tooFewClusters(needed: 3, got: active.count) }
    let totals = raters.totals
    let sample = self.sample
    let leaveOuts = Parallel.mapRanges(count: active.count, threads: threads) {
      range -> [[Double]] in
      var engine = WeightedCorrelation()
      return range.map { index in
        var selected = totals.selected
        var shown = totals.shown
        let rater = active[index]
        for entry in raters.offsets[rater]..<raters.offsets[rater + 1] {
          selected[Int(raters.images[entry])] -= Int(raters.selected[entry])
          shown[Int(raters.images[entry])] -= Int(raters.shown[entry])
        }
        let weights = shown.map { Int32($0 > 0 ? 1 : 0) }
        let frequencies = shown.indices.map {
          shown[$0] > 0 ? Double(selected[$0]) / Double(shown[$0]) : 0
        }
        let human = CodedVariable(frequencies, needsMoments: sample.method == .pearson)
        let total = weights.reduce(0) { $0 + Int($1) }
        return sample.scores.map {
          engine.estimate(sample.method, $0, human, weights: weights, total: total)
        }
      }
    }
    if leaveOuts.contains(where: { $0.contains(where: \.isNaN) }) {
      throw .undefined(reason: "HSF or a score is constant once one annotator is left out")
    }
    let scores = sample.scores.count
    let count = Double(active.count)
    let means = (0..<scores).map { score in leaveOuts.reduce(0) { $0 + $1[score] } / count }
    var matrix = [Double](repeating: 0, count: scores * scores)
    for row in leaveOuts {
      for a in 0..<scores {
        for b in 0..<scores {
          matrix[a * scores + b] += (row[a] - means[a]) * (row[b] - means[b]) * (count - 1) / count
        }
      }
    }
    let answers = active.map { rater in
      (raters.offsets[rater]..<raters.offsets[rater + 1]).reduce(0.0) {
        $0 + Double(raters.shown[$1])
      }
    }
    let sum = answers.reduce(0, +)
    return (matrix, sum * sum / answers.reduce(0) { $0 + $1 * $1 } - 1)
  }

  /// The ranks of HSF must be those of the human measure this value was made with.
  private func checkHuman(
    _ totals: (selected: [Int], shown: [Int])
  ) throws(StatisticsError) {
    guard !totals.shown.contains(0) else {
      throw .undefined(reason: "an image has no answer; leave it out of the scores too")
    }
    let frequencies = totals.shown.indices.map {
      Double(totals.selected[$0]) / Double(totals.shown[$0])
    }
    guard RankCodes(frequencies).codes == sample.human.ranks.codes else {
      throw .undefined(
        reason: "the human measure is not the selection frequency of these answers")
    }
  }
}
