import Statistics
import Analyses
import StudyValues
import Testing

struct ErrorConsistencyAnalysisTests {
  private static func table(_ model: String, right: [Double]) -> ImageTable {
    let target = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    // The votes give the people's majority: wrong in images 1 and 6, a tie in image 2.
    let votes: [[Int32]] = target.indices.map { image in
      let wrong = [1, 6].contains(image)
      let (own, other): (Int32, Int32) = image == 2 ? (3, 3) : wrong ? (1, 5) : (5, 1)
      return target[image] == 0 ? [own, other] : [other, own]
    }
    return ImageTable(
      model: model, classNames: ["a", "b"], target: target,
      selected: target.indices.map { Int(votes[$0][target[$0]]) }, shown: 6,
      votes: votes.flatMap(\.self),
      scores: [.easier("correct", right)])
  }

  private static let names = ["a | b", "vit:b16", "perfect"]
  private static let study = MadeUpStudy(
    classNames: ["a", "b"], models: names,
    tables: [
      names[0]: table(names[0], right: [0, 0, 1, 1, 1, 1, 0, 1, 1, 1]),
      names[1]: table(names[1], right: [1, 0, 0, 1, 1, 1, 0, 1, 1, 1]),
      names[2]: table(names[2], right: Array(repeating: 1, count: 10)),
    ])

  @Test func `agrees with Cohen's kappa of right and wrong`() throws {
    let output = try ErrorConsistencyAnalysis(population: .images)
      .run(id: "E", on: Self.study, decisions: AnalysisDecisions())
    func value(_ first: String, _ second: String) throws -> EstimateResult {
      try #require(
        output.estimates.first {
          $0.key.quantity == "error_consistency" && $0.key.model == first
            && $0.key.group == second
        })
    }
    // sklearn 1.8.0, cohen_kappa_score of the two lists: (.8 - .58) / .42.
    let networks = try value(Self.names[0], Self.names[1])
    #expect(abs(try #require(networks.value) - 0.523809523809523) < 1e-12)
    #expect(networks.n == 10 && networks.standardError != nil && networks.low != nil)
    // Nine images have a majority: the network errs in 0, 1, 6, people in 1 and 6.
    let people = try value(Self.names[0], ErrorConsistencyAnalysis.people)
    // observed 8/9, expected (6 * 7 + 3 * 2) / 81, so kappa = (72 - 48) / (81 - 48).
    #expect(abs(try #require(people.value) - 24.0 / 33) < 1e-12)
    #expect(people.n == 9)
  }

  @Test func `a network that never errs has no error consistency, and the row says why`() throws {
    let output = try ErrorConsistencyAnalysis(population: .images)
      .run(id: "E", on: Self.study, decisions: AnalysisDecisions())
    let rows = output.estimates.filter {
      $0.key.quantity == "error_consistency"
        && [$0.key.model, $0.key.group].contains(Self.names[2])
    }
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0.value == nil && $0.note?.isEmpty == false })
    let table = try #require(ErrorConsistencyAnalysis().tables(of: output).first)
    #expect(table.rows.rows.count == 6, "six pairs of three networks and the people")
  }
}
