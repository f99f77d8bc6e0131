import RealModule
import Testing

@testable import Statistics

struct TwoPartAssociationTests {
  private let counts = try? SelectionCounts(
    selected: [10, 10, 9, 5, 3, 8, 10, 2], shown: [10, 10, 10, 10, 10, 10, 10, 10])
  private let score = [0.1, 0.3, 0.2, 0.6, 0.8, 0.4, 0.05, 0.7]

  @Test func `is the area for unanimous images and rho of the others`() throws {
    let own = try TwoPartAssociation(score: score, counts: #require(counts))
    let unanimity = try #require(own.unanimity)
    // Unanimous scores .1 .3 .05; of 15 pairs only .3 against .2 is above.
    #expect(unanimity.value.isApproximatelyEqual(to: 1.0 / 15, relativeTolerance: 1e-14))
    let expected = try SpearmanCorrelation([0.2, 0.6, 0.8, 0.4, 0.7], [0.9, 0.5, 0.3, 0.8, 0.2])
    #expect(own.below == expected)
    #expect(own.unanimous == 3 && own.belowCount == 5)
    #expect(own.belowReason == nil)
  }

  @Test func `keeps its row when a part is missing`() throws {
    let all = try TwoPartAssociation(
      score: [1, 2, 3], counts: SelectionCounts(selected: [5, 5, 5], shown: [5, 5, 5]))
    #expect(all.unanimity == nil)
    #expect(all.below == nil)
    #expect(all.belowReason == .tooFewValues(needed: 3, got: 0))
    let none = try TwoPartAssociation(
      score: [1, 2, 3], counts: SelectionCounts(selected: [4, 4, 4], shown: [5, 5, 5]))
    #expect(none.unanimity == nil)
    #expect(none.belowReason == .constant(name: "y"))
  }

  @Test func `refuses NaN and another number of scores`() throws {
    let counts = try #require(counts)
    #expect(throws: StatisticsError.lengthMismatch(expected: 8, got: 1)) {
      try TwoPartAssociation(score: [1], counts: counts)
    }
    #expect(throws: StatisticsError.notANumber(name: "score", index: 2)) {
      try TwoPartAssociation(score: [1, 2, .nan, 4, 5, 6, 7, 8], counts: counts)
    }
  }
}
