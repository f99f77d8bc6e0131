import RealModule
import Statistics

/// Agreement of annotators, and accuracies on the same images.
extension Check {
  static let agreement: [Check] = [
    panel("panel-four-classes", "10 votes for 4 ordered classes", fourClasses),
    panel("panel-ceiling", "10 votes yes or no, mostly yes", yesOrNo),
    kappa("cohen-four-classes", "2 raters, 4 ordered classes", 4, sharedRaters),
    kappa("cohen-ceiling", "2 raters, yes or no, mostly yes", 2, yesRaters),
    kappaByChance,
    fleissByChance("fleiss-chance-four", "10 votes for 4 classes", fourShares, votes: 10),
    fleissByChance("fleiss-chance-skewed", "5 votes, 95 % yes", [0.95, 0.05], votes: 5),
    consistency, equalAccuracies, unequalAccuracies,
  ]

  /// The class that someone gives to an image: its place among three borders, with their own noise.
  private static func level(_ latent: Double, _ random: inout NormalNumbers) -> Int32 {
    let seen = latent + 0.7 * random.normal()
    return seen < -1 ? 0 : seen < 0 ? 1 : seen < 1 ? 2 : 3
  }

  // MARK: - Panels

  private static func fourClasses(_ random: inout NormalNumbers, _ images: Int) -> [[Int32]] {
    (0..<images).map { _ in
      let latent = random.normal()
      var row: [Int32] = [0, 0, 0, 0]
      for _ in 0..<10 { row[Int(level(latent, &random))] += 1 }
      return row
    }
  }

  private static func yesOrNo(_ random: inout NormalNumbers, _ images: Int) -> [[Int32]] {
    (0..<images).map { _ in
      let yes = random.binomial(10, random.chance())
      return [Int32(10 - yes), Int32(yes)]
    }
  }

  private static func panel(
    _ name: String, _ description: String,
    _ draw: @escaping @Sendable (inout NormalNumbers, Int) -> [[Int32]]
  ) -> Check {
    Check(
      name, .agreement, truth: "large samples; \(description)",
      find: {
        try limits { random, images in
          let panel = try agreement(draw(&random, images))
          return try PanelAgreement.Measure.allCases.map { try panel.value($0) }
        }
      },
      judge: { trial, truths in
        let rows = draw(&trial.random, trial.images)
        let panel = Result { try agreement(rows) }
        let (resamples, seed) = (trial.resamples, trial.seed)
        for (measure, truth) in zip(PanelAgreement.Measure.allCases, truths) {
          trial.interval("\(measure.rawValue), bootstrap", holds: truth) {
            try panel.get().estimate(measure, resamples: resamples, seed: seed, threads: 1)
              .interval
          }
        }
        for (measure, truth) in zip(PanelAgreement.Measure.allCases, truths).prefix(3) {
          let value = try? panel.get().value(measure)
          let error = try? panel.get().standardError(measure)
          trial.interval(
            "\(measure.rawValue), ± 1.96 standard errors", holds: truth, around: value ?? .nan,
            error: error ?? .nan)
        }
      })
  }

  private static func agreement(_ rows: [[Int32]]) throws -> PanelAgreement {
    try PanelAgreement(VoteCounts(rows.flatMap { $0 }, classCount: rows[0].count))
  }

  // MARK: - Kappa

  private static func sharedRaters(_ random: inout NormalNumbers, _ images: Int) -> [[Int32]] {
    let latent = random.normals(images)
    return (0..<2).map { _ in latent.map { level($0, &random) } }
  }

  private static func yesRaters(_ random: inout NormalNumbers, _ images: Int) -> [[Int32]] {
    let chances = (0..<images).map { _ in random.chance() }
    return (0..<2).map { _ in chances.map { random.happens($0) ? 1 : 0 } }
  }

  private static func kappa(
    _ name: String, _ description: String, _ classes: Int,
    _ draw: @escaping @Sendable (inout NormalNumbers, Int) -> [[Int32]]
  ) -> Check {
    // With two classes all weightings are the same.
    let weightings = classes == 2 ? [.none] : CohenKappa.Weighting.allCases
    return Check(
      name, .agreement, truth: "large samples; \(description)",
      find: {
        try limits { random, images in
          let raters = draw(&random, images)
          return try weightings.map {
            try CohenKappa(raters[0], raters[1], classCount: classes, weighting: $0).value
          }
        }
      },
      judge: { trial, truths in
        let raters = draw(&trial.random, trial.images)
        for (weighting, truth) in zip(weightings, truths) {
          trial.interval("Cohen's kappa, weights \(weighting.rawValue)", holds: truth) {
            try CohenKappa(raters[0], raters[1], classCount: classes, weighting: weighting)
              .interval()
          }
        }
      })
  }

