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

  /// The losses as rows name them.
  static let losses = (crossEntropy: "cross-entropy", avh: "avh")

  /// The mean of each loss, and the difference of both.
  private static func rows(
    _ rows: SeedRows, _ quantity: String, on domain: String?, avh: [Double],
    crossEntropy: [Double]
  ) -> [EstimateResult] {
    [
      rows.mean(rows.key(quantity, losses.crossEntropy, on: domain), crossEntropy),
      rows.mean(rows.key(quantity, losses.avh, on: domain), avh),
      rows.difference(
        rows.key(
          "\(quantity)_difference", losses.avh, less: losses.crossEntropy, on: domain), avh,
        crossEntropy),
    ]
  }

  /// The means over domains, which weigh every domain alike.
  static func means(of domains: [LeftOutDomain]) -> [EstimateResult] {
    guard let seeds = domains.first?.rows else { return [] }
    func mean(_ value: (LeftOutDomain) -> [Double]) -> [Double] {
      let columns = domains.map(value)
      return columns[0].indices.map { seed in
        columns.reduce(0) { $0 + $1[seed] } / Double(columns.count)
      }
    }
    return rows(
      seeds, "mean_accuracy", on: nil, avh: mean { $0.avh.accuracy },
      crossEntropy: mean { $0.crossEntropy.accuracy })
      + rows(
        seeds, "mean_ece", on: nil, avh: mean { $0.avh.calibration.map(\.error) },
        crossEntropy: mean { $0.crossEntropy.calibration.map(\.error) })
  }

  var estimates: [EstimateResult] {
    get throws {
      let difference = rows.key(
        "accuracy_difference", Self.losses.avh, less: Self.losses.crossEntropy, on: name)
      var output =
        Self.rows(
          rows, "accuracy", on: name, avh: avh.accuracy, crossEntropy: crossEntropy.accuracy)
        + [rows.overImages(difference, avh.correct, crossEntropy.correct)] + calibrationRows
      output += validation.map { scale, accuracies in
        rows.mean(
          rows.key("validation_accuracy", Self.losses.avh, on: name).with { $0.level = scale },
          accuracies)
      }
      for seed in chosen.indices {
        output.append(
          try rows.withinSeed(
            difference, seed: seed, avh.correct[seed], crossEntropy.correct[seed]))
        output.append(
          EstimateResult(
            SeedRows.key(rows.key("chosen_scale", Self.losses.avh, on: name), ofSeed: seed),
            value: chosen[seed],
            note: "highest accuracy on a fifth of the training domains' images"))
      }
      return output
    }
  }

  private var calibrationRows: [EstimateResult] {
    let quantities: [(String, (HeadCalibration.Measured) -> Double)] = [
      ("ece", { $0.error }), ("ece_if_calibrated", { $0.ifCalibrated }), ("gap", { $0.gap }),
    ]
    return quantities.flatMap { quantity, value in
      let both = Self.rows(
        rows, quantity, on: name, avh: avh.calibration.map(value),
        crossEntropy: crossEntropy.calibration.map(value))
      return quantity == "ece" ? both : Array(both.prefix(2))
    }
  }
}
