import Annotations
import RealModule
import Testing

struct HumanHardnessTests {
  @Test func `is selected over shown with Wilson's interval`() throws {
    // R 4.3 prop.test(8, 10, correct = FALSE): 0.4901625, 0.9433178
    let hardness = HumanHardness(Tally(image: 0, targetClass: 0, shown: 10, selected: 8))
    #expect(hardness.hsf == 0.8)
    let low = try #require(hardness.hsfLow)
    let high = try #require(hardness.hsfHigh)
    #expect(low.isApproximatelyEqual(to: 0.490_162_5, relativeTolerance: 1e-6))
    #expect(high.isApproximatelyEqual(to: 0.943_317_8, relativeTolerance: 1e-6))
  }

  @Test func `gives maybe the worth of its rule`() {
    let tally = Tally(image: 0, targetClass: 0, shown: 5, selected: 2, partial: 1)
    let expected: [(MaybeRule, Double)] = [(.zero, 0.4), (.half, 0.5), (.one, 0.6), (.drop, 0.5)]
    for (rule, hsf) in expected { #expect(HumanHardness(tally, maybe: rule).hsf == hsf) }
    #expect(HumanHardness(tally, maybe: .drop).shown == 4)
  }

  @Test func `is missing, not 0, when nobody was shown the class`() {
    #expect(HumanHardness(Tally(image: 0, targetClass: 0, shown: 0, selected: 0)).hsf == nil)
    let all = Tally(image: 0, targetClass: 0, shown: 3, selected: 0, partial: 3)
    #expect(HumanHardness(all, maybe: .drop).hsf == nil)
  }

  @Test func `has no interval without counts`() {
    let share = HumanHardness(
      Tally(image: 0, targetClass: 0, shown: 0, selected: 0.94), hasCounts: false)
    #expect(share.hsf == 0.94 && share.hsfLow == nil && share.hsfHigh == nil)
  }

  @Test func `reaches 0 and 1 at the ends`() {
    let none = HumanHardness(Tally(image: 0, targetClass: 0, shown: 10, selected: 0))
    #expect(none.hsf == 0 && none.hsfLow == 0)
    let all = HumanHardness(Tally(image: 0, targetClass: 0, shown: 10, selected: 10))
    #expect(all.hsf == 1 && all.hsfHigh == 1)
  }
}
