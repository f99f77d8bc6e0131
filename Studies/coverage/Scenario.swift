import RealModule
import Statistics

/// A population of images with known truth, from which samples are drawn.
///
/// Each image has a normal latent hardness z. Scores load on it: `.6 z + .8 noise`, the noise shared by both
/// scores to a degree that makes them correlate .92, as scores of one network do. The two scores are
/// exchangeable, so the true difference of their strengths is 0.
struct Scenario: Sendable {
  /// How people answer.
  enum Human: Sendable {
    /// A continuous measure, .8 z + .6 noise.
    case continuous
    /// HSF from votes with p = PHI(mean - spread z).
    case votes(ClosedRange<Int>, mean: Double, spread: Double)
  }

  /// How images come in classes.
  enum Classes: Sendable {
    case none
    /// Half of the variance of z and of the scores' noise is between classes drawn anew each time.
    case random(Int)
    /// The same with classes that stay the same in every sample.
    case fixed(Int)
  }

  let name: String
  let description: String
  var human = Human.continuous
  var classes = Classes.none
  /// Whether the scores are exponentials of normal ones.
  var skewed = false

  /// All scenarios by name.
  static let all: [Scenario] = [
    Scenario(name: "normal", description: "continuous, normal"),
    Scenario(name: "skewed", description: "continuous, scores log-normal", skewed: true),
    Scenario(
      name: "levels-6", description: "HSF of 5 annotators",
      human: .votes(5...5, mean: 0.6, spread: 1)),
    Scenario(
      name: "levels-11", description: "HSF of 10 annotators",
      human: .votes(10...10, mean: 0.6, spread: 1)),
    Scenario(
      name: "ceiling", description: "HSF of 47 to 63 annotators, 45 % of the images at 1",
      human: .votes(47...63, mean: 2.15, spread: 0.9)),
    Scenario(
      name: "classes-10", description: "10 annotators, 10 classes that are a sample",
      human: .votes(10...10, mean: 0.6, spread: 1), classes: .random(10)),
    Scenario(
      name: "classes-50", description: "10 annotators, 50 classes that are a sample",
      human: .votes(10...10, mean: 0.6, spread: 1), classes: .random(50)),
    Scenario(
      name: "classes-fixed", description: "10 annotators, the same 10 classes each time",
      human: .votes(10...10, mean: 0.6, spread: 1), classes: .fixed(10)),
  ]

  /// One sample of images.
  struct Sample: Sendable {
    var human: [Double] = []
    var a: [Double] = []
    var b: [Double] = []
    var latent: [Double] = []
    var classes: [Int]?
    var selected: [Int] = []
    var shown: [Int] = []
    /// The probability that one more annotator selects the class; higher is easier.
    var chance: [Double] = []
  }

  /// The scenario of a name.
  static func named(_ name: String) -> Scenario {
    guard let scenario = all.first(where: { $0.name == name }) else {
      preconditionFailure("there is no scenario \(name)")
    }
    return scenario
  }

  /// Draws a sample; the human measure is turned so that higher = harder.
  func draw(_ count: Int, seed: UInt64, stream: Int) -> Sample {
    var random = NormalNumbers(SplitMix64(seed: seed, stream: stream))
    return draw(count, using: &random)
  }

  /// Draws a sample from a stream.
  func draw(_ count: Int, using random: inout NormalNumbers) -> Sample {
    var result = Sample()
    var groups = 0
    var effects: [[Double]] = []
    switch classes {
    case .none: break
    case .random(let number):
      groups = number
      effects = (0..<3).map { _ in (0..<number).map { _ in random.normal() } }
    case .fixed(let number):
      groups = number
      var fixed = NormalNumbers(SplitMix64(seed: 271_828))
      effects = (0..<3).map { _ in (0..<number).map { _ in fixed.normal() } }
    }
    let half = 0.5.squareRoot()
    // .36 + .64 c = .92 gives the share c of the noise that the scores have in common.
    let shared = 0.875.squareRoot()
    let own = 0.125.squareRoot()
    result.classes = groups > 0 ? [] : nil
    for image in 0..<count {
      var z = random.normal()
      var common = random.normal()
      var single = (random.normal(), random.normal())
      if groups > 0 {
        let label = image % groups
        result.classes?.append(label)
        z = half * z + half * effects[0][label]
        common = random.normal()
        single.0 = half * single.0 + half * effects[1][label]
        single.1 = half * single.1 + half * effects[2][label]
      }
      let a = 0.6 * z + 0.8 * (shared * common + own * single.0)
      let b = 0.6 * z + 0.8 * (shared * common + own * single.1)
      result.latent.append(z)
      result.a.append(skewed ? Double.exp(a) : a)
      result.b.append(skewed ? Double.exp(b) : b)
      switch human {
      case .continuous: result.human.append(0.8 * z + 0.6 * random.normal())
      case .votes(let range, let mean, let spread):
        let p = 1 - Normal.survival(mean - spread * z)
        result.chance.append(p)
        let shown = range.lowerBound + random.uniform.next(below: range.count)
        var selected = 0
        for _ in 0..<shown where random.uniform.nextUnit() < p { selected += 1 }
        result.shown.append(shown)
        result.selected.append(selected)
        result.human.append(1 - Double(selected) / Double(shown))
      }
    }
    return result
  }

  /// The coefficient of the first score in the population, from many large samples.
  func truth(_ method: CorrelationMethod) throws -> Double {
    let samples = method == .kendall ? 20 : 40
    let values = Parallel.map(count: samples) { index -> Double in
      let sample = draw(100_000, seed: 314_159, stream: index)
      let value = try? method.correlation(sample.a, sample.human).coefficient
      let other = try? method.correlation(sample.b, sample.human).coefficient
      // The scores are exchangeable, except that fixed classes favour one of them.
      if case .fixed = classes { return value ?? .nan }
      return ((value ?? .nan) + (other ?? .nan)) / 2
    }
    return values.reduce(0, +) / Double(samples)
  }

  /// The difference of the two coefficients in the population: 0, except for fixed classes.
  func trueDifference(_ method: CorrelationMethod) throws -> Double {
    guard case .fixed = classes else { return 0 }
    let values = Parallel.map(count: 20) { index -> Double in
      let sample = draw(100_000, seed: 314_159, stream: index)
      let first = try? method.correlation(sample.a, sample.human).coefficient
      let second = try? method.correlation(sample.b, sample.human).coefficient
      return (first ?? .nan) - (second ?? .nan)
    }
    return values.reduce(0, +) / Double(values.count)
  }
}

/// Normal and uniform numbers from one stream.
struct NormalNumbers: Sendable {
  var uniform: SplitMix64
  private var spare: Double?

  init(_ uniform: SplitMix64) { self.uniform = uniform }

  /// A standard normal number by the polar method.
  mutating func normal() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let u = 2 * uniform.nextUnit() - 1
      let v = 2 * uniform.nextUnit() - 1
      let s = u * u + v * v
      guard s > 0, s < 1 else { continue }
      let factor = (-2 * Double.log(s) / s).squareRoot()
      spare = v * factor
      return u * factor
    }
  }
}
