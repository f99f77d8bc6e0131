import Statistics

/// Tests of no association on a score that has nothing to do with the human measure.
extension Check {
  static let independence: [Check] =
    ["normal", "levels-11", "ceiling"].map { unrelated(Scenario.named($0)) }
    + ["normal", "levels-11"].map { enumerated(Scenario.named($0)) }
    + ["normal", "ceiling"].map { permuted(Scenario.named($0)) }

  /// The formulas and the exact distributions of larger samples.
  private static func unrelated(_ scenario: Scenario) -> Check {
    Check(
      "independent-\(scenario.name)", .independence, truth: "independent; \(scenario.description)"
    ) { trial in
      let human = scenario.draw(trial.images, using: &trial.random).human
      let score = trial.random.normals(trial.images)
      let hasTies = scenario.name != "normal"
      trial.test("Pearson, t") { try PearsonCorrelation(score, human).test().pValue.p }
      trial.test("Spearman, t") {
        try SpearmanCorrelation(score, human).test(distribution: .studentT).pValue.p
      }
      if !hasTies {
        trial.test("Spearman, AS 89") {
          try SpearmanCorrelation(score, human).test(distribution: .edgeworth).pValue.p
        }
      }
      trial.test("Kendall, normal") {
        try KendallCorrelation(score, human).test(distribution: .normal).pValue.p
      }
      if !hasTies, trial.images <= KendallCorrelation.exactLimit {
        trial.test("Kendall, exact") {
          try KendallCorrelation(score, human).test(distribution: .exact).pValue.p
        }
      }
      for method in CorrelationMethod.allCases {
        trial.test("\(method.title), influence") {
          let joint = try JointCorrelations(
            method, scores: [score], directions: [.higherIsHarder], human: human,
            humanDirection: .higherIsHarder, threads: 1)
          return joint.strength(0, try joint.covariance(.images)).test().pValue.p
        }
      }
    }
  }

  /// All orders of a small sample; the steps of the distribution keep the share below the level.
  private static func enumerated(_ scenario: Scenario) -> Check {
    Check(
      "enumerated-\(scenario.name)", .independence, truth: "independent; \(scenario.description)"
    ) { trial in
      let human = scenario.draw(trial.images, using: &trial.random).human
      let score = trial.random.normals(trial.images)
      trial.test("Pearson, all orders", .bound) {
        try PermutationTails(score, human, method: .pearson).pValue(.twoSided).p
      }
      trial.test("Spearman, exact", .bound) {
        try SpearmanCorrelation(score, human).test(distribution: .exact).pValue.p
      }
      if scenario.name == "normal" {
        trial.test("Kendall, exact", .bound) {
          try KendallCorrelation(score, human).test(distribution: .exact).pValue.p
        }
      }
    }
  }

  /// Random orders.
  private static func permuted(_ scenario: Scenario) -> Check {
    Check(
      "permutation-\(scenario.name)", .independence, truth: "independent; \(scenario.description)"
    ) { trial in
      let human = scenario.draw(trial.images, using: &trial.random).human
      let score = trial.random.normals(trial.images)
      let (resamples, seed) = (trial.resamples, trial.seed)
      for method in CorrelationMethod.allCases {
        let test = Result {
          try PermutationTest(
            method, score, human, resamples: resamples, seed: seed, threads: 1)
        }
        trial.test("\(method.title), permutation by size") { try test.get().pValue() }
        trial.test("\(method.title), permutation doubled") {
          try test.get().pValue(twoSided: .doubled)
        }
      }
    }
  }
}

extension CorrelationMethod {
  /// The name as it stands in the table.
  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
