import RealModule
import Statistics

/// Partial correlations, and correlations within classes.
extension Check {
  static let partial: [Check] = [
    partialZero, driven("normal"), driven("ceiling"), partialInterval,
    withinNothing("normal"), withinNothing("levels-11"), withinHalf,
  ]

  // MARK: - Partial

  /// Pairs of normal scores that load .6 on a covariate and whose rests correlate.
  private static func loaded(
    _ random: inout NormalNumbers, _ covariate: [Double], rest: Double
  ) -> (x: [Double], y: [Double]) {
    var x: [Double] = []
    var y: [Double] = []
    let own = (1 - rest * rest).squareRoot()
    for z in covariate {
      let first = random.normal()
      let second = rest * first + own * random.normal()
      x.append(0.6 * z + 0.8 * first)
      y.append(0.6 * z + 0.8 * second)
    }
    return (x, y)
  }

  /// The coefficient of a normal population whose Pearson correlation is r.
  private static func normal(_ method: CorrelationMethod, _ r: Double) -> Double {
    switch method {
    case .pearson: r
    case .spearman: 6 / .pi * .asin(r / 2)
    case .kendall: 2 / .pi * .asin(r)
    }
  }

  /// The correlation of x and y that makes the partial coefficient given .6 and .6 zero.
  private static func correlationWithoutPartial(_ method: CorrelationMethod) -> Double {
    let product = normal(method, 0.6) * normal(method, 0.6)
    return switch method {
    case .pearson: product
    case .spearman: 2 * .sin(.pi / 6 * product)
    case .kendall: .sin(.pi / 2 * product)
    }
  }

  private static let partialZero = Check(
    "partial-zero", .partial, truth: "normal; the partial coefficient is 0, by theory"
  ) { trial in
    let covariates = (0..<3).map { _ in trial.random.normals(trial.images) }
    for method in CorrelationMethod.allCases {
      let rest = (correlationWithoutPartial(method) - 0.36) / 0.64
      let pair = loaded(&trial.random, covariates[0], rest: rest)
      for kind in PartialCorrelation.Kind.allCases {
        trial.test("\(method.title), \(kind.rawValue)") {
          try PartialCorrelation(
            pair.x, pair.y, covariates: covariates, method: method, kind: kind
          ).test().pValue.p
        }
      }
    }
  }

  /// A covariate that drives the score and the human measure, which are independent given it.
  private static func driven(_ scenarioName: String) -> Check {
    let scenario = Scenario.named(scenarioName)
    return Check(
      "partial-driven-\(scenarioName)", .partial,
      truth: "independent given the covariate; \(scenario.description)"
    ) { trial in
      let sample = scenario.draw(trial.images, using: &trial.random)
      let score = sample.latent.map { 0.6 * $0 + 0.8 * trial.random.normal() }
      for method in CorrelationMethod.allCases {
        trial.test("\(method.title), partial") {
          try PartialCorrelation(
            score, sample.human, covariates: [sample.latent], method: method
          ).test().pValue.p
        }
      }
    }
  }

  private static let partialInterval = Check(
    "partial-interval", .partial, truth: "normal, rests correlate .4; by theory"
  ) { trial in
    let covariates = (0..<3).map { _ in trial.random.normals(trial.images) }
    let (x, y) = loaded(&trial.random, covariates[0], rest: 0.4)
    for method in CorrelationMethod.allCases {
      let both = normal(method, 0.36 + 0.64 * 0.4)
      let one = normal(method, 0.6)
      let intervals: [CorrelationInterval] =
        switch method {
        case .pearson: [.fisherZ]
        case .spearman: [.fisherZ, .bonettWright, .fieller]
        case .kendall: [.kendallFieller]
        }
      for kind in PartialCorrelation.Kind.allCases {
        let freed = 1 - one * one
        let truth = (both - one * one) / (kind == .partial ? freed : freed.squareRoot())
        for interval in intervals {
          trial.interval("\(method.title), \(kind.rawValue), \(interval.rawValue)", holds: truth) {
            try PartialCorrelation(x, y, covariates: covariates, method: method, kind: kind)
              .interval(method: interval)
          }
        }
      }
    }
  }

  // MARK: - Within classes

  /// The effects of 10 classes on two measures, correlated; the same in every sample.
  private static let effects: [(x: Double, y: Double)] = {
    var random = NormalNumbers(SplitMix64(seed: 271_828))
    return (0..<10).map { _ in
      let x = random.normal()
      return (x, 0.8 * x + 0.6 * random.normal())
    }
  }()

  private static func withinNothing(_ scenarioName: String) -> Check {
    let isContinuous = scenarioName == "normal"
    return Check(
      "within-independent-\(scenarioName)", .partial,
      truth: "related between 10 classes, independent within; "
        + (isContinuous ? "normal" : "HSF of 10 annotators")
    ) { trial in
      let classes = (0..<trial.images).map { $0 % 10 }
      let score = classes.map { effects[$0].x + trial.random.normal() }
      let human = classes.map { label -> Double in
        let hardness = effects[label].y + trial.random.normal()
        guard !isContinuous else { return hardness }
        return Double(trial.random.binomial(10, Normal.survival(hardness - 0.6))) / 10
      }
      for method in CorrelationMethod.allCases {
        trial.test("\(method.title), within classes") {
          try WithinGroupCorrelation(score, human, groupOfImage: classes, method: method)
            .test().pValue.p
        }
      }
    }
  }

  private static let withinHalf = Check(
    "within-interval", .partial, truth: "normal, .5 within 10 classes; Spearman by large samples",
    find: {
      try limits { random, images in
        let sample = classed(&random, images)
        return [
          try WithinGroupCorrelation(
            sample.x, sample.y, groupOfImage: sample.classes, method: .spearman
          ).within
        ]
      }[0]
    },
    judge: { trial, spearman in
      let sample = classed(&trial.random, trial.images)
      for (method, truth) in [(CorrelationMethod.pearson, 0.5), (.spearman, spearman)] {
        trial.interval("\(method.title), within classes", holds: truth) {
          try WithinGroupCorrelation(
            sample.x, sample.y, groupOfImage: sample.classes, method: method
          ).interval()
        }
      }
    })

  /// Two measures with the effects of their classes, correlated .5 within.
  private static func classed(
    _ random: inout NormalNumbers, _ images: Int
  ) -> (x: [Double], y: [Double], classes: [Int]) {
    let classes = (0..<images).map { $0 % 10 }
    var x: [Double] = []
    var y: [Double] = []
    for label in classes {
      let first = random.normal()
      x.append(effects[label].x + first)
      y.append(effects[label].y + 0.5 * first + 0.75.squareRoot() * random.normal())
    }
    return (x, y, classes)
  }
}
