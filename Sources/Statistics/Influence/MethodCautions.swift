/// What the simulations of `Studies/coverage` say against a method, in one sentence.
///
/// The populations have continuous measures with normal and log-normal scores, HSF of 6, 11 and about
/// 250 levels, the last with 45 % of the images at 1, and 50, 500 and 10,000 images; two scores are
/// correlated .92. A method without a caution was within a point of its nominal level there, or missed
/// it by little in one of them. Which classes an image has is another matter: see ``SamplingDesign``.
extension IntervalMethod {
  /// The caution for an interval of one coefficient; nil when the method held.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - images: The number of images.
  /// - Returns: What was found, and what to read instead.
  public func caution(_ method: CorrelationMethod, images: Int) -> String? {
    let isSmall = images < 200
    switch self {
    case .kendallFieller where !isSmall:
      return "covers 92 to 93 % with 6 levels of HSF; read influence"
    case .fisherZ where !isSmall:
      return "covers 85 to 93 % with log-normal scores; read a rank correlation"
    case .influence where method == .pearson, .percentile where method == .pearson,
      .bca where method == .pearson, .basic where method == .pearson,
      .studentised where method == .pearson:
      return "covers 86 to 93 % with log-normal scores; read a rank correlation"
    case .basic where isSmall:
      return "covers 91 to 93 % of samples of 50 images; read influence"
    default: return nil
    }
  }
}

extension DifferenceTest {
  /// The caution for a difference of two coefficients; nil when the test held.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - images: The number of images.
  /// - Returns: What was found, and what to read instead.
  public func caution(_ method: CorrelationMethod, images: Int) -> String? {
    let isSmall = images < 200
    let neverRejects =
      "rejected none of 4,000 true null hypotheses: it misses differences; read influence"
    switch self {
    case .independentFisher: return neverRejects
    case .steiger, .williams, .dunnClark, .hittner, .meng:
      switch method {
      case .pearson:
        return isSmall ? nil : "rejects 16 to 31 % with log-normal scores; read influence"
      case .spearman: return nil
      case .kendall: return neverRejects
      }
    case .bootstrapPercentile where isSmall && method == .pearson:
      return "rejects 8 % with 50 images at a ceiling; read influence"
    case .bootstrapBasic where method == .pearson, .bootstrapBCa where method == .pearson,
      .bootstrapStudentised where method == .pearson:
      return "covers 84 to 91 % with log-normal scores; read influence"
    case .bootstrapStudentised where isSmall:
      return "covers 90 to 92 % of samples of 50 images; read influence"
    case .bootstrapBasic where isSmall:
      return "covers 98 % of samples of 50 images, so it is wide; read influence"
    default: return nil
    }
  }
}
