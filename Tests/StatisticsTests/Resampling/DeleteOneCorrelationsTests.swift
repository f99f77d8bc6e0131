import RealModule
import Testing

@testable import Statistics

struct DeleteOneCorrelationsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let method: CorrelationMethod
    let levels: Int?
    let count: Int
    var testDescription: String {
      "\(method.rawValue), \(count) images, \(levels.map { "\($0 + 1) levels" } ?? "no ties")"
    }
  }

  static let rows = CorrelationMethod.allCases.flatMap { method in
    [
      Row(method: method, levels: nil, count: 40), Row(method: method, levels: 5, count: 61),
      Row(method: method, levels: 1, count: 4),
    ]
  }

  @Test(arguments: rows)
  func `equals computing the coefficient again without each image`(row: Row) {
    var generator = SampleGenerator(seed: 8)
    let (human, scores) = generator.related(row.count, loadings: [0.5], levels: row.levels)
    let score = row.levels == nil ? scores[0] : rounded(scores[0])
    let values = DeleteOneCorrelations.values(
      row.method, CodedVariable(score, needsMoments: true),
      CodedVariable(human, needsMoments: true))
    for image in 0..<row.count {
      var x = score
      var y = human
      x.remove(at: image)
      y.remove(at: image)
      let again = plain(row.method, x, y)
      if again.isNaN {
        #expect(values[image].isNaN)
      } else {
        #expect(
          values[image].isApproximatelyEqual(
            to: again, absoluteTolerance: 1e-13, relativeTolerance: 1e-12))
      }
    }
  }
}
