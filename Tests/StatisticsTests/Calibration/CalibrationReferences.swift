import Testing

/// What calibration.json holds.
struct CalibrationReferences: Decodable {
  struct Table: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let confidence: [Double]
    let correct: [Int]
    let bins: Int
    let kind: String
    let counts: [Int]
    let ece: Double
    let mce: Double
    let rms: Double
    let debiased: Double
    let brier: Double
    let reliability: Double
    let resolution: Double
    let uncertainty: Double
    let withinBin: Double
    let signedGap: Double
    var testDescription: String { name }
  }

  struct Temperature: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let logits: [Double]
    let labels: [Int32]
    let classes: Int
    let temperature: Double
    let loss: Double
    let unscaledLoss: Double
    let brier: Double
    let accuracy: Double
    let meanConfidence: Double
    var testDescription: String { name }
  }

  let tables: [Table]
  let temperatures: [Temperature]

  static func load() throws -> CalibrationReferences {
    try ReferenceFigures.load("calibration", as: CalibrationReferences.self)
  }
}
