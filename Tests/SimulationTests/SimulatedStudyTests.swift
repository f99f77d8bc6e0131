import Simulation
import Statistics
import Tensors
import TestSupport
import Testing

struct SimulatedStudyTests {
  static let small = SimulationSettings(images: 300, annotators: 20, width: 32)

  @Test func `the same settings give the same study`() throws {
    let first = try SimulatedStudy(settings: Self.small)
    let second = try SimulatedStudy(settings: Self.small)
    #expect(first.answers == second.answers)
    #expect(first.features == second.features)
  }

  @Test func `a longer study begins with the images of a shorter one`() throws {
    var longer = Self.small
    longer.images = 400
    let first = try SimulatedStudy(settings: Self.small)
    let second = try SimulatedStudy(settings: longer)
    #expect(second.targetClass.starts(with: first.targetClass))
    #expect(second.answers.starts(with: first.answers))
    #expect(second.features[1].starts(with: first.features[1]))
  }

  @Test func `another seed gives another study`() throws {
    var other = Self.small
    other.seed += 1
    let first = try SimulatedStudy(settings: Self.small)
    let second = try SimulatedStudy(settings: other)
    #expect(first.answers != second.answers)
  }

  @Test func `the angle to the true class is the one that was planted`() throws {
    // Class directions are the first axes, so the angle is arccos(x_y / |x|); its mean over images is
    // the network's setting.
    var settings = Self.small
    settings.images = 2_000
    let study = try SimulatedStudy(settings: settings)
    for (index, network) in settings.networks.enumerated() {
      var sum = 0.0
      for image in 0..<settings.images {
        let row = study.features[index][image * settings.width..<(image + 1) * settings.width]
        let norm = row.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        let cosine = Double(row[row.startIndex + study.targetClass[image]]) / norm
        sum += Self.arccos(cosine)
      }
      #expect(abs(sum / Double(settings.images) - network.meanAngle) < 4 * 0.16 / 44)
    }
  }

  /// Arccos by bisection of the cosine's own series, so that the test shares no code with the tool.
  private static func arccos(_ cosine: Double) -> Double {
    var low = 0.0
    var high = Double.pi
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if cos(middle) > cosine { low = middle } else { high = middle }
    }
    return low
  }

  private static func cos(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for k in 1...20 {
      term *= -x * x / Double((2 * k - 1) * (2 * k))
      sum += term
    }
    return sum
  }

  @Test func `annotators differ and more able ones are right more often`() throws {
    var settings = Self.small
    settings.images = 2_000
    let study = try SimulatedStudy(settings: settings)
    var right = [Int](repeating: 0, count: settings.annotators)
    for (position, answer) in study.answers.enumerated()
    where Int(answer) == study.targetClass[position / settings.annotators] {
      right[position % settings.annotators] += 1
    }
    #expect(right[settings.annotators - 1] > right[0] + 100)
  }

  @Test func `the counts are the answers counted`() throws {
    let study = try SimulatedStudy(settings: Self.small)
    #expect(study.counts.reduce(0, +) == 300 * 20)
    let first = study.answers.prefix(20)
    for index in 0..<10 {
      #expect(Int(study.counts[index]) == first.count { Int($0) == index })
    }
  }

  @Test(arguments: [
    ("images", SimulationSettings(images: 0)), ("classes", SimulationSettings(classes: 1)),
    ("annotators", SimulationSettings(annotators: 1)), ("width", SimulationSettings(width: 10)),
    ("effect.angle", SimulationSettings(effect: .init(angle: 1.5, norm: 0, logits: 0))),
    ("effect.logits", SimulationSettings(effect: .init(angle: 0, norm: 0, logits: .nan))),
  ])
  func `refuses a setting out of range by its name`(
    name: String, settings: SimulationSettings
  ) {
    let error = #expect(throws: SimulationError.self) {
      try SimulatedStudy(settings: settings)
    }
    #expect(error?.description.contains("the setting \(name) ") == true)
  }

  @Test func `the files hold the study`() throws {
    let folder = try TemporaryFolder()
    let study = try SimulatedStudy(settings: Self.small)
    try study.write(
      to: folder.url, truth: PlantedTruth(settings: Self.small, images: 500))
    let counts = try Tensor.open(folder.path("votes-counts.npy")).readAll(as: Int64.self)
    #expect(counts == study.counts)
    let sharp = try Tensor.open(folder.path("sharp/features.npy")).readAll(as: Float.self)
    #expect(sharp == study.features[0])
    let blunt = try Tensor.open(folder.path("blunt.safetensors"), key: "features")
    #expect(try blunt.readAll(as: Float.self) == study.features[1])
  }
}
