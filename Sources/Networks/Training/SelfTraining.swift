internal import Statistics
internal import Foundation

/// Class-balanced self-training of a linear head from a labelled source to an unlabelled target.
///
/// A head is trained on the source. Then, in each round, the target is labelled by the head, a
/// growing share of each class is trusted, and training goes on from the head with the source and
/// the trusted images together. Source: Zou et al. 2018, ECCV, arXiv:1810.07911 (shares of .2 that
/// grow by .05 a round to .5); selection by AVC: Chen et al. 2020, Angular Visual Hardness, ICML.
public struct SelfTraining: Sendable {
  /// The shares of .2 to .5 in steps of .05.
  public static let standardPortions = [0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50]

  private let source: HeadTrainer
  private let rounds: HeadTrainer
  private let portions: [Double]

  /// Creates a procedure.
  ///
  /// - Parameters:
  ///   - source: How the first head is trained.
  ///   - round: How training goes on in each round.
  ///   - portions: The share of each class that each round trusts, each in (0, 1].
  /// - Throws: ``NetworksError`` for options out of range.
  public init(
    source: HeadTrainingOptions, round: HeadTrainingOptions,
    portions: [Double] = standardPortions
  ) throws(NetworksError) {
    for portion in portions where !(portion > 0 && portion <= 1) {
      throw .invalidOption(name: "portion", value: portion, allowed: "in (0, 1]")
    }
    self.source = try HeadTrainer(source)
    rounds = try HeadTrainer(round)
    self.portions = portions
  }

  /// Runs all rounds.
  ///
  /// Selections that are run with the same seed begin with the same head and see the images in the
  /// same order, so they can be compared image by image.
  ///
  /// - Parameters:
  ///   - images: Labelled images.
  ///   - target: Images of another domain; their labels only judge, and serve `trueLabels`.
  ///   - selection: By what pseudo-labels are chosen.
  ///   - classes: The number of classes.
  ///   - seed: The seed.
  /// - Returns: Round 0, the head trained on the source alone, and every round after.
  /// - Throws: ``NetworksError`` when sizes or labels do not fit or training diverges.
  public func run(
    source images: FeatureSet, target: FeatureSet, selection: PseudoLabelSelection, classes: Int,
    seed: UInt64
  ) throws(NetworksError) -> [SelfTrainingRound] {
    guard target.count > 0 else { throw .empty(what: "target images") }
    try target.check(classes: classes)
    var head = try source.train(images, classes: classes, seed: seed).head
    var results = [try SelfTrainingRound(0, portion: 0, head: head, target: target)]
    let norms = target.norms
    for (index, portion) in portions.enumerated() {
      let logProbabilities = try head.logProbabilities(target)
      let angles = try head.angles(target)
      var generator = SplitMix64(seed: seed, purpose: 1 << 32 + UInt64(index))
      let chosen = PseudoLabels(
        selection, portion: portion, logProbabilities: logProbabilities, angles: angles,
        truth: target.labels, generator: &generator)
      let trusted = target.subset(chosen.rows).relabelled(chosen.labels)
      head = try rounds.train(
        FeatureSet.joining([images, trusted]), classes: classes, from: head,
        seed: seed &+ UInt64(index + 1)
      ).head
      var round = try SelfTrainingRound(index + 1, portion: portion, head: head, target: target)
      round.selected = SelfTrainingRound.Selected(
        chosen, truth: target.labels, logProbabilities: logProbabilities, angles: angles,
        norms: norms)
      results.append(round)
    }
    return results
  }
}
