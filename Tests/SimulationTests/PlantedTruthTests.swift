import Simulation
import Testing

struct PlantedTruthTests {
  @Test func `without an effect every coefficient is zero`() throws {
    let truth = try PlantedTruth(settings: SimulationSettings(effect: .none), images: 10)
    #expect(truth.rows.count == 2 * 5 * 3)
    #expect(truth.rows.allSatisfy { $0.value == 0 })
  }

  @Test func `an effect in the angle alone shows in AVH and not in the norm`() throws {
    let settings = SimulationSettings(
      annotators: 20, width: 16, effect: .init(angle: 0.8, norm: 0, logits: 0))
    let truth = try PlantedTruth(settings: settings, images: 4_000)
    let avh = try #require(truth.value(model: "sharp", score: "avh", method: "spearman"))
    let norm = try #require(truth.value(model: "sharp", score: "feature_norm", method: "spearman"))
    #expect(avh < -0.4)
    // Four standard errors of a null coefficient of 4,000 images.
    #expect(abs(norm) < 4 / 4_000.0.squareRoot())
  }

  @Test func `an effect in the norm alone shows in the norm and not in the angle`() throws {
    let settings = SimulationSettings(
      annotators: 20, width: 16, effect: .init(angle: 0, norm: 0.8, logits: 0))
    let truth = try PlantedTruth(settings: settings, images: 4_000)
    let angle = try #require(truth.value(model: "sharp", score: "angle", method: "spearman"))
    let norm = try #require(truth.value(model: "sharp", score: "feature_norm", method: "spearman"))
    #expect(norm > 0.4)
    #expect(abs(angle) < 4 / 4_000.0.squareRoot())
  }

  @Test func `an effect in the lean shows in confidence and not in the angle`() throws {
    let settings = SimulationSettings(
      annotators: 20, width: 16, effect: .init(angle: 0, norm: 0, logits: 0.9))
    let truth = try PlantedTruth(settings: settings, images: 4_000)
    let angle = try #require(truth.value(model: "blunt", score: "angle", method: "spearman"))
    let confidence = try #require(
      truth.value(model: "blunt", score: "confidence", method: "spearman"))
    #expect(confidence > 0.1)
    #expect(abs(angle) < 4 / 4_000.0.squareRoot())
  }
}
