import RealModule
import Statistics

/// One sample of a check: its random numbers, and what each interval and test made of it.
struct Trial: Sendable {
  /// What a method says about its coverage or its share of rejections.
  enum Promise: String, Sendable {
    /// The nominal value itself.
    case level
    /// At least the nominal coverage, at most the nominal share of rejections.
    case bound
    /// Nothing: the number is reported, not judged.
    case none
  }

  /// What one method made of the sample.
  struct Outcome: Sendable {
    let method: String
    let promise: Promise
    /// Whether the interval holds the truth; nothing without an interval.
    let covered: Bool?
    /// Whether the test rejects at 5 %; nothing without a test of a true null hypothesis.
    let rejected: Bool?
  }

  /// Where the sample comes from.
  var random: NormalNumbers
  /// The number of images, or of whatever the check counts.
  let images: Int
  /// The number of resamples or draws inside a method.
  let resamples: Int
  /// The seed of resampling inside a method.
  let seed: UInt64
  /// What the methods made of the sample, in the order they were judged.
  private(set) var outcomes: [Outcome] = []

  init(random: NormalNumbers, images: Int, resamples: Int, seed: UInt64) {
    self.random = random
    self.images = images
    self.resamples = resamples
    self.seed = seed
  }

  /// Judges a method by both its interval and its test; one that throws counts as undefined.
  mutating func judge(
    _ method: String, _ promise: Promise = .level,
    _ make: () throws -> (covered: Bool?, rejected: Bool?)
  ) {
    let result = try? make()
    outcomes.append(
      Outcome(
        method: method, promise: promise, covered: result?.covered, rejected: result?.rejected))
  }

  /// Judges an interval.
  mutating func interval(
    _ method: String, _ promise: Promise = .level, holds truth: Double,
    _ make: () throws -> Interval?
  ) {
    judge(method, promise) { (try make()?.covers(truth), nil) }
  }

  /// Judges the interval that a normal quantile makes of an estimate and its standard error.
  mutating func interval(
    _ method: String, _ promise: Promise = .level, holds truth: Double, around estimate: Double,
    error: Double
  ) {
    let margin = -Normal.quantile(0.025) * error
    interval(method, promise, holds: truth) {
      Interval(low: estimate - margin, high: estimate + margin, level: 0.95, method: method)
    }
  }

  /// Judges the p-value of a test whose null hypothesis is true.
  mutating func test(
    _ method: String, _ promise: Promise = .level, _ make: () throws -> Double
  ) {
    judge(method, promise) { (nil, try make().rejects) }
  }
}

extension Interval {
  /// Whether the truth lies in the interval; nothing when a limit is not a number.
  func covers(_ truth: Double) -> Bool? {
    low.isNaN || high.isNaN ? nil : low <= truth && truth <= high
  }
}

extension Double {
  /// Whether a p-value rejects at 5 %; nothing when it is not a number.
  var rejects: Bool? { isNaN ? nil : self <= 0.05 }
}

extension NormalNumbers {
  /// Standard normal numbers.
  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  /// Whether something of this probability happens.
  mutating func happens(_ probability: Double) -> Bool { uniform.nextUnit() < probability }

  /// How often something of this probability happens.
  mutating func binomial(_ trials: Int, _ probability: Double) -> Int {
    (0..<trials).count { _ in happens(probability) }
  }

  /// The probability that an annotator selects the class of a random image, as in CIFAR-10H.
  mutating func chance() -> Double { Normal.survival(0.9 * normal() - 2.15) }
}
