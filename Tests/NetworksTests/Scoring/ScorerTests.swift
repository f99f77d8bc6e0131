import Foundation
import Networks
import RealModule
import Statistics
import Tensors
import TestSupport
import Testing

struct ScorerTests {
  /// 2,600 rows, so that there are two whole tiles and a part of one.
  static let rows = 2_600

  static func problem(
    rows: Int = rows, width: Int = 20, classes: Int = 11
  ) throws -> (features: [Double], head: ClassifierHead, labels: [Int32]) {
    var generator = SplitMix64(seed: 3)
    func draw() -> Double { Double(Float.random(in: -1...1, using: &generator)) }
    let features = (0..<rows * width).map { _ in max(0, draw()) + 0.01 }
    let weights = (0..<classes * width).map { _ in draw() }
    let bias = (0..<classes).map { _ in draw() }
    let labels = (0..<rows).map { _ in Int32.random(in: 0..<Int32(classes), using: &generator) }
    return (
      features, try ClassifierHead(weights: weights, classes: classes, bias: bias), labels
    )
  }

  static func collect(_ scorer: Scorer) throws -> CollectedScores {
    var collected = CollectedScores()
    _ = try scorer.run(into: &collected)
    return collected
  }

  static func bits(_ scores: CollectedScores) -> [[UInt64]] {
    Score.all.map { scores[$0].map(\.bitPattern) }
  }

  @Test(arguments: [ScoringPrecision.single, .double])
  func `results are the same bytes for any number of threads`(_ precision: ScoringPrecision) throws
  {
    let (features, head, labels) = try Self.problem()
    let runs = try [1, 2, 3, 7].map { threads in
      Self.bits(
        try Self.collect(
          Scorer(
            input: .values(features, head), labels: labels,
            options: ScoringOptions(precision: precision, threads: threads))))
    }
    for run in runs.dropFirst() { #expect(run == runs[0]) }
  }

  @Test(arguments: [ScoringPrecision.single, .double])
  func `shards give the same bytes as the whole`(_ precision: ScoringPrecision) throws {
    let (features, head, labels) = try Self.problem()
    let scorer = try Scorer(
      input: .values(features, head), labels: labels,
      options: ScoringOptions(precision: precision))
    var parts = CollectedScores()
    _ = try scorer.run(rows: 0..<2_048, into: &parts)
    _ = try scorer.run(rows: 2_048..<Self.rows, into: &parts)
    #expect(Self.bits(parts) == Self.bits(try Self.collect(scorer)))
  }

  @Test func `files of shards give the same bytes as one file`() throws {
    let (features, head, labels) = try Self.problem()
    let folder = try TemporaryFolder()
    let floats = features.map { Float($0) }
    let whole = try folder.write(NPYBytes.floats(floats, shape: [Self.rows, 20]), as: "all.npy")
    let parts = try [0..<700, 700..<Self.rows].enumerated().map { index, rows in
      try folder.write(
        NPYBytes.floats(
          Array(floats[rows.lowerBound * 20..<rows.upperBound * 20]),
          shape: [rows.count, 20]), as: "part_\(index).npy")
    }
    for precision in [ScoringPrecision.single, .double] {
      let options = ScoringOptions(precision: precision)
      let first = try Scorer(
        input: .features(Tensor.open(whole), head), labels: labels, options: options)
      let second = try Scorer(
        input: .features(Tensor.open(shards: parts), head), labels: labels, options: options)
      #expect(Self.bits(try Self.collect(first)) == Self.bits(try Self.collect(second)))
    }
  }

  @Test func `every score agrees with its definition`() throws {
    let (features, head, labels) = try Self.problem(rows: 1_100)
    let found = try Self.collect(Scorer(input: .values(features, head), labels: labels))
    for row in 0..<1_100 {
      let expected = PlainScores.scores(
        features[row * 20..<(row + 1) * 20], head, target: Int(labels[row]))
      for (kind, value) in expected {
        #expect(
          found[kind][row].isApproximatelyEqual(
            to: value, absoluteTolerance: 1e-12, relativeTolerance: 1e-12),
          "row \(row), \(kind.name)")
      }
    }
  }

