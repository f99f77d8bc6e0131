/// A small deterministic generator for tests (splitmix64).
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Labels in random order and classes that agree with a given share of them.
struct SimulatedLabels {
  var labels: [Int32] = []
  var classes: [Int32] = []

  init(images: Int, classCount: Int32, accuracy: Double, seed: UInt64 = 1) {
    var generator = Generator(seed: seed)
    for _ in 0..<images {
      let label = Int32.random(in: 0..<classCount, using: &generator)
      labels.append(label)
      let isRight = Double.random(in: 0..<1, using: &generator) < accuracy
      classes.append(isRight ? label : Int32.random(in: 0..<classCount, using: &generator))
    }
  }
}
