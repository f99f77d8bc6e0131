import Foundation
import Networks
import RealModule
import Tensors
import TestSupport
import Testing

/// Scores against mpmath in 50 digits (References/scores.py).
struct ScorerReferenceTests {
  /// What the products' precision does not touch, or touches within the bound of 1e-6.
  static let angular: Set<Score> = [.avh, .avhPredicted, .angle, .featureNorm]

  @Test(arguments: try ScoreReference.all())
  func `double precision gives every score`(_ reference: ScoreReference) throws {
    let found = try scores(reference, precision: .double)
    // A sum of n products is off by about n roundings of |x| |w|, whatever its own size.
    let logitError =
      1e-14 * (found[.maxLogit].map { abs($0[0]) } ?? 1) + 1e-14 * reference.magnitude
    for (kind, expected) in reference.expected {
      let got = try #require(found[kind]?.first)
      let tolerance: Double =
        switch kind {
        case .angularGap: 1e-12
        case .logitMargin, .maxLogit, .energy: 1e3 * logitError
        case .boundaryDistance: 1e-11 * max(1, reference.featureScale)
        default: 0
        }
      #expect(
        got.isApproximatelyEqual(
          to: expected, absoluteTolerance: tolerance, relativeTolerance: 1e-9),
        "\(kind.name): got \(got), expected \(expected)")
    }
  }

  @Test(arguments: try ScoreReference.all())
  func `single precision keeps angles within one part in a million`(
    _ reference: ScoreReference
  ) throws {
    let found = try scores(reference, precision: .single)
    for kind in Self.angular {
      let (got, expected) = (
        try #require(found[kind]?.first), try #require(reference.expected[kind])
      )
      if kind == .avhPredicted && found[.predictedClass]?[0] != reference.expected[.predictedClass]
      {
        continue
      }
      #expect(
        got.isApproximatelyEqual(to: expected, relativeTolerance: 1e-6),
        "\(kind.name): got \(got), expected \(expected)")
    }
  }

  @Test(arguments: try ScoreReference.all().filter(\.isSinglePrecision))
  func `features in a single-precision file give the same angles`(
    _ reference: ScoreReference
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      NPYBytes.floats(reference.features.map { Float($0) }, shape: [1, reference.features.count]),
      as: "features.npy")
    var collected = CollectedScores()
    _ = try Scorer(
      input: .features(try Tensor.open(path), reference.head()), labels: [reference.target],
      options: ScoringOptions(precision: .single)
    ).run(into: &collected)
    for kind in [Score.angle, .avh] {
      let expected = try #require(reference.expected[kind])
      #expect(collected[kind][0].isApproximatelyEqual(to: expected, relativeTolerance: 1e-6))
    }
  }

  private func scores(
    _ reference: ScoreReference, precision: ScoringPrecision
  ) throws -> [Score: [Double]] {
    var collected = CollectedScores()
    _ = try Scorer(
      input: .values(reference.features, reference.head()), labels: [reference.target],
      options: ScoringOptions(precision: precision)
    ).run(into: &collected)
    return Dictionary(uniqueKeysWithValues: Score.all.map { ($0, collected[$0]) })
  }
}
