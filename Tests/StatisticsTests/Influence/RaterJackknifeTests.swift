import RealModule
import Testing

@testable import Statistics

struct RaterJackknifeTests {
  /// 12 annotators, each of whom judged most of 60 images.
  private func raters() throws -> (RaterSelections, scores: [[Double]]) {
    var random = SplitMix64(seed: 77)
    var generator = SampleGenerator(seed: 78)
    let latent = generator.normals(60)
    let scores = [generator.load(latent, 0.8), generator.load(latent, 0.5)]
    var columns: (rater: [Int32], image: [Int32], selected: [Int32], shown: [Int32]) =
      ([], [], [], [])
    for image in 0..<60 {
      for rater in 0..<12 where rater < 2 || random.nextUnit() < 0.7 {
        columns.rater.append(Int32(rater))
        columns.image.append(Int32(image))
        let p = Normal.survival(latent[image] - 0.1 * Double(rater))
        columns.selected.append(random.nextUnit() < p ? 1 : 0)
        columns.shown.append(1)
      }
    }
    return (
      try RaterSelections(
        raters: columns.rater, images: columns.image, selected: columns.selected,
        shown: columns.shown, raterCount: 12, imageCount: 60), scores
    )
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `equals leaving out each annotator by hand`(method: CorrelationMethod) throws {
    let (raters, scores) = try raters()
    let totals = raters.totals
    let human = totals.shown.indices.map {
      Double(totals.selected[$0]) / Double(totals.shown[$0])
    }
    let joint = try JointCorrelations(
      method, scores: scores, directions: [.higherIsHarder, .higherIsHarder], human: human,
      humanDirection: .higherIsEasier)
    let source = try joint.raterCovariance(raters, deals: 0)
    var leaveOuts: [Double] = []
    for rater in 0..<12 {
      var selected = totals.selected
      var shown = totals.shown
      for entry in raters.offsets[rater]..<raters.offsets[rater + 1] {
        selected[Int(raters.images[entry])] -= Int(raters.selected[entry])
        shown[Int(raters.images[entry])] -= Int(raters.shown[entry])
      }
      let kept = shown.indices.filter { shown[$0] > 0 }
      let h = kept.map { Double(selected[$0]) / Double(shown[$0]) }
      leaveOuts.append(
        -plain(method, kept.map { scores[0][$0] }, h)
          + plain(method, kept.map { scores[1][$0] }, h))
    }
    let mean = leaveOuts.reduce(0, +) / 12
    let variance = 11.0 / 12 * leaveOuts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let own = StrengthContrast.difference(0, 1).variance(in: source.matrix, count: 2)
    #expect(own.isApproximatelyEqual(to: variance, relativeTolerance: 1e-8))
    // Annotators with unlike numbers of answers are worth fewer.
    let loads = (0..<12).map { Double(raters.offsets[$0 + 1] - raters.offsets[$0]) }
    let sum = loads.reduce(0, +)
    let df = sum * sum / loads.reduce(0) { $0 + $1 * $1 } - 1
    #expect(source.df?.isApproximatelyEqual(to: df, relativeTolerance: 1e-12) ?? false)
    #expect(df < 11 && df > 8)

    // Added to the variance over images, with Satterthwaite's degrees of freedom.
    let images = try joint.covariance(.images)
    let both = images.adding(source)
    let part = images.variance(.difference(0, 1)).variance
    let total = both.variance(.difference(0, 1))
    #expect(total.variance.isApproximatelyEqual(to: part + variance, relativeTolerance: 1e-8))
    let expected = (part + variance) * (part + variance) / (variance * variance / df)
    #expect(total.df?.isApproximatelyEqual(to: expected, relativeTolerance: 1e-7) ?? false)
    #expect(both.name == "images+annotators")
  }

  /// Ten annotators with habits who judge all images, and one score.
  private func crossed(_ seed: UInt64) throws -> (JointCorrelations, RaterSelections) {
    var random = SplitMix64(seed: seed)
    var generator = SampleGenerator(seed: seed + 1_000)
    let latent = generator.normals(80)
    let habits = generator.normals(10)
    let score = generator.load(latent, 0.6)
    var (rater, image, selected): ([Int32], [Int32], [Int32]) = ([], [], [])
    for person in 0..<10 {
      for item in 0..<80 {
        let p = Normal.survival(latent[item] - 0.6 - 0.7 * habits[person])
        rater.append(Int32(person))
        image.append(Int32(item))
        selected.append(random.nextUnit() < p ? 1 : 0)
      }
    }
    let raters = try RaterSelections(
      raters: rater, images: image, selected: selected, shown: selected.map { _ in 1 },
      raterCount: 10, imageCount: 80)
    let joint = try JointCorrelations(
      .pearson, scores: [score], directions: [.higherIsHarder],
      human: raters.totals.selected.map { Double($0) / 10 }, humanDirection: .higherIsEasier)
    return (joint, raters)
  }

  @Test func `the variance over new images and new annotators is right on average`() throws {
    var values: [Double] = []
    var (plain, corrected) = (0.0, 0.0)
    for seed in 1...250 {
      let (joint, raters) = try crossed(UInt64(seed))
      values.append(joint.strengths[0])
      let images = try joint.covariance(.images)
      func variance(_ deals: Int) throws -> Double {
        try images.adding(joint.raterCovariance(raters, deals: deals))
          .variance(.strength(0)).variance
      }
      plain += try variance(0) / 250
      corrected += try variance(4) / 250
    }
    let mean = values.reduce(0, +) / 250
    let truth = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 249
    // With 1,000 samples the ratios are 1.09 and 1.33, known to .05; 250 know them to .1.
    #expect(abs(corrected / truth - 1) < 0.3)
    #expect(plain > 1.15 * corrected)
  }

  @Test func `dealing answers anew keeps the totals of images and who judged what`() throws {
    let (raters, _) = try raters()
    var random = SplitMix64(seed: 5)
    let dealt = raters.dealtAnew(&random)
    #expect(dealt != raters)
    #expect(dealt.totals.selected == raters.totals.selected)
    #expect(dealt.totals.shown == raters.totals.shown)
    #expect(dealt.images == raters.images && dealt.offsets == raters.offsets)
  }

  @Test func `the positive part is that of an eigenvalue decomposition`() {
    #expect(PositivePart.of([2, 1, 1, 2], count: 2) == [2, 1, 1, 2])
    let part = PositivePart.of([2, -1, 0.5, -1, 0.3, 0.8, 0.5, 0.8, -1], count: 3)
    // numpy.linalg.eigh of NumPy 2.4.6, negative eigenvalues set to 0.
    let expected: [Double] = [
      2.1005897720005233, -0.8058038368462687, 0.16232921160421393, -0.8058038368462688,
      0.6749103813798771, 0.14810100260276338, 0.16232921160421393, 0.14810100260276335,
      0.1335303686267362,
    ]
    #expect(zip(part, expected).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test func `refuses another human measure`() throws {
    let (raters, scores) = try raters()
    let joint = try JointCorrelations(
      .spearman, scores: scores, directions: [.higherIsHarder, .higherIsHarder],
      human: scores[0], humanDirection: .higherIsEasier)
    #expect(throws: StatisticsError.self) { try joint.raterCovariance(raters) }
  }

  @Test func `refuses entries that make no sense`() {
    func make(
      raters: [Int32], images: [Int32], selected: [Int32], shown: [Int32]
    ) throws(StatisticsError) -> RaterSelections {
      try RaterSelections(
        raters: raters, images: images, selected: selected, shown: shown, raterCount: 2,
        imageCount: 2)
    }
    #expect(throws: StatisticsError.invalidCounts(row: 0)) {
      try make(raters: [0], images: [0], selected: [2], shown: [1])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 0)) {
      try make(raters: [0], images: [], selected: [2], shown: [1])
    }
    #expect(throws: StatisticsError.self) {
      try make(raters: [2], images: [0], selected: [1], shown: [1])
    }
    #expect(throws: StatisticsError.self) {
      try make(raters: [1], images: [-1], selected: [1], shown: [1])
    }
  }
}
