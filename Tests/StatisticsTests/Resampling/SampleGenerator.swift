import RealModule

@testable import Statistics

/// Samples for tests: correlated normal numbers, cut into levels where ties are wanted.
struct SampleGenerator {
  private var normal: NormalSampler

  init(seed: UInt64) { normal = NormalSampler(SplitMix64(seed: seed)) }

  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal.next() } }

  /// A human measure and scores that load on the same latent hardness.
  mutating func related(
    _ count: Int, loadings: [Double], humanLoading: Double = 0.8, levels: Int? = nil
  ) -> (human: [Double], scores: [[Double]]) {
    let latent = normals(count)
    let human = load(latent, humanLoading).map { value -> Double in
      guard let levels else { return value }
      return max(0, min(Double(levels), (value * 2 + Double(levels) / 2).rounded()))
    }
    return (human, loadings.map { load(latent, $0) })
  }

  mutating func load(_ latent: [Double], _ loading: Double) -> [Double] {
    let rest = (1 - loading * loading).squareRoot()
    return latent.map { loading * $0 + rest * normal.next() }
  }
}

/// Rounds to halves, so that a score has ties too.
func rounded(_ values: [Double]) -> [Double] { values.map { ($0 * 2).rounded() / 2 } }

/// A coefficient from the module's own plain functions, or NaN when it is undefined.
func plain(_ method: CorrelationMethod, _ x: [Double], _ y: [Double]) -> Double {
  (try? method.correlation(x, y).coefficient) ?? .nan
}
