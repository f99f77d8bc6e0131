import Foundation
import Networks
import RealModule
import Testing

struct LeaveOneDomainOutTests {
  private func domains() throws -> [LeaveOneDomainOut.Domain] {
    try [-1.0, 0, 1].enumerated().map { index, shift in
      LeaveOneDomainOut.Domain(
        name: "shift \(shift)",
        training: try TrainingProblem.large(count: 600, shift: shift, seed: UInt64(10 + index)),
        test: try TrainingProblem.large(count: 300, shift: shift, seed: UInt64(20 + index)))
    }
  }

  @Test func `every domain and seed gives one head of each loss`() throws {
    let procedure = try LeaveOneDomainOut(
      options: HeadTrainingOptions(epochs: 3), scales: [30, 5])
    let outcomes = try procedure.run(domains(), classes: 10, seeds: [1, 2])
    #expect(outcomes.count == 12)
    #expect(
      outcomes.map(\.domain)
        == ["shift -1.0", "shift 0.0", "shift 1.0"].flatMap { Array(repeating: $0, count: 4) })
    #expect(outcomes.map(\.seed) == [1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2])
    for (index, outcome) in outcomes.enumerated() {
      #expect(outcome.accuracy > 0.2)
      #expect(outcome.predictions.count == 300 && outcome.confidences.count == 300)
      #expect(outcome.confidences.allSatisfy { $0 >= 0.1 && $0 <= 1 })
      if index % 2 == 0 {
        #expect(outcome.loss == .crossEntropy && outcome.validation.isEmpty)
      } else {
        #expect(outcome.validation.count == 2)
        let scale = outcome.validation[1] > outcome.validation[0] ? 30.0 : 5.0
        #expect(outcome.loss == .angularVisualHardness(scale: scale))
      }
    }
    #expect(try procedure.run(domains(), classes: 10, seeds: [1, 2]) == outcomes)
  }

  @Test func `one domain left out by itself gives the same heads`() throws {
    let domains = try domains()
    let options = HeadTrainingOptions(epochs: 2)
    let procedure = try LeaveOneDomainOut(options: options, scales: [10])
    let all = try procedure.run(domains, classes: 10, seeds: [1, 2])
    let own = try procedure.run(
      leavingOut: domains[1],
      training: domains.indices.filter { $0 != 1 }.map { domains[$0].training },
      classes: 10, seeds: [1, 2])
    #expect(own == all.filter { $0.domain == domains[1].name })
    #expect(own.count == 4)
  }

  @Test func `one domain and no scale are refused`() throws {
    let procedure = try LeaveOneDomainOut(options: HeadTrainingOptions())
    #expect(throws: NetworksError.tooFewDomains(1)) {
      _ = try procedure.run([domains()[0]], classes: 10, seeds: [1])
    }
    #expect(throws: NetworksError.empty(what: "scales of the AVH loss")) {
      _ = try LeaveOneDomainOut(options: HeadTrainingOptions(), scales: [])
    }
  }
}
