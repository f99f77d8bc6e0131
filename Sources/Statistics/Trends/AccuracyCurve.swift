/// The accuracy measured at a few levels of a degradation, read between them.
///
/// Between two measured levels the accuracy is a straight line; outside of them there is none. The
/// measured points may first be made monotone (accuracy cannot rise with more noise) by pooling
/// neighbours that violate the order, weighted by trials: the maximum likelihood estimate under the
/// order.
///
/// Degenerate cases: one level has a value at that level only; levels must ascend strictly; a level
/// without trials is an error.
///
/// Source: Ayer, Brunk, Ewing, Reid & Silverman 1955, doi:10.1214/aoms/1177728423 (pooling). The
/// pooled values agree with scikit-learn 1.9.1 `IsotonicRegression`.
public struct AccuracyCurve: Sendable, Equatable {
  /// What is known about the order of accuracies.
  public enum Order: String, Sendable, CaseIterable {
    /// Nothing: the points are taken as measured.
    case any
    /// Accuracy does not rise with the level.
    case falling
    /// Accuracy does not fall with the level.
    case rising
  }

  /// The measured levels, ascending.
  public let levels: [Double]
  /// The accuracy at each level, after pooling.
  public let accuracies: [Double]
  /// The trials behind each accuracy: those of the whole block after pooling.
  public let trials: [Int]
  private let blocks: [Int]

  /// Takes the measured points.
  ///
  /// - Parameters:
  ///   - levels: The levels on their physical axis (or its logarithm), ascending.
  ///   - correct: The correct answers at each level.
  ///   - trials: The answers at each level; at least 1.
  ///   - order: What is known about the order.
  /// - Throws: ``StatisticsError/emptyInput(name:)``,
  ///   ``StatisticsError/lengthMismatch(expected:got:)``, ``StatisticsError/invalidCounts(row:)``,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/notFinite(name:index:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for levels that do not ascend.
  public init(
    levels: [Double], correct: [Int], trials: [Int], order: Order = .any
  ) throws(StatisticsError) {
    guard !levels.isEmpty else { throw .emptyInput(name: "levels") }
    guard correct.count == levels.count else {
      throw .lengthMismatch(expected: levels.count, got: correct.count)
    }
    guard trials.count == levels.count else {
      throw .lengthMismatch(expected: levels.count, got: trials.count)
    }
    for index in levels.indices {
      if levels[index].isNaN { throw .notANumber(name: "levels", index: index) }
      guard levels[index].isFinite else { throw .notFinite(name: "levels", index: index) }
      guard trials[index] >= 1, correct[index] >= 0, correct[index] <= trials[index] else {
        throw .invalidCounts(row: index)
      }
      guard index == 0 || levels[index] > levels[index - 1] else {
        throw .outOfRange(
          name: "level \(index)", value: levels[index], allowed: "above \(levels[index - 1])")
      }
    }
    var pooled: [(correct: Int, trials: Int, size: Int)] = []
    for index in levels.indices {
      pooled.append((correct[index], trials[index], 1))
      while pooled.count > 1,
        Self.violates(pooled[pooled.count - 2], pooled[pooled.count - 1], order)
      {
        let last = pooled.removeLast()
        pooled[pooled.count - 1].correct += last.correct
        pooled[pooled.count - 1].trials += last.trials
        pooled[pooled.count - 1].size += last.size
      }
    }
    self.levels = levels
    blocks = pooled.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element.size) }
    accuracies = blocks.map { Double(pooled[$0].correct) / Double(pooled[$0].trials) }
    self.trials = blocks.map { pooled[$0].trials }
  }

  /// The accuracy at a level, with its binomial standard error.
  ///
  /// - Parameter level: Where to read.
  /// - Returns: The accuracy; nil outside of the measured levels (nothing is extrapolated). The
  ///   standard error takes trials as independent, that is, people and images as fixed.
  public func value(at level: Double) -> (accuracy: Double, standardError: Double)? {
    guard let above = levels.firstIndex(where: { $0 >= level }) else { return nil }
    func variance(_ index: Int) -> Double {
      accuracies[index] * (1 - accuracies[index]) / Double(trials[index])
    }
    if levels[above] == level { return (accuracies[above], variance(above).squareRoot()) }
    guard above > 0 else { return nil }
    let weight = (level - levels[above - 1]) / (levels[above] - levels[above - 1])
    let accuracy = (1 - weight) * accuracies[above - 1] + weight * accuracies[above]
    let spread =
      blocks[above] == blocks[above - 1]
      ? variance(above)
      : (1 - weight) * (1 - weight) * variance(above - 1) + weight * weight * variance(above)
    return (accuracy, spread.squareRoot())
  }

  /// The first level at which the accuracy has a value, read along the straight lines.
  ///
  /// - Parameter accuracy: The accuracy looked for, for example halfway between full and chance.
  /// - Returns: The level; nil when the curve never has that value.
  public func level(at accuracy: Double) -> Double? {
    if accuracies[0] == accuracy { return levels[0] }
    for index in 1..<max(levels.count, 1) {
      let (low, high) = (accuracies[index - 1], accuracies[index])
      guard min(low, high) <= accuracy, accuracy <= max(low, high), low != high else { continue }
      return levels[index - 1]
        + (accuracy - low) / (high - low) * (levels[index] - levels[index - 1])
    }
    return nil
  }

  private static func violates(
    _ first: (correct: Int, trials: Int, size: Int),
    _ second: (correct: Int, trials: Int, size: Int),
    _ order: Order
  ) -> Bool {
    let difference = second.correct * first.trials - first.correct * second.trials
    return switch order {
    case .any: false
    case .falling: difference > 0
    case .rising: difference < 0
    }
  }
}
