import RealModule
import Testing

@testable import Statistics

/// Votes of known truth: p = PHI(mean + spread z), a score that loads on z, and counts.
struct SimulatedVotes: Sendable, CustomTestStringConvertible {
  let name: String
  let images: Int
  let votes: ClosedRange<Int>
  let mean: Double
  let spread: Double
  var testDescription: String { name }

  static let rows = [
    SimulatedVotes(name: "10 votes, wide", images: 4000, votes: 10...10, mean: 0.6, spread: 1),
    SimulatedVotes(
      name: "47 to 63 votes, 44 % at 1", images: 4000, votes: 47...63, mean: 2.15, spread: 0.9),
    SimulatedVotes(name: "5 votes, ceiling", images: 4000, votes: 5...5, mean: 1.2, spread: 1),
  ]

  struct Draw {
    let counts: SelectionCounts
    let second: SelectionCounts
    let truth: [Double]
    let score: [Double]
  }

  func draw(seed: UInt64, loading: Double = 0.6) throws -> Draw {
    var random = SplitMix64(seed: seed)
    var generator = SampleGenerator(seed: seed &+ 1)
    let latent = generator.normals(images)
    let score = generator.load(latent, loading)
    let truth = latent.map { 1 - Normal.survival(mean + spread * $0) }
    let shown = truth.map { _ in
      votes.lowerBound + random.next(below: votes.upperBound - votes.lowerBound + 1)
    }
    func panel() -> [Int] {
      truth.indices.map { image in
        (0..<shown[image]).count { _ in random.nextUnit() < truth[image] }
      }
    }
    return try Draw(
      counts: SelectionCounts(selected: panel(), shown: shown),
      second: SelectionCounts(selected: panel(), shown: shown), truth: truth, score: score)
  }
}

struct ReliabilityTests {
  /// Both sides vary by about .01, so three draws are averaged.
  @Test(arguments: SimulatedVotes.rows)
  func `reliabilities are what two panels have in common`(row: SimulatedVotes) throws {
    var gaps: [CorrelationMethod: Double] = [:]
    for seed in 0..<3 {
      let draw = try row.draw(seed: UInt64(100 + seed))
      let panels = (draw.counts.frequencies, draw.second.frequencies)
      for method in CorrelationMethod.allCases {
        let ceiling = try NoiseCeiling(draw.counts, method: method, splits: 20, panels: 4)
        gaps[method, default: 0] +=
          (ceiling.reliability - plain(method, panels.0, panels.1)) / 3
        #expect(abs(ceiling.halfObserved - ceiling.halfModelled) < 0.01)
      }
    }
    for method in CorrelationMethod.allCases {
      let gap = gaps[method] ?? .nan
      #expect(abs(gap) < 0.02, "\(method.rawValue): \(gap)")
    }
  }

