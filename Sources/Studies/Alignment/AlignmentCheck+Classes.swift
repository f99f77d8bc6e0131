internal import Annotations
import Files
package import StudyValues

extension AlignmentCheck {
  /// Looks for classes that two sources number differently, from what they say about the same images.
  ///
  /// - Parameters:
  ///   - first: A class of each image by one source, such as the majority of its votes.
  ///   - source: What the first is called in sentences.
  ///   - second: A class of each image by another.
  ///   - otherSource: What the second is called.
  ///   - labelSpace: The classes, as indices of which both are given.
  /// - Returns: A finding when the best assignment of their confusion matrix is not the identity.
  package static func classOrder(
    _ first: [Int32], of source: String, against second: [Int32], of otherSource: String,
    labelSpace: LabelSpace
  ) -> [AlignmentFinding] {
    precondition(first.count == second.count, "one class of each image by both")
    let offset = labelSpace.firstIndex
    let pairs = ClassPermutation.find(
      first.map { $0 - offset }, second.map { $0 - offset }, classCount: labelSpace.classes.count)
    guard !pairs.isEmpty else { return [] }
    return [
      AlignmentFinding(
        .error, .swappedClassOrder,
        "\(pairs.count, "class") of \(source) stand in another order than those of \(otherSource), by "
          + "what both say about the same \(first.count, "image"): one of the files was read with the "
          + "wrong classes; declare them with --classes or --label-space.", count: pairs.count,
        examples: ClassPermutation.names(pairs, in: labelSpace))
    ]
  }

  /// Looks for probabilities in a matrix of votes that was declared to hold counts.
  ///
  /// - Parameters:
  ///   - votes: Images x classes, row by row.
  ///   - classCount: The number of classes.
  ///   - source: What the file is called in sentences.
  /// - Returns: A finding when a row holds fractions.
  package static func declaredCounts(
    _ votes: [Double], classCount: Int, source: String
  ) -> [AlignmentFinding] {
    precondition(classCount > 0 && votes.count % classCount == 0, "votes are not a matrix")
    var fractional: [Int] = []
    var sumsToOne = 0
    for row in 0..<votes.count / classCount {
      let cells = votes[row * classCount..<(row + 1) * classCount]
      if cells.contains(where: { $0 != $0.rounded() }) { fractional.append(row) }
      if abs(cells.reduce(0, +) - 1) < 1e-6 { sumsToOne += 1 }
    }
    guard !fractional.isEmpty else { return [] }
    let rows = votes.count / classCount
    let cause =
      sumsToOne == rows
      ? "every row sums to 1, so these are probabilities; import them as such (then there is no "
        + "number of votes and no noise ceiling)"
      : "votes are whole numbers"
    return [
      AlignmentFinding(
        .error, .probabilitiesAsCounts,
        "\(source) was declared to hold counts, but \(fractional.count) of \(rows, "row") hold "
          + "fractions: \(cause).", count: fractional.count,
        examples: fractional.map { "row \($0)" })
    ]
  }
}
