import Foundation
import Networks

/// The scores of one row straight from their definitions, in double precision.
enum PlainScores {
  static func scores(
    _ x: ArraySlice<Double>, _ head: ClassifierHead, target y: Int
  ) -> [Score: Double] {
    let rows = (0..<head.classes).map { head.weights[$0 * head.width..<($0 + 1) * head.width] }
    let products = rows.map { row in zip(x, row).reduce(0.0) { $0 + $1.0 * $1.1 } }
    let logits = products.enumerated().map { $1 + (head.bias?[$0] ?? 0) }
    let norm = x.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
    let norms = rows.map { $0.reduce(0.0) { $0 + $1 * $1 }.squareRoot() }
    let cosines = zip(products, norms).map { $0 / (norm * $1) }
    let angles = cosines.map { acos(min(1, max(-1, $0))) }
    let (probabilities, logSum) = softmax(logits)
    let predicted = logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 }
    let others = logits.indices.filter { $0 != y }
    let error = probabilities.enumerated().map { $1 - ($0 == y ? 1 : 0) }
    let el2n = error.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
    let sum = angles.reduce(0, +)
    func best(_ values: [Double]) -> Double { others.map { values[$0] }.max() ?? .nan }
    return [
      .avh: angles[y] / sum,
      .avhPredicted: angles[predicted] / sum,
      .angle: angles[y],
      .angularGap: angles[y] - (others.map { angles[$0] }.min() ?? .nan),
      .cosine: cosines[y],
      .confidence: probabilities[y],
      .confidenceUnbiased: softmax(products).0[y],
      .maxProbability: probabilities.max() ?? .nan,
      .entropy: -probabilities.reduce(0.0) { $0 + ($1 > 0 ? $1 * log($1) : 0) },
      .margin: probabilities[y] - best(probabilities),
      .logitMargin: logits[y] - best(logits),
      .loss: logSum - logits[y],
      .el2n: el2n,
      .grand: el2n * (norm * norm + (head.bias == nil ? 0 : 1)).squareRoot(),
      .energy: -logSum,
      .maxLogit: logits[predicted],
      .boundaryDistance: others.map { other in
        (logits[y] - logits[other])
          / zip(rows[y], rows[other]).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          .squareRoot()
      }.min() ?? .nan,
      .featureNorm: norm,
      .rank: Double(1 + others.count { logits[$0] >= logits[y] }),
      .predictedClass: Double(predicted),
      .correct: predicted == y ? 1 : 0,
    ]
  }

  private static func softmax(_ logits: [Double]) -> ([Double], Double) {
    let top = logits.max() ?? 0
    let terms = logits.map { exp($0 - top) }
    let total = terms.reduce(0, +)
    return (terms.map { $0 / total }, top + log(total))
  }
}
