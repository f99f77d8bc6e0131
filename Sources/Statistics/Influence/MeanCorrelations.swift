/// Strengths of several scores with one human measure, of which differences can be taken.
public protocol ComparedStrengths: Sendable {
  /// The strengths: coefficients turned so that both sides mean "higher = harder".
  var strengths: [Double] { get }
}

extension ComparedStrengths {
  /// Returns one strength with its standard error.
  ///
  /// - Parameters:
  ///   - score: The index of the score.
  ///   - covariance: The joint covariance of the strengths.
  /// - Returns: The estimate with its intervals and tests.
  public func strength(_ score: Int, _ covariance: StrengthCovariance) -> StrengthEstimate {
    estimate(.strength(score), covariance)
  }

  /// Returns the difference of two strengths, a minus b, with its standard error.
  ///
  /// - Parameters:
  ///   - a: The index of the first score.
  ///   - b: The index of the second score.
  ///   - covariance: The joint covariance of the strengths.
  /// - Returns: The estimate with its intervals, tests and decision.
  public func difference(
    _ a: Int, _ b: Int, _ covariance: StrengthCovariance
  ) -> StrengthEstimate {
    estimate(.difference(a, b), covariance)
  }

  /// Returns a contrast with its standard error.
  ///
  /// - Parameters:
  ///   - contrast: A strength or a difference.
  ///   - covariance: The joint covariance of the strengths.
  /// - Returns: The estimate with its intervals and tests.
  public func estimate(
    _ contrast: StrengthContrast, _ covariance: StrengthCovariance
  ) -> StrengthEstimate {
    let (variance, df) = covariance.variance(contrast)
    let isCorrelation = if case .strength = contrast { true } else { false }
    return StrengthEstimate(
      estimate: contrast.value(of: strengths), standardError: variance.squareRoot(), df: df,
      method: "influence, \(covariance.name)", isCorrelation: isCorrelation)
  }
}

/// The mean of the same strengths over several human measures of the same images, such as halves of a panel.
///
/// Influence values and leave-outs are means too, so that the uncertainty is that of the mean: the choice
/// of the halves adds next to nothing once there are several cuts, while the votes of each image move all
/// of them together.
public struct MeanCorrelations: ComparedStrengths {
  /// The mean coefficient of each score, as it comes.
  public let estimates: [Double]
  /// The mean strength of each score.
  public let strengths: [Double]
  private let parts: [JointCorrelations]

  /// Takes the mean.
  ///
  /// - Parameter parts: The same scores in the same order on the same images; at least one.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without parts,
  ///   ``StatisticsError/lengthMismatch(expected:got:)`` where they differ in scores or images.
  public init(_ parts: [JointCorrelations]) throws(StatisticsError) {
    guard let first = parts.first else { throw .emptyInput(name: "parts") }
    for part in parts {
      guard part.strengths.count == first.strengths.count else {
        throw .lengthMismatch(expected: first.strengths.count, got: part.strengths.count)
      }
      guard part.imageCount == first.imageCount else {
        throw .lengthMismatch(expected: first.imageCount, got: part.imageCount)
      }
    }
    self.parts = parts
    estimates = Self.mean(parts.map(\.estimates))
    strengths = Self.mean(parts.map(\.strengths))
  }

  /// Returns the joint covariance of the mean strengths.
  ///
  /// - Parameter design: The population the images stand for.
  /// - Returns: The covariance.
  /// - Throws: The errors of ``JointCorrelations/covariance(_:)``.
  public func covariance(_ design: SamplingDesign) throws(StatisticsError) -> StrengthCovariance {
    let parts = self.parts
    let count = strengths.count
    let deviations = (0..<count).map { score in
      Self.mean(parts.map { $0.influence(score: score) })
    }
    let covariance = DesignCovariance(deviations: deviations) { grouping in
      let all = parts.map { $0.strengths(leavingOut: grouping) }
      return (0..<grouping.count).map { group in Self.mean(all.map { $0[group] }) }
    }
    return StrengthCovariance(
      count: count,
      sources: [try covariance.source(design, signs: strengths.map { _ in 1 })])
  }

  private static func mean(_ rows: [[Double]]) -> [Double] {
    var sums = rows[0]
    for row in rows.dropFirst() {
      for index in sums.indices { sums[index] += row[index] }
    }
    return sums.map { $0 / Double(rows.count) }
  }
}
