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
    let source = try joint.raterCovariance(raters)
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
    #expect(source.df == 11)

    // Added to the variance over images, with Satterthwaite's degrees of freedom.
    let images = try joint.covariance(.images)
    let both = images.adding(source)
    let part = images.variance(.difference(0, 1)).variance
    let sum = both.variance(.difference(0, 1))
    #expect(sum.variance.isApproximatelyEqual(to: part + variance, relativeTolerance: 1e-8))
    let expected = (part + variance) * (part + variance) / (variance * variance / 11)
    #expect(sum.df?.isApproximatelyEqual(to: expected, relativeTolerance: 1e-7) ?? false)
    #expect(both.name == "images+annotators")
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
