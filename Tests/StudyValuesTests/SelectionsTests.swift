import RealModule
import StudyValues
import Testing

struct SelectionsTests {
  @Test func `is selected over shown with Wilson's limits`() throws {
    // R 4.3 prop.test(8, 10, correct = FALSE): 0.4901625, 0.9433178
    let selections = Selections(selected: 8, shown: 10)
    #expect(selections.hsf == 0.8)
    let limits = try #require(selections.limits)
    #expect(limits.low.isApproximatelyEqual(to: 0.490_162_5, relativeTolerance: 1e-6))
    #expect(limits.high.isApproximatelyEqual(to: 0.943_317_8, relativeTolerance: 1e-6))
  }

  @Test(arguments: [
    (rule: MaybeRule.zero, hsf: 0.4), (rule: .half, hsf: 0.5), (rule: .one, hsf: 0.6),
    (rule: .drop, hsf: 0.5),
  ])
  func `gives maybe the worth of its rule`(row: (rule: MaybeRule, hsf: Double)) {
    let selections = Selections(selected: 2, partial: 1, shown: 5, rule: row.rule)
    #expect(selections.hsf == row.hsf)
    #expect(selections.judged == (row.rule == .drop ? 4 : 5))
    #expect(MaybeRule(weight: row.rule.weight) == row.rule)
  }

  @Test func `is missing, not 0, when nobody judged the class`() {
    #expect(Selections(selected: 0, shown: 0).hsf == nil)
    #expect(Selections(selected: 0, partial: 3, shown: 3, rule: .drop).hsf == nil)
    #expect(Selections(selected: .nan, shown: nil).hsf == nil)
  }

  @Test func `is the share, without limits, where there are no counts`() {
    let share = Selections(selected: 0.94, shown: nil)
    #expect(share.hsf == 0.94 && share.limits == nil && share.ratio == nil)
  }

  @Test func `has limits of 0 and 1 at the ends`() {
    #expect(Selections(selected: 0, shown: 10).limits?.low == 0)
    #expect(Selections(selected: 10, shown: 10).limits?.high == 1)
  }

  @Test func `is a ratio of whole numbers unless it sums weights`() throws {
    let half = try #require(Selections(selected: 2, partial: 1, shown: 5, rule: .half).ratio)
    #expect(half.numerator == 5 && half.denominator == 10)
    #expect(Selections(selected: 2.5, shown: 5).ratio == nil)
  }
}
