/// How well one half of a panel predicts the other half: what a network could reach at most.
///
/// The votes of each image are cut at random into halves A and B (without replacement). B against A
/// is what people reach, the network against A what it reaches with the same noise on the human
/// side; both are means over images, then over splits. A half panel is noisier than the whole one,
/// so compare ``human`` with ``model``, not with the figures of ``AnswerAgreement``.
///
/// Images with fewer than two votes are left out. Kullback-Leibler is left out, being infinite
/// whenever A has a class that B lacks.
public struct AnswerCeiling: Sendable, Equatable {
  /// Means over images and splits.
  public struct Measures: Sendable, Equatable {
    /// The mean Jensen-Shannon divergence in nats; lower is closer.
    public let jensenShannon: Double
    /// The mean total variation, in 0...1; lower is closer.
    public let totalVariation: Double
    /// The share of equal second choices, among images where both are unique; NaN without any.
    public let secondChoiceAgreement: Double
  }

  /// One half of the people against the other half.
  public let human: Measures
  /// The network against the first half.
  public let model: Measures
  /// The images with at least two votes.
  public let images: Int
  /// The number of random splits.
  public let splits: Int

  /// Splits the panel.
  ///
  /// - Parameters:
  ///   - votes: The votes of each image.
  ///   - logits: The logits of the same images and classes; finite.
  ///   - temperature: What the logits are divided by; above 0.
  ///   - splits: The number of random splits; at least 1.
  ///   - seed: What the splits are drawn from.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: The errors of ``AnswerAgreement/init(votes:logits:temperature:threads:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` without a split,
  ///   ``StatisticsError/nothingToCompare(name:)`` when no image has two votes,
  ///   ``StatisticsError/undefined(reason:)`` above 100,000,000 votes.
  /// - Complexity: O(splits * (votes + images * classes)).
  public init(
    votes: VoteCounts, logits: LogitRows, temperature: Double = 1, splits: Int = 20, seed: UInt64,
    threads: Int? = nil
  ) throws(StatisticsError) {
    guard splits >= 1 else { throw .tooFewValues(needed: 1, got: splits) }
    try votes.checkDrawable()
    let probabilities = try LogProbabilities(
      logits, votes: votes, temperature: temperature, threads: threads)
    let images = (0..<votes.imageCount).filter { votes.total(of: $0) >= 2 }
    guard !images.isEmpty else { throw .nothingToCompare(name: "votes") }
    let modelChoices = images.map { SecondChoice.ofProbabilities(probabilities[$0]) }
    let results = Parallel.mapResamples(count: splits, threads: threads) { split in
      var generator = SplitMix64(seed: seed, stream: split)
      var human = MeasureSums()
      var model = MeasureSums()
      for (position, image) in images.enumerated() {
        let (a, b) = votes.drawn(votes.total(of: image) / 2, from: image, using: &generator)
        let choice = SecondChoice.ofVotes(a[...])
        human.add(AnswerRow(a[...], votes: b), choice, SecondChoice.ofVotes(b[...]))
        model.add(
          AnswerRow(a[...], logProbabilities: probabilities[image]), choice,
          modelChoices[position])
      }
      return (human, model)
    }
    human = Measures(results.map(\.0), images: images.count)
    model = Measures(results.map(\.1), images: images.count)
    self.images = images.count
    self.splits = splits
  }
}

/// Sums of one split over images.
private struct MeasureSums: Sendable {
  var jensenShannon = 0.0
  var totalVariation = 0.0
  var alike = 0
  var compared = 0

  mutating func add(_ row: AnswerRow, _ first: Int?, _ second: Int?) {
    jensenShannon += row.jensenShannon
    totalVariation += row.totalVariation
    guard let first, let second else { return }
    compared += 1
    alike += first == second ? 1 : 0
  }
}

extension AnswerCeiling.Measures {
  fileprivate init(_ sums: [MeasureSums], images: Int) {
    let count = Double(sums.count) * Double(images)
    jensenShannon = sums.reduce(0) { $0 + $1.jensenShannon } / count
    totalVariation = sums.reduce(0) { $0 + $1.totalVariation } / count
    let compared = sums.reduce(0) { $0 + $1.compared }
    let alike = sums.reduce(0) { $0 + $1.alike }
    secondChoiceAgreement = compared == 0 ? .nan : Double(alike) / Double(compared)
  }
}
