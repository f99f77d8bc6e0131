import Testing

/// What association.json holds.
struct AssociationReferences: Decodable {
  struct Area: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let scores: [Double]
    let positive: [Bool]
    let other: [Double]
    let auc: Double
    let standardError: Double
    let low: Double
    let high: Double
    let difference: Double
    let differenceZ: Double
    var testDescription: String { name }
  }

  struct Within: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let x: [Double]
    let y: [Double]
    let groups: [Int]
    let method: String
    let within: Double
    let pooled: Double
    let p: Double
    var testDescription: String { name }
  }

  struct Page: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let values: [Double]
    let levels: Int
    let method: String
    let statistic: Double
    let p: Double
    var testDescription: String { name }
  }

  struct Jonckheere: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let values: [Double]
    let groups: [Int]
    let statistic: Double
    let p: Double
    var testDescription: String { name }
  }

  struct Paired: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let cells: [Int]
    let low: Double
    let high: Double
    let exact: Double
    let greater: Double
    let chiSquare: Double
    let chiSquareP: Double
    let midP: Double
    var testDescription: String { name }
  }

  struct Share: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let successes: Int
    let trials: Int
    let level: Double
    let wilson: [Double]
    let exact: [Double]
    var testDescription: String { name }
  }

  struct Isotonic: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let correct: [Int]
    let trials: [Int]
    let rising: Bool
    let values: [Double]
    var testDescription: String { name }
  }

  struct PairedT: Decodable, Sendable {
    let first: [Double]
    let second: [Double]
    let t: Double
    let p: Double
    let greater: Double
    let low: Double
    let high: Double
  }

  let area: [Area]
  let within: [Within]
  let page: [Page]
  let jonckheere: [Jonckheere]
  let paired: [Paired]
  let proportion: [Share]
  let isotonic: [Isotonic]
  let pairedT: PairedT

  static func load() throws -> AssociationReferences {
    try ReferenceFigures.load("association", as: AssociationReferences.self)
  }
}
