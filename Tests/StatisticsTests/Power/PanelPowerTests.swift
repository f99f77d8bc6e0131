import RealModule
import Testing

@testable import Statistics

struct PanelPowerTests {
  /// Votes of a panel and two scores with unlike noise, harder images with fewer votes.
  private func pilot(votes: Int, images: Int = 3_000) throws -> (PanelPower, [Double], [Int]) {
    var generator = SampleGenerator(seed: 31)
    var uniform = SplitMix64(seed: 32)
    let latent = generator.normals(images)
    let chances = latent.map { Normal.survival($0 - 1.5) }
    let selected = chances.map { p in (0..<votes).count { _ in uniform.nextUnit() < p } }
    let a = generator.load(latent, 0.7)
    let b = generator.load(latent, 0.4)
    let classes = (0..<images).map { $0 % 10 }
    let power = try PanelPower(
      .spearman, a, b,
      counts: SelectionCounts(selected: selected, shown: latent.map { _ in votes }),
      classes: classes, seed: 33)
    return (power, chances, selected)
  }

  @Test func `panels of fewer votes are what such panels have in common`() throws {
    let (power, chances, _) = try pilot(votes: 40)
    var uniform = SplitMix64(seed: 34)
    for votes in [5, 15] {
      let panels = (0..<2).map { _ in
        chances.map { p in Double((0..<votes).count { _ in uniform.nextUnit() < p }) }
      }
      let found = try power.panel(annotators: votes)
      #expect(abs(found.reliability - plain(.spearman, panels[0], panels[1])) < 0.03)
      #expect(found.difference > 0)
    }
  }

  @Test func `a panel larger than any is refused before it is laid out`() throws {
    let (power, _, _) = try pilot(votes: 5, images: 300)
    for annotators in [10_001, 1 << 31, .max] {
      #expect(throws: StatisticsError.self) { try power.panel(annotators: annotators) }
    }
  }

  @Test func `more votes need fewer images, and the number is that of the formula`() throws {
    let (power, _, _) = try pilot(votes: 20)
    var last = Int.max
    for votes in [3, 10, 20, 60] {
      let panel = try power.panel(annotators: votes)
      let plan = try power.plan(panel, classesAreSample: false)
      let images = try #require(plan.images)
      #expect(images < last)
      last = images
      let z = 1.959963984540054 + 0.8416212335729143
      let expected = panel.varianceOfImage * z * z / panel.difference / panel.difference
      #expect(abs(Double(images) - expected) < 1.5)
      #expect(plan.power >= 0.8 && plan.classes == nil)
    }
  }

  @Test func `a few classes as a sample may not suffice whatever the images`() throws {
    let (power, _, _) = try pilot(votes: 20)
    let panel = PanelPower.Panel(
      annotators: 20, reliability: 0.5, difference: 0.02, varianceOfImage: 0.5,
      varianceWithinClasses: 0.5, errorOfClasses: 1e-4)
    let plan = try power.plan(panel, classesAreSample: true)
    // t(9) needs 2.262 + .84 errors of .01 or more, and the difference is two of them.
    #expect(plan.images == nil)
    #expect(plan.power < 0.5 && plan.power > 0.3)
    let classes = try #require(plan.classes)
    // The squared error of G classes of 300 images is (10 x 1e-4 + .5/300)/G, and 2.85 errors are needed.
    #expect((50...60).contains(classes))
    let clear = PanelPower.Panel(
      annotators: 20, reliability: 0.5, difference: 0.05, varianceOfImage: 0.5,
      varianceWithinClasses: 0.5, errorOfClasses: 1e-4)
    let images = try #require(try power.plan(clear, classesAreSample: true).images)
    #expect((1_000...4_000).contains(images))
  }

  @Test func `refuses what cannot be planned`() throws {
    let (power, _, selected) = try pilot(votes: 20)
    let none = PanelPower.Panel(
      annotators: 5, reliability: 0.5, difference: 0, varianceOfImage: 1,
      varianceWithinClasses: nil, errorOfClasses: nil)
    #expect(throws: StatisticsError.self) { try power.plan(none, classesAreSample: false) }
    #expect(throws: StatisticsError.self) { try power.panel(annotators: 0) }
    #expect(throws: StatisticsError.lengthMismatch(expected: selected.count, got: 1)) {
      try PanelPower(
        .spearman, [1], [1],
        counts: SelectionCounts(selected: selected, shown: selected.map { _ in 20 }), seed: 1)
    }
  }
}
