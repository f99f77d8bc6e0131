/// Images cut at random, from a seed, into those that a parameter is fitted on and the rest.
public struct HeldOutSplit: Sendable, Equatable {
  /// The images to fit on, ascending.
  public let fitting: [Int]
  /// The images to judge on, ascending.
  public let judging: [Int]

  /// Cuts the images.
  ///
  /// The same count, share and seed give the same cut on every machine.
  ///
  /// - Parameters:
  ///   - count: The number of images; at least 2.
  ///   - fittingShare: The share of images to fit on, strictly between 0 and 1; each side gets at
  ///     least one.
  ///   - seed: What the cut is drawn from.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``.
  public init(count: Int, fittingShare: Double = 0.5, seed: UInt64) throws(StatisticsError) {
    guard count >= 2 else { throw .tooFewValues(needed: 2, got: count) }
    guard fittingShare > 0, fittingShare < 1 else {
      throw .outOfRange(
        name: "fittingShare", value: fittingShare, allowed: "above 0 and below 1")
    }
    let order = Self.shuffled(count, seed: seed)
    let size = min(max(Int((Double(count) * fittingShare).rounded()), 1), count - 1)
    fitting = order[..<size].sorted()
    judging = order[size...].sorted()
  }

  /// The other way round: fits on what was judged.
  public var swapped: HeldOutSplit { HeldOutSplit(fitting: judging, judging: fitting) }

  private init(fitting: [Int], judging: [Int]) {
    self.fitting = fitting
    self.judging = judging
  }

  /// The numbers below count in random order (Fisher and Yates).
  static func shuffled(_ count: Int, seed: UInt64) -> [Int] {
    var generator = SplitMix64(seed: seed, stream: 0)
    var order = Array(0..<count)
    generator.shuffle(&order)
    return order
  }
}
