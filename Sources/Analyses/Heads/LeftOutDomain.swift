internal import Networks
internal import Statistics
internal import StudyValues

/// How the calibration of a head is measured.
struct HeadCalibration {
  let resamples: Int
  let seed: UInt64
  let threads: Int

  /// The expected calibration error in 15 bins of equal width.
  struct Measured {
    let error: Double
    /// The mean error of heads with the same confidences that are perfectly calibrated.
    let ifCalibrated: Double
    /// Confidence minus accuracy.
    let gap: Double
  }

  func measure(_ head: LeaveOneDomainOut.Outcome, _ correct: [Bool]) throws -> Measured {
    // A sum of exponentials can round the largest probability to just above 1.
    let confidence = head.confidences.map { min($0, 1) }
    let table = try CalibrationTable(confidence: confidence, correct: correct)
    let bias = try CalibrationBias(
      table, confidence: confidence, correct: correct, resamples: resamples, seed: seed,
      threads: threads)
    return Measured(
      error: table.expectedError, ifCalibrated: bias.expectedIfCalibrated, gap: table.signedGap)
  }
}

/// The rows of one domain that was left out: both losses with every seed.
struct LeftOutDomain {
  private let name: String
  private let rows: SeedRows
  private let crossEntropy: Heads
  private let avh: Heads
  private let chosen: [Double]
  private let validation: [(scale: Double, accuracies: [Double])]

  /// The heads of one loss, one per seed.
  private struct Heads {
    let accuracy: [Double]
    let correct: [[Bool]]
    let calibration: [HeadCalibration.Measured]

    init(
      _ heads: [LeaveOneDomainOut.Outcome], _ truth: [Int32], _ calibration: HeadCalibration
    ) throws {
      accuracy = heads.map(\.accuracy)
      correct = heads.map { zip($0.predictions, truth).map { $0 == $1 } }
      self.calibration = try zip(heads, correct).map { try calibration.measure($0, $1) }
    }
  }

  /// Sorts the heads by loss.
  ///
  /// - Parameters:
  ///   - name: The domain left out.
  ///   - heads: The two heads of each seed, cross-entropy first.
  ///   - truth: The classes of the test images.
  ///   - scales: The scales tried, in the order of each head's validation.
  ///   - calibration: How calibration is measured.
  ///   - rows: Makes the rows.
  /// - Throws: `StatisticsError` when a confidence is no probability.
  init(
    name: String, heads: [[LeaveOneDomainOut.Outcome]], truth: [Int32], scales: [Double],
    calibration: HeadCalibration, rows: SeedRows
  ) throws {
    self.name = name
    self.rows = rows
    let angular = heads.map { $0[1] }
    crossEntropy = try Heads(heads.map { $0[0] }, truth, calibration)
    avh = try Heads(angular, truth, calibration)
    chosen = angular.map {
      guard case .angularVisualHardness(let scale) = $0.loss else { return .nan }
      return scale
    }
    validation = scales.enumerated().map { place, scale in
      (scale, angular.map { $0.validation[place] })
    }
  }

  /// The means over domains, which weigh every domain alike.
  static func means(of domains: [LeftOutDomain]) -> [EstimateResult] {
    guard let rows = domains.first?.rows else { return [] }
    let group = "mean over domains"
    func mean(_ value: (LeftOutDomain) -> [Double]) -> [Double] {
      let columns = domains.map(value)
      return columns[0].indices.map { seed in
        columns.reduce(0) { $0 + $1[seed] } / Double(columns.count)
      }
    }
    let crossEntropy = mean { $0.crossEntropy.accuracy }
    let avh = mean { $0.avh.accuracy }
    let errors = (
      mean { $0.crossEntropy.calibration.map(\.error) }, mean { $0.avh.calibration.map(\.error) }
    )
    return [
      rows.mean("mean_accuracy_cross_entropy", of: group, crossEntropy),
      rows.mean("mean_accuracy_avh", of: group, avh),
      rows.difference("mean_accuracy_avh_minus_cross_entropy", of: group, avh, crossEntropy),
      rows.mean("mean_ece_cross_entropy", of: group, errors.0),
      rows.mean("mean_ece_avh", of: group, errors.1),
      rows.difference("mean_ece_avh_minus_cross_entropy", of: group, errors.1, errors.0),
    ]
  }

  var estimates: [EstimateResult] {
    get throws {
      let difference = "accuracy_avh_minus_cross_entropy"
      var output = [
        rows.mean("accuracy_cross_entropy", of: name, crossEntropy.accuracy),
        rows.mean("accuracy_avh", of: name, avh.accuracy),
        rows.difference(difference, of: name, avh.accuracy, crossEntropy.accuracy),
        rows.overImages(difference, of: name, avh.correct, crossEntropy.correct),
      ]
      output += calibrationRows
      output += validation.map { scale, accuracies in
        rows.mean("validation_accuracy_s\(Verdict.number(scale))", of: name, accuracies)
      }
      for seed in chosen.indices {
        let group = "\(name), seed \(seed + 1)"
        output.append(
          try rows.withinSeed(difference, of: group, avh.correct[seed], crossEntropy.correct[seed]))
        output.append(
          EstimateResult(
            analysis: rows.analysis, name: "chosen_scale", group: group, value: chosen[seed],
            method: "highest accuracy on a fifth of the training domains' images"))
      }
      return output
    }
  }

  private var calibrationRows: [EstimateResult] {
    let quantities: [(String, (HeadCalibration.Measured) -> Double)] = [
      ("ece", { $0.error }), ("ece_if_calibrated", { $0.ifCalibrated }), ("gap", { $0.gap }),
    ]
    return quantities.flatMap { name, value in
      let first = crossEntropy.calibration.map(value)
      let second = avh.calibration.map(value)
      let both = [
        rows.mean("\(name)_cross_entropy", of: self.name, first),
        rows.mean("\(name)_avh", of: self.name, second),
      ]
      guard name == "ece" else { return both }
      return both + [
        rows.difference("ece_avh_minus_cross_entropy", of: self.name, second, first)
      ]
    }
  }
}
