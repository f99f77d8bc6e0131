import Analyses
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
    #expect(keys.map(\.score) == ["avh", "avh", "odd", "odd"])
    #expect(
      keys.map(\.population) == [.classesFixed, .classesRandom, .classesFixed, .classesRandom])
    #expect(
      keys.allSatisfy { $0.quantity == "correlation_with_accuracy" && $0.method == "kendall" })
    // One pair of three is out of order: (1 - 2) / 3.
    for (row, tau) in zip(output.estimates, [-1, -1, -1.0 / 3, -1.0 / 3]) {
      #expect(isNear(row.value, tau, 1e-12))
    }
    let random = output.estimates[1]
    // Either class alone leaves the order of accuracy as it is: 3, 2, 1 and 2, 1, 0 of three right.
    #expect(random.standardError == 0)
    #expect(random.df == 1)
    #expect(random.note == "leaving out any one class leaves the order unchanged")
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
