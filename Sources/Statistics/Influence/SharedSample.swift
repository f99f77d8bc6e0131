/// Scores that share one human measure, checked, ranked once, with their influence values.
struct SharedSample: Sendable {
  let method: CorrelationMethod
  let human: CodedVariable
  let scores: [CodedVariable]
  /// The coefficient of each score with the human measure.
  let estimates: [Double]
  /// The influence value of each image on each coefficient, one row a score.
  let influence: [[Double]]

  /// What standard errors are made from: influence values, for Pearson those of the jackknife,
  /// `(n - 1)(mean of the leave-outs - leave-out)`.
  ///
  /// In small samples the plug-in values of Pearson make standard errors too small (coverage 90 % with 50
  /// images and HSF near 1). Where leaving out one image leaves a constant, they are used all the same.
  let deviations: [[Double]]

  /// The number of images.
  var count: Int { human.ranks.count }

  init(
    _ method: CorrelationMethod, scores: [[Double]], human: [Double], threads: Int? = nil
  ) throws(StatisticsError) {
    guard !scores.isEmpty else { throw .emptyInput(name: "scores") }
    let needsMoments = method == .pearson
    try Self.check(human, name: "human", count: human.count, finite: needsMoments)
    for (index, score) in scores.enumerated() {
      let name = scores.count == 1 ? "score" : "score \(index)"
      try Self.check(score, name: name, count: human.count, finite: needsMoments)
    }
    let coded = CodedVariable(human, needsMoments: needsMoments)
    let results = Parallel.map(count: scores.count, threads: threads) {
      index -> (CodedVariable, Double, [Double]) in
      let score = CodedVariable(scores[index], needsMoments: needsMoments)
      var values = [Double](repeating: 0, count: human.count)
      let ones = [Int32](repeating: 1, count: human.count)
      let influence = InfluenceFunctions.evaluate(
        method, score, coded, weights: ones, total: human.count, into: &values)
      guard !influence.isNaN else { return (score, .nan, values) }
      // The arithmetic of the resamples, so that an equal resample gives an equal number.
      var engine = WeightedCorrelation()
      let estimate = engine.estimate(method, score, coded, weights: ones, total: human.count)
      return (score, estimate, values)
    }
    self.method = method
    self.human = coded
    self.scores = results.map(\.0)
    estimates = results.map(\.1)
    influence = results.map(\.2)
    guard method == .pearson else {
      deviations = influence
      return
    }
    deviations = results.map { score, _, values in
      let leaveOuts = DeleteOneCorrelations.values(.pearson, score, coded)
      guard !leaveOuts.contains(where: \.isNaN) else { return values }
      let mean = leaveOuts.reduce(0, +) / Double(leaveOuts.count)
      return leaveOuts.map { Double(leaveOuts.count - 1) * (mean - $0) }
    }
  }

  private static func check(
    _ values: [Double], name: String, count: Int, finite: Bool
  ) throws(StatisticsError) {
    guard values.count == count else {
      throw .lengthMismatch(expected: count, got: values.count)
    }
    guard count >= 3 else { throw .tooFewValues(needed: 3, got: count) }
    guard count < Int(Int32.max) else {
      throw .tooManyValues(allowed: Int(Int32.max) - 1, got: count)
    }
    if let index = values.firstIndex(where: \.isNaN) {
      throw .notANumber(name: name, index: index)
    }
    if finite, let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(name: name, index: index)
    }
    guard values.contains(where: { $0 != values[0] }) else { throw .constant(name: name) }
  }
}
