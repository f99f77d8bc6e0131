/// How often two deciders who are both wrong give the same wrong class, as means over pairs of deciders.
///
/// With w the images on which both are wrong, s those of them with the same wrong class, and for each true
/// class y the wrong answers `A_yk` and `B_yk` of the two among its `n_y` such images,
///
/// ```text
/// share S = s / w     expected E = (sum_y sum_k A_yk B_yk / n_y) / w     kappa = (S - E) / (1 - E)
/// ```
///
/// E is the share of equal wrong classes if the two chose theirs independently, each with the frequencies of
/// its own wrong answers to images of the same true class: confusions that everybody makes, such as cat for
/// dog, are expected and not counted as agreement. All are smooth functions of sums over images, so that their influence
/// functions give the uncertainty over images, and leaving out a class that over classes. A mean is over
/// the pairs of a group that have a value, also where a class is left out.
///
/// Degenerate cases: a pair without an image on which both are wrong has no value, nor a kappa where E is 1
/// (one wrong class only); a group without a pair that has one is an error.
public struct MistakeMeans: Sendable {
  /// What is measured.
  public enum Measure: String, Sendable, CaseIterable {
    /// S.
    case share
    /// (S - E)/(1 - E), misclassification agreement.
    case kappa
  }

  /// The mean of the measure over each group of pairs.
  public let values: [Double]
  /// The mean of E over each group.
  public let expected: [Double]
  /// The images on which both are wrong, mean over the pairs of each group.
  public let bothWrong: [Double]
  /// The number of pairs of each group that have no value.
  public let undefined: [Int]
  private let deviations: [[Double]]
  private let measure: Measure
  private let parts: [[MistakeSums]]

  /// Compares the pairs of every group.
  ///
  /// - Parameters:
  ///   - choices: The class that each decider gave to each image; nil where it gave none.
  ///   - truth: The true class of each image.
  ///   - groups: The pairs of each mean.
  ///   - measure: What is measured.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/nothingToCompare(name:)`` when no pair of a group has an image on which both
  ///   are wrong, ``StatisticsError/undefined(reason:)`` when none has a kappa.
  /// - Complexity: O(pairs x images).
  public init(
    _ choices: [[Int?]], truth: [Int], groups: [[ErrorConsistency.Places]],
    _ measure: Measure = .share
  ) throws(StatisticsError) {
    for row in choices where row.count != truth.count {
      throw .lengthMismatch(expected: truth.count, got: row.count)
    }
    var values: [Double] = []
    var (expected, bothWrong, undefined): ([Double], [Double], [Int]) = ([], [], [])
    var deviations: [[Double]] = []
    var parts: [[MistakeSums]] = []
    for group in groups {
      var known: [MistakeSums] = []
      var influence = [Double](repeating: 0, count: truth.count)
      var anyWrong = false
      for places in group {
        let (first, second) = (choices[places.first], choices[places.second])
        let tables = MistakeTables(first, second, truth)
        let sums = tables.sums
        anyWrong = anyWrong || sums.total.wrong > 0
        guard !sums.value(measure).isNaN else { continue }
        known.append(sums)
        tables.add(measure, sums.total, first, second, truth, to: &influence)
      }
      guard anyWrong else { throw .nothingToCompare(name: "images on which both are wrong") }
      guard !known.isEmpty else {
        throw .undefined(reason: "there is one wrong class only, which all would share")
      }
      let count = Double(known.count)
      values.append(known.reduce(0) { $0 + $1.value(measure) } / count)
      expected.append(known.reduce(0) { $0 + $1.total.expected } / count)
      bothWrong.append(known.reduce(0) { $0 + $1.total.wrong } / count)
      undefined.append(group.count - known.count)
      deviations.append(influence.map { $0 / count })
      parts.append(known)
    }
    self.values = values
    self.expected = expected
    self.bothWrong = bothWrong
    self.undefined = undefined
    self.deviations = deviations
    self.measure = measure
    self.parts = parts
  }

  /// Returns the joint covariance of the means over images.
  ///
  /// - Parameter design: The population the images stand for.
  /// - Returns: The covariance.
  /// - Throws: The errors of ``JointCorrelations/covariance(_:)``.
  public func covariance(_ design: SamplingDesign) throws(StatisticsError) -> StrengthCovariance {
    let covariance = DesignCovariance(deviations: deviations) { grouping in
      grouping.labels.map { label in
        parts.map { group in
          let left = group.map { $0.without(label).value(measure) }.filter { !$0.isNaN }
          return left.reduce(0, +) / Double(left.count)
        }
      }
    }
    return StrengthCovariance(
      count: values.count, sources: [try covariance.source(design, signs: values.map { _ in 1 })])
  }

