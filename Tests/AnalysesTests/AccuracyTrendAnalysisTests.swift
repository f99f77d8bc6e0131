@testable import Analyses
import Networks
import Statistics
import StudyValues
import Testing

struct AccuracyTrendAnalysisTests {
  /// Three networks with 5, 3 and 1 of six images right; the mean of `avh` rises as accuracy falls,
  /// that of `odd` changes the order of the last two.
  static var study: MemoryStudy {
    let classes = [0, 0, 0, 1, 1, 1]
    let right = [[1.0, 1, 1, 1, 1, 0], [1, 1, 0, 1, 0, 0], [1, 0, 0, 0, 0, 0]]
    var study = MemoryStudy()
    study.models = ["best", "middle", "worst"]
    for (index, model) in study.models.enumerated() {
      let rank = Double(index)
      study.finals[model] = .drawn(
        model: model, classes: classes, selected: [2, 4, 6, 8, 9, 10],
        scores: [
          .drawn("correct", right[index], .higherIsEasier),
          .drawn("avh", classes.indices.map { rank + Double($0) / 10 }),
          .drawn("odd", classes.map { _ in [0, 2, 1][index] }),
        ])
    }
    return study
  }

  @Test func `gives a row for each population of classes`() throws {
    let output = try AccuracyTrendAnalysis(scores: ["avh", "odd"]).run(
      id: "A", on: Self.study, decisions: .init(resamples: 200, threads: 1))
    let keys = output.estimates.map(\.key)
    #expect(keys.map(\.score) == ["avh", "avh", "avh", "odd", "odd", "odd"])
    let populations: [Population] = [.networks, .classesFixed, .classesRandom]
    #expect(keys.map(\.population) == populations + populations)
    #expect(
      keys.allSatisfy { $0.quantity == "correlation_with_accuracy" && $0.method == "kendall" })
    // One pair of three is out of order: (1 - 2) / 3.
    for (row, tau) in zip(output.estimates, [-1, -1, -1, -1.0 / 3, -1.0 / 3, -1.0 / 3]) {
      #expect(isNear(row.value, tau, 1e-12))
    }
    // Of the 3! orders two are as extreme; the others have no p, since classes are no sample of networks.
    #expect(isNear(output.estimates[0].p, 1.0 / 3, 1e-12))
    #expect(isNear(output.estimates[0].smallestP, 1.0 / 3, 1e-12))
    #expect(output.estimates[0].low == nil)
    #expect(output.estimates[3].p == 1)
    #expect(output.estimates.filter { $0.key.population != .networks }.allSatisfy { $0.p == nil })
    let random = output.estimates[2]
    // Either class alone leaves the order of accuracy as it is: 3, 2, 1 and 2, 1, 0 of three right.
    #expect(random.rangeLow == -1 && random.rangeHigh == -1)
    #expect(random.standardError == nil && random.low == nil)
  }

  @Test func `networks of one accuracy have no order`() throws {
    var study = Self.study
    let classes = [0, 0, 0, 1, 1, 1]
    for (index, model) in study.models.enumerated() {
      study.finals[model] = .drawn(
        model: model, classes: classes, selected: [2, 4, 6, 8, 9, 10],
        scores: [
          .drawn("correct", [1, 1, 0, 1, 0, 0], .higherIsEasier),
          .drawn("avh", classes.map { Double($0 + index) }),
        ])
    }
    let output = try AccuracyTrendAnalysis(scores: ["avh"]).run(
      id: "A", on: study, decisions: .init(resamples: 200, threads: 1))
    #expect(output.estimates.map(\.value) == [nil])
    #expect(
      output.estimates[0].note
        == "every network has the same accuracy, so there is no order of networks")
    #expect(output.estimates[0].p == nil && output.estimates[0].n == 3)
  }

  @Test func `a network without the score is named in each row`() throws {
    var study = Self.study
    study.models.append("silent")
    study.finals["silent"] = .drawn(
      model: "silent", classes: [0, 0, 0, 1, 1, 1], selected: [2, 4, 6, 8, 9, 10],
      scores: [.drawn("correct", [1, 1, 1, 0, 0, 0], .higherIsEasier)])
    let output = try AccuracyTrendAnalysis(scores: ["avh"]).run(
      id: "A", on: study, decisions: .init(resamples: 200, threads: 1))
    #expect(output.estimates.count == 3)
    #expect(
      output.estimates.allSatisfy { $0.note?.hasPrefix("without silent: no `avh`") == true })
  }

  @Test func `asks for three networks`() throws {
    var study = Self.study
    study.models = ["best", "worst"]
    let output = try AccuracyTrendAnalysis(scores: ["avh"]).run(
      id: "A", on: study, decisions: .init(resamples: 200, threads: 1))
    #expect(output.isEmpty)
    #expect(
      output.notes == ["no data: 2 networks have `avh` and accuracy; a trend needs three"])
  }
}
