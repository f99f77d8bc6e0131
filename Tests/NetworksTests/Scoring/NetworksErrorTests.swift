import Tensors
import TestSupport
import Testing

@testable import Networks

struct NetworksErrorTests {
  static let head = [1.0, 0, 0, 1]

  private func run(_ features: [Double], labels: [Int32]) throws {
    var scores = CollectedScores()
    _ = try Scorer(
      input: .values(features, try ClassifierHead(weights: Self.head, classes: 2)), labels: labels
    ).run(into: &scores)
  }

  @Test(arguments: [Double.nan, .infinity])
  func `a feature that is not finite is named`(_ value: Double) {
    #expect(
      throws: NetworksError.notFinite(what: "features", row: 1, column: 0, value: "\(value)")
    ) { try run([1, 2, value, 3], labels: [0, 1]) }
  }

  @Test func `the first of several bad rows is named whatever the number of threads`() throws {
    let (features, head, labels) = try ScorerTests.problem()
    var bad = features
    for row in [2_599, 1_500, 1_400] { bad[row * 20 + 3] = .nan }
    for threads in 1...3 {
      var scores = CollectedScores()
      #expect(
        throws: NetworksError.notFinite(what: "features", row: 1_400, column: 3, value: "nan")
      ) {
        _ = try Scorer(
          input: .values(bad, head), labels: labels, options: ScoringOptions(threads: threads)
        ).run(into: &scores)
      }
    }
  }

  @Test func `a row of zeros is named`() {
    #expect(throws: NetworksError.zeroNorm(what: "features", row: 1)) {
      try run([1, 2, 0, 0], labels: [0, 1])
    }
  }

  @Test(arguments: [Int32(2), -2, 1_000])
  func `a label out of range is named`(_ label: Int32) {
    #expect(throws: NetworksError.labelOutOfRange(row: 1, label: Int(label), classes: 2)) {
      try run([1, 2, 3, 4], labels: [0, label])
    }
  }

  @Test func `labels and rows must be equally many`() {
    #expect(
      throws: NetworksError.countMismatch(what: "labels, one per image,", expected: 2, got: 1)
    ) { try run([1, 2, 3, 4], labels: [0]) }
  }

  @Test func `weights must have direction, be finite and be at least two`() {
    #expect(throws: NetworksError.zeroNorm(what: "weights", row: 1)) {
      _ = try ClassifierHead(weights: [1, 0, 0, 0], classes: 2)
    }
    #expect(
      throws: NetworksError.notFinite(what: "weights", row: 1, column: 1, value: "-inf")
    ) { _ = try ClassifierHead(weights: [1, 0, 0, -.infinity], classes: 2) }
    #expect(throws: NetworksError.tooFewClasses(1)) {
      _ = try ClassifierHead(weights: [1, 0], classes: 1)
    }
    #expect(
      throws: NetworksError.countMismatch(what: "biases, one per class,", expected: 2, got: 3)
    ) { _ = try ClassifierHead(weights: [1, 0, 0, 1], classes: 2, bias: [1, 2, 3]) }
    #expect(throws: NetworksError.notFinite(what: "biases", row: 0, column: 0, value: "nan")) {
      _ = try ClassifierHead(weights: [1, 0, 0, 1], classes: 2, bias: [.nan, 2])
    }
  }

  @Test func `features of another width are refused with a hint at transposed weights`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      NPYBytes.floats([1, 2, 3, 4, 5, 6], shape: [2, 3]), as: "features.npy")
    let head = try ClassifierHead(weights: [1, 0, 0, 1, 1, 1], classes: 3)
    #expect(throws: NetworksError.transposedWeights(rows: 3, columns: 2)) {
      _ = try Scorer(input: .features(Tensor.open(path), head), labels: [0, 0])
    }
    let other = try ClassifierHead(weights: [1, 0, 0, 1, 1, 1, 1, 1], classes: 4)
    #expect(throws: NetworksError.widthMismatch(features: 3, weights: 2)) {
      _ = try Scorer(input: .features(Tensor.open(path), other), labels: [0, 0])
    }
    let bias = try folder.write(NPYBytes.floats([1, 2, 3], shape: [3]), as: "bias.npy")
    #expect(throws: NetworksError.transposedWeights(rows: 2, columns: 3)) {
      _ = try ClassifierHead(weights: Tensor.open(path), bias: Tensor.open(bias))
    }
  }

  @Test func `shards begin at tiles and end within the rows`() throws {
    let (features, head, labels) = try ScorerTests.problem()
    let scorer = try Scorer(input: .values(features, head), labels: labels)
    var scores = CollectedScores()
    #expect(throws: NetworksError.misalignedRows(first: 1_000, tileRows: 1_024)) {
      _ = try scorer.run(rows: 1_000..<1_100, into: &scores)
    }
    #expect(throws: NetworksError.rowsOutOfRange(rows: 1_024..<2_601, available: 2_600)) {
      _ = try scorer.run(rows: 1_024..<2_601, into: &scores)
    }
  }

  @Test func `logits of another network are refused with their number and first row`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      NPYBytes.doubles([3, 1, 1, 3, 3, 1], shape: [3, 2]), as: "logits.npy")
    let head = try ClassifierHead(weights: Self.head, classes: 2)
    let scorer = try Scorer(
      input: .values([3, 1, 3, 1, 1, 3], head), labels: [0, 0, 0],
      givenLogits: LogitInput(Tensor.open(path)))
    var scores = CollectedScores()
    var found = LogitAgreement(rows: 3)
    found.disagreeing = 2
    (found.firstRow, found.firstGiven, found.firstComputed) = (1, 1, 0)
    #expect(throws: NetworksError.disagreeingLogits(found)) { _ = try scorer.run(into: &scores) }
  }

  @Test func `norms that do not belong to the logits are refused`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(NPYBytes.doubles([3, 1], shape: [1, 2]), as: "logits.npy")
    let scorer = try Scorer(
      input: .logits(
        LogitInput(Tensor.open(path), bias: [0, 0], weightNorms: [1, 1], featureNorms: [2])),
      labels: [0])
    var scores = CollectedScores()
    #expect(throws: NetworksError.impossibleCosine(row: 0, class: 0, cosine: 1.5)) {
      _ = try scorer.run(into: &scores)
    }
  }

  @Test func `every sentence names what to do`() {
    let errors: [NetworksError] = [
      .countMismatch(what: "labels, one per image,", expected: 3, got: 2),
      .labelOutOfRange(row: 4, label: 10, classes: 10), .zeroNorm(what: "features", row: 4),
      .overflow(row: 1), .predictionOutOfRange(row: 1, column: 2, class: 1_000, classes: 1_000),
      .repeatedPrediction(row: 1, class: 2), .wrongShape(what: "weights", expected: "x", got: [1]),
    ]
    #expect(errors.map(\.description).allSatisfy { $0.hasSuffix(".") })
    #expect(
      errors[1].description
        == """
        Row 4 has the target class 10, but the classes are 0 to 9; labels count from 0 in the \
        order of the head's rows.
        """)
  }
}

extension NetworksErrorTests {
  @Test func `errors in files name the file`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(NPYBytes.floats([1, .nan, 0, 0], shape: [2, 2]), as: "x.npy")
    let tensor = try Tensor.open(path)
    #expect(
      throws: NetworksError.notFinite(
        what: "weights in \(path)", row: 0, column: 1, value: "nan")
    ) { _ = try ClassifierHead(weights: tensor) }
    let head = try ClassifierHead(weights: Self.head, classes: 2)
    var scores = CollectedScores()
    let error = NetworksError.notFinite(
      what: "features in \(path)", row: 0, column: 1, value: "nan")
    #expect(throws: error) {
      _ = try Scorer(input: .features(tensor, head), labels: [0, 1]).run(into: &scores)
    }
  }
}
