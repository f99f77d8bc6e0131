internal import RealModule

/// How close a network's probabilities are to the whole distribution of people's answers, image by
/// image.
///
/// With h the shares of the votes, p = softmax(z / T) and m = (h + p)/2:
///
/// | Measure | Formula | Range |
/// | ------- | ------- | ----- |
/// | Kullback-Leibler | sum h ln(h/p), in nats | 0... |
/// | Jensen-Shannon | (sum h ln(h/m) + sum p ln(p/m))/2, in nats | 0...ln 2 |
/// | total variation | sum abs(h - p) / 2 | 0...1 |
/// | entropy | - sum h ln h; the same for p | 0...ln classes |
///
/// 0 = the same distribution; higher = further apart. None of them uses a label. The
/// log-probabilities are used as such, so Kullback-Leibler stays finite where p underflows. Votes
/// are a sample: even a network that has the true shares gets a Kullback-Leibler divergence of
/// about (classes with votes - 1)/(2 votes); ``correctedDivergences`` takes that off, and
/// ``AnswerCeiling`` shows how close people come.
///
/// Second choice: the class with most votes after the majority, if it is unique and has a vote,
/// against the network's second most probable class.
///
/// Degenerate cases: an image without votes has NaN everywhere and no second choice.
///
/// Source: Peterson, Battleday, Griffiths & Russakovsky 2019, arXiv 1908.07086 (second best
/// accuracy); Lin 1991, doi:10.1109/18.61115.
public struct AnswerAgreement: Sendable, Equatable {
  /// The Kullback-Leibler divergence of people from the network, in nats.
  public let divergences: [Double]
  /// The same less (classes with votes - 1) / (2 votes); may be below 0.
  ///
  /// Right to first order; classes that people would choose but did not in these votes leave it a
  /// little too high.
  public let correctedDivergences: [Double]
  /// The Jensen-Shannon divergence in nats.
  public let jensenShannon: [Double]
  /// The total variation.
  public let totalVariation: [Double]
  /// The entropy of the votes in nats.
  public let humanEntropies: [Double]
  /// The entropy of the network's probabilities in nats.
  public let modelEntropies: [Double]
  /// People's second choice; nil without votes for a unique one.
  public let humanSecondChoices: [Int?]
  /// The network's second most probable class.
  public let modelSecondChoices: [Int]

  /// The images that have votes.
  public var imagesWithVotes: Int { divergences.count { !$0.isNaN } }

  /// The share of images with a unique human second choice on which the network's is the same.
  ///
  /// `n` is their number; without any the share is NaN.
  public var secondChoiceAgreement: (share: Double, n: Int) {
    SecondChoice.agreement(humanSecondChoices, modelSecondChoices)
  }

  /// Compares votes and probabilities.
  ///
  /// - Parameters:
  ///   - votes: The votes of each image.
  ///   - logits: The logits of the same images and classes; finite.
  ///   - temperature: What the logits are divided by; above 0.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` for another number of images or
  ///   classes, ``StatisticsError/outOfRange(name:value:allowed:)`` for the temperature,
  ///   ``StatisticsError/notFinite(name:index:)``, ``StatisticsError/notANumber(name:index:)``.
  /// - Complexity: O(images * classes).
  public init(
    votes: VoteCounts, logits: LogitRows, temperature: Double = 1, threads: Int? = nil
  ) throws(StatisticsError) {
    let probabilities = try LogProbabilities(
      logits, votes: votes, temperature: temperature, threads: threads)
    let rows = Parallel.map(count: votes.imageCount, threads: threads) { image in
      AnswerRow(votes[image], logProbabilities: probabilities[image])
    }
    divergences = rows.map(\.divergence)
    correctedDivergences = rows.map(\.correctedDivergence)
    jensenShannon = rows.map(\.jensenShannon)
    totalVariation = rows.map(\.totalVariation)
    humanEntropies = rows.map(\.humanEntropy)
    modelEntropies = rows.map(\.modelEntropy)
    humanSecondChoices = (0..<votes.imageCount).map { SecondChoice.ofVotes(votes[$0]) }
    modelSecondChoices = (0..<votes.imageCount).map {
      SecondChoice.ofProbabilities(probabilities[$0])
    }
  }
}

