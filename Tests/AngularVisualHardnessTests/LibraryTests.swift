import AngularVisualHardness
import Foundation
import Testing

struct LibraryTests {
  @Test func `the front page runs and gives what it says`() throws {
    // begin of the front page
    let features = [[2.0, 0.1], [1.5, 1.0], [0.2, 1.8], [1.1, 1.0], [0.9, 0.3], [0.4, 0.5]]
    let weights = [[1.0, 0.0], [0.0, 1.0]]
    let scores = try AngularVisualHardness.scores(
      features: features, weights: weights, bias: [0.0, 0.1], labels: [0, 0, 1, 1, 0, 1])

    // One value an image; every score has a definition, a range and a direction.
    for (avh, confidence) in zip(scores.avh, scores.confidence) { print(avh, confidence) }
    for score in Score.all { print(score.name, score.formula, score.direction.rawValue) }
    print(scores.accuracy, scores[.angularGap], scores.summary.means[.loss] ?? .nan)

    // Higher AVH is harder and a higher share is easier, so agreement is a negative coefficient.
    let chosen = [1.0, 0.7, 0.95, 0.6, 0.9, 0.65]
    let rho = try CorrelationMethod.spearman.correlation(scores.avh, chosen)
    let test = try rho.test()
    print(rho.coefficient, test.pValue.p)
    // end of the front page
    let angles = features.map { atan2($0[1], $0[0]) }
    let targets = [0, 0, 1, 1, 0, 1]
    for (image, angle) in angles.enumerated() {
      let expected = (targets[image] == 0 ? angle : .pi / 2 - angle) / (.pi / 2)
      #expect(abs(scores.avh[image] - expected) < 1e-14)
    }
    #expect(scores.accuracy == 5.0 / 6 && scores.count == 6)
    #expect(scores.predictedClasses == [0, 0, 1, 0, 0, 1])
    #expect(abs(rho.coefficient + 1) < 1e-12)
  }

  @Test func `the front page shows what is tested`() throws {
    let tests = URL(filePath: #filePath)
    let page = tests.deletingLastPathComponent().appending(
      path: "../../Sources/AngularVisualHardness/AngularVisualHardness.docc/"
        + "AngularVisualHardness.md")
    let shown = try String(contentsOf: page, encoding: .utf8)
      .components(separatedBy: "```")[1].split(separator: "\n").dropFirst(2)
    let tested = try String(contentsOf: tests, encoding: .utf8)
      .components(separatedBy: " of the front page\n")[1]
      .split(separator: "\n").dropLast().map { String($0.dropFirst(4)) }
    #expect(shown.map(String.init) == tested)
  }

  @Test func `buffers of either precision give the scores of rows`() throws {
    let rows = [[1.0, 2, 0.5], [2, 1, 0.25], [0.5, 0.5, 3]]
    let weights = [[1.0, 0, 0.5], [0, 1, -0.5]]
    let labels = [1, 0, -1]
    let nested = try AngularVisualHardness.scores(
      features: rows, weights: weights, labels: labels)
    let flat = try AngularVisualHardness.scores(
      features: rows.flatMap { $0.map(Float.init) },
      weights: weights.flatMap { $0.map(Float.init) },
      width: 3, labels: labels)
    for score in Score.all {
      #expect(nested[score].map(\.bitPattern) == flat[score].map(\.bitPattern))
    }
    #expect(nested.avh[2].isNaN && !nested[.avhPredicted][2].isNaN)
  }

  @Test func `rows of other widths and labels of no class are refused`() {
    #expect(
      throws: NetworksError.countMismatch(
        what: "numbers in row 1 of the features", expected: 2, got: 1)
    ) {
      try AngularVisualHardness.scores(
        features: [[1, 2], [1]], weights: [[1, 0], [0, 1]], labels: [0, 1])
    }
    #expect(throws: NetworksError.labelOutOfRange(row: 0, label: 1 << 62, classes: 2)) {
      try AngularVisualHardness.scores(
        features: [[1, 2]], weights: [[1, 0], [0, 1]], labels: [1 << 62])
    }
    #expect(throws: NetworksError.wrongShape(what: "weights", expected: "(classes, 0)", got: [0])) {
      try AngularVisualHardness.scores(features: [], weights: [], labels: [])
    }
  }
}
