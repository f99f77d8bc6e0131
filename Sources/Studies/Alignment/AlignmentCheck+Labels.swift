internal import Annotations
import Files
package import StudyValues

extension AlignmentCheck {
  /// Compares a class per image, such as predictions or majorities of votes, with the labels.
  ///
  /// Looks, in this order, for labels outside the space, agreement near chance and its cause (a
  /// known numbering, folders sorted as text, shifted rows), rows shifted from some row on, and
  /// exchanged classes.
  ///
  /// - Parameters:
  ///   - classes: One class per image, as an index of `labelSpace`; −1 is left out.
  ///   - labels: The label of each image, as an index of `labelSpace`.
  ///   - labelSpace: The classes.
  ///   - hasRowOrder: Whether images were joined by row, so that rows can be shifted.
  ///   - source: Where the classes come from, as sentences say it after *by*, such as `the
  ///     predictions of resnet`.
  /// - Returns: What speaks against the alignment; empty for fewer than 20 images.
  /// - Complexity: O(images) for aligned data; O(images x 1000 + classes³) to find a cause.
  package static func classes(
    _ classes: [Int32], labels: [Int32], labelSpace: LabelSpace, hasRowOrder: Bool = true,
    source: String
  ) -> [AlignmentFinding] {
    precondition(classes.count == labels.count, "one class and one label per image")
    let outside = labels.indices.filter { labelSpace[labels[$0]] == nil }
    guard outside.isEmpty else {
      return [
        AlignmentFinding(
          .error, .labelOutOfRange,
          "\(outside.count, "label is", "labels are") no class of the label space \(labelSpace.name), as row "
            + "\(outside[0]) with \(labels[outside[0]]); were they counted from 1?",
          count: outside.count, examples: outside.map { "row \($0)" })
      ]
    }
    let kept = classes.indices.filter { labelSpace[classes[$0]] != nil }
    guard kept.count >= 20 else { return [] }
    let first = kept.map { classes[$0] - labelSpace.firstIndex }
    let second = kept.map { labels[$0] - labelSpace.firstIndex }
    let comparison = LabelComparison(first, second, labelSpace, source)
    if let finding = comparison.known() { return [finding] }
    if comparison.isNearChance { return [comparison.cause(hasRowOrder: hasRowOrder)] }
    if hasRowOrder, let finding = comparison.shiftedFromSomeRow() { return [finding] }
    return comparison.exchanged().map { [$0] } ?? []
  }

  /// The most frequent class of each row of votes; −1 without votes, the lowest of tied classes.
  ///
  /// - Parameters:
  ///   - votes: Images x classes, row by row.
  ///   - labelSpace: The classes of the columns.
  /// - Returns: One class per image, as an index of `labelSpace`.
  package static func majority(_ votes: [Double], labelSpace: LabelSpace) -> [Int32] {
    let width = labelSpace.classes.count
    precondition(votes.count % width == 0, "votes are not a matrix")
    return (0..<votes.count / width).map { row in
      let cells = votes[row * width..<(row + 1) * width]
      guard let most = cells.max(), most > 0, let index = cells.firstIndex(of: most) else {
        return -1
      }
      return Int32(index - cells.startIndex) + labelSpace.firstIndex
    }
  }
}
