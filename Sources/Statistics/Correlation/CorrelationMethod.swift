/// A correlation coefficient, by name.
public enum CorrelationMethod: String, CaseIterable, Sendable {
  /// Pearson's product-moment correlation; depends on the scale of the score.
  case pearson
  /// Spearman's correlation of average ranks.
  case spearman
  /// Kendall's tau-b.
  case kendall

  /// Creates the method of a name.
  ///
  /// - Parameter name: `pearson`, `spearman` or `kendall`.
  /// - Throws: ``StatisticsError/unknownMethod(name:allowed:)`` with the names that are known.
  public init(named name: String) throws(StatisticsError) {
    guard let method = Self(rawValue: name) else {
      throw .unknownMethod(name: name, allowed: Self.allCases.map(\.rawValue))
    }
    self = method
  }

  /// Computes the correlation of pairs.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item.
  ///   - missing: What to do with NaN.
  /// - Returns: The correlation with its tests and intervals.
  /// - Throws: The errors of the coefficient's own type.
  public func correlation(
    _ x: [Double], _ y: [Double], missing: MissingValues = .refuse
  ) throws(StatisticsError) -> Correlation {
    switch self {
    case .pearson: try Correlation(PearsonCorrelation(x, y, missing: missing))
    case .spearman: try Correlation(SpearmanCorrelation(x, y, missing: missing))
    case .kendall: try Correlation(KendallCorrelation(x, y, missing: missing))
    }
  }
}

/// A correlation whose method is chosen by name.
public enum Correlation: Equatable, Sendable {
  /// Pearson's correlation.
  case pearson(PearsonCorrelation)
  /// Spearman's correlation.
  case spearman(SpearmanCorrelation)
  /// Kendall's correlation.
  case kendall(KendallCorrelation)

  /// Wraps Pearson's correlation.
  ///
  /// - Parameter correlation: The correlation.
  public init(_ correlation: PearsonCorrelation) { self = .pearson(correlation) }

  /// Wraps Spearman's correlation.
  ///
  /// - Parameter correlation: The correlation.
  public init(_ correlation: SpearmanCorrelation) { self = .spearman(correlation) }

  /// Wraps Kendall's correlation.
  ///
  /// - Parameter correlation: The correlation.
  public init(_ correlation: KendallCorrelation) { self = .kendall(correlation) }

  /// The method.
  public var method: CorrelationMethod {
    switch self {
    case .pearson: .pearson
    case .spearman: .spearman
    case .kendall: .kendall
    }
  }

  /// The number of pairs.
  public var n: Int {
    switch self {
    case .pearson(let value): value.n
    case .spearman(let value): value.n
    case .kendall(let value): value.n
    }
  }

  /// The number of pairs left out because of a missing value.
  public var dropped: Int {
    switch self {
    case .pearson(let value): value.dropped
    case .spearman(let value): value.dropped
    case .kendall(let value): value.dropped
    }
  }

  /// The coefficient, in [-1, 1].
  public var coefficient: Double {
    switch self {
    case .pearson(let value): value.coefficient
    case .spearman(let value): value.coefficient
    case .kendall(let value): value.coefficient
    }
  }

  /// The ties of x, which Pearson's correlation does not look at.
  public var tiesX: Ties? {
    switch self {
    case .pearson: nil
    case .spearman(let value): value.tiesX
    case .kendall(let value): value.tiesX
    }
  }

  /// The ties of y, which Pearson's correlation does not look at.
  public var tiesY: Ties? {
    switch self {
    case .pearson: nil
    case .spearman(let value): value.tiesY
    case .kendall(let value): value.tiesY
    }
  }

  /// The smallest two-sided p-value that any order of so many items with these ties can have; nil for
  /// Pearson's correlation, which orders do not bound.
  public var smallestP: Double? {
    switch self {
    case .pearson: nil
    case .spearman(let value): value.smallestP
    case .kendall(let value): value.smallestP
    }
  }

  /// Tests the correlation against zero, exactly where the sample is small enough.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: The test; its `name` says which distribution was used.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below three pairs.
  public func test(
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    switch self {
    case .pearson(let value): try value.test(alternative)
    case .spearman(let value): try value.test(alternative)
    case .kendall(let value): try value.test(alternative)
    }
  }

  /// Returns the default interval: Fisher's, Bonett & Wright's or Fieller's.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval; its `method` names it.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    switch self {
    case .pearson(let value): try value.interval(level: level)
    case .spearman(let value): try value.interval(level: level)
    case .kendall(let value): try value.interval(level: level)
    }
  }
}
