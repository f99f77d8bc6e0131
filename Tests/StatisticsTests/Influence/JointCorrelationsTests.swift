import RealModule
import Testing

@testable import Statistics

struct JointCorrelationsTests {
  private static let directions: [JointCorrelations.Direction] = [
    .higherIsHarder, .higherIsEasier, .higherIsHarder,
  ]

  /// HSF-like human measure (higher = easier) and three scores, the second one turned.
  private func joint(
    _ method: CorrelationMethod, _ count: Int = 120, seed: UInt64 = 6
  ) throws -> (JointCorrelations, human: [Double], scores: [[Double]]) {
    var generator = SampleGenerator(seed: seed)
    var (human, scores) = generator.related(count, loadings: [0.8, 0.6, 0.5], levels: 10)
    human = human.map { 1 - $0 / 10 }
    scores[1] = scores[1].map { -$0 }
    scores[2] = rounded(scores[2])
    let joint = try JointCorrelations(
      method, scores: scores, directions: Self.directions, human: human,
      humanDirection: .higherIsEasier)
    return (joint, human, scores)
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `keeps coefficients as they come and turns strengths`(method: CorrelationMethod) throws {
    let (joint, human, scores) = try joint(method)
    for (index, sign) in [-1.0, 1, -1].enumerated() {
      let expected = plain(method, scores[index], human)
      #expect(
        joint.estimates[index].isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
      #expect(joint.strengths[index] == sign * joint.estimates[index])
      #expect(joint.strengths[index] > 0.2)
    }
    let covariance = try joint.covariance(.images)
    let difference = joint.difference(0, 1, covariance)
    #expect(difference.estimate == joint.strengths[0] - joint.strengths[1])
    let strength = joint.strength(2, covariance)
    #expect(strength.estimate == joint.strengths[2])
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `turning a score by hand gives the same strengths and covariance`(
    method: CorrelationMethod
  ) throws {
    let (joint, human, scores) = try joint(method)
    let turned = try JointCorrelations(
      method, scores: [scores[0], scores[1].map { -$0 }, scores[2]],
      directions: [.higherIsHarder, .higherIsHarder, .higherIsHarder],
      human: human.map { -$0 }, humanDirection: .higherIsHarder)
    let one = try joint.covariance(.images).matrix
    let other = try turned.covariance(.images).matrix
    for (a, b) in zip(one, other) {
      #expect(a.isApproximatelyEqual(to: b, absoluteTolerance: 1e-13, relativeTolerance: 1e-9))
    }
    for (a, b) in zip(joint.strengths, turned.strengths) {
      #expect(a.isApproximatelyEqual(to: b, relativeTolerance: 1e-12))
    }
  }

  @Test func `a large-sample Pearson variance is that of normal theory`() throws {
    var generator = SampleGenerator(seed: 12)
    let (human, scores) = generator.related(40_000, loadings: [0.7, 0.5])
    let joint = try JointCorrelations(
      .pearson, scores: scores, directions: [.higherIsHarder, .higherIsHarder], human: human,
      humanDirection: .higherIsHarder)
    let covariance = try joint.covariance(.images)
    let a = joint.estimates[0]
    let b = joint.estimates[1]
    let c = plain(.pearson, scores[0], scores[1])
    let k = c * (1 - a * a - b * b) - a * b * (1 - a * a - b * b - c * c) / 2
    let n = 40_000.0
    #expect(
      covariance.variance(.strength(0)).variance.isApproximatelyEqual(
        to: (1 - a * a) * (1 - a * a) / n, relativeTolerance: 0.03))
    let formula = ((1 - a * a) * (1 - a * a) + (1 - b * b) * (1 - b * b) - 2 * k) / n
    #expect(
      covariance.variance(.difference(0, 1)).variance.isApproximatelyEqual(
        to: formula, relativeTolerance: 0.03))
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `the designs follow their formulas`(method: CorrelationMethod) throws {
    let (joint, human, scores) = try joint(method)
    let classes = (0..<120).map { ($0 * $0) % 11 }
    let labels = Array(Set(classes)).sorted()
    let values = (0..<2).map { joint.influence(score: $0) }
    let d = zip(values[0], values[1]).map { $0 - $1 }
    let contrast = StrengthContrast.difference(0, 1)

    let images = try joint.covariance(.images).variance(contrast)
    let squares = d.reduce(0) { $0 + $1 * $1 }
    #expect(
      images.variance.isApproximatelyEqual(to: squares / (120 * 119), relativeTolerance: 1e-9))
    #expect(images.df == nil)

    var within = 0.0
    var between = 0.0
    for label in labels {
      let own = classes.indices.filter { classes[$0] == label }.map { d[$0] }
      let size = Double(own.count)
      let sum = own.reduce(0, +)
      between += sum * sum
      guard own.count > 1 else { continue }
      within +=
        own.reduce(0) { $0 + ($1 - sum / size) * ($1 - sum / size) } * size / (size - 1)
    }
    let fixed = try joint.covariance(.classesFixed(classes)).variance(contrast)
    let n = 120.0
    #expect(fixed.variance.isApproximatelyEqual(to: within / (n * n), relativeTolerance: 1e-9))
    let groups = Double(labels.count)
    let random = try joint.covariance(.classesRandom(classes)).variance(contrast)
    #expect(
      random.variance.isApproximatelyEqual(
        to: groups / (groups - 1) * between / (n * n), relativeTolerance: 1e-9))
    #expect(random.df.map { abs($0 - (groups - 1)) < 1e-9 } ?? false)

