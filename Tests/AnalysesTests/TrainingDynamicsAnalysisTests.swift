@testable import Analyses
import Networks
import Statistics
import StudyValues
import Testing

struct TrainingDynamicsAnalysisTests {
  /// The mean AVH of every image follows this course, the loss another one.
  static let steps = [0, 10, 20, 30, 40]
  static let avhCourse = [1.0, 0.4, 0.2, 0.1, 0.1]
  static let lossCourse = [1.0, 0.75, 0.5, 0.25, 0.0]
  /// The norm falls once, from step 20 to step 30, by a fifth of an image's size.
  static let normCourse = [1.0, 2.0, 3.0, 2.8, 3.5]
  static let classes = [0, 0, 0, 0, 1, 1, 1, 1]
  static let selected = [1, 3, 5, 7, 9, 2, 6, 10]
  static let size = [1.0, 1.1, 0.9, 1.2, 0.8, 1.3, 0.7, 1.0]
  /// Whether image 0 is right at each checkpoint; the others are right from the start.
  static let right = [false, true, false, true, false]

  static var study: MemoryStudy {
    var study = MemoryStudy()
    for (place, step) in steps.enumerated() {
      // From step 10 on images are ordered by people's answers, before that against them.
      let order = selected.map { place == 0 ? Double($0) : Double(10 - $0) }
      let avh = zip(size, order).map { $0 * avhCourse[place] + 1e-3 * $1 * avhCourse[place] }
      let correct = classes.indices.map { $0 > 0 || right[place] ? 1.0 : 0.0 }
      study.roles.append(
        (
          "net",
          RunKey(
            role: .checkpoint, step: step,
            parameters: ["epoch": Double(place), "train_loss": 2 * lossCourse[place] + 1]),
          .drawn(
            classes: classes, selected: selected,
            scores: [
              .drawn("avh", avh), .drawn("loss", size.map { $0 * lossCourse[place] }),
              .drawn("hard", order), .drawn("feature_norm", size.map { $0 * normCourse[place] }),
              .drawn("confidence", correct.map { 0.2 + 0.6 * $0 }, .higherIsEasier),
              .drawn("logit_margin", correct.map { 2 * $0 - 1 }, .higherIsEasier),
              .drawn("correct", correct, .higherIsEasier),
            ])
        ))
    }
    return study
  }

  private func output(
    _ scores: [String], rule: TrainingDynamicsAnalysis.Rule = .settled
  ) throws -> AnalysisOutput {
    try TrainingDynamicsAnalysis(
      scores: scores, rule: rule, within: 0.05, early: 0.25, late: 0.25
    ).run(id: "T", on: Self.study, decisions: .init(resamples: 200, threads: 1))
  }

  private func value(
    _ output: AnalysisOutput, _ quantity: String, _ score: String? = nil, less other: String? = nil,
    step: Int? = nil, _ population: Population? = .classesRandom
  ) -> EstimateResult? {
    output.estimates.first {
      $0.key.quantity == quantity && $0.key.score == score && $0.key.otherScore == other
        && (step == nil || $0.key.step == step) && $0.key.population == population
    }
  }

  @Test func `splits the change of a mean into its early and late shares`() throws {
    let output = try output(["loss", "feature_norm"])
    // Every image goes the same way, so the shares are exact and their intervals have no width.
    let early = try #require(value(output, "early_share", "loss"))
    #expect(isNear(early.value, 0.25, 1e-12))
    #expect(isNear((early.high ?? 1), early.low ?? 0, 1e-12))
    #expect(isNear(value(output, "late_share", "loss")?.value, 0.25, 1e-12))
    let mean = Self.size.reduce(0, +) / 8
    #expect(isNear(value(output, "late_change", "loss")?.value, -(0.25 * mean), 1e-12))
    // (2.8 - 3.5) / (1 - 3.5)
    #expect(isNear(value(output, "late_share", "feature_norm")?.value, 0.28, 1e-12))
    let recorded = try #require(value(output, "early_share", "train_loss", nil))
    #expect(isNear(recorded.value, 0.25, 1e-12))
    #expect(recorded.low == nil)
  }

  @Test func `compares the late shares of the control and of the first score`() throws {
    let output = try output(["feature_norm", "loss"])
    let row = try #require(value(output, "late_share_difference", "loss", less: "feature_norm"))
    #expect(isNear(row.value, 0.25 - 0.28, 1e-12))
  }

  @Test func `finds the step at which a curve ever falls`() throws {
    let output = try output(["feature_norm"])
    let row = try #require(value(output, "weakest_growth", "feature_norm", .classesFixed))
    #expect(row.bound == "lower")
    let mean = Self.size.reduce(0, +) / 8
    #expect(isNear(row.value, -(0.2 * mean), 1e-12))
    #expect(row.note == "from step 20 to 30")
    #expect((row.high ?? 1) < 0)
  }

