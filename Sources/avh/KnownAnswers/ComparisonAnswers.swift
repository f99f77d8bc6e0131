import Statistics

/// The cases about two correlations or several p-values.
enum ComparisonAnswers {
  static func dependent(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let pair = try DependentCorrelations(
      first: arguments.number("r_jk"), second: arguments.number("r_jh"),
      between: arguments.number("r_kh"), n: arguments.count("n"))
    return try fields(pair, level: arguments.number("confidence"))
  }

  static func dependentData(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let pair = try DependentCorrelations(
      target: arguments.numbers("target"), first: arguments.numbers("first"),
      second: arguments.numbers("second"), method: arguments.method())
    var fields = try fields(pair, level: arguments.number("confidence"))
    fields["r_jk"] = .number(pair.first)
    fields["r_jh"] = .number(pair.second)
    fields["r_kh"] = .number(pair.between)
    fields["n"] = .count(pair.n)
    return fields
  }

  static func independent(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let pair = try IndependentCorrelations(
      arguments.number("r1"), n: arguments.count("n1"), arguments.number("r2"),
      n: arguments.count("n2"))
    let interval = try pair.zouInterval(level: arguments.number("confidence"))
    var fields = tests { pair.test($0) }
    fields["z"] = fields.removeValue(forKey: "statistic")
    fields["difference"] = .number(pair.difference)
    fields["cohen_q"] = .number(pair.cohenQ)
    fields["zou_ci_low"] = .number(interval.low)
    fields["zou_ci_high"] = .number(interval.high)
    return fields
  }

  static func independentFisherZ(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    var fields = try tests { alternative in
      try IndependentCorrelations.fromFisherZ(
        arguments.number("z1"), n: arguments.count("n1"), arguments.number("z2"),
        n: arguments.count("n2"), alternative)
    }
    fields["z"] = fields.removeValue(forKey: "statistic")
    return fields
  }

  static func adjust(_ arguments: CaseArguments) throws -> [String: AnswerValue] {
    let pValues = try arguments.numbers("p")
    var fields: [String: AnswerValue] = [:]
    for adjustment in PAdjustment.allCases {
      let name = adjustment.rawValue.replacing("-", with: "_")
      fields[name] = .numbers(try adjustment.adjust(pValues))
    }
    return fields
  }

  private static func fields(
    _ pair: DependentCorrelations, level: Double
  ) throws -> [String: AnswerValue] {
    var fields: [String: AnswerValue] = [
      "difference": .number(pair.difference), "determinant": .number(pair.determinant),
    ]
    // The tests of the product, then the older formulas that other programs print beside them.
    for test in ComparisonTest.all where test.usesCoefficientsOnly {
      let outcome = try test.compare(pair, level: level, .twoSided)
      var values: [String: AnswerValue] = [:]
      if let name = outcome.test?.name {
        values = try tests { alternative in
          try test.compare(pair, level: level, alternative).test
        }
        if let df = outcome.test?.df { values["df"] = .number(df) }
        if test == .meng { values.add(interval: try pair.mengInterval(level: level)) }
        fields[name] = .fields(values)
      } else if let interval = outcome.interval {
        values.add(interval: interval)
        fields[interval.method] = .fields(values)
      }
    }
    for formula in DependentCorrelationsTest.allCases where fields[formula.rawValue] == nil {
      var values = tests { pair.test(formula, $0) }
      if let df = pair.test(formula).df { values["df"] = .number(df) }
      fields[formula.rawValue] = .fields(values)
    }
    return fields
  }

  /// A statistic with its three p-values and the logarithm of the two-sided one.
  private static func tests(
    _ test: (Alternative) throws -> SignificanceTest?
  ) rethrows -> [String: AnswerValue] {
    var fields: [String: AnswerValue] = [:]
    for (name, alternative) in Alternative.fields {
      guard let result = try test(alternative) else { continue }
      fields["statistic"] = .number(result.statistic)
      fields["p_\(name)"] = .number(result.pValue.p)
      if alternative == .twoSided { fields["ln_p_\(name)"] = .number(result.pValue.lnP) }
    }
    return fields
  }
}
