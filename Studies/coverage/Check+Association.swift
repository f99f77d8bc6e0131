import RealModule
import Statistics

/// Areas under the curve, and the formulas that compare correlations.
extension Check {
  static let association: [Check] =
    ["levels-11", "ceiling"].map { areas(Scenario.named($0)) }
    + [dependentFormulas, twoSamples]

  /// HSF = 1 against below, and the correlation below.
  private static func areas(_ scenario: Scenario) -> Check {
    Check(
      "two-part-\(scenario.name)", .association,
      truth: "large samples, scores alike; \(scenario.description)",
      find: {
        try limits { random, images in
          let sample = scenario.draw(images, using: &random)
          return [
            try sample.unanimity(sample.a).value, try sample.below(sample.a).coefficient,
          ]
        }
      },
      judge: { trial, truths in
        let sample = scenario.draw(trial.images, using: &trial.random)
        trial.interval("area for HSF = 1, DeLong", holds: truths[0]) {
          try sample.unanimity(sample.a).interval()
        }
        trial.judge("difference of two areas, DeLong") {
          let second = try sample.unanimity(sample.b)
          let difference = try sample.unanimity(sample.a).difference(from: second)
          return (difference.interval.covers(0), difference.test.pValue.p.rejects)
        }
        trial.interval("Spearman for HSF below 1, Bonett-Wright", holds: truths[1]) {
          try sample.below(sample.a).interval()
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

  /// The area of a score for images that everybody selected, against the others.
  func unanimity(_ score: [Double]) throws -> AreaUnderCurve {
    try AreaUnderCurve(scores: score, isPositive: zip(selected, shown).map { $0 == $1 })
  }

  /// The rank correlation among the images that somebody did not select.
  func below(_ score: [Double]) throws -> SpearmanCorrelation {
    let images = selected.indices.filter { selected[$0] < shown[$0] }
    return try SpearmanCorrelation(
      images.map { score[$0] }, images.map { Double(selected[$0]) / Double(shown[$0]) })
  }
}