/// The log-probabilities of all images, row by row.
struct LogProbabilities: Sendable {
  private let values: [Double]
  private let classCount: Int

  subscript(image: Int) -> ArraySlice<Double> {
    values[image * classCount..<(image + 1) * classCount]
  }

  init(
    _ logits: LogitRows, votes: VoteCounts, temperature: Double, threads: Int?
  ) throws(StatisticsError) {
    guard logits.count == votes.imageCount else {
      throw .lengthMismatch(expected: votes.imageCount, got: logits.count)
    }
    guard logits.classCount == votes.classCount else {
      throw .lengthMismatch(expected: votes.classCount, got: logits.classCount)
    }
    guard temperature > 0, temperature.isFinite else {
      throw .outOfRange(name: "temperature", value: temperature, allowed: "finite and above 0")
    }
    try logits.check(labels: [Int32](repeating: 0, count: logits.count))
    classCount = logits.classCount
    values = Parallel.map(count: logits.count, threads: threads) { image in
      var row = [Double](repeating: 0, count: logits.classCount)
      logits.read(image, into: &row)
      let largest = row.reduce(-.infinity, max)
      for c in row.indices { row[c] = (row[c] - largest) / temperature }
      let logSum = Double.log(row.reduce(0) { $0 + .exp($1) })
      return row.map { $0 - logSum }
    }.flatMap { $0 }
  }
}

/// One image's distances between votes and probabilities.
struct AnswerRow: Sendable {
  var divergence = 0.0
  var correctedDivergence = 0.0
  var jensenShannon = 0.0
  var totalVariation = 0.0
  var humanEntropy = 0.0
  var modelEntropy = 0.0

  /// Compares votes with probabilities.
  init(_ votes: ArraySlice<Int32>, logProbabilities: ArraySlice<Double>) {
    let total = votes.reduce(0.0) { $0 + Double($1) }
    for value in logProbabilities { modelEntropy -= .exp(value) * value }
    guard total > 0 else {
      (divergence, correctedDivergence, humanEntropy) = (.nan, .nan, .nan)
      (jensenShannon, totalVariation) = (.nan, .nan)
      return
    }
    var chosen = 0.0
    for (count, logP) in zip(votes, logProbabilities) {
      let h = Double(count) / total
      addDistances(h, .exp(logP))
      guard h > 0 else { continue }
      chosen += 1
      divergence += h * (.log(h) - logP)
      humanEntropy -= h * .log(h)
    }
    // Sums of terms that cancel may end a rounding error below 0.
    divergence = max(0, divergence)
    jensenShannon = max(0, jensenShannon)
    humanEntropy = max(0, humanEntropy)
    correctedDivergence = divergence - (chosen - 1) / (2 * total)
  }

  /// Compares votes with votes; only the distances that need no logarithm of 0.
  init(_ votes: ArraySlice<Int32>, votes others: [Int32]) {
    let total = votes.reduce(0.0) { $0 + Double($1) }
    let otherTotal = others.reduce(0.0) { $0 + Double($1) }
    for (count, other) in zip(votes, others) {
      addDistances(Double(count) / total, Double(other) / otherTotal)
    }
    jensenShannon = max(0, jensenShannon)
  }

  private mutating func addDistances(_ h: Double, _ p: Double) {
    let middle = (h + p) / 2
    totalVariation += abs(h - p) / 2
    if h > 0 { jensenShannon += h / 2 * .log(h / middle) }
    if p > 0 { jensenShannon += p / 2 * .log(p / middle) }
  }
}
