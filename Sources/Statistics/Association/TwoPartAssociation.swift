/// A score against HSF in two parts: is HSF 1 or below, and how do those below order.
///
/// Close to half of the images of CIFAR-10H have HSF = 1, so a rank correlation over all images is
/// for the larger part about telling these from the rest. The two parts are told apart:
///
/// * ``unanimity``: the area under the curve of the score for images that everybody selected
///   (positive) against all others. Above 0.5 the score is higher on unanimous images (a measure of
///   easiness), below 0.5 lower (a measure of hardness).
/// * ``below``: Spearman's correlation of score and HSF among images below 1; nil with fewer than
///   three of them, or when score or HSF is constant there, and ``belowReason`` says which.
///
/// Degenerate cases: HSF = 1 everywhere or nowhere leaves no two groups: ``unanimity`` is nil.
public struct TwoPartAssociation: Sendable, Equatable {
  /// The area of the score for HSF = 1; nil without images of both kinds.
  public let unanimity: AreaUnderCurve?
  /// The rank correlation among images with HSF below 1.
  public let below: SpearmanCorrelation?
  /// Why ``below`` has no value.
  public let belowReason: StatisticsError?
  /// The number of images with HSF = 1.
  public let unanimous: Int
  /// The number of images with HSF below 1.
  public let belowCount: Int

  /// Splits the images by whether everybody selected them.
  ///
  /// - Parameters:
  ///   - score: The score of each image.
  ///   - counts: The selections; HSF = 1 is decided on whole numbers.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/notANumber(name:index:)``.
  /// - Complexity: O(n log n).
  public init(score: [Double], counts: SelectionCounts) throws(StatisticsError) {
    guard score.count == counts.count else {
      throw .lengthMismatch(expected: counts.count, got: score.count)
    }
    if let bad = score.firstIndex(where: \.isNaN) { throw .notANumber(name: "score", index: bad) }
    let isUnanimous = zip(counts.selected, counts.shown).map { $0 == $1 }
    let rest = isUnanimous.indices.filter { !isUnanimous[$0] }
    unanimous = counts.count - rest.count
    belowCount = rest.count
    unanimity =
      rest.isEmpty || unanimous == 0
      ? nil : try AreaUnderCurve(scores: score, isPositive: isUnanimous)
    let frequencies = counts.frequencies
    do throws(StatisticsError) {
      guard rest.count >= 3 else { throw .tooFewValues(needed: 3, got: rest.count) }
      below = try SpearmanCorrelation(
        rest.map { score[$0] }, rest.map { frequencies[$0] })
      belowReason = nil
    } catch {
      below = nil
      belowReason = error
    }
  }
}
