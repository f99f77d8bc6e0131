/// How well each image is recognised, as a sensitivity: the patterns i1 and i2 of object recognition.
///
/// With s_ik the share of answers k to image i (votes, or a network's probabilities) and c its class
///
/// ```text
/// i1   d'_i  = Z(s_ic) - Z(f_c)        f_c  = mean s_jc over the images j of other classes
/// i2   d'_ik = Z(h_ik) - Z(f_kc)       h_ik = s_ic/(s_ic + s_ik),  f_kc = mean of s_jc/(s_jc + s_jk)
///                                             over the images j of class k
/// ```
///
/// i1 has one value an image, i2 one for each image and distractor k. d' is cut to -5...5, and ``capped``
/// counts how often; shares of 0 and 1 make it infinite otherwise. An image whose answers are neither
/// c nor k has no value (NaN) for the pair. With `relative` the mean of the class (and distractor) is taken
/// off, so that the pattern is about images and not about classes.
///
/// Source: Rajalingham et al. 2018, doi:10.1523/JNEUROSCI.0388-18.2018, whose trials offer the class and one
/// distractor; here the pair is read off the free choice.
public struct ObjectPatterns: Sendable, Equatable {
  /// The largest size of d'.
  static let cap = 5.0
  /// d' of each image.
  public let perImage: [Double]
  /// d' of each image and distractor, row by row: images x classes; NaN at the true class.
  public let perDistractor: [Double]
  /// The values of ``perImage`` and ``perDistractor`` that were cut.
  public let capped: (perImage: Int, perDistractor: Int)

  /// Compares values; NaN equals NaN.
  public static func == (a: ObjectPatterns, b: ObjectPatterns) -> Bool {
    func same(_ first: [Double], _ second: [Double]) -> Bool {
      first.count == second.count
        && zip(first, second).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
    return same(a.perImage, b.perImage) && same(a.perDistractor, b.perDistractor)
      && a.capped == b.capped
  }

  /// Computes the patterns.
  ///
  /// - Parameters:
  ///   - shares: The share of each answer, row by row: images x classes; rows need not sum to 1.
  ///   - truth: The true class of each image.
  ///   - classCount: The number of classes.
  ///   - relative: Whether the mean of each class is taken off.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for a class or a share out of range,
  ///   ``StatisticsError/tooFewClusters(needed:got:)`` when fewer than two classes have images.
  /// - Complexity: O(images x classes).
  public init(
    shares: [Double], truth: [Int], classCount: Int, relative: Bool = true
  ) throws(StatisticsError) {
    guard classCount >= 2, shares.count == truth.count * classCount else {
      throw .lengthMismatch(expected: truth.count * classCount, got: shares.count)
    }
    if let bad = truth.first(where: { $0 < 0 || $0 >= classCount }) {
      throw .outOfRange(name: "class", value: Double(bad), allowed: "in 0..<\(classCount)")
    }
    if let bad = shares.first(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .outOfRange(name: "share", value: bad, allowed: "in 0...1")
    }
    var sizes = [Int](repeating: 0, count: classCount)
    for c in truth { sizes[c] += 1 }
    let present = sizes.count { $0 > 0 }
    guard present >= 2 else { throw .tooFewClusters(needed: 2, got: present) }
    let alarms = FalseAlarms(shares, truth, sizes)
    var cuts = (perImage: 0, perDistractor: 0)
    func sensitivity(_ hit: Double, _ alarm: Double, _ cut: inout Int) -> Double {
      guard !hit.isNaN, !alarm.isNaN else { return .nan }
      let value = Normal.quantile(hit) - Normal.quantile(alarm)
      // Two infinite terms of one sign say that both are certain: no sensitivity.
      guard !value.isNaN else { return 0 }
      if abs(value) > Self.cap { cut += 1 }
      return min(max(value, -Self.cap), Self.cap)
    }
    var one = [Double](repeating: .nan, count: truth.count)
    var two = [Double](repeating: .nan, count: shares.count)
    for image in truth.indices {
      let (row, c) = (image * classCount, truth[image])
      one[image] = sensitivity(shares[row + c], alarms.overall[c], &cuts.perImage)
      for k in 0..<classCount where k != c {
        let both = shares[row + c] + shares[row + k]
        two[row + k] = sensitivity(
          both > 0 ? shares[row + c] / both : .nan, alarms.pairs[k * classCount + c],
          &cuts.perDistractor)
      }
    }
    capped = cuts
    perImage = relative ? Self.centred(one, by: truth) : one
    perDistractor =
      relative
      ? Self.centred(
        two, by: two.indices.map { truth[$0 / classCount] * classCount + $0 % classCount })
      : two
  }

  /// Values less the mean of their group.
  private static func centred(_ values: [Double], by groups: [Int]) -> [Double] {
    var sums: [Int: (sum: Double, n: Int)] = [:]
    for (value, group) in zip(values, groups) where !value.isNaN {
      sums[group, default: (0, 0)].sum += value
      sums[group, default: (0, 0)].n += 1
    }
    return zip(values, groups).map { value, group in
      guard let mean = sums[group] else { return value }
      return value - mean.sum / Double(mean.n)
    }
  }

  /// How often images of other classes are called a class.
  private struct FalseAlarms {
    /// For each class, over all images of other classes.
    var overall: [Double]
    /// For images of class k (row) against class c (column).
    var pairs: [Double]

    init(_ shares: [Double], _ truth: [Int], _ sizes: [Int]) {
      let classes = sizes.count
      overall = [Double](repeating: 0, count: classes)
      pairs = [Double](repeating: 0, count: classes * classes)
      var counted = [Double](repeating: 0, count: classes * classes)
      for image in truth.indices {
        let (row, k) = (image * classes, truth[image])
        for c in 0..<classes where c != k {
          overall[c] += shares[row + c] / Double(truth.count - sizes[c])
          let both = shares[row + c] + shares[row + k]
          guard both > 0 else { continue }
          pairs[k * classes + c] += shares[row + c] / both
          counted[k * classes + c] += 1
        }
      }
      for place in pairs.indices { pairs[place] /= counted[place] }
    }
  }
}
