import Statistics

/// The cases about distribution functions.
enum DistributionAnswers {
  /// Returns the field `value`.
  static func value(
    _ function: KnownFunction, _ arguments: CaseArguments
  ) throws -> [String: AnswerValue] {
    let value: Double? =
      switch function {
      case .normalSurvival: Normal.survival(try arguments.number("x"))
      case .normalLnSurvival: Normal.lnSurvival(try arguments.number("x"))
      case .normalQuantile: Normal.quantile(try arguments.number("p"))
      case .studentTSurvival:
        StudentT.survival(try arguments.number("t"), df: try arguments.number("df"))
      case .studentTLnSurvival:
        StudentT.lnSurvival(try arguments.number("t"), df: try arguments.number("df"))
      case .studentTQuantile:
        StudentT.quantile(try arguments.number("p"), df: try arguments.number("df"))
      case .incompleteBeta:
        Beta.regularized(
          try arguments.number("x"), try arguments.number("a"), try arguments.number("b"))
      case .lnIncompleteBeta:
        Beta.lnRegularized(
          try arguments.number("x"), try arguments.number("a"), try arguments.number("b"))
      default: nil
      }
    return value.map { ["value": .number($0)] } ?? [:]
  }
}
