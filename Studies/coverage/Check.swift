import Statistics

/// Intervals and tests judged together on samples from one population whose truth is known.
///
/// The truth comes from theory or from large samples of the population, never from the samples that
/// are judged.
struct Check: Sendable {
  /// What the check is about; a section of the table.
  enum Topic: String, CaseIterable, Sendable {
    case independence = "Tests of no association"
    case partial = "Covariates and classes held constant"
    case association = "Areas under the curve and other formulas"
    case classes = "Classes that differ, networks as units"
    case agreement = "Agreement and accuracy"
    case shares = "Shares and calibration"
    case reliability = "Reliability and annotators"
    case families = "Many comparisons at once, equivalence"
    case trends = "Trends, plateaus, regression, seeds"
  }

  /// What names the check in `checks.tsv`.
  let name: String
  /// The section of the table.
  let topic: Topic
  /// The population and its truth or null hypothesis in a few words.
  let truth: String
  /// Finds the truth and gives what judges one sample by it.
  private let prepare: @Sendable () throws -> @Sendable (inout Trial) -> Void

  /// Creates a check whose truth has to be found first.
  init<Truth: Sendable>(
    _ name: String, _ topic: Topic, truth: String, find: @escaping @Sendable () throws -> Truth,
    judge: @escaping @Sendable (inout Trial, Truth) -> Void
  ) {
    self.name = name
    self.topic = topic
    self.truth = truth
    prepare = {
      let found = try find()
      return { judge(&$0, found) }
    }
  }

  /// Creates a check whose truth is known by theory.
  init(
    _ name: String, _ topic: Topic, truth: String, judge: @escaping @Sendable (inout Trial) -> Void
  ) {
    self.init(name, topic, truth: truth, find: {}, judge: { trial, _ in judge(&trial) })
  }

  /// All checks, in the order of the table.
  static let all: [Check] =
    independence + partial + association + classes + agreement + shares + reliability + families
    + trends

  /// The means of estimates over large samples.
  ///
  /// - Parameters:
  ///   - samples: The number of samples.
  ///   - images: The size of each sample.
  ///   - estimate: Draws a sample of a size and estimates.
  /// - Returns: The mean of each estimate.
  /// - Throws: What the estimate throws, and an error when an estimate is not a number.
  static func limits(
    samples: Int = 20, images: Int = 100_000,
    _ estimate: @Sendable (inout NormalNumbers, Int) throws -> [Double]
  ) throws -> [Double] {
    let rows = try Parallel.map(count: samples) { sample in
      var random = NormalNumbers(SplitMix64(seed: 314_159, stream: sample))
      return try estimate(&random, images)
    }
    var sums: [Double] = []
    for values in rows {
      if sums.isEmpty { sums = values.map { _ in 0 } }
      for index in sums.indices { sums[index] += values[index] / Double(samples) }
    }
    guard sums.allSatisfy(\.isFinite) else {
      throw StatisticsError.undefined(reason: "a large sample has no value")
    }
    return sums
  }
}

// MARK: - Running

extension Check {
  /// What one method did over all samples of a check.
  struct Row: Sendable {
    let method: String
    let promise: Trial.Promise
    let samples: Int
    /// Samples in which the method gave no value.
    let undefined: Int
    /// The share of intervals that hold the truth; nothing for tests.
    let coverage: Double?
    /// The share of tests that reject; nothing for intervals.
    let rejections: Double?
  }

  /// Draws the samples and judges every method on each; the result is the same for any number of threads.
  func run(images: Int, samples: Int, resamples: Int, seed: UInt64) throws -> [Row] {
    let judge = try prepare()
    let trials = Parallel.map(count: samples) { index -> [Trial.Outcome] in
      var trial = Trial(
        random: NormalNumbers(SplitMix64(seed: seed, stream: index)), images: images,
        resamples: resamples, seed: 1_000_003 &* UInt64(index + 1))
      judge(&trial)
      return trial.outcomes
    }
    guard let first = trials.first else { return [] }
    return first.indices.map { position in
      let outcomes = trials.map { $0[position] }
      func share(_ flags: [Bool]) -> Double? {
        flags.isEmpty ? nil : Double(flags.count { $0 }) / Double(flags.count)
      }
      return Row(
        method: first[position].method, promise: first[position].promise, samples: samples,
        undefined: outcomes.count { $0.covered == nil && $0.rejected == nil },
        coverage: share(outcomes.compactMap(\.covered)),
        rejections: share(outcomes.compactMap(\.rejected)))
    }
  }
}
