import Statistics

/// The cases about annotators, reliability and calibration.
enum AgreementAnswers {
  static func spearmanBrown(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let reliability = try SpearmanBrown.steppedUp(
      arguments.number("r"), factor: arguments.number("factor"))
    return ["reliability": .number(reliability)]
  }

  static func disattenuate(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let result = try Disattenuation(
      arguments.number("r"), reliabilityX: arguments.number("reliability_x"),
      reliabilityY: arguments.number("reliability_y"))
    return ["corrected": .number(result.corrected), "exceeds_one": .flag(result.exceedsOne)]
  }

  static func splitHalf(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let split = try SplitHalf(arguments.numbers("half_a"), arguments.numbers("half_b"))
    return [
      "r": .number(split.pearson), "reliability": .number(split.reliability),
      "rho": .number(split.spearman),
      "reliability_from_rho": .number(split.reliabilityFromSpearman),
    ]
  }

  static func krippendorff(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let name = try arguments.word("metric")
    guard let metric = KrippendorffAlpha.Metric(rawValue: name) else {
      throw StatisticsError.unknownMethod(
        name: name, allowed: KrippendorffAlpha.Metric.allCases.map(\.rawValue))
    }
    let alpha = try KrippendorffAlpha(RatedUnits(arguments.rows("units")), metric: metric)
    return [
      "alpha": .number(alpha.alpha),
      "observed_disagreement": .number(alpha.observedDisagreement),
      "expected_disagreement": .number(alpha.expectedDisagreement),
      "pairable_values": .count(alpha.pairableValues), "units_used": .count(alpha.unitsUsed),
    ]
  }

  static func fleiss(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let kappa = try FleissKappa(arguments.table("table"))
    return [
      "kappa": .number(kappa.kappa), "p_bar": .number(kappa.observedAgreement),
      "p_expected": .number(kappa.expectedAgreement),
      "se_null": .number(kappa.nullStandardError), "z": .number(kappa.z),
      "category_proportions": .numbers(kappa.categoryShares),
    ]
  }

  static func calibration(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let confidence = try arguments.numbers("confidence")
    let correct = try arguments.numbers("correct").map { value in
      guard value == 0 || value == 1 else {
        throw KnownAnswersError.badArgument(
          function: arguments.function, name: "correct", expected: "an array of 0 and 1")
      }
      return value == 1
    }
    let bins = try arguments.count("bins")
    var fields: [String: AnswerValue] = [:]
    for (name, binning) in [
      ("right_closed", CalibrationTable.Binning.equalWidth(bins)),
      ("left_closed", .equalWidthLeftClosed(bins)),
    ] {
      let table = try CalibrationTable(
        confidence: confidence, correct: correct, binning: binning)
      fields[name] = .fields([
        "ece": .number(table.expectedError), "mce": .number(table.maximumError),
        "rms": .number(table.rootMeanSquareError), "counts": .counts(table.bins.map(\.n)),
      ])
    }
    return fields
  }
}
