import Files
internal import Statistics
package import StudyValues

/// Accuracy against the mean of a score over the networks of a study.
///
/// For each score, the quantity `correlation_with_accuracy`: Kendall's tau over the networks between
/// accuracy and the score's mean, once for each population:
///
/// * `networks`: the exact permutation test over networks, which is what a claim about networks is decided by. With
///   five of them p cannot fall below 2/120, with four of them not below .083;
/// * `classes-fixed`: these networks and classes, an interval that draws images anew within classes;
/// * `classes-random`: these networks, with the least and the greatest tau when one class is left out. Tau moves in steps, so
///   leaving out classes gives it no standard error (Efron & Tibshirani 1993, 11.6).
///
/// A network without the score or without accuracy is left out and named in the note. Where all networks have the
/// same accuracy, or the same mean, the row has that reason in place of a number.
package struct AccuracyTrendAnalysis: Analysis {
  package static let kind = "accuracy-trend"

  package static let words: [Prose] = [
    """
    Kendall's tau between accuracy and the mean of a score over the networks. A handful of networks \
    cannot support a claim about networks in general.
    """
  ]

  /// The scores.
  package var scores: [String] = ["avh", "loss", "confidence"]

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case scores }

  package func networks(among all: [String]) -> [String] { [] }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    for score in scores {
      var networks: [NetworkSums] = []
      var missing: [String] = []
      for table in try data.tables() {
        guard let values = table.score(score)?.values,
          let correct = table.score("correct")?.values
        else {
          missing.append(table.key.model)
          continue
        }
        networks.append(
          NetworkSums(
            values: values, correct: correct, targetClass: table.targetClass,
            classes: data.classNames.count))
      }
      guard networks.count >= 3 else {
        output.notes.append(
          "no data: \(networks.count, "network has", "networks have") `\(score)` and accuracy; a trend needs three"
        )
        continue
      }
      let without =
        missing.isEmpty ? nil : "without \(missing.joined(separator: ", ")): no `\(score)`"
      output.estimates += try rows(
        id: id, score: score, networks: networks, note: without, decisions: decisions)
    }
    return output
  }

  private func rows(
    id: String, score: String, networks: [NetworkSums], note: String?,
    decisions: AnalysisDecisions
  ) throws -> [EstimateResult] {
    let accuracy = networks.map { $0.accuracy() }
    let mean = networks.map { $0.mean() }
    let key = ResultKey(
      analysis: id, quantity: "correlation_with_accuracy", score: score, method: "kendall",
      population: .networks)
    for (name, values) in [("accuracy", accuracy), ("mean `\(score)`", mean)]
    where values.allSatisfy({ $0 == values[0] }) {
      var row = EstimateResult(key, value: nil, n: networks.count, note: note)
      row.addNote("every network has the same \(name), so there is no order of networks")
      return [row]
    }
    let tau = try KendallCorrelation(mean, accuracy)
    let test = try tau.test(.twoSided)
    var sample = EstimateResult(
      key, value: tau.coefficient, n: networks.count, note: note)
    sample.smallestP = tau.smallestP
    sample.take(order: test, mean, accuracy)
    sample.addNote("\(test.name) test over networks")

    let columns = ImageColumns(networks.flatMap { [$0.values, $0.correct] })
    let members = networks[0].members
    let replicates = Parallel.map(
      count: min(decisions.resamples, 1_999), threads: decisions.threads
    ) { index in
      Self.resampledTau(columns, members, seed: decisions.seed, stream: index)
    }.filter { !$0.isNaN }.sorted()
    var fixed = EstimateResult(
      key.with { $0.population = .classesFixed }, value: tau.coefficient, n: networks.count,
      note: note)
    if let least = replicates.first, let most = replicates.last, least < most {
      fixed.low = Quantile.type7(replicates, decisions.alpha / 2)
      fixed.high = Quantile.type7(replicates, 1 - decisions.alpha / 2)
      fixed.interval = "percentile bootstrap of images"
    } else {
      fixed.addNote("no interval: drawing images anew changes nothing")
    }

    let left = networks[0].members.indices.compactMap { dropped -> Double? in
      try? KendallCorrelation(
        networks.map { $0.mean(without: dropped) }, networks.map { $0.accuracy(without: dropped) }
      ).coefficient
    }
    var random = EstimateResult(
      key.with { $0.population = .classesRandom }, value: tau.coefficient, rangeLow: left.min(),
      rangeHigh: left.max(), n: networks.count, note: note)
    random.addNote("range when one class is left out; no interval, since tau moves in steps")
    if left.count < members.count {
      random.addNote("\(members.count - left.count, "class") leave a constant behind")
    }
    return [sample, fixed, random]
  }

  /// Tau over the networks when the images are drawn anew within their classes.
  private static func resampledTau(
    _ columns: ImageColumns, _ members: [[Int]], seed: UInt64, stream: Int
  ) -> Double {
    var generator = SplitMix64(seed: seed, stream: stream)
    let sums = columns.sums { add in
      for images in members {
        for _ in images { add(images[generator.next(below: images.count)]) }
      }
    }
    let (values, right) = (
      stride(from: 0, to: sums.count, by: 2).map { sums[$0] },
      stride(from: 1, to: sums.count, by: 2).map { sums[$0] }
    )
    return (try? KendallCorrelation(values, right).coefficient) ?? .nan
  }
}

/// Columns of one value an image, laid out image by image, so that a drawn image is read in one piece.
private struct ImageColumns: Sendable {
  private let rows: [SIMD8<Double>]
  private let width: Int
  private let count: Int

  init(_ columns: [[Double]]) {
    let width = (columns.count + 7) / 8
    var rows = [SIMD8<Double>](repeating: .zero, count: width * (columns.first?.count ?? 0))
    for (column, values) in columns.enumerated() {
      for (image, value) in values.enumerated() {
        rows[image * width + column / 8][column % 8] = value
      }
    }
    (self.rows, self.width, count) = (rows, width, columns.count)
  }

  /// The sums of the columns over images, in the order in which they are named.
  func sums(over images: ((Int) -> Void) -> Void) -> [Double] {
    var sums = [SIMD8<Double>](repeating: .zero, count: width)
    images { image in
      for place in 0..<width { sums[place] += rows[image * width + place] }
    }
    return (0..<count).map { sums[$0 / 8][$0 % 8] }
  }
}

/// Sums of one network by class.
private struct NetworkSums: Sendable {
  let values: [Double]
  let correct: [Double]
  /// The images of each class that has any.
  let members: [[Int]]
  private let valueSums: [Double]
  private let correctSums: [Double]

  init(values: [Double], correct: [Double], targetClass: [Int], classes: Int) {
    self.values = values
    self.correct = correct
    var members = [[Int]](repeating: [], count: classes)
    for (image, index) in targetClass.enumerated() { members[index].append(image) }
    self.members = members.filter { !$0.isEmpty }
    valueSums = self.members.map { $0.reduce(0) { $0 + values[$1] } }
    correctSums = self.members.map { $0.reduce(0) { $0 + correct[$1] } }
  }

  func accuracy(without dropped: Int? = nil) -> Double { average(correctSums, without: dropped) }

  func mean(without dropped: Int? = nil) -> Double { average(valueSums, without: dropped) }

  /// The mean over the images of all classes but one, given by its place in `members`.
  private func average(_ sums: [Double], without dropped: Int?) -> Double {
    var sum = 0.0
    var count = 0
    for index in members.indices where index != dropped {
      sum += sums[index]
      count += members[index].count
    }
    return sum / Double(count)
  }
}

extension AccuracyTrendAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.scores, into: &scores)
  }
}
