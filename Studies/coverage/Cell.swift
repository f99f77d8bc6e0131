import Statistics

/// One cell of the study: a scenario, a sample size, a coefficient and the effort.
struct Cell: Sendable {
  let scenario: Scenario
  let images: Int
  let method: CorrelationMethod
  /// Samples for methods without resampling, and for those with.
  let analytic: Int
  let resampling: Int
  /// The resamples of each bootstrap and permutation.
  let resamples: Int
  /// Which resampling methods run, `all` or their names.
  let only: Set<String>

  /// What names the cell in the result file.
  var key: String { "\(scenario.name)\t\(images)\t\(method.rawValue)" }

  /// Reads a line of `cells.tsv`; nothing when it is wrong.
  ///
  /// - Parameters:
  ///   - fields: Scenario, images, coefficient, samples without and with resampling, resamples, and
  ///     the resampling methods.
  ///   - share: The share of the samples to run.
  init?(_ fields: [String], share: Double) {
    guard fields.count == 7, let images = Int(fields[1]), let analytic = Int(fields[3]),
      let resampling = Int(fields[4]), let resamples = Int(fields[5]),
      let scenario = Scenario.all.first(where: { $0.name == fields[0] }),
      let method = CorrelationMethod(rawValue: fields[2])
    else { return nil }
    self.scenario = scenario
    self.images = images
    self.method = method
    self.analytic = Int((Double(analytic) * share).rounded())
    self.resampling = Int((Double(resampling) * share).rounded())
    self.resamples = resamples
    only = Set(fields[6].split(separator: ",").map(String.init))
  }

  /// What one method did in one cell.
  struct Row: Sendable {
    let kind: String
    let method: String
    let replications: Int
    /// Samples in which the method gave no value.
    let undefined: Int
    /// The share of intervals that contain the truth; nothing for tests.
    let coverage: Double?
    /// The share of tests that reject at 5 % (of the true difference of 0).
    let rejections: Double?
  }

  /// Runs all methods that apply, each on the same samples.
  func run(seed: UInt64) throws -> [Row] {
    let truth = try scenario.truth(method)
    let difference = try scenario.trueDifference(method)
    var rows: [Row] = []
    for interval in IntervalMethod.all where interval.applies(to: method) {
      guard runs(interval.needsClasses, interval.resamples, interval.name) else { continue }
      let count = interval.resamples ? resampling : analytic
      let outcomes = Parallel.map(count: count) { index -> Outcome in
        let sample = scenario.draw(images, seed: seed, stream: index)
        do {
          let result = try interval.interval(
            method, score: sample.a, human: sample.human, classes: sample.classes,
            options: options(index)
          ).interval
          return Outcome(covered: result.low <= truth && truth <= result.high, rejected: nil)
        } catch {
          return Outcome(covered: nil, rejected: nil)
        }
      }
      rows.append(row("interval", interval.name, outcomes))
    }
    for test in ComparisonTest.all where !isOtherQuestion(test) {
      guard runs(test.needsClasses, test.resamples, test.name) else { continue }
      let count = test.resamples ? resampling : analytic
      let null = difference == 0
      let outcomes = Parallel.map(count: count) { index -> Outcome in
        let sample = scenario.draw(images, seed: seed, stream: index)
        do {
          let scores = try ComparedScores(
            method, sample.a, sample.b, directions: (.higherIsHarder, .higherIsHarder),
            human: sample.human, humanDirection: .higherIsHarder, classes: sample.classes,
            threads: 1)
          let result = try test.compare(scores, options: options(index))
          return Outcome(
            covered: result.interval.map { $0.low <= difference && difference <= $0.high },
            rejected: null ? result.test.map { $0.pValue.p <= 0.05 } : nil)
        } catch {
          return Outcome(covered: nil, rejected: nil)
        }
      }
      rows.append(row("difference", test.name, outcomes))
    }
    return rows
  }

  private struct Outcome: Sendable {
    let covered: Bool?
    let rejected: Bool?
  }

  private func runs(_ needsClasses: Bool, _ resamples: Bool, _ name: String) -> Bool {
    if needsClasses, case .none = scenario.classes { return false }
    if resamples { return resampling > 0 && (only.contains("all") || only.contains(name)) }
    return analytic > 0
  }

  /// The mean over classes is not the pooled difference unless both are 0.
  private func isOtherQuestion(_ test: ComparisonTest) -> Bool {
    if test == .perClassMean, case .fixed = scenario.classes { return true }
    return false
  }

  private func options(_ index: Int) -> CorrelationBootstrap.Options {
    CorrelationBootstrap.Options(
      resamples: resamples, seed: 1_000_003 &* UInt64(index + 1), threads: 1)
  }

  private func row(_ kind: String, _ name: String, _ outcomes: [Outcome]) -> Row {
    let covered = outcomes.compactMap(\.covered)
    let rejected = outcomes.compactMap(\.rejected)
    func share(_ flags: [Bool]) -> Double? {
      flags.isEmpty ? nil : Double(flags.count { $0 }) / Double(flags.count)
    }
    return Row(
      kind: kind, method: name, replications: outcomes.count,
      undefined: outcomes.count { $0.covered == nil && $0.rejected == nil },
      coverage: share(covered), rejections: share(rejected))
  }
}
