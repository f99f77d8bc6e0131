import Files
internal import RealModule
internal import Statistics
internal import StudyValues

/// The confidences of one run with what came of them: the rows of a calibration analysis.
struct CalibrationSample {
  /// Whose probabilities they are: network, condition, level, and as given or after temperature.
  let key: ResultKey
  /// The probability that the network gives its own answer.
  let confidence: [Double]
  /// Whether that answer is the label.
  let correct: [Bool]
  /// -ln p of the label; NaN where unknown.
  let losses: [Double]
  /// The true class of each image.
  let classes: [Int]

  /// The quantity of the points of a reliability diagram.
  static let reliability = "reliability"
  /// How probabilities are grouped, and the two groups.
  static let grouping = (name: "probabilities", given: "as given", scaled: "after temperature")

  /// The sample of a table; nil when the table lacks a needed score.
  init?(_ table: ImageTable, key: ResultKey) {
    guard let confidence = table.score("max_probability")?.values,
      let correct = table.score("correct")?.values
    else { return nil }
    let known = (0..<table.count).filter { !confidence[$0].isNaN && !correct[$0].isNaN }
    guard !known.isEmpty else { return nil }
    let loss = table.score("loss")?.values
    self.init(
      key: key, confidence: known.map { confidence[$0] },
      correct: known.map { correct[$0] == 1 }, losses: known.map { loss?[$0] ?? .nan },
      classes: known.map { table.targetClass[$0] })
  }

  /// The sample of some numbers.
  init(
    key: ResultKey, confidence: [Double], correct: [Bool], losses: [Double], classes: [Int]
  ) {
    self.key = key
    self.confidence = confidence
    self.correct = correct
    self.losses = losses
    self.classes = classes
  }

  /// Every measure of calibration, and the points of the reliability diagram.
  ///
  /// - Throws: The errors of `CalibrationTable`.
  func rows(
    bins: Int, resamples: Int, decisions: AnalysisDecisions
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
    func add(_ quantity: String, _ value: Double, _ note: String, n: Int? = nil) {
      rows.append(
        EstimateResult(
          key.with { $0.quantity = quantity }, value: value, n: n ?? table.n, note: note))
    }
    func add(_ quantity: String, over images: [Double], _ note: String) {
      guard let mean = MeanEstimate(images) else { return }
      rows.append(
        EstimateResult(
          key.with { $0.quantity = quantity }, over: mean, alpha: decisions.alpha, note: note))
    }
    rows.append(
      try EstimateResult(
        key.with { $0.quantity = "accuracy" }, share: correct.count { $0 }, of: table.n,
        alpha: decisions.alpha))
    add("mean_confidence", over: confidence, "largest probability")
    let gaps = zip(confidence, correct).map { $0 - ($1 ? 1 : 0) }
    add("signed_gap", over: gaps, "confidence - accuracy, above 0 overconfident")
    if let gap = MeanEstimate(gaps.means(byClass: classes)) {
      rows.append(
        EstimateResult(
          key.with { $0.quantity = "signed_gap_of_classes" }, overClasses: gap,
          alpha: decisions.alpha, note: "mean of the classes' gaps"))
    }
    var error = EstimateResult(
      key.with { ($0.quantity, $0.population) = ("ece", .images) }, value: table.expectedError,
      n: table.n, p: bias.pValue, log10P: Double.log10(bias.pValue),
      note: "\(bins) bins of equal width; p of perfect calibration")
    error.test = "resampling"
    rows.append(error)
    rows.append(
      EstimateResult(
        key.with { ($0.quantity, $0.population) = ("ece_corrected", .images) },
        value: bias.correctedError, low: bias.interval.low, high: bias.interval.high,
        interval: "basic bootstrap of images", n: table.n,
        note: "ECE less its bias by the bootstrap, which the interval is about"))
    add(
      "ece_if_calibrated", bias.expectedIfCalibrated,
      "mean ECE when every image is right with its confidence, \(resamples) resamples")
    rows.append(
      EstimateResult(
        key.with { $0.quantity = "ece_bracket" }, value: bias.bracket.low,
        rangeLow: bias.bracket.low, rangeHigh: bias.bracket.high, n: table.n,
        note: "ECE less its bias if calibrated; the range brackets the ECE without noise"))
    let worst = table.bins.max { abs($0.gap ?? 0) < abs($1.gap ?? 0) }
    add("mce", table.maximumError, "largest gap of a bin; n is that bin's images", n: worst?.n)
    add("ace", equalMass.expectedError, "\(equalMass.bins.count, "bin") of equal mass")
    add("brier", brier.score, "of confidence against correctness")
    add("brier_reliability", brier.reliability, "part of Brier; 0 when calibrated")
    add("brier_resolution", brier.resolution, "part of Brier; higher is better")
    add("brier_uncertainty", brier.uncertainty, "part of Brier; of the data")
    add("brier_within_bin", brier.withinBin, "part of Brier; what the bins hide")
    add("nll", over: losses.filter { !$0.isNaN }, "mean of -ln p of the label in nats")
    let points = table.bins.map { bin in
      SeriesPoint(
        key.with { $0.quantity = Self.reliability },
        x: bin.confidence ?? (bin.lower + bin.upper) / 2, value: bin.accuracy,
        low: bin.interval?.low, high: bin.interval?.high, n: bin.n)
    }
    return (rows, points)
  }
}
