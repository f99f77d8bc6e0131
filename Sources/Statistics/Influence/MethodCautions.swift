/// What the simulations of `Studies/coverage` say against a method, in one sentence.
///
/// The populations have continuous measures, HSF of 6, 11 and about 250 levels with 45 % of the images
/// at 1, and 50, 500 and 10,000 images; two scores are correlated .92. A method without a caution was
/// within a point of its nominal level there.
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
    case .basic where isSmall:
      return "covers 88 to 93 % of samples of 50 images; read influence"
    case .percentile where isSmall && method == .pearson,
      .bca where isSmall && method == .pearson:
      return "covers 92 % of samples of 50 images; read fisher-z, or a rank correlation"
    case .influence where isSmall && method == .pearson,
      .studentised where isSmall && method == .pearson:
      return "covers 93 % of samples of 50 images with a ceiling; read a rank correlation"
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
    switch self {
    case .independentFisher:
      return "rejected none of 4,000 true null hypotheses: it misses differences; read influence"
    case .steiger, .williams, .dunnClark, .hittner, .meng:
      guard method == .kendall else { return nil }
      return "rejected none of 4,000 true null hypotheses: it misses differences; read influence"
    case .bootstrapPercentile where isSmall && method == .pearson,
      .bootstrapBasic where isSmall && method == .pearson,
      .bootstrapBCa where isSmall && method == .pearson:
      return "covers 89 to 92 % of samples of 50 images with a ceiling; read influence"
    case .bootstrapStudentised where isSmall:
      return "covers 89 to 92 % of samples of 50 images; read influence"
    case .bootstrapBasic where isSmall:
      return "covers 98 % of samples of 50 images, so it is wide; read influence"
    default: return nil
    }
  }
}
