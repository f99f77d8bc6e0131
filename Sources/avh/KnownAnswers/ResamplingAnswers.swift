import Statistics

/// The cases about bootstrap and permutation.
enum ResamplingAnswers {
  static func bootstrap(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let distribution = try BootstrapDistribution(
      estimate: arguments.number("estimate"), replicates: arguments.numbers("replicates"))
    let level = try arguments.number("confidence")
    var percentile: [String: AnswerValue] = [:]
    percentile.add(interval: try distribution.percentile(level: level))
    var basic: [String: AnswerValue] = [:]
    basic.add(interval: try distribution.basic(level: level))
    return [
      "percentile": .fields(percentile), "basic": .fields(basic),
      "standard_error": .number(distribution.standardError), "bias": .number(distribution.bias),
      "bca": try bca(distribution, level: level, jackknife: arguments.numbers("jackknife")),
    ]
  }

  private static func bca(
    _ distribution: BootstrapDistribution, level: Double, jackknife: [Double]
  ) -> AnswerValue {
    do throws(StatisticsError) {
      let corrected = try distribution.bca(
        level: level, acceleration: BootstrapDistribution.acceleration(jackknife: jackknife))
      var fields: [String: AnswerValue] = [
        "z0": .number(corrected.biasCorrection), "acceleration": .number(corrected.acceleration),
        "alpha_low": .number(corrected.alphaLow), "alpha_high": .number(corrected.alphaHigh),
      ]
      fields.add(interval: corrected.interval)
      return .fields(fields)
    } catch {
      return .undefined(error.description)
    }
  }

  static func permutationExact(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let tails = try PermutationTails(
      arguments.numbers("x"), arguments.numbers("y"), method: arguments.method("statistic"))
    return [
      "permutations": .count(tails.permutations),
      "count_greater_equal": .count(tails.greaterOrEqual),
      "count_less_equal": .count(tails.lessOrEqual), "count_absolute": .count(tails.absolute),
      "p_greater": .number(tails.greaterTail), "p_less": .number(tails.lessTail),
      "p_two_sided_absolute": .number(tails.absoluteTail),
      "p_two_sided_doubled": .number(tails.pValue(.twoSided).p),
    ]
  }

  static func permutationP(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let (extreme, resamples) = try (arguments.count("extreme"), arguments.count("resamples"))
    guard resamples >= 0, (0...resamples).contains(extreme) else {
      throw StatisticsError.outOfRange(
        name: "extreme", value: Double(extreme), allowed: "at least 0 and at most resamples")
    }
    return ["p": .number(PermutationTest.pValue(extreme: extreme, resamples: resamples))]
  }
}
