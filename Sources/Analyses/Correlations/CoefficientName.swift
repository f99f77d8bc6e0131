package import Statistics

/// The coefficients that a manifest can name.
package enum CoefficientName: String, Codable, CaseIterable, Sendable {
  case spearman, pearson, kendall

  /// The coefficient itself.
  package var method: CorrelationMethod {
    switch self {
    case .spearman: .spearman
    case .pearson: .pearson
    case .kendall: .kendall
    }
  }
}
