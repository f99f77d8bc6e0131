internal import RealModule
internal import Statistics
internal import StudyValues

/// The confidences of one run with what came of them: the rows of a calibration analysis.
struct CalibrationSample {
  /// What the rows belong to, for example `resnet` or `resnet noise 3`.
  let group: String
  /// What is added to each row's name, for example `_after_temperature`.
  let suffix: String
  /// The probability that the network gives its own answer.
  let confidence: [Double]
  /// Whether that answer is the label.
  let correct: [Bool]
  /// -ln p of the label; NaN where unknown.
  let losses: [Double]
  /// The true class of each image.
  let classes: [Int]

  /// The sample of a table; nil when the table lacks a needed score.
  init?(_ table: ImageTable, group: String) {
    guard let confidence = table.score("max_probability")?.values,
      let correct = table.score("correct")?.values
    else { return nil }
    let known = (0..<table.count).filter { !confidence[$0].isNaN && !correct[$0].isNaN }
    guard !known.isEmpty else { return nil }
    let loss = table.score("loss")?.values
    self.init(
      group: group, suffix: "", confidence: known.map { confidence[$0] },
      correct: known.map { correct[$0] == 1 }, losses: known.map { loss?[$0] ?? .nan },
      classes: known.map { table.targetClass[$0] })
  }

  /// The sample of some numbers.
  init(
    group: String, suffix: String, confidence: [Double], correct: [Bool], losses: [Double],
    classes: [Int]
  ) {
    self.group = group
    self.suffix = suffix
    self.confidence = confidence
    self.correct = correct
    self.losses = losses
    self.classes = classes
  }

  /// Every measure of calibration, and the points of the reliability diagram.
  ///
  /// - Throws: The errors of `CalibrationTable`.
  func rows(
    id: String, bins: Int, resamples: Int, decisions: AnalysisDecisions
  ) throws(StatisticsError) -> (estimates: [EstimateResult], series: [SeriesPoint]) {
    let level = 1 - decisions.alpha
    let table = try CalibrationTable(
      confidence: confidence, correct: correct, binning: .equalWidth(bins), level: level)
    let equalMass = try CalibrationTable(
      confidence: confidence, correct: correct, binning: .equalMass(bins), level: level)
    let bias = try CalibrationBias(
      table, confidence: confidence, correct: correct, resamples: resamples, level: level,
      seed: decisions.seed, threads: decisions.threads)
    let brier = try BrierDecomposition(table, confidence: confidence, correct: correct)
    var rows: [EstimateResult] = []
    func add(
      _ name: String, _ value: Double, _ limits: (low: Double, high: Double)?,
      _ method: String, p: Double? = nil, n: Int? = nil
    ) {
      rows.append(
        EstimateResult(
          analysis: id, name: name + suffix, group: group, value: value, low: limits?.low,
          high: limits?.high, n: n ?? table.n, method: method, p: p,
          log10P: p.map { Double.log10($0) }))
    }
    let right = correct.count { $0 }
    let wilson = try Proportion.wilson(successes: right, trials: table.n, level: level)
    add("accuracy", table.accuracy, (wilson.low, wilson.high), "Wilson")
    if let mean = MeanEstimate(confidence) {
      add(
        "mean_confidence", mean.value, mean.interval(alpha: decisions.alpha),
        "largest probability; normal interval over images")
    }
    let gaps = zip(confidence, correct).map { $0 - ($1 ? 1 : 0) }
    if let gap = MeanEstimate(gaps) {
      add(
        "signed_gap", gap.value, gap.interval(alpha: decisions.alpha),
        "confidence - accuracy, above 0 overconfident; normal interval over images")
    }
    if let gap = MeanEstimate(gaps.means(byClass: classes)) {
      add(
        "signed_gap_of_classes", gap.value, gap.tInterval(alpha: decisions.alpha),
        "mean of the classes' gaps; t over classes", n: gap.n)
    }
    add(
      "ece", table.expectedError, (bias.interval.low, bias.interval.high),
      "\(bins) bins of equal width; basic bootstrap of images; p of perfect calibration",
      p: bias.pValue)
    add(
      "ece_if_calibrated", bias.expectedIfCalibrated, nil,
      "mean ECE when every image is right with its confidence, \(resamples) resamples")
    add(
      "ece_bracket", bias.bracket.low, (bias.bracket.low, bias.bracket.high),
      "ECE less its bias if calibrated; the limits bracket the ECE without noise")
    let worst = table.bins.max { abs($0.gap ?? 0) < abs($1.gap ?? 0) }
    add(
      "mce", table.maximumError, nil, "largest gap of a bin; n is that bin's images",
      n: worst?.n)
    add("ace", equalMass.expectedError, nil, "\(equalMass.bins.count) bins of equal mass")
    add("brier", brier.score, nil, "of confidence against correctness")
    add("brier_reliability", brier.reliability, nil, "part of Brier; 0 when calibrated")
    add("brier_resolution", brier.resolution, nil, "part of Brier; higher is better")
    add("brier_uncertainty", brier.uncertainty, nil, "part of Brier; of the data")
    add("brier_within_bin", brier.withinBin, nil, "part of Brier; what the bins hide")
    if let loss = MeanEstimate(losses.filter { !$0.isNaN }) {
      add(
        "nll", loss.value, loss.interval(alpha: decisions.alpha),
        "mean of -ln p of the label in nats; normal interval over images", n: loss.n)
    }
    let points = table.bins.map { bin in
      SeriesPoint(
        analysis: id, name: "\(group):reliability\(suffix)",
        x: bin.confidence ?? (bin.lower + bin.upper) / 2, value: bin.accuracy,
        low: bin.interval?.low, high: bin.interval?.high, n: bin.n)
    }
    return (rows, points)
  }
}
