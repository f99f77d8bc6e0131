import RealModule
import Statistics

/// Ordinal coefficients, areas under the curve, and the formulas that compare correlations.
extension Check {
  static let association: [Check] =
    ["normal", "levels-11", "ceiling"].map { ordinal(Scenario.named($0)) }
    + ["levels-11", "ceiling"].map { areas(Scenario.named($0)) }
    + [dependentFormulas, twoSamples]

  private static func ordinal(_ scenario: Scenario) -> Check {
    Check(
      "ordinal-\(scenario.name)", .association,
      truth: "large samples; \(scenario.description)",
      find: {
        try limits { random, images in
          let sample = scenario.draw(images, using: &random)
          return coefficients(try OrdinalAssociation(sample.a, sample.human)).map(\.value)
        }
      },
      judge: { trial, truths in
        let sample = scenario.draw(trial.images, using: &trial.random)
        let association = Result { try OrdinalAssociation(sample.a, sample.human) }
        let names = [
          "gamma", "Somers' d, human given score", "Somers' d, score given human",
        ]
        for (index, name) in names.enumerated() {
          trial.interval(name, holds: truths[index]) {
            try coefficients(association.get())[index].interval()
          }
        }
      })
  }

  private static func coefficients(_ association: OrdinalAssociation) -> [OrdinalCoefficient] {
    [association.gamma, association.somersYGivenX, association.somersXGivenY]
  }

  /// HSF = 1 against below, and the correlation below.
  private static func areas(_ scenario: Scenario) -> Check {
    Check(
      "two-part-\(scenario.name)", .association,
      truth: "large samples, scores alike; \(scenario.description)",
      find: {
        try limits { random, images in
          let sample = scenario.draw(images, using: &random)
          let parts = try TwoPartAssociation(score: sample.a, counts: sample.counts())
          return [parts.unanimity?.value ?? .nan, parts.below?.coefficient ?? .nan]
        }
      },
      judge: { trial, truths in
        let sample = scenario.draw(trial.images, using: &trial.random)
        let first = Result {
          try TwoPartAssociation(score: sample.a, counts: sample.counts())
        }
        let second = Result {
          try TwoPartAssociation(score: sample.b, counts: sample.counts())
        }
        trial.interval("area for HSF = 1, DeLong", holds: truths[0]) {
          try first.get().unanimity?.interval()
        }
        trial.judge("difference of two areas, DeLong") {
          guard let a = try first.get().unanimity, let b = try second.get().unanimity else {
            return (nil, nil)
          }
          let difference = try a.difference(from: b)
          return (difference.interval.covers(0), difference.test.pValue.p.rejects)
        }
        trial.interval("Spearman for HSF below 1, Bonett-Wright", holds: truths[1]) {
          try first.get().below?.interval()
        }
      })
  }

  /// The formulas that no difference test of the study's first part uses.
  private static let dependentFormulas = Check(
    "dependent-formulas", .association, truth: "normal, two scores alike: no difference"
  ) { trial in
    let sample = Scenario.named("normal").draw(trial.images, using: &trial.random)
    for method in [CorrelationMethod.pearson, .spearman] {
      let three = Result {
        try DependentCorrelations(
          target: sample.human, first: sample.a, second: sample.b, method: method)
      }
      for test in [DependentCorrelationsTest.pearsonFilon, .hotelling, .hendrickson] {
        trial.test("\(method.title), \(test.rawValue)") { try three.get().test(test).pValue.p }
      }
      trial.interval("\(method.title), Meng's interval of z", holds: 0) {
        try three.get().mengInterval()
      }
    }
  }

  private static let twoSamples = Check(
    "two-samples", .association, truth: "normal, two sets of images: no difference"
  ) { trial in
    let images = trial.images
    let samples = (0..<2).map { _ in
      Scenario.named("normal").draw(images, using: &trial.random)
    }
    for method in [CorrelationMethod.pearson, .spearman] {
      trial.judge("\(method.title), independent sets") {
        let r = try samples.map { try method.correlation($0.a, $0.human).coefficient }
        let two = try IndependentCorrelations(r[0], n: images, r[1], n: images)
        return (try two.zouInterval().covers(0), two.test().pValue.p.rejects)
      }
    }
  }
}

extension Scenario.Sample {
  /// The votes.
  func counts() throws -> SelectionCounts {
    try SelectionCounts(selected: selected, shown: shown)
  }
}
