import RealModule
import Statistics

/// Differences between scores, and between networks, whose strength is not the same in every class.
extension Check {
  static let classes: [Check] =
    [10, 100].map { differing($0) } + [10, 100].map { consistencyOfTwo($0) } + [fewNetworks]

  /// Two exchangeable scores whose loadings differ between classes by .15.
  private static func differing(_ classes: Int) -> Check {
    Check(
      "classes-differ-\(classes)", .classes,
      truth:
        "two scores alike, \(classes) classes that are a sample, loadings .6 ± .15: no difference"
    ) { trial in
      let sample = differingScores(&trial.random, images: trial.images, classes: classes)
      let scores = Result {
        try ComparedScores(
          .spearman, sample.a, sample.b, directions: (.higherIsHarder, .higherIsHarder),
          human: sample.human, humanDirection: .higherIsHarder, classes: sample.classes,
          threads: 1)
      }
      for test in [
        ComparisonTest.influence, .classesFixed, .classesRandom, .classesRandomDeleteOne,
        .perClassMean,
      ] {
        // The first two speak of these images or classes only, where the difference is not 0.
        let promise: Trial.Promise = test.population == .classesRandom ? .level : .none
        trial.judge(test.title, promise) {
          let found = try test.compare(scores.get())
          return (found.interval?.covers(0), found.test?.pValue.p.rejects)
        }
      }
      let columns = Result {
        try [sample.human, sample.a, sample.b].map { try normalScores($0) }
      }
      trial.judge("mixed model, difference of two slopes", .none) {
        let columns = try columns.get()
        let model = try MixedModel(
          columns[0], columns: [columns[1], columns[2]], classes: sample.classes)
        let difference = model.contrast([0, 1, -1])
        return (try difference.interval().covers(0), difference.test().pValue.p.rejects)
      }
      // The deviations of the two slopes are not independent, those of their sum and difference are.
      trial.judge("mixed model, slope of the difference") {
        let columns = try columns.get()
        let model = try MixedModel(
          columns[0],
          columns: [
            zip(columns[1], columns[2]).map { ($0 + $1) / 2 },
            zip(columns[1], columns[2]).map { ($0 - $1) / 2 },
          ], classes: sample.classes)
        let difference = model.slope(1)
        return (try difference.interval().covers(0), difference.test().pValue.p.rejects)
      }
    }
  }

  private static func differingScores(
    _ random: inout NormalNumbers, images: Int, classes: Int
  ) -> (human: [Double], a: [Double], b: [Double], classes: [Int]) {
    let loadings = (0..<2).map { _ in (0..<classes).map { _ in 0.6 + 0.15 * random.normal() } }
    var (human, a, b): ([Double], [Double], [Double]) = ([], [], [])
    let labels = (0..<images).map { $0 % classes }
    for label in labels {
      let z = random.normal()
      let common = random.normal()
      let scores = loadings.map { loading -> Double in
        let l = loading[label]
        let noise = 0.875.squareRoot() * common + 0.125.squareRoot() * random.normal()
        return l * z + max(0, 1 - l * l).squareRoot() * noise
      }
      a.append(scores[0])
      b.append(scores[1])
      human.append(1 - Double(random.binomial(10, 1 - Normal.survival(0.6 - z))) / 10)
    }
    return (human, a, b, labels)
  }

  private static func normalScores(_ values: [Double]) throws -> [Double] {
    try Ranking(values).average.map { Normal.quantile($0 / Double(values.count + 1)) }
  }

  // MARK: - Error consistency

  /// Two networks that follow the difficulty of images differently in each class, and four people.
  private static func consistencyOfTwo(_ classes: Int) -> Check {
    Check(
      "consistency-of-two-\(classes)", .classes,
      truth: "two networks alike against four people, \(classes) classes: no difference"
    ) { trial in
      let follow = (0..<2).map { _ in (0..<classes).map { _ in 0.7 + 0.2 * trial.random.normal() } }
      var deciders = [[Bool?]](repeating: [], count: 6)
      let labels = (0..<trial.images).map { $0 % classes }
      for label in labels {
        let z = trial.random.normal()
        for person in 0..<4 { deciders[person].append(z + 0.8 * trial.random.normal() < 1) }
        for (network, loading) in follow.enumerated() {
          deciders[4 + network].append(loading[label] * z + 0.8 * trial.random.normal() < 1)
        }
      }
      let means = Result {
        try ErrorConsistency(deciders).means([
          (0..<4).map { .init($0, 4) }, (0..<4).map { .init($0, 5) },
        ])
      }
      for (name, design, promise) in [
        ("images", SamplingDesign.images, Trial.Promise.none),
        ("classes, leaving out one at a time", .classesRandomDeleteOne(labels), .level),
      ] {
        trial.judge("difference of error consistencies, \(name)", promise) {
          let means = try means.get()
          let found = means.estimate(.difference(0, 1), try means.covariance(design))
          return (try found.interval().covers(0), found.test().pValue.p.rejects)
        }
      }
    }
  }

  // MARK: - Networks as units

  /// Five networks whose accuracy and mean score have nothing to do with each other.
  private static let fewNetworks = Check(
    "few-networks", .classes, truth: "as many unrelated networks as n says"
  ) { trial in
    let (accuracy, score) = (trial.random.normals(trial.images), trial.random.normals(trial.images))
    trial.test("Kendall over networks, all orders", .bound) {
      try KendallCorrelation(accuracy, score).test().pValue.p
    }
    trial.test("Spearman over networks, all orders", .bound) {
      try SpearmanCorrelation(accuracy, score).test().pValue.p
    }
  }
}
