@testable import Analyses
import Networks
import Statistics
import StudyValues
import Testing

struct AdversarialAnalysisTests {
  static let classes = [0, 0, 0, 1, 1, 1]
  static let selected = [1, 3, 5, 7, 8, 10]
  static let before = [6.0, 5, 4, 3, 2, 1]
  static let after = [6.5, 5.0, 4.5, 4.0, 5.5, 6.0]

  static var study: MemoryStudy {
    var study = MemoryStudy()
    func add(_ step: Double, _ avh: [Double], images: [Int] = [0, 1, 2, 3, 4, 5]) {
      let table = ImageTable.drawn(
        classes: classes, selected: selected, scores: [.drawn("avh", avh)])
      study.roles.append(
        ("net", RunKey(role: .adversarial, condition: "pgd", level: step), table.rows(images)))
    }
    add(2, after)
    add(0, before)
    // Rows in another order than those of the first step.
    add(1, zip(before, after).map { ($0 + $1) / 2 }, images: [5, 4, 3, 2, 1, 0])
    return study
  }

  private func output() throws -> AnalysisOutput {
    try AdversarialAnalysis(scores: ["avh"]).run(
      id: "P", on: Self.study, decisions: .init(threads: 1))
  }

  @Test func `pairs each step with step 0 over images`() throws {
    let output = try output()
    let changes = output.estimates.filter { $0.key.quantity == "change" }
    #expect(changes.map(\.key.step) == [1, 2])
    #expect(
      changes.allSatisfy {
        $0.key.score == "avh" && $0.key.condition == "pgd" && $0.key.population == .classesRandom
      })
    // Differences .5 0 .5 1 3.5 5: mean 1.75; half of it at step 1.
    #expect(changes.map(\.value) == [0.875, 1.75])
    let last = output.estimates.filter { $0.key.quantity == "last_change" }
    #expect(last.map(\.key.population) == [.classesFixed, .classesRandom])
    // Within classes: (.5 0 .5) and (1 3.5 5), variances 1/12 and 49/12, means 1/3 and 19/6:
    // error sqrt(3/36 (1/12 + 49/12)).
    let fixed = try #require(last.first)
    let error = (3.0 / 36 * (1.0 / 12 + 49.0 / 12)).squareRoot()
    #expect(isNear(fixed.high, 1.75 + 1.959963985 * error, 1e-8))
    #expect(isNear(fixed.standardError, error, 1e-12))
    #expect(fixed.df == nil)
    // Classes as a sample: the two class means differ by 17/6, so the error is 17/12, t with 1 degree
    // of freedom is 12.706205.
    let random = try #require(last.last)
    #expect(isNear(random.high, 1.75 + 12.7062047 * 17 / 12, 1e-5))
    #expect(random.df == 1)
    #expect(output.estimates.first { $0.key.quantity == "risen" }?.value == 5.0 / 6)
  }

  @Test func `follows the correlation with people step by step`() throws {
    let output = try output()
    #expect(output.correlations.map(\.statistic).first == -1)
    let expected = TrainingDynamicsAnalysisTests.spearman(
      Self.after, Self.selected.map(Double.init))
    #expect(isNear(output.correlations.last?.statistic, expected, 1e-12))
    // Strengths are turned, so -1 becomes 1 and the change is negative.
    let change = output.estimates.first {
      $0.key.quantity == "strength_change" && $0.key.step == 2
    }
    #expect(isNear(change?.value, -expected - 1, 1e-12))
    #expect(output.series.filter { $0.key.quantity == "correlation" }.map(\.x) == [0, 1, 2])
  }

  @Test func `says that there is no attack`() throws {
    let output = try AdversarialAnalysis().run(id: "P", on: MemoryStudy(), decisions: .init())
    #expect(output.notes == ["no data: no network has adversarial runs"])
  }

  @Test func `shows the means step by step and the curves of each score`() throws {
    let output = try output()
    let analysis = AdversarialAnalysis(scores: ["avh"])
    let tables = analysis.tables(of: output)
    #expect(tables.map(\.id) == ["estimates", "steps", "all"])
    #expect(tables[1].rows.columns.map(\.heading) == ["Condition", "Step", "avh", "Low", "High"])
    #expect(tables[1].rows.rows.map { $0[1] } == [.integer(0), .integer(1), .integer(2)])
    #expect(analysis.figures(of: output).map(\.id) == ["mean_avh", "correlation"])
  }
}