  @Test func `puts the plateau where the curve stays within the band`() throws {
    // The loss falls by .025 a step: within .05 of its fall of 1 from 2 steps before the end.
    let output = try output(["loss", "feature_norm"])
    #expect(isNear(value(output, "plateau", "loss", .images)?.value, 38, 1e-9))
    // The norm enters its band of .125 below 3.5 at 30 + 10 (.7 - .125) / .7.
    let norm = value(output, "plateau", "feature_norm", .images)?.value ?? 0
    let entry: Double = 30 + 10 * (0.7 - 0.125) / 0.7
    #expect(isNear(norm, entry, 1e-9))
    #expect(
      isNear(
        value(output, "plateau_difference", "feature_norm", less: "loss", .images)?.value,
        norm - 38, 1e-9))
    #expect(isNear(value(output, "plateau", "train_loss", nil)?.value, 38, 1e-9))
  }

  @Test func `judges the order of the groups at each checkpoint and at the weakest`() throws {
    let output = try output(["hard"])
    func order(_ step: Int) -> Double? { value(output, "order", "hard", step: step)?.value }
    // All pairs from unlike bins are in order from step 10 on, and in the wrong order at step 0.
    #expect(order(0) == 0)
    #expect(order(10) == 1)
    // The untrained network does not count.
    let weakest = try #require(value(output, "weakest_order", "hard"))
    #expect(weakest.value == 1)
    #expect(value(output, "ordered_from", "hard")?.value == 10)
    let means = value(output, "unordered_means", "hard", nil)
    #expect(means?.value == 0)
  }

  @Test func `counts forgetting, margins and the data map over the checkpoints`() throws {
    let output = try output(["avh", "correct"])
    // Image 0 is forgotten twice, nobody else ever: people's least selected image is the only hard one.
    let rows = output.correlations.filter { $0.condition == "whole course of training" }
    let forgetting = try #require(rows.first { $0.score == "forgetting" })
    // One image against seven ties: ranks 8 and seven times 4, HSF rank of image 0 is 1.
    let expected = Self.spearman([2, 0, 0, 0, 0, 0, 0, 0], Self.selected.map(Double.init))
    #expect(isNear(forgetting.statistic, expected, 1e-12))
    for score in ["area_under_margin", "map_confidence", "map_correctness"] {
      let row = rows.first { $0.score == score }
      #expect(isNear(row?.statistic, -(expected), 1e-12), "\(score)")
    }
    #expect(value(output, "never_learned", nil, nil)?.value == 0)
    #expect(value(output, "never_forgotten", nil, nil)?.value == 7)
    #expect(output.comparisons.map(\.scoreB).contains("forgetting"))
  }

  @Test func `draws every curve over all images and over each bin`() throws {
    let output = try output(["loss"])
    let all = output.series.filter {
      $0.key.quantity == "mean" && $0.key.score == "loss" && $0.key.grouping == nil
    }
    #expect(all.map(\.x) == Self.steps.map(Double.init))
    let mean = Self.size.reduce(0, +) / 8
    for (point, share) in zip(all, Self.lossCourse) {
      #expect(isNear(point.value, mean * share, 1e-12))
    }
    // Bins of HSF: [0,.2] holds images 0 and 5, (.8,1] images 4 and 7.
    let hardest = output.series.first {
      $0.key.quantity == "mean" && $0.key.grouping == "bin" && $0.key.group == "[0,0.2]"
    }
    #expect(hardest?.value == (1.0 + 1.3) / 2)
    let recorded = output.series.filter { $0.key.quantity == "recorded" }
    #expect(Set(recorded.map(\.key.score)) == ["train_loss"])
    #expect(recorded.contains { $0.x == 40 && $0.value == 1 })
  }

  @Test func `shows the order step by step and the curves of scores and losses`() throws {
    let output = try output(["hard", "loss"])
    let analysis = TrainingDynamicsAnalysis(scores: ["hard", "loss"])
    let tables = analysis.tables(of: output)
    #expect(tables.map(\.id) == ["estimates", "order", "all", "groups", "comparisons"])
    #expect(
      tables[1].rows.columns.map(\.heading) == [
        "Step", "hard", "Low", "High", "loss", "Low", "High",
      ])
    #expect(tables[1].rows.rows.map { $0[0] } == Self.steps.map { .integer($0) })
    let figures = analysis.figures(of: output)
    #expect(
      figures.map(\.id) == [
        "groups-mean_hard", "groups-mean_loss", "losses", "order", "correlation",
      ])
    let names = figures.map { figure -> [String] in
      if case .curves(let curves) = figure.content { curves.curves.map(\.name) } else { [] }
    }
    #expect(names[2] == ["mean_loss", "train_loss"])
    #expect(names[3] == ["hard", "loss"])
  }

  @Test func `says what is missing`() throws {
    let none = try TrainingDynamicsAnalysis().run(
      id: "T", on: MemoryStudy(), decisions: .init())
    #expect(none.isEmpty)
    #expect(none.notes == ["no data: no network has checkpoint runs"])
    let some = try output(["avh", "unheard"])
    #expect(some.notes.contains("not in every checkpoint: unheard"))
  }

  static func spearman(_ x: [Double], _ y: [Double]) -> Double {
    func ranks(_ values: [Double]) -> [Double] {
      values.map { value in
        Double(values.count { $0 < value }) + Double(values.count { $0 == value } - 1) / 2
      }
    }
    let (a, b) = (ranks(x), ranks(y))
    let mean = Double(x.count - 1) / 2
    func sum(_ first: [Double], _ second: [Double]) -> Double {
      zip(first, second).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    }
    return sum(a, b) / (sum(a, a) * sum(b, b)).squareRoot()
  }
}