    // Delete one class by computing the coefficients again.
    let leaveOuts = labels.map { label -> Double in
      let kept = classes.indices.filter { classes[$0] != label }
      let y = kept.map { human[$0] }
      return -plain(method, kept.map { scores[0][$0] }, y)
        - plain(method, kept.map { scores[1][$0] }, y)
    }
    let mean = leaveOuts.reduce(0, +) / groups
    let jackknife =
      (groups - 1) / groups * leaveOuts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deleted = try joint.covariance(.classesRandomDeleteOne(classes)).variance(contrast)
    #expect(deleted.variance.isApproximatelyEqual(to: jackknife, relativeTolerance: 1e-9))
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `the mean of per-class differences is that of each class by itself`(
    method: CorrelationMethod
  ) throws {
    let (joint, human, scores) = try joint(method)
    // Class 9 has two images: too few for a coefficient.
    let classes = (0..<120).map { $0 < 118 ? $0 % 6 : 9 }
    let result = try joint.perClassDifferences(0, 1, classes: classes)
    #expect(result.classes == [0, 1, 2, 3, 4, 5])
    #expect(result.skipped == [9])
    for (label, difference) in zip(result.classes, result.differences) {
      let own = classes.indices.filter { classes[$0] == label }
      let y = own.map { human[$0] }
      let expected =
        -plain(method, own.map { scores[0][$0] }, y) - plain(method, own.map { scores[1][$0] }, y)
      #expect(difference.isApproximatelyEqual(to: expected, relativeTolerance: 1e-10))
    }
    let mean = result.differences.reduce(0, +) / 6
    let squares = result.differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(result.mean.estimate.isApproximatelyEqual(to: mean, relativeTolerance: 1e-12))
    #expect(
      result.mean.standardError.isApproximatelyEqual(
        to: (squares / 30).squareRoot(), relativeTolerance: 1e-12))
    #expect(result.mean.df == 5)
  }

  @Test func `the interval of one correlation stays inside and agrees with its test`() throws {
    let (joint, _, _) = try joint(.spearman, 40)
    let estimate = joint.strength(0, try joint.covariance(.images))
    let interval = try estimate.interval(level: 0.95)
    #expect(interval.low > -1 && interval.high < 1)
    #expect(interval.low < estimate.estimate && estimate.estimate < interval.high)
    // The limits are the null values whose two-sided p is 5 %.
    for limit in [interval.low, interval.high] {
      #expect(
        estimate.test(null: limit).pValue.p.isApproximatelyEqual(
          to: 0.05, relativeTolerance: 1e-9))
    }
  }

  @Test func `refuses designs without enough classes`() throws {
    let (joint, _, _) = try joint(.spearman, 30)
    let one = [Int](repeating: 4, count: 30)
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try joint.covariance(.classesRandom(one))
    }
    #expect(throws: StatisticsError.tooFewClusters(needed: 3, got: 1)) {
      try joint.covariance(.classesRandomDeleteOne(one))
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 30, got: 2)) {
      try joint.covariance(.classesFixed([1, 2]))
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try joint.covariance(.classesFixed(Array(0..<30)))
    }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try joint.perClassDifferences(0, 1, classes: one)
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 0)) {
      try JointCorrelations(
        .spearman, scores: [[1, 2, 3]], directions: [], human: [1, 2, 3],
        humanDirection: .higherIsEasier)
    }
  }

  @Test func `classes that differ make random classes far less certain than fixed ones`() throws {
    var generator = SampleGenerator(seed: 40)
    var human: [Double] = []
    var first: [Double] = []
    var second: [Double] = []
    var classes: [Int] = []
    for label in 0..<10 {
      // The first score is better in even classes only.
      let (own, scores) = generator.related(
        200, loadings: label.isMultiple(of: 2) ? [0.9, 0.3] : [0.3, 0.3])
      human += own
      first += scores[0]
      second += scores[1]
      classes += [Int](repeating: label, count: 200)
    }
    let joint = try JointCorrelations(
      .spearman, scores: [first, second], directions: [.higherIsHarder, .higherIsHarder],
      human: human, humanDirection: .higherIsHarder)
    let fixed = joint.difference(0, 1, try joint.covariance(.classesFixed(classes)))
    let random = joint.difference(0, 1, try joint.covariance(.classesRandom(classes)))
    #expect(fixed.test().pValue.p < 1e-10)
    #expect(random.standardError > 3 * fixed.standardError)
  }
}
