import RealModule
import Testing

@testable import Statistics

struct VoteCountsTests {
  private let votes = try? VoteCounts([5, 5, 0, 0, 0, 0, 9, 1, 0, 4, 0, 0], classCount: 3)

  @Test func `gives majority, share and agreement of each image`() throws {
    let votes = try #require(votes)
    #expect(votes.majorities == [nil, nil, 0, 0])
    #expect(votes.majorityShares[0] == 0.5)
    #expect(votes.majorityShares[1].isNaN)
    #expect(votes.majorityShares[2] == 0.9)
    // 5 of 5 with themselves: 2 * 20 of 90 ordered pairs.
    #expect(votes.pairAgreements[0].isApproximatelyEqual(to: 4.0 / 9, relativeTolerance: 1e-14))
    #expect(votes.pairAgreements[1].isNaN)
    #expect(votes.pairAgreements[3] == 1)
  }

  @Test func `gives the entropy with and without correction`() throws {
    let votes = try #require(votes)
    #expect(votes.entropies[0].isApproximatelyEqual(to: .log(2), relativeTolerance: 1e-14))
    #expect(votes.entropies[1].isNaN)
    #expect(votes.entropies[3] == 0)
    let corrected = Double.log(2) + 1.0 / 20
    #expect(
      votes.millerMadowEntropies[0].isApproximatelyEqual(to: corrected, relativeTolerance: 1e-14))
    #expect(votes.millerMadowEntropies[3] == 0)
  }
}