  @Test(arguments: SimulatedVotes.rows)
  func `the closed form is that of its definition and of split halves`(
    row: SimulatedVotes
  ) throws {
    let draw = try row.draw(seed: 1)
    let closed = try ClosedFormReliability(draw.counts)
    let splits = try RandomSplits(draw.counts, splits: 40, methods: [.pearson])
    // Halves of 2 and 3 votes step up to .007 less than halves of 2.5 would.
    let allowed = row.votes.lowerBound == 5 ? 0.015 : 0.006
    #expect(abs(splits.steppedUp(.pearson) - closed.reliability) < allowed)
    let h = draw.counts.frequencies
    let m = draw.counts.shown
    let n = Double(h.count)
    let mean = h.reduce(0, +) / n
    let variance = h.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let noise = h.indices.reduce(0) { $0 + h[$1] * (1 - h[$1]) / Double(m[$1] - 1) } / n
    #expect(
      closed.reliability.isApproximatelyEqual(
        to: 1 - noise / variance, relativeTolerance: 1e-12))
  }

  @Test(arguments: SimulatedVotes.rows)
  func `disattenuated Spearman is that with the true probability`(row: SimulatedVotes) throws {
    // Averaged over draws, so that the bias and not the noise is judged.
    var bias = 0.0
    var rootBias = 0.0
    let draws = 3
    for seed in 0..<draws {
      let draw = try row.draw(seed: UInt64(50 + seed))
      let ceiling = try NoiseCeiling(draw.counts, method: .spearman, splits: 20)
      let observed = plain(.spearman, draw.score, draw.counts.frequencies)
      let truth = plain(.spearman, draw.score, draw.truth)
      bias += (ceiling.corrected(observed).value - truth) / Double(draws)
      rootBias +=
        (observed / ceiling.reliability.squareRoot() - truth) / Double(draws)
      #expect(ceiling.alternatives.contains { $0.ceiling == ceiling.reliability.squareRoot() })
    }
    #expect(abs(bias) < 0.02, "bias \(bias)")
    #expect(rootBias < bias + 0.001)
  }

  @Test(arguments: SimulatedVotes.rows)
  func `disattenuated Pearson is that with the true probability`(row: SimulatedVotes) throws {
    let draw = try row.draw(seed: 9)
    let ceiling = try NoiseCeiling(draw.counts, method: .pearson, splits: 20)
    let observed = plain(.pearson, draw.score, draw.counts.frequencies)
    let truth = plain(.pearson, draw.score, draw.truth)
    #expect(abs(ceiling.corrected(observed).value - truth) < 0.02)
  }

  @Test(arguments: [CorrelationMethod.pearson, .spearman])
  func `the interval of the disattenuated coefficient contains the truth`(
    method: CorrelationMethod
  ) throws {
    let row = SimulatedVotes(
      name: "small", images: 500, votes: 8...12, mean: 0.8, spread: 1)
    let draw = try row.draw(seed: 3)
    let result = try DisattenuatedCorrelation(
      method, score: draw.score, counts: draw.counts, resamples: 100)
    let truth = plain(method, draw.score, draw.truth)
    #expect(result.interval.low < truth && truth < result.interval.high)
    #expect(result.interval.low < result.corrected.value)
    #expect(result.corrected.value < result.interval.high)
    #expect(result.reliabilityInterval.low < result.ceiling.reliability)
    #expect(result.ceiling.reliability < result.reliabilityInterval.high)
    #expect(result.corrected.lowest <= result.corrected.value)
    #expect(result.corrected.value <= result.corrected.highest)
    let again = try DisattenuatedCorrelation(
      method, score: draw.score, counts: draw.counts, resamples: 100, threads: 1)
    #expect(again == result)
  }

  @Test(arguments: SimulatedVotes.rows)
  func `simulated panels agree with their expectation`(row: SimulatedVotes) throws {
    let counts = try row.draw(seed: 4).counts
    let mixture = BinomialMixture(counts)
    #expect(abs(mixture.weights.reduce(0, +) - 1) < 1e-9)
    let weights = mixture.cells.map(\.weight)
    let panels = SimulatedPanels(mixture, counts: counts)
    for halves in [false, true] {
      let expected = PanelExpectation(
        PanelLayout(mixture, halves: halves), mixture, cellWeights: weights)
      let rho = panels.meanCoefficient(
        .spearman, halves: halves, draws: 12, seed: 5, threads: nil)
      let r = panels.meanCoefficient(
        .pearson, halves: halves, draws: 12, seed: 5, threads: nil)
      #expect(abs(rho - expected.spearman) < 0.01)
      #expect(abs(r - expected.pearson) < 0.01)
    }
  }

  @Test func `Spearman-Brown misses the rank reliability that the mixture finds`() throws {
    let row = SimulatedVotes(name: "", images: 20_000, votes: 20...20, mean: 2.2, spread: 1)
    let draw = try row.draw(seed: 6)
    let ceiling = try NoiseCeiling(draw.counts, method: .spearman, splits: 10)
    let panels = plain(.spearman, draw.counts.frequencies, draw.second.frequencies)
    let stepped = 2 * ceiling.halfObserved / (1 + ceiling.halfObserved)
    #expect(abs(stepped - panels) > 2 * abs(ceiling.reliability - panels))
  }

  @Test func `splitting annotators finds what annotators have in common`() throws {
    let row = SimulatedVotes(name: "", images: 400, votes: 20...20, mean: 0.3, spread: 1)
    let draw = try row.draw(seed: 7)
    var random = SplitMix64(seed: 8)
    var columns: (rater: [Int32], image: [Int32], selected: [Int32]) = ([], [], [])
    for image in 0..<400 {
      for rater in 0..<20 {
        columns.rater.append(Int32(rater))
        columns.image.append(Int32(image))
        columns.selected.append(random.nextUnit() < draw.truth[image] ? 1 : 0)
      }
    }
    let raters = try RaterSelections(
      raters: columns.rater, images: columns.image, selected: columns.selected,
      shown: columns.rater.map { _ in 1 }, raterCount: 20, imageCount: 400)
    let totals = raters.totals
    let counts = try SelectionCounts(selected: totals.selected, shown: totals.shown)
    let byRater = try RandomSplits(raters: raters, splits: 100)
    let byVote = try RandomSplits(counts, splits: 100)
    for method in CorrelationMethod.allCases {
      #expect(abs(byRater.steppedUp(method) - byVote.steppedUp(method)) < 0.01)
    }
    #expect(byRater.imagesUsed == 400)
    #expect(byRater.kind == .annotators)
  }

  /// 99 images that everybody selected and 101 that nobody did.
  @Test(arguments: [CorrelationMethod.pearson, .spearman])
  func `votes without noise leave nothing to correct`(method: CorrelationMethod) throws {
    let counts = try SelectionCounts(
      selected: (0..<200).map { $0 < 99 ? 10 : 0 }, shown: (0..<200).map { _ in 10 })
    let ceiling = try NoiseCeiling(counts, method: method, splits: 10)
    #expect(ceiling.reliability == 1 && ceiling.ceiling == 1)
    #expect(ceiling.lowest == 1 && ceiling.highest == 1 && !ceiling.isRange)
    var generator = SampleGenerator(seed: 19)
    let score = generator.normals(200).enumerated().map { $1 - ($0 < 99 ? 3 : 0) }
    let result = try DisattenuatedCorrelation(method, score: score, counts: counts, resamples: 100)
    #expect(result.corrected.value == result.observed)
    #expect(result.interval.low < result.observed && result.observed < result.interval.high)
  }

  @Test func `a corrected rank correlation is a range over two routes`() throws {
    let row = SimulatedVotes(name: "", images: 2_000, votes: 20...20, mean: 2.2, spread: 1)
    let ceiling = try NoiseCeiling(try row.draw(seed: 6).counts, method: .spearman, splits: 10)
    let corrected = ceiling.corrected(-0.4)
    #expect(corrected.isRange && corrected.lowest < corrected.highest)
    #expect(corrected.lowest == -0.4 / ceiling.lowest)
    #expect(corrected.highest == -0.4 / ceiling.highest)
    #expect(ceiling.highest == ceiling.reliability.squareRoot())
  }

  @Test func `images with one vote are left out`() throws {
    let counts = try SelectionCounts(selected: [1, 1, 3, 2, 0, 2], shown: [1, 2, 4, 4, 3, 5])
    #expect(try ClosedFormReliability(counts).imageCount == 5)
    #expect(throws: StatisticsError.tooFewValues(needed: 3, got: 0)) {
      try ClosedFormReliability(SelectionCounts(selected: [1, 0, 1, 1], shown: [1, 1, 1, 1]))
    }
    #expect(throws: StatisticsError.constant(name: "HSF")) {
      try ClosedFormReliability(SelectionCounts(selected: [2, 2, 2], shown: [2, 2, 2]))
    }
    #expect(throws: StatisticsError.self) {
      try NoiseCeiling(
        SelectionCounts(selected: [2, 2, 2], shown: [2, 2, 2]), method: .spearman)
    }
  }

  @Test func `refuses impossible counts`() {
    #expect(throws: StatisticsError.invalidCounts(row: 1)) {
      try SelectionCounts(selected: [1, 3], shown: [2, 2])
    }
    #expect(throws: StatisticsError.invalidCounts(row: 0)) {
      try SelectionCounts(selected: [0], shown: [0])
    }
    #expect(throws: StatisticsError.emptyInput(name: "shown")) {
      try SelectionCounts(selected: [], shown: [])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 2)) {
      try SelectionCounts(selected: [1, 1], shown: [1])
    }
  }

  @Test func `refuses more numbers of votes than can be laid out`() throws {
    let fits = try SelectionCounts(selected: [1, 1, 1], shown: [999_998, 2, 2])
    #expect(try fits.withTwoAnnotators().count == 3)
    let counts = try SelectionCounts(
      selected: [1, 1, 1, 1], shown: [999_999, 999_999, 2, 1_000_000])
    #expect {
      try NoiseCeiling(counts, method: .pearson)
    } throws: {
      if case StatisticsError.undefined = $0 { true } else { false }
    }
  }

  @Test func `nothing is clipped`() throws {
    // Votes that disagree less between images than chance: a negative reliability.
    let counts = try SelectionCounts(
      selected: [5, 5, 5, 4, 5, 6], shown: [10, 10, 10, 10, 10, 10])
    let closed = try ClosedFormReliability(counts)
    #expect(closed.reliability < 0)
    let ceiling = try NoiseCeiling(counts, method: .pearson, splits: 20)
    #expect(ceiling.ceiling.isNaN)
    #expect(throws: StatisticsError.self) {
      try DisattenuatedCorrelation(.pearson, score: [1, 2, 3, 4, 5, 6], counts: counts)
    }
  }
}
