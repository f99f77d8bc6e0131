import Testing

/// What agreement.json holds.
struct AgreementReferences: Decodable {
  struct Panel: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let table: [Int32]
    let classes: Int
    let percentAgreement: Double
    let fleissKappa: Double
    let fleissError: Double
    let gwetAC1: Double
    let gwetError: Double
    let alphas: [String: Double]
    var testDescription: String { name }
  }

  struct Kappa: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let table: [Int]
    let classes: Int
    let weighting: String
    let kappa: Double
    let standardError: Double
    let nullStandardError: Double
    var testDescription: String { name }
  }

  struct DawidSkeneFit: Decodable, Sendable {
    let images: [Int32]
    let annotators: [Int32]
    let labels: [Int32]
    let imageCount: Int
    let annotatorCount: Int
    let classCount: Int
    let posterior: [Double]
    let prior: [Double]
    let confusions: [Double]
    let logLikelihood: Double
  }

  struct Answers: Decodable, Sendable {
    struct Row: Decodable, Sendable {
      let kullbackLeibler: Double
      let jensenShannon: Double
      let totalVariation: Double
      let humanEntropy: Double
      let modelEntropy: Double
    }
    let table: [Int32]
    let classes: Int
    let temperature: Double
    let logits: [Double]
    let rows: [Row]
  }

  let panels: [Panel]
  let kappas: [Kappa]
  let dawidSkene: DawidSkeneFit
  let answers: Answers

  static func load() throws -> AgreementReferences {
    try ReferenceFigures.load("agreement", as: AgreementReferences.self)
  }
}
