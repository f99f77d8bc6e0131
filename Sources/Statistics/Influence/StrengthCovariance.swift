/// The joint covariance of several strengths, as a sum of sources of variation.
///
/// Images (or classes) are one source; annotators who judged the same images are another, added by
/// ``adding(_:)``. Each source keeps its degrees of freedom; those of a contrast are combined by
/// Satterthwaite's formula `v^2 / sum(v_k^2 / df_k)` (Satterthwaite 1946, doi:10.2307/3002019).
public struct StrengthCovariance: Sendable, Equatable {
  /// One source of variation.
  public struct Source: Sendable, Equatable {
    /// What varies: a name of ``SamplingDesign``, or `annotators`.
    public let name: String
    /// The covariance matrix, row by row.
    public let matrix: [Double]
    /// The degrees of freedom; nothing means normal.
    public let df: Double?

    /// Keeps a source.
    ///
    /// - Parameters:
    ///   - name: What varies.
    ///   - matrix: The covariance matrix, row by row.
    ///   - df: The degrees of freedom; nothing means normal.
    public init(name: String, matrix: [Double], df: Double?) {
      self.name = name
      self.matrix = matrix
      self.df = df
    }
  }

  /// The number of strengths.
  public let count: Int
  /// The sources.
  public let sources: [Source]

  /// Keeps the sources of variation of `count` strengths.
  ///
  /// - Parameters:
  ///   - count: The number of strengths.
  ///   - sources: At least one source, each with a matrix of count x count.
  public init(count: Int, sources: [Source]) {
    precondition(
      sources.allSatisfy { $0.matrix.count == count * count },
      "a covariance matrix has a wrong size")
    self.count = count
    self.sources = sources
  }

  /// Returns the covariance with one more source, such as annotators.
  ///
  /// - Parameter source: The source, for the same strengths in the same order.
  /// - Returns: The sum.
  public func adding(_ source: Source) -> StrengthCovariance {
    StrengthCovariance(count: count, sources: sources + [source])
  }

  /// The names of all sources, joined by `+`.
  public var name: String { sources.map(\.name).joined(separator: "+") }

  /// The sum of the matrices, row by row.
  public var matrix: [Double] {
    var result = [Double](repeating: 0, count: count * count)
    for source in sources {
      for index in result.indices { result[index] += source.matrix[index] }
    }
    return result
  }

  /// Returns a mean, or the difference of two, with its standard error.
  ///
  /// - Parameters:
  ///   - contrast: The number of a mean, or two of them.
  ///   - values: The means, which are no correlations.
  /// - Returns: The estimate with its intervals, tests and decision.
  func mean(_ contrast: StrengthContrast, of values: [Double]) -> StrengthEstimate {
    let (variance, df) = variance(contrast)
    return StrengthEstimate(
      estimate: contrast.value(of: values), standardError: variance.squareRoot(), df: df,
      method: "influence, \(name)", isCorrelation: false)
  }

  /// Returns the variance of a contrast and its degrees of freedom.
  ///
  /// - Parameter contrast: A strength or a difference of two.
  /// - Returns: The variance, not below 0, and the degrees of freedom; nothing means normal.
  public func variance(_ contrast: StrengthContrast) -> (variance: Double, df: Double?) {
    var total = 0.0
    var weighted = 0.0
    for source in sources {
      let part = max(0, contrast.variance(in: source.matrix, count: count))
      total += part
      if let df = source.df { weighted += part * part / df }
    }
    guard total > 0, weighted > 0 else {
      // Without variation the least of the degrees of freedom stands.
      return (total, total > 0 ? nil : sources.compactMap(\.df).min())
    }
    // One source keeps its own degrees of freedom to the last bit.
    return (total, sources.count == 1 ? sources[0].df : total * total / weighted)
  }
}

/// A strength, or a difference of two strengths.
public enum StrengthContrast: Sendable, Equatable, Hashable {
  /// The strength of one score.
  case strength(Int)
  /// The strength of the first score minus that of the second.
  case difference(Int, Int)

  func value(of strengths: [Double]) -> Double {
    switch self {
    case .strength(let a): strengths[a]
    case .difference(let a, let b): strengths[a] - strengths[b]
    }
  }

  func variance(in matrix: [Double], count: Int) -> Double {
    switch self {
    case .strength(let a): matrix[a * count + a]
    case .difference(let a, let b):
      matrix[a * count + a] + matrix[b * count + b] - 2 * matrix[a * count + b]
    }
  }
}