  private static let kappaByChance = Check(
    "cohen-chance", .agreement, truth: "kappa 0: 2 raters of 4 classes by chance"
  ) { trial in
    // Each rater has its own preferences.
    let raters = [0.4, -0.4].map { shift in
      (0..<trial.images).map { _ in level(trial.random.normal() + shift, &trial.random) }
    }
    for weighting in CohenKappa.Weighting.allCases {
      trial.judge("Cohen's kappa, weights \(weighting.rawValue)") {
        let kappa = try CohenKappa(raters[0], raters[1], classCount: 4, weighting: weighting)
        return (try kappa.interval().covers(0), kappa.test().pValue.p.rejects)
      }
    }
  }

  private static let fourShares = [0.4, 0.3, 0.2, 0.1]

  private static func fleissByChance(
    _ name: String, _ description: String, _ shares: [Double], votes: Int
  ) -> Check {
    Check(name, .agreement, truth: "kappa 0: \(description) by chance") { trial in
      let table = (0..<trial.images).map { _ in
        var row = shares.map { _ in 0 }
        for _ in 0..<votes {
          var rest = trial.random.uniform.nextUnit()
          var chosen = 0
          while chosen < shares.count - 1, rest >= shares[chosen] {
            rest -= shares[chosen]
            chosen += 1
          }
          row[chosen] += 1
        }
        return row
      }
      trial.test("Fleiss' kappa") { try FleissKappa(table).test().pValue.p }
    }
  }
}

// MARK: - Accuracies

extension Check {
  private static func answers(
    _ random: inout NormalNumbers, _ images: Int
  ) -> (humans: [[Bool?]], model: [Bool?]) {
    var humans = [[Bool?]](repeating: [], count: 4)
    var model: [Bool?] = []
    for _ in 0..<images {
      let chance = random.chance()
      // Each person misses a tenth of the trials.
      for human in humans.indices {
        let isSeen = random.happens(0.9)
        humans[human].append(isSeen ? random.happens(chance) : nil)
      }
      model.append(random.happens(0.9 * chance))
    }
    return (humans, model)
  }

  private static let consistency = Check(
    "error-consistency", .agreement, truth: "large samples; 4 people, a network, shared difficulty",
    find: {
      try limits { random, images in
        let answers = answers(&random, images)
        return try consistencies(answers).values
      }
    },
    judge: { trial, truths in
      let answers = answers(&trial.random, trial.images)
      let means = Result { try consistencies(answers) }
      for (index, name) in ["people with each other", "network with people"].enumerated() {
        trial.interval(name, holds: truths[index]) {
          let means = try means.get()
          return try means.estimate(.strength(index), means.covariance(.images)).interval()
        }
      }
    })

  private static func consistencies(
    _ answers: (humans: [[Bool?]], model: [Bool?])
  ) throws -> ConsistencyMeans {
    let people = Array(answers.humans.indices)
    return try ErrorConsistency(answers.humans + [answers.model]).means([
      ErrorConsistency.pairs(among: people), people.map { .init($0, people.count) },
    ])
  }

  private static let equalAccuracies = Check(
    "paired-accuracy-equal", .agreement, truth: "equal accuracies of .94, shared difficulty"
  ) { trial in
    let chances = (0..<trial.images).map { _ in trial.random.chance() }
    let rights = (0..<2).map { _ in chances.map { trial.random.happens($0) } }
    let paired = Result { try PairedAccuracy(rights[0], rights[1]) }
    trial.interval("difference, Newcombe", holds: 0) { try paired.get().interval() }
    trial.test("McNemar, exact", .bound) { try paired.get().exactTest().pValue.p }
    trial.test("McNemar, mid-p") { try paired.get().midPTest().pValue.p }
    trial.test("McNemar, z") { try paired.get().asymptoticTest().pValue.p }
  }

  private static let unequalAccuracies = Check(
    "paired-accuracy-unequal", .agreement, truth: "accuracies .94 and .85, by theory"
  ) { trial in
    let chances = (0..<trial.images).map { _ in trial.random.chance() }
    let first = chances.map { trial.random.happens($0) }
    let second = chances.map { trial.random.happens(0.9 * $0) }
    // The mean of PHI(m - s z) is PHI(m / sqrt(1 + s^2)).
    let mean = Normal.survival(-2.15 / 1.81.squareRoot())
    trial.interval("difference, Newcombe", holds: 0.1 * mean) {
      try PairedAccuracy(first, second).interval()
    }
  }
}
