/// How far the annotators of a panel agree: five measures with intervals over images.
///
/// All of them take the votes of each image by class; the number of votes may differ between
/// images, images with fewer than two votes have no pair to compare.
///
/// ```text
/// percent    mean over images of the share of agreeing pairs, Pa
/// kappa      (Pa - Pe)/(1 - Pe),  Pe = sum_k s_k^2        s_k = mean share of class k
/// AC1        (Pa - Pe)/(1 - Pe),  Pe = sum_k s_k (1 - s_k)/(classes - 1)
/// alpha      1 - Do/De, Krippendorff's, nominal, ordinal or interval
/// ```
///
/// 1 is full agreement; 0 is chance as the measure sees it. Kappa and alpha fall when one class
/// dominates (prevalence); AC1 does not. Equal numbers of votes make `kappa` Fleiss' kappa.
///
/// With votes n_uc of image u, m_u in all, and v_c the value of class c, each pair of votes enters
/// alpha as
///
/// ```text
/// Do = (1/n) sum_u 2 (m_u sum_c n_uc v_c^2 - (sum_c n_uc v_c)^2)/(m_u - 1)
/// De = 2 (n sum_c n_c v_c^2 - (sum_c n_c v_c)^2)/(n (n - 1))
/// ```
///
/// For the ordinal metric v_c is the mid-rank of class c among all paired votes, so that no matrix
/// of classes by classes is needed and any measure costs O(images + classes) after equal rows are
/// merged.
///
/// Degenerate cases: no image with two votes is ``StatisticsError/nothingToCompare(name:)``; all
/// votes in one class leave kappa and alpha 0/0, ``StatisticsError/noVariation(name:)``, while
/// percent and AC1 are 1.
///
/// Source: Fleiss 1971, doi:10.1037/h0031619; Gwet 2008, doi:10.1348/000711006X126600; Krippendorff
/// 2004, Content Analysis, chapter 11; Hayes & Krippendorff 2007, doi:10.1080/19312450709336664
/// (bootstrap by unit). Kappa, AC1, percent and their standard errors agree with irrCAC 0.4.4.
public struct PanelAgreement: Sendable {
  /// A measure of agreement.
  public enum Measure: String, Sendable, CaseIterable {
    /// The mean share of agreeing pairs.
    case percentAgreement = "percent-agreement"
    /// Fleiss' kappa, for any number of votes an image.
    case fleissKappa = "fleiss-kappa"
    /// Gwet's AC1.
    case gwetAC1 = "gwet-ac1"
    /// Krippendorff's alpha for classes without order.
    case alphaNominal = "krippendorff-alpha-nominal"
    /// Krippendorff's alpha for ordered classes.
    case alphaOrdinal = "krippendorff-alpha-ordinal"
    /// Krippendorff's alpha for classes that are numbers.
    case alphaInterval = "krippendorff-alpha-interval"
  }

  /// A measure with its interval.
  public struct Estimate: Sendable, Equatable {
    /// The measure.
    public let measure: Measure
    /// Its value.
    public let value: Double
    /// The standard deviation of the resampled values.
    public let standardError: Double
    /// The percentile interval over images.
    public let interval: Interval
    /// The resamples in which the measure was 0/0; they are left out of the interval.
    public let undefinedResamples: Int
  }

  /// The number of images with two votes or more.
  public let images: Int
  /// The number of votes for these images.
  public let votes: Int

  private let rows: VotePatterns
  private let values: [Double]

  /// Merges images with equal votes.
  ///
  /// - Parameters:
  ///   - votes: The votes of each image.
  ///   - values: The number that each class stands for, used by the interval metric; nil for the
  ///     index of the class.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` for another number of values than
  ///   classes, ``StatisticsError/notFinite(name:index:)``,
  ///   ``StatisticsError/nothingToCompare(name:)``.
  public init(_ votes: VoteCounts, values: [Double]? = nil) throws(StatisticsError) {
    let values = values ?? (0..<votes.classCount).map { Double($0) }
    guard values.count == votes.classCount else {
      throw .lengthMismatch(expected: votes.classCount, got: values.count)
    }
    if let bad = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(name: "values", index: bad)
    }
    rows = VotePatterns(votes)
    self.values = values
    images = rows.comparableImages
    self.votes = rows.comparableVotes
    guard images > 0 else { throw .nothingToCompare(name: "votes") }
  }

  /// The value of a measure.
  ///
  /// - Parameter measure: Which one.
  /// - Returns: The value, at most 1.
  /// - Throws: ``StatisticsError/noVariation(name:)`` when all votes are for one class and the
  ///   measure is 0/0.
  /// - Complexity: O(distinct rows).
  public func value(_ measure: Measure) throws(StatisticsError) -> Double {
    let value = rows.value(measure, weights: rows.imageCounts, values: values)
    guard !value.isNaN else { throw .noVariation(name: "votes") }
    return value
  }

  /// The value of a measure with its bootstrap interval over images.
  ///
  /// - Parameters:
  ///   - measure: Which one.
  ///   - resamples: The number of resamples; at least 2.
  ///   - level: The nominal coverage.
  ///   - seed: What the resamples are drawn from.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Returns: The estimate; images are drawn with replacement, annotators stay as they are.
  /// - Throws: The errors of ``value(_:)``, ``StatisticsError/invalidLevel(level:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` when fewer than two resamples have a value.
  /// - Complexity: O(resamples * images).
  public func estimate(
    _ measure: Measure, resamples: Int = 2000, level: Double = 0.95, seed: UInt64,
    threads: Int? = nil
  ) throws(StatisticsError) -> Estimate {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    let value = try value(measure)
    let (rows, values) = (rows, values)
    let replicates = Parallel.mapResamples(count: max(0, resamples), threads: threads) {
      replicate in
      var generator = SplitMix64(seed: seed, stream: replicate)
      return rows.value(measure, weights: rows.resample(&generator), values: values)
    }
    let sorted = replicates.filter { !$0.isNaN }.sorted()
    guard sorted.count >= 2 else { throw .tooFewValues(needed: 2, got: sorted.count) }
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let tail = (1 - level) / 2
    return Estimate(
      measure: measure, value: value,
      standardError: (squares / Double(sorted.count - 1)).squareRoot(),
      interval: Interval(
        low: Quantile.type7(sorted, tail), high: Quantile.type7(sorted, 1 - tail), level: level,
        method: "percentile-bootstrap-images"),
      undefinedResamples: replicates.count - sorted.count)
  }

  /// The large-sample standard error of percent agreement, Fleiss' kappa or AC1 over images.
  ///
  /// It takes agreement as it is, unlike the standard error of Fleiss, Nee & Landis, which holds
  /// when kappa is 0 and serves a test only.
  ///
  /// - Parameter measure: One of the three; alpha has no simple form, use the bootstrap.
  /// - Returns: The standard error, with images as a sample of many.
  /// - Throws: The errors of ``value(_:)``, ``StatisticsError/unknownMethod(name:allowed:)`` for
  ///   alpha, ``StatisticsError/tooFewValues(needed:got:)`` below two images.
  public func standardError(_ measure: Measure) throws(StatisticsError) -> Double {
    guard [.percentAgreement, .fleissKappa, .gwetAC1].contains(measure) else {
      throw .unknownMethod(
        name: measure.rawValue,
        allowed: [Measure.percentAgreement, .fleissKappa, .gwetAC1].map(\.rawValue))
    }
    let value = try value(measure)
    guard rows.answeredImages >= 2 else { throw .tooFewValues(needed: 2, got: images) }
    return rows.standardError(measure, value: value)
  }
}
