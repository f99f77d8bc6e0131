import RealModule
import Statistics

/// Trends over ordered levels, plateaus of curves, slopes of vote counts, and runs with several seeds.
extension Check {
  static let trends: [Check] = [
    noTrend, noTrendWithTies, exactTrend, plateau, accuracyCurve, slope("beta"),
    slope("levels-11"), seeds,
  ]

  // MARK: - Tests of trend

  private static let noTrend = Check(
    "trend-none", .trends, truth: "no trend over 5 levels, normal values"
  ) { trial in
    judgeTrends(&trial) { random in random.normal() }
  }

  private static let noTrendWithTies = Check(
    "trend-none-ties", .trends, truth: "no trend over 5 levels, HSF of 10 votes"
  ) { trial in
    judgeTrends(&trial) { random in Double(random.binomial(10, random.chance())) }
  }

  private static func judgeTrends(
    _ trial: inout Trial, _ value: (inout NormalNumbers) -> Double
  ) {
    let groups = (0..<trial.images).map { $0 % 5 }
    let between = groups.map { _ in value(&trial.random) }
    let within = (0..<5 * trial.images).map { _ in value(&trial.random) }
    trial.test("Jonckheere-Terpstra") {
      try JonckheereTerpstra(between, groups: groups).test().pValue.p
    }
    trial.test("Page, normal") {
      try PageTrendTest(within, levels: 5).test(.twoSided, distribution: .normal).pValue.p
    }
  }

  private static let exactTrend = Check(
    "trend-exact", .trends, truth: "no trend over 5 levels, normal values"
  ) { trial in
    let values = trial.random.normals(5 * trial.images)
    trial.test("Page, exact", .bound) {
      try PageTrendTest(values, levels: 5).test(.twoSided, distribution: .exact).pValue.p
    }
  }

  // MARK: - Curves

  /// A curve that rises until a joint, the same for every image.
  private static func brokenStick(_ x: [Double], joint: Double) -> [Double] {
    x.map { 3 + min($0 - joint, 0) }
  }

  private static let plateau = Check(
    "plateau", .trends, truth: "two measures that rise until 5.5 and 7, noise by image and point",
    find: {
      let x = (1...12).map { Double($0) }
      // The rule applied to the curve without noise.
      return try [5.5, 7].map {
        try PlateauRule.settled(within: 0.1).point(x, brokenStick(x, joint: $0)) ?? .nan
      }
    },
    judge: { trial, settled in
      let x = (1...12).map { Double($0) }
      let curves = [5.5, 7].map { joint in
        let mean = brokenStick(x, joint: joint)
        return (0..<trial.images).flatMap { _ in
          let level = trial.random.normal()
          let slope = 1 + 0.3 * trial.random.normal()
          return mean.map { level + slope * ($0 - 3) + 0.5 * trial.random.normal() }
        }
      }
      let (resamples, seed) = (trial.resamples, trial.seed)
      for (name, rule, truths) in [
        ("broken stick", PlateauRule.brokenStick, [5.5, 7]),
        ("settled within 10 %", .settled(within: 0.1), settled),
      ] {
        let estimate = Result {
          try PlateauEstimate(
            x: x, curves: curves, rule: rule, resamples: resamples, seed: seed, threads: 1)
        }
        trial.interval("\(name), plateau", holds: truths[0]) {
          try estimate.get().points[0].interval
        }
        trial.interval("\(name), difference", holds: truths[1] - truths[0]) {
          try estimate.get().differencesFromFirst[1].interval
        }
      }
    })

  private static let accuracyCurve = Check(
    "accuracy-curve", .trends, truth: "accuracies .95, .9, .75, .5, .3 at 5 levels, read between"
  ) { trial in
    let accuracies = [0.95, 0.9, 0.75, 0.5, 0.3]
    let correct = accuracies.map { trial.random.binomial(trial.images, $0) }
    for order in [AccuracyCurve.Order.any, .falling] {
      let point = try? AccuracyCurve(
        levels: [1, 2, 3, 4, 5], correct: correct,
        trials: accuracies.map { _ in trial.images }, order: order
      ).value(at: 3.4)
      trial.interval(
        "accuracy, order \(order.rawValue), ± 1.96 standard errors", holds: 0.65,
        around: point?.accuracy ?? .nan, error: point?.standardError ?? .nan)
    }
  }

  // MARK: - Regression and seeds

  /// Votes of images that differ, on a score that has nothing to do with them.
  private static func slope(_ population: String) -> Check {
    Check(
      "slope-\(population)", .trends,
      truth: "slope 0; 10 votes, p "
        + (population == "beta" ? "beta (3, 1)" : "normal on the probit scale")
    ) { trial in
      let selected = (0..<trial.images).map { _ in
        let chance =
          population == "beta"
          ? Double.pow(trial.random.uniform.nextUnit(), 1.0 / 3)
          : Normal.survival(trial.random.normal() - 0.6)
        return trial.random.binomial(10, chance)
      }
      let score = trial.random.normals(trial.images)
      let counts = Result {
        try SelectionCounts(selected: selected, shown: selected.map { _ in 10 })
      }
      let binomial = try? BinomialRegression(counts.get(), score: score)
      let beta = try? BetaBinomialRegression(counts.get(), score: score)
      for (name, promise, estimate, error) in [
        (
          "binomial, plain", Trial.Promise.none, binomial?.coefficients[1],
          binomial?.standardErrors[1]
        ),
        (
          "binomial, quasi", .level, binomial?.coefficients[1], binomial?.quasiStandardErrors[1]
        ),
        ("beta-binomial", .level, beta?.coefficients[1], beta?.standardErrors[1]),
      ] {
        trial.interval(
          "\(name), ± 1.96 standard errors", promise, holds: 0, around: estimate ?? .nan,
          error: error ?? .nan)
      }
    }
  }

  private static let seeds = Check(
    "seeds", .trends, truth: "runs that differ by seed, normal: no difference of two methods"
  ) { trial in
    let shared = trial.random.normals(trial.images)
    let runs = (0..<2).map { _ in shared.map { $0 + 0.5 * trial.random.normal() } }
    trial.judge("paired t") {
      let paired = try PairedDifferences(runs[0], runs[1])
      return (try paired.interval().covers(0), try paired.test().pValue.p.rejects)
    }
  }
}
