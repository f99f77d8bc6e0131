import Testing

@testable import Statistics

/// Slopes by SciPy 1.17.1, `linregress(rankdata(x), rankdata(y)).slope`.
struct RankRegressionTests {
  @Test func withTiesTheSlopeIsThatOfAverageRanks() throws {
    let x = try Ranking([1, 2, 2, 4, 5, 9])
    let y = try Ranking([3, 1, 4, 4, 7, 6])
    let line = try #require(RankRegression(x, y))
    #expect(abs(line.slope - 55.0 / 68) < 1e-15)
    #expect(line.rank(at: 3.5) == 3.5)
  }

  @Test func withoutTiesTheSlopeIsSpearmans() throws {
    let line = try #require(
      RankRegression(Ranking([10, 20, 30, 40]), Ranking([1, 3, 2, 4])))
    #expect(abs(line.slope - 0.8) < 1e-15)
    #expect(abs(line.rank(at: 1) - 1.3) < 1e-15)
  }

  @Test func aConstantHasNoLine() throws {
    #expect(RankRegression(try Ranking([2, 2, 2]), try Ranking([1, 2, 3])) == nil)
    #expect(RankRegression(try Ranking([1, 2]), try Ranking([1, 2, 3])) == nil)
  }
}
