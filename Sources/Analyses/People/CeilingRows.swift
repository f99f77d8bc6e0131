internal import Statistics
internal import StudyValues

extension NoiseCeiling {
  /// The quantity of the ceilings.
  static let quantity = "noise_ceiling"

  /// The ceiling with the range over the routes to it.
  ///
  /// - Parameters:
  ///   - key: The analysis and the annotation set.
  ///   - images: The number of images.
  /// - Returns: One row.
  func row(_ key: ResultKey, images: Int) -> EstimateResult {
    // Neither route of Spearman's ceiling is right for every population: the range is the result.
    EstimateResult(
      key.with { ($0.quantity, $0.method) = (Self.quantity, method.rawValue) },
      value: isRange ? nil : ceiling, rangeLow: lowest, rangeHigh: highest, n: images,
      note: "\(source.rawValue); halves correlate \(Verdict.number(halfObserved)) observed, "
        + "\(Verdict.number(halfModelled)) under the model"
        + (method == .kendall
          ? "; a guide only: tau does not factor into a correlation and a ceiling" : ""))
  }
}

extension TieCeiling {
  /// The limits for Spearman's and Kendall's coefficients.
  func rows(_ key: ResultKey, images: Int) -> [EstimateResult] {
    [(CorrelationMethod.spearman, spearman), (.kendall, kendall)].map { method, value in
      EstimateResult(
        key.with { ($0.quantity, $0.method) = ("tie_ceiling", method.rawValue) }, value: value,
        n: images, note: "of a score without ties that orders the images as HSF does")
    }
  }
}