  @Test func `a bias of any span leaves the confidence without bias as it is`() throws {
    let (features, head, labels) = try Self.problem(rows: 50)
    let plain = try Self.collect(
      Scorer(
        input: .values(features, ClassifierHead(weights: head.weights, classes: head.classes)),
        labels: labels))
    for span in [1.0, 63, 65, 600, 5_000] {
      let bias = (0..<head.classes).map { span * Double($0) / Double(head.classes - 1) }
      let biased = try ClassifierHead(weights: head.weights, classes: head.classes, bias: bias)
      let scores = try Self.collect(Scorer(input: .values(features, biased), labels: labels))
      for (got, expected) in zip(scores[.confidenceUnbiased], plain[.confidence]) {
        #expect(got.isApproximatelyEqual(to: expected, relativeTolerance: 1e-11 * max(1, span)))
      }
    }
  }

  @Test func `single precision agrees with double precision`() throws {
    let (features, head, labels) = try Self.problem()
    let input = ScoringInput.values(features, head)
    let single = try Self.collect(
      Scorer(input: input, labels: labels, options: ScoringOptions(precision: .single)))
    let double = try Self.collect(
      Scorer(input: input, labels: labels, options: ScoringOptions(precision: .double)))
    for kind in Score.all {
      for (first, second) in zip(single[kind], double[kind]) {
        #expect(
          first.isApproximatelyEqual(to: second, absoluteTolerance: 1e-5, relativeTolerance: 1e-5))
      }
    }
  }

  @Test func `logits with norms give the same scores except the boundary`() throws {
    let (features, head, labels) = try Self.problem()
    var logits: [Double] = []
    var norms: [Double] = []
    for row in 0..<Self.rows {
      let x = features[row * 20..<(row + 1) * 20]
      norms.append(x.reduce(0) { $0 + $1 * $1 }.squareRoot())
      for k in 0..<head.classes {
        let w = head.weights[k * 20..<(k + 1) * 20]
        logits.append(zip(x, w).reduce(head.bias?[k] ?? 0) { $0 + $1.0 * $1.1 })
      }
    }
    let folder = try TemporaryFolder()
    let path = try folder.write(
      NPYBytes.doubles(logits, shape: [Self.rows, head.classes]), as: "logits.npy")
    let scorer = try Scorer(
      input: .logits(
        LogitInput(
          Tensor.open(path), bias: head.bias, weightNorms: head.weightNorms, featureNorms: norms)),
      labels: labels)
    let fromLogits = try Self.collect(scorer)
    let fromFeatures = try Self.collect(Scorer(input: .values(features, head), labels: labels))
    for kind in Score.all where kind != .boundaryDistance {
      for (first, second) in zip(fromLogits[kind], fromFeatures[kind]) {
        #expect(
          first.isApproximatelyEqual(
            to: second, absoluteTolerance: 1e-12, relativeTolerance: 1e-12))
      }
    }
    #expect(fromLogits[.boundaryDistance].allSatisfy { $0.isNaN })
    #expect(scorer.unavailable.keys.sorted() == [.boundaryDistance])
  }

  @Test func `logits are products of features and weights plus the bias`() throws {
    let (features, head, labels) = try Self.problem(rows: 1_100)
    let logits = try Scorer(input: .values(features, head), labels: labels).logits()
    #expect(logits.count == 1_100 * head.classes)
    for row in [0, 1_023, 1_024, 1_099] {
      for k in 0..<head.classes {
        let expected = zip(features[row * 20..<(row + 1) * 20], head.weights[k * 20..<(k + 1) * 20])
          .reduce(head.bias?[k] ?? 0) { $0 + $1.0 * $1.1 }
        #expect(
          logits[row * head.classes + k].isApproximatelyEqual(
            to: expected, absoluteTolerance: 1e-13, relativeTolerance: 1e-13))
      }
    }
  }

  @Test func `the summary holds accuracy and means`() throws {
    let (features, head, labels) = try Self.problem()
    var collected = CollectedScores()
    let summary = try Scorer(input: .values(features, head), labels: labels).run(into: &collected)
    #expect(summary.rows == Self.rows && summary.labelledRows == Self.rows)
    #expect(summary.accuracy == collected[.correct].reduce(0, +) / Double(Self.rows))
    let mean = try #require(summary.means[.avh])
    let expected = collected[.avh].reduce(0, +) / Double(Self.rows)
    #expect(mean.isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
    #expect(summary.precision == .double)
  }

  @Test func `rows without a label keep the scores that need none`() throws {
    let (features, head, labels) = try Self.problem(rows: 5)
    var unknown = labels
    unknown[2] = -1
    let all = try Self.collect(Scorer(input: .values(features, head), labels: labels))
    let some = try Self.collect(Scorer(input: .values(features, head), labels: unknown))
    for kind in Score.all {
      if kind.usesLabel {
        #expect(some[kind][2].isNaN)
      } else {
        #expect(some[kind][2].isApproximatelyEqual(to: all[kind][2], relativeTolerance: 1e-14))
      }
    }
  }

  @Test func `equal logits count against the target and predict the lowest class`() throws {
    let head = try ClassifierHead(weights: [1, 0, 0, 1, 1, 0], classes: 3)
    let scores = try Self.collect(
      Scorer(input: .values([2, 1, 1, 1], head), labels: [2, 1]))
    #expect(scores[.predictedClass] == [0, 0])
    #expect(scores[.rank] == [2, 3])
    #expect(scores[.correct] == [0, 0])
    #expect(scores[.logitMargin] == [0, 0])
    #expect(scores[.margin] == [0, 0])
    // Class 0 has the weights of class 2: there is no boundary between them.
    #expect(scores[.boundaryDistance][0].isApproximatelyEqual(to: 0.5.squareRoot()))
  }

  @Test func `scores do not change with the scale of features and weights`() throws {
    let (features, head, labels) = try Self.problem(rows: 30)
    let scaled = try ClassifierHead(
      weights: head.weights.map { $0 * 0x1p-60 }, classes: head.classes)
    let plain = try ClassifierHead(weights: head.weights, classes: head.classes)
    for precision in [ScoringPrecision.single, .double] {
      let options = ScoringOptions(precision: precision)
      let first = try Self.collect(
        Scorer(input: .values(features, plain), labels: labels, options: options))
      let second = try Self.collect(
        Scorer(
          input: .values(features.map { $0 * 0x1p60 }, scaled), labels: labels, options: options))
      for kind in Score.all
      where ![.featureNorm, .grand, .boundaryDistance].contains(kind) {
        #expect(first[kind] == second[kind])
      }
    }
  }

  @Test func `a confident network keeps its loss and its error`() throws {
    let head = try ClassifierHead(weights: [1, 0, 0, 1], classes: 2)
    let scores = try Self.collect(Scorer(input: .values([300, 0, 300, 0], head), labels: [0, 1]))
    #expect(scores[.loss][0].isApproximatelyEqual(to: exp(-300), relativeTolerance: 1e-14))
    #expect(scores[.loss][1] == 300)
    #expect(scores[.confidence][1].isApproximatelyEqual(to: exp(-300), relativeTolerance: 1e-13))
    let error = 2.0.squareRoot() * exp(-300)
    #expect(scores[.el2n][0].isApproximatelyEqual(to: error, relativeTolerance: 1e-14))
    #expect(
      scores[.entropy][0].isApproximatelyEqual(to: 301 * exp(-300), relativeTolerance: 1e-13))
  }
}
