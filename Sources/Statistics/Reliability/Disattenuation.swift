internal import RealModule

/// A correlation corrected for the noise of what was measured (Spearman 1904).
///
/// ```text
/// corrected = r / sqrt(rxx ryy)
/// ```
///
/// The value is never clipped: above 1 it says that noise in `r`, or a reliability estimated too
/// low, exceeds what the data can bear. It is exact for Pearson only. In squared form the ceiling
/// divides once: r^2 / ryy.
///
/// Source: Spearman 1904, doi:10.2307/1412159.
public struct Disattenuation: Sendable, Equatable {
  /// The correlation that error-free measures would have.
  public let corrected: Double

  /// Whether the corrected value lies outside -1...1.
  public var exceedsOne: Bool { abs(corrected) > 1 }

  /// Corrects a correlation.
  ///
  /// - Parameters:
  ///   - r: The observed correlation, in -1...1.
  ///   - reliabilityX: The reliability of one side, in 0...1, 0 excluded; 1 for a network's score.
  ///   - reliabilityY: The reliability of the other side.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for other values.
  public init(_ r: Double, reliabilityX: Double, reliabilityY: Double) throws(StatisticsError) {
    guard r >= -1, r <= 1 else {
      throw .outOfRange(name: "correlation", value: r, allowed: "between -1 and 1")
    }
    for (name, value) in [("reliability of x", reliabilityX), ("reliability of y", reliabilityY)] {
      guard value > 0, value <= 1 else {
        throw .outOfRange(name: name, value: value, allowed: "above 0 and at most 1")
      }
    }
    corrected = r / (reliabilityX * reliabilityY).squareRoot()
  }
}