  /// Returns a mean, or the difference of two, with its standard error.
  ///
  /// - Parameters:
  ///   - contrast: The number of a group, or two of them.
  ///   - covariance: The joint covariance; see ``covariance(_:)``.
  /// - Returns: The estimate with its intervals and tests.
  public func estimate(
    _ contrast: StrengthContrast, _ covariance: StrengthCovariance
  ) -> StrengthEstimate {
    covariance.mean(contrast, of: values)
  }
}

/// The sums over images that a pair's measures are made of, by true class.
private struct MistakeSums: Sendable {
  struct Part: Sendable {
    var wrong = 0.0
    var same = 0.0
    /// sum_k A_k B_k / n.
    var chance = 0.0

    var expected: Double { chance / wrong }
  }

  var byClass: [Int: Part]
  var total = Part()

  init(_ byClass: [Int: Part]) {
    self.byClass = byClass
    for (_, part) in byClass.sorted(by: { $0.key < $1.key }) {
      total.wrong += part.wrong
      total.same += part.same
      total.chance += part.chance
    }
  }

  func without(_ label: Int) -> MistakeSums {
    var rest = byClass
    rest[label] = nil
    return MistakeSums(rest)
  }

  /// NaN where there is no value.
  func value(_ measure: MistakeMeans.Measure) -> Double {
    guard total.wrong > 0 else { return .nan }
    let share = total.same / total.wrong
    guard measure == .kappa else { return share }
    return total.expected < 1 - 1e-12 ? (share - total.expected) / (1 - total.expected) : .nan
  }
}

/// The wrong answers of two deciders among the images on which both are wrong, by true class.
private struct MistakeTables {
  private var first: [Int: [Int: Double]] = [:]
  private var second: [Int: [Int: Double]] = [:]
  private var same: [Int: Double] = [:]
  private var wrong: [Int: Double] = [:]

  init(_ a: [Int?], _ b: [Int?], _ truth: [Int]) {
    for (image, label) in truth.enumerated() {
      guard let own = a[image], let other = b[image], own != label, other != label else { continue }
      wrong[label, default: 0] += 1
      if own == other { same[label, default: 0] += 1 }
      first[label, default: [:]][own, default: 0] += 1
      second[label, default: [:]][other, default: 0] += 1
    }
  }

  /// sum_k A_k B_k of one true class.
  private func products(_ label: Int) -> Double {
    (first[label] ?? [:]).sorted { $0.key < $1.key }.reduce(0) {
      $0 + $1.value * (second[label]?[$1.key] ?? 0)
    }
  }

  var sums: MistakeSums {
    MistakeSums(
      Dictionary(
        uniqueKeysWithValues: wrong.map { label, n in
          (
            label,
            MistakeSums.Part(wrong: n, same: same[label] ?? 0, chance: products(label) / n)
          )
        }))
  }

  /// Adds what each image contributes to the measure.
  func add(
    _ measure: MistakeMeans.Measure, _ total: MistakeSums.Part, _ a: [Int?], _ b: [Int?],
    _ truth: [Int], to influence: inout [Double]
  ) {
    let scale = Double(truth.count) / total.wrong
    let share = total.same / total.wrong
    let rest = 1 - total.expected
    let products = Dictionary(uniqueKeysWithValues: wrong.keys.map { ($0, self.products($0)) })
    for (image, label) in truth.enumerated() {
      guard let own = a[image], let other = b[image], own != label, other != label,
        let n = wrong[label]
      else { continue }
      let shareTerm = scale * ((own == other ? 1 : 0) - share)
      guard measure == .kappa else {
        influence[image] += shareTerm
        continue
      }
      // What one more such image adds to sum_k A_k B_k / n.
      let chance =
        ((second[label]?[own] ?? 0) + (first[label]?[other] ?? 0) - (products[label] ?? 0) / n) / n
      let chanceTerm = scale * (chance - total.expected)
      influence[image] += (shareTerm * rest - (1 - share) * chanceTerm) / (rest * rest)
    }
  }
}
