/// How often two deciders who are both wrong give the same wrong class.
///
/// ```text
/// kappa = (share - expected) / (1 - expected)
/// ```
///
/// `expected` is the share of equal wrong classes if the two chose theirs independently, each with the
/// frequencies of its own wrong answers to images of the same true class: confusions that everybody makes,
/// such as cat for dog, are expected and not counted as agreement.
///
/// Degenerate cases: no image on which both are wrong is an error; where independent choices would agree
/// always (one wrong class only, as with two classes) kappa is NaN.
public struct SharedMistakes: Sendable, Equatable {
  /// The number of images on which both are wrong.
  public let bothWrong: Int
  /// The number of these with the same wrong class.
  public let sameClass: Int
  /// The share of the same wrong class among images on which both are wrong.
  public let share: Double
  /// The share expected of independent choices.
  public let expected: Double
  /// The agreement beyond what is expected; NaN where that is 1.
  public let kappa: Double
  /// The Wilson interval of ``share`` over images.
  public let interval: Interval

  /// Compares two deciders.
  ///
  /// - Parameters:
  ///   - first: The class that the first gave to each image; nil where it gave none.
  ///   - second: The class that the second gave.
  ///   - truth: The true class of each image.
  ///   - level: The nominal coverage of the interval.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/nothingToCompare(name:)`` when there is no image on which both are wrong,
  ///   ``StatisticsError/invalidLevel(level:)``.
  /// - Complexity: O(images).
  public init(
    _ first: [Int?], _ second: [Int?], truth: [Int], level: Double = 0.95
  ) throws(StatisticsError) {
    for count in [first.count, second.count] where count != truth.count {
      throw .lengthMismatch(expected: truth.count, got: count)
    }
    var byClass: [Int: (n: Int, first: [Int: Int], second: [Int: Int])] = [:]
    var (wrong, same) = (0, 0)
    for image in truth.indices {
      guard let a = first[image], let b = second[image], a != truth[image], b != truth[image]
      else { continue }
      wrong += 1
      same += a == b ? 1 : 0
      byClass[truth[image], default: (0, [:], [:])].n += 1
      byClass[truth[image], default: (0, [:], [:])].first[a, default: 0] += 1
      byClass[truth[image], default: (0, [:], [:])].second[b, default: 0] += 1
    }
    guard wrong > 0 else { throw .nothingToCompare(name: "images on which both are wrong") }
    var chance = 0.0
    for (_, group) in byClass.sorted(by: { $0.key < $1.key }) {
      let products = group.first.reduce(0) { $0 + $1.value * (group.second[$1.key] ?? 0) }
      chance += Double(products) / Double(group.n)
    }
    bothWrong = wrong
    sameClass = same
    share = Double(same) / Double(wrong)
    expected = chance / Double(wrong)
    kappa = expected < 1 - 1e-12 ? (share - expected) / (1 - expected) : .nan
    interval = try Proportion.wilson(successes: same, trials: wrong, level: level)
  }
}
