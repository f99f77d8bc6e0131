@testable import Analyses
import RealModule
import Statistics
import StudyValues
import Testing

/// Places of scores, and what an influence test decides.
struct RankingAnalysisTests {
  private let decisions = AnalysisDecisions(threads: 2)

  @Test func `scores are ranked by strength within their family`() throws {
    let reference = try KindReference()
    let output = try RankingAnalysis(
      scores: ["confidence", "avh", "loss", "max_probability"], draws: 1_000
    ).run(id: "K", on: reference.study, decisions: decisions)
    let own = output.estimates.filter {
      $0.key.population == .classesFixed && $0.key.group == "label"
    }
    let places = own.filter { $0.key.quantity == "rank" }
    #expect(places[0].key.score == "avh")
    // Confidence and the loss order images in opposite ways, so their strengths are the same.
    #expect(places.map(\.value) == [1, 2, 2])
    #expect(
      places.allSatisfy {
        ($0.rangeLow ?? 9) <= ($0.value ?? 0) && ($0.value ?? 9) <= ($0.rangeHigh ?? 0)
      })
    let behind = try #require(
      own.first { $0.key.quantity == "behind_best" && $0.key.score == "loss" })
    let expected =
      try #require(reference.strengths["avh"]) - (try #require(reference.strengths["loss"]))
    #expect(try #require(behind.value).isApproximatelyEqual(to: expected, relativeTolerance: 1e-10))
    #expect(
      output.estimates.contains {
        $0.key.group == "no label" && $0.key.quantity == "rank" && $0.key.score == "max_probability"
      })
    #expect(output.correlations.count == 8)
  }

  @Test func `coefficients keep their own signs`() throws {
    let reference = try KindReference()
    let output = try RankingAnalysis(
      scores: ["avh", "confidence"], populations: [.classesRandom], draws: 500
    )
    .run(id: "K", on: reference.study, decisions: decisions)
    for row in output.correlations {
      let strength = try #require(reference.strengths[row.score])
      let sign = row.score == "avh" ? -1.0 : 1
      let statistic = try #require(row.statistic)
      #expect(statistic.isApproximatelyEqual(to: sign * strength, relativeTolerance: 1e-10))
      #expect(try #require(row.ciLow) < statistic)
      #expect(try #require(row.ciHigh) > statistic)
    }
  }

  /// Images with HSF in ten levels, and scores that are HSF with noise of a chosen size.
  private func study(noiseOfFirst: Double, noiseOfSecond: Double) -> MadeUpStudy {
    let n = 2_000
    // A low-discrepancy sequence in place of random noise.
    func noise(_ index: Int, _ step: Double) -> Double {
      let x = Double(index + 1) * step
      return x - x.rounded(.down) - 0.5
    }
    let selected = (0..<n).map { ($0 * 37) % 11 }
    func score(_ size: Double, _ step: Double) -> [Double] {
      (0..<n).map { Double(selected[$0]) + size * noise($0, step) }
    }
    let table = ImageTable(
      model: "net", classNames: ["a", "b"], target: (0..<n).map { $0 % 2 }, selected: selected,
      shown: 10,
      scores: [
        .easier("first", score(noiseOfFirst, 0.6180339887498949)),
        .easier("second", score(noiseOfSecond, 0.41421356237309515)),
      ])
    return MadeUpStudy(classNames: ["a", "b"], models: ["net"], tables: ["net": table])
  }

  struct Case: CustomTestStringConvertible {
    let name: String
    let noise: (Double, Double)
    let decision: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "the first is closer", noise: (5, 40), decision: "supported"),
    Case(name: "the second is closer", noise: (40, 5), decision: "contradicted"),
    Case(name: "both the same", noise: (3, 3), decision: "equivalent"),
  ])
  func `each influence row is decided`(_ example: Case) throws {
    let output = try ComparisonAnalysis(pairs: [["first", "second"]], populations: [.classesFixed])
      .run(
        id: "H", on: study(noiseOfFirst: example.noise.0, noiseOfSecond: example.noise.1),
        decisions: decisions)
    let row = try #require(output.estimates.first)
    #expect(
      row.key.quantity == "decision" && row.key.score == "first" && row.key.otherScore == "second")
    #expect(row.note == example.decision)
    #expect(row.value == output.comparisons[0].difference)
    // The interval of the two one-sided tests is narrower than that of the difference.
    #expect(try #require(row.low) > (try #require(output.comparisons[0].ciLow)))
  }

  @Test func `a score or population without a number leaves the others their rows`() throws {
    let table = ImageTable(
      model: "net", classNames: ["a", "b"], target: (0..<40).map { $0 % 2 },
      selected: (0..<40).map { $0 * 7 % 11 }, shown: 10,
      scores: [
        .harder("avh", (0..<40).map { Double($0 * 13 % 17) }),
        .harder("loss", (0..<40).map { Double($0 * 5 % 19) }),
        .harder("angle", [Double](repeating: 1, count: 40)),
      ])
    let study = MadeUpStudy(classNames: ["a", "b"], models: ["net"], tables: ["net": table])
    // Two classes are no sample of classes.
    let output = try RankingAnalysis(
      scores: ["avh", "loss", "angle"], populations: [.classesRandom, .images]
    ).run(id: "K", on: study, decisions: AnalysisDecisions(threads: 1))
    let places = output.estimates.filter { $0.key.quantity == "rank" }
    #expect(places.count == 6 && output.correlations.count == 6)
    for row in places {
      let isKnown = row.key.population == .images && row.key.score != "angle"
      #expect((row.value != nil) == isKnown)
      #expect(isKnown || row.note != nil)
    }
    let alone = try RankingAnalysis(scores: ["avh", "loss"], populations: [.images])
      .run(id: "K", on: study, decisions: AnalysisDecisions(threads: 1))
    let expected = alone.estimates.filter { $0.key.quantity == "rank" }.compactMap(\.value)
    #expect(places.compactMap(\.value) == expected)
    for row in output.correlations {
      #expect((row.p != nil) == (row.population == .images && row.score != "angle"))
      #expect((row.statistic != nil) == (row.score != "angle"))
      #expect(row.p != nil || (row.pAdjusted == nil && row.note != nil))
    }
  }
}
