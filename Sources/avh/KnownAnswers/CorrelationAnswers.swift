import Statistics

/// The cases about one correlation.
enum CorrelationAnswers {
  static func pearson(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let pearson = try PearsonCorrelation(
      arguments.numbers("x"), arguments.numbers("y"), missing: arguments.missingValues())
    var fields: [String: AnswerValue] = [
      "r": .number(pearson.coefficient), "n": .count(pearson.n),
      "df": .count(pearson.degreesOfFreedom),
    ]
    // The formula itself, which other programs print for r = 1 too.
    fields.add(
      tests: {
        try SignificanceTest.correlation(
          pearson.coefficient, n: pearson.n, unexplained: pearson.unexplained, $0)
      }, count: pearson.n)
    if pearson.n >= 4 {
      let level = try arguments.number("confidence")
      fields.add(interval: try pearson.interval(level: level))
    }
    return fields
  }

  static func spearman(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let spearman = try SpearmanCorrelation(
      arguments.numbers("x"), arguments.numbers("y"), missing: arguments.missingValues())
    var fields: [String: AnswerValue] = [
      "rho": .number(spearman.coefficient), "n": .count(spearman.n),
      "df": .count(spearman.degreesOfFreedom),
      "sum_squared_rank_differences": .number(spearman.sumSquaredRankDifferences),
    ]
    fields.add(tests: { try spearman.test($0, distribution: .studentT) }, count: spearman.n)
    if spearman.n <= SpearmanCorrelation.exactLimit, !spearman.tiesX.areAny, !spearman.tiesY.areAny
    {
      fields.add(exact: { try spearman.test($0, distribution: .exact) }, count: spearman.n)
    }
    return fields
  }

  static func kendall(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let kendall = try KendallCorrelation(
      arguments.numbers("x"), arguments.numbers("y"), missing: arguments.missingValues())
    var fields: [String: AnswerValue] = [
      "tau_b": .number(kendall.coefficient), "n": .count(kendall.n),
      "concordant": .count(kendall.concordant), "discordant": .count(kendall.discordant),
      "ties_x": .count(kendall.tiesX.pairs), "ties_y": .count(kendall.tiesY.pairs),
      "var_S": .number(kendall.scoreVariance), "z": .number(kendall.z),
    ]
    for (name, alternative) in Alternative.fields {
      let pValue = fieldOrNaN(kendall.n) { try kendall.test(alternative, distribution: .normal) }
      fields["asymptotic_p_\(name)"] = .number(pValue.p)
      if alternative == .twoSided { fields["asymptotic_ln_p_\(name)"] = .number(pValue.lnP) }
    }
    if kendall.n <= KendallCorrelation.exactLimit, !kendall.tiesX.areAny, !kendall.tiesY.areAny {
      fields.add(exact: { try kendall.test($0, distribution: .exact) }, count: kendall.n)
    }
    return fields
  }

  static func pFromR(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let (r, n) = try (arguments.number("r"), arguments.count("n"))
    var fields: [String: AnswerValue] = [:]
    // The statistic is refused for fewer than three pairs; the case then has no value.
    _ = try SignificanceTest.correlation(r, n: n)
    fields.add(tests: { try SignificanceTest.correlation(r, n: n, $0) }, count: n)
    return fields
  }

  static func fisherInterval(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    var fields: [String: AnswerValue] = [:]
    fields.add(interval: try around(arguments, "r", .fisherZ))
    return fields
  }

  static func spearmanInterval(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    var fields: [String: AnswerValue] = [:]
    for (name, method) in [
      ("fisher", IntervalMethod.fisherZ), ("fieller", .fieller),
      ("bonett_wright", .bonettWright),
    ] {
      var limits: [String: AnswerValue] = [:]
      limits.add(interval: try around(arguments, "rho", method))
      fields[name] = .fields(limits)
    }
    return fields
  }

  static func kendallInterval(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    var fields: [String: AnswerValue] = [:]
    fields.add(interval: try around(arguments, "tau", .kendallFieller))
    return fields
  }

  static func partial(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let partial = try PartialCorrelation(
      arguments.numbers("x"), arguments.numbers("y"), covariates: arguments.rows("covariates"),
      method: arguments.method())
    var fields: [String: AnswerValue] = [
      "r": .number(partial.coefficient), "n": .count(partial.n),
      "df": .count(partial.degreesOfFreedom),
    ]
    fields.add(tests: { try partial.test($0) }, count: partial.n)
    if partial.n - partial.covariates >= 4 {
      let level = try arguments.number("confidence")
      fields.add(interval: try partial.interval(level: level))
    }
    return fields
  }

  static func weighted(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let weighted = try WeightedPearson(
      arguments.numbers("x"), arguments.numbers("y"), weights: arguments.numbers("weights"))
    return ["r": .number(weighted.coefficient)]
  }

  static func rank(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let ranking = try Ranking(arguments.numbers("x"))
    return [
      "average": .numbers(ranking.average), "min": .counts(ranking.minimum),
      "max": .counts(ranking.maximum), "dense": .counts(ranking.dense),
      "ordinal": .counts(ranking.ordinal),
    ]
  }

  static func power(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let power = try CorrelationPower.twoSided(
      r: arguments.number("r"), n: arguments.count("n"), alpha: arguments.number("alpha"))
    return ["power": .number(power)]
  }

  static func bayesFactor(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let factor = try CorrelationBayesFactor(
      r: arguments.number("r"), n: arguments.count("n"), kappa: arguments.number("kappa"))
    return ["bf10": .number(factor.value), "ln_bf10": .number(factor.ln)]
  }

  private static func around(
    _ arguments: CaseArguments, _ name: String, _ method: IntervalMethod
  ) throws -> Interval {
    try method.interval(
      around: arguments.number(name), n: arguments.count("n"), level: arguments.number("confidence")
    )
  }
}

/// The p-value of a test, NaN where two pairs are too few for one.
private func fieldOrNaN(_ count: Int, _ test: () throws -> SignificanceTest) -> PValue {
  (try? test().pValue) ?? PValue(p: .nan, lnP: .nan)
}

extension Alternative {
  /// The alternatives under the names that fields have.
  static let fields: [(String, Alternative)] = [
    ("two_sided", .twoSided), ("less", .less), ("greater", .greater),
  ]
}

extension [String: AnswerValue] {
  /// Adds the limits of an interval.
  mutating func add(interval: Interval) {
    self["ci_low"] = .number(interval.low)
    self["ci_high"] = .number(interval.high)
  }

  /// Adds a statistic t with all its p-values; with two pairs they are NaN.
  mutating func add(tests: (Alternative) throws -> SignificanceTest, count: Int) {
    if let statistic = try? tests(.twoSided).statistic { self["t"] = .number(statistic) }
    for (name, alternative) in Alternative.fields {
      let pValue = fieldOrNaN(count) { try tests(alternative) }
      self["p_\(name)"] = .number(pValue.p)
      self["ln_p_\(name)"] = .number(pValue.lnP)
      if alternative == .twoSided { self["log10_p_\(name)"] = .number(pValue.log10P) }
    }
  }

  /// Adds exact p-values; with two pairs they are NaN.
  mutating func add(exact: (Alternative) throws -> SignificanceTest, count: Int) {
    for (name, alternative) in Alternative.fields {
      self["exact_p_\(name)"] = .number(fieldOrNaN(count) { try exact(alternative) }.p)
    }
  }
}
