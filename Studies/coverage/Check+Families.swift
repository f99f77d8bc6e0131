import Statistics

/// Families of comparisons, where all statements must hold at once, and equivalence within a margin.
extension Check {
  static let families: [Check] = [
    alike("levels-11", [.images]), alike("ceiling", [.images]),
    alike("classes-10", [.classesRandom, .classesRandomDeleteOne]),
    ordered("levels-11"), ordered("ceiling"), margin("levels-11"), margin("ceiling"),
  ]

  /// The population that the images stand for.
  private enum Design {
    case images
    case classesRandom
    case classesRandomDeleteOne

    func sampling(_ classes: [Int]?) -> SamplingDesign {
      switch self {
      case .images: .images
      case .classesRandom: .classesRandom(classes ?? [])
      case .classesRandomDeleteOne: .classesRandomDeleteOne(classes ?? [])
      }
    }
  }

  /// Scores of given loadings against HSF, and the class of each image.
  private static func sample(
    _ random: inout NormalNumbers, _ images: Int, scenario: Scenario, loadings: [Double]
  ) throws -> (joint: JointCorrelations, classes: [Int]?) {
    let images = scenario.draw(images, using: &random)
    let scores = ScoreFamily(loadings: loadings).draw(
      images.latent, classes: images.classes, using: &random)
    let joint = try JointCorrelations(
      .spearman, scores: scores, directions: loadings.map { _ in .higherIsHarder },
      human: images.human, humanDirection: .higherIsHarder, threads: 1)
    return (joint, images.classes)
  }

  private static func pairs(_ count: Int) -> [StrengthContrast] {
    (0..<count).flatMap { a in (a + 1..<count).map { .difference(a, $0) } }
  }

  // MARK: - No differences

  /// Five scores alike: a family errs when any of its ten comparisons does.
  private static func alike(_ scenarioName: String, _ designs: [Design]) -> Check {
    let scenario = Scenario.named(scenarioName)
    return Check(
      "family-alike-\(scenarioName)", .families,
      truth: "5 scores alike, families of 10 differences; \(scenario.description)"
    ) { trial in
      let drawn = Result {
        try sample(
          &trial.random, trial.images, scenario: scenario,
          loadings: [0.6, 0.6, 0.6, 0.6, 0.6])
      }
      let (resamples, seed) = (trial.resamples, trial.seed)
      for design in designs {
        let covariance = Result {
          try drawn.get().joint.covariance(design.sampling(drawn.get().classes))
        }
        let family = Result {
          try MaximumTest(
            drawn.get().joint, covariance.get(), contrasts: pairs(5), draws: resamples,
            seed: seed, threads: 1)
        }
        let suffix = designs.count == 1 ? "" : ", \(design.sampling([]).name)"
        trial.judge("max-t, single step\(suffix)") {
          let rows = try family.get().rows
          return (
            rows.allSatisfy { $0.interval.covers(0) == true },
            rows.contains { $0.singleStep.p.rejects == true }
          )
        }
        trial.test("max-t, step down\(suffix)") {
          try family.get().rows.map(\.stepDown.p).min() ?? .nan
        }
        for adjustment in PAdjustment.allCases {
          trial.test("\(adjustment.rawValue)\(suffix)", .bound) {
            try adjustment.adjust(family.get().rows.map(\.test.pValue.p)).min() ?? .nan
          }
        }
        trial.judge("ranks of all scores\(suffix)") {
          let ranking = try ScoreRanking(
            drawn.get().joint, covariance.get(), draws: resamples, seed: seed, threads: 1)
          return (ranking.rows.allSatisfy { $0.rankLow == 1 && $0.rankHigh == 5 }, nil)
        }
      }
    }
  }

  // MARK: - Differences

  /// Five scores of different strengths.
  private static func ordered(_ scenarioName: String) -> Check {
    let scenario = Scenario.named(scenarioName)
    let loadings = [0.7, 0.6, 0.55, 0.5, 0.3]
    return Check(
      "family-ordered-\(scenarioName)", .families,
      truth: "large samples; 5 scores of different strength; \(scenario.description)",
      find: {
        try limits {
          try sample(&$0, $1, scenario: scenario, loadings: loadings).joint.strengths
        }
      },
      judge: { trial, truths in
        let drawn = Result {
          try sample(&trial.random, trial.images, scenario: scenario, loadings: loadings).joint
        }
        let covariance = Result { try drawn.get().covariance(.images) }
        let (resamples, seed) = (trial.resamples, trial.seed)
        let ranking = Result {
          try ScoreRanking(
            drawn.get(), covariance.get(), draws: resamples, seed: seed, threads: 1)
        }
        trial.judge("max-t, all differences") {
          let rows = try ranking.get().pairwise?.rows ?? []
          return (rows.allSatisfy { $0.interval.covers($0.contrast.value(truths)) == true }, nil)
        }
        trial.judge("max-t, all strengths") {
          let family = try MaximumTest(
            drawn.get(), covariance.get(), contrasts: truths.indices.map { .strength($0) },
            draws: resamples, seed: seed, threads: 1)
          return (
            family.rows.allSatisfy { $0.interval.covers($0.contrast.value(truths)) == true }, nil
          )
        }
        trial.judge("ranks of all scores", .bound) {
          let rows = try ranking.get().rows
          // The loadings fall, so that the true rank is the place.
          return (rows.allSatisfy { ($0.rankLow...$0.rankHigh).contains($0.score + 1) }, nil)
        }
        trial.judge("all distances to the best observed", .bound) {
          let rows = try ranking.get().rows
          let best = truths[rows[0].score]
          return (
            rows.allSatisfy { $0.behindBestInterval?.covers(best - truths[$0.score]) ?? true }, nil
          )
        }
      })
  }

  // MARK: - Equivalence

  /// Two scores whose true difference is the margin itself.
  private static func margin(_ scenarioName: String) -> Check {
    let scenario = Scenario.named(scenarioName)
    return Check(
      "equivalence-\(scenarioName)", .families,
      truth: "the difference is the margin, by large samples; \(scenario.description)",
      find: {
        let strengths = try limits {
          try sample(&$0, $1, scenario: scenario, loadings: [0.6, 0.5]).joint.strengths
        }
        return strengths[0] - strengths[1]
      },
      judge: { trial, margin in
        let drawn = Result {
          try sample(&trial.random, trial.images, scenario: scenario, loadings: [0.6, 0.5]).joint
        }
        let difference = Result {
          try drawn.get().difference(0, 1, drawn.get().covariance(.images))
        }
        trial.test("two one-sided tests", .bound) {
          try difference.get().equivalence(margin: margin).pValue.p
        }
        trial.judge("decision: equivalent", .bound) {
          (nil, try difference.get().decision(margin: margin) == .equivalent)
        }
        trial.interval("difference, influence", holds: margin) {
          try difference.get().interval()
        }
      })
  }
}

extension StrengthContrast {
  /// The contrast of known strengths.
  fileprivate func value(_ strengths: [Double]) -> Double {
    switch self {
    case .strength(let a): strengths[a]
    case .difference(let a, let b): strengths[a] - strengths[b]
    }
  }
}
