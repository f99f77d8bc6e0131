import RealModule
import Statistics

/// Correlations corrected for the noise of the votes, and annotators who are a sample themselves.
extension Check {
  static let reliability: [Check] = [
    corrected(Scenario.named("levels-11")), corrected(ceiling), annotators(10), annotators(40),
  ]

  /// The scenario of that name with one number of annotators, whose few distinct counts keep the
  /// resampled mixtures affordable.
  private static let ceiling = Scenario(
    name: "ceiling", description: "HSF of 50 annotators, 45 % of the images at 1",
    human: .votes(50...50, mean: 2.15, spread: 0.9))

  /// The correlation with the true probability, and that of two panels.
  private static func corrected(_ scenario: Scenario) -> Check {
    let methods = [CorrelationMethod.pearson, .spearman]
    return Check(
      "corrected-\(scenario.name)", .reliability,
      truth: "large samples: true p, a second panel; \(scenario.description)",
      find: {
        try limits { random, images in
          let sample = scenario.draw(images, using: &random)
          let second = sample.chance.indices.map {
            Double(random.binomial(sample.shown[$0], sample.chance[$0])) / Double(sample.shown[$0])
          }
          let first = try sample.counts().frequencies
          return try methods.flatMap {
            [
              try $0.correlation(sample.a, sample.chance).coefficient,
              try $0.correlation(first, second).coefficient,
            ]
          }
        }
      },
      judge: { trial, truths in
        let sample = scenario.draw(trial.images, using: &trial.random)
        for (index, method) in methods.enumerated() {
          let found = Result { [resamples = trial.resamples, seed = trial.seed] in
            try DisattenuatedCorrelation(
              method, score: sample.a, counts: sample.counts(), resamples: resamples, seed: seed,
              threads: 1)
          }
          trial.interval("\(method.title), corrected", holds: truths[2 * index]) {
            try found.get().interval
          }
          trial.interval("\(method.title), reliability", holds: truths[2 * index + 1]) {
            try found.get().reliabilityInterval
          }
        }
      })
  }

  // MARK: - Annotators who judge every image

  /// Yes or no of some annotators, each with their own bias and sensitivity, and two scores.
  private static func crossed(
    _ random: inout NormalNumbers, images: Int, annotators: Int
  ) -> (scores: [[Double]], raters: [Int32], shown: [Int32], selected: [Int32]) {
    let people = (0..<annotators).map { _ in
      (bias: 0.7 * random.normal(), sensitivity: Double.exp(0.5 * random.normal()))
    }
    let latent = random.normals(images)
    let scores = ScoreFamily(loadings: [0.6, 0.6]).draw(latent, classes: nil, using: &random)
    var raters: [Int32] = []
    var selected: [Int32] = []
    for (rater, person) in people.enumerated() {
      for z in latent {
        let chance = Normal.survival(person.sensitivity * z - 0.6 - person.bias)
        raters.append(Int32(rater))
        selected.append(random.happens(chance) ? 1 : 0)
      }
    }
    return (scores, raters, selected.map { _ in 1 }, selected)
  }

  private static func joint(
    _ method: CorrelationMethod, scores: [[Double]], selected: [Int32], annotators: Int
  ) throws -> JointCorrelations {
    let images = scores[0].count
    let human = (0..<images).map { image in
      let votes = (0..<annotators).reduce(0) { $0 + Int(selected[$1 * images + image]) }
      return Double(votes) / Double(annotators)
    }
    return try JointCorrelations(
      method, scores: scores, directions: [.higherIsHarder, .higherIsHarder], human: human,
      humanDirection: .higherIsEasier, threads: 1)
  }

  private static func annotators(_ count: Int) -> Check {
    let methods = CorrelationMethod.allCases
    return Check(
      "annotators-\(count)", .reliability,
      truth: "mean over panels of \(count) who judge every image; no difference of scores",
      find: {
        // A panel's own bias does not average out over images, so the panels are many.
        try limits(samples: 2000, images: 2000) { random, images in
          let sample = crossed(&random, images: images, annotators: count)
          return try methods.map {
            try joint($0, scores: sample.scores, selected: sample.selected, annotators: count)
              .strengths.reduce(0, +) / 2
          }
        }
      },
      judge: { trial, truths in
        let images = trial.images
        let sample = crossed(&trial.random, images: images, annotators: count)
        for (method, truth) in zip(methods, truths) {
          let found = Result { () -> (JointCorrelations, StrengthCovariance) in
            let joint = try joint(
              method, scores: sample.scores, selected: sample.selected, annotators: count)
            return (joint, try joint.covariance(.images))
          }
          let raters = Result {
            let answers = try RaterSelections(
              raters: sample.raters, images: sample.raters.indices.map { Int32($0 % images) },
              selected: sample.selected, shown: sample.shown, raterCount: count,
              imageCount: images)
            return try found.get().0.raterCovariance(answers, threads: 1)
          }
          trial.interval("\(method.title), images alone", .none, holds: truth) {
            let (joint, covariance) = try found.get()
            return try joint.strength(0, covariance).interval()
          }
          trial.interval("\(method.title), images and annotators", holds: truth) {
            let (joint, covariance) = try found.get()
            return try joint.strength(0, covariance.adding(raters.get())).interval()
          }
          trial.judge("\(method.title), difference, images and annotators") {
            let (joint, covariance) = try found.get()
            let difference = joint.difference(0, 1, covariance.adding(try raters.get()))
            return (try difference.interval().covers(0), difference.test().pValue.p.rejects)
          }
        }
      })
  }
}
