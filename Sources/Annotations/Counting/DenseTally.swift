internal import StudyValues

/// Counts the choices of a small label space: one cell per image and class.
///
/// Two additions per answer, where ``TallyBuilder`` has to look two pairs up. It serves label spaces
/// whose every class gets a tally anyway (`Tally.allClassesLimit`). Each pair of condition and
/// level has cells of its own; when they would need more than ``cellLimit`` together the counts move
/// to a ``TallyBuilder``.
struct DenseTally {
  /// The most cells before the counts become sparse: 128 MB.
  static let cellLimit = 32_000_000

  private struct Group {
    var condition: Int32
    var level: Double
    var shown: [UInt32] = []
    var chosen: [UInt32] = []
  }

  private let classCount: Int
  private let firstIndex: Int32
  private var groups: [Group] = []
  private var current = 0
  private var cells = 0

  /// Creates empty counts for a label space.
  init(_ labelSpace: LabelSpace) {
    classCount = labelSpace.classes.count
    firstIndex = labelSpace.firstIndex
  }

  /// Counts one answer; a chosen class of −1 is an answer without a class.
  ///
  /// - Returns: Whether the cells and the groups, which are searched one by one, are few enough to go on.
  mutating func count(_ answer: Answer) -> Bool {
    select(answer.condition, answer.level)
    let image = Int(answer.image)
    if image >= groups[current].shown.count { grow(to: image + 1) }
    groups[current].shown[image] += 1
    if answer.chosenClass >= 0 {
      groups[current].chosen[image * classCount + Int(answer.chosenClass - firstIndex)] += 1
    }
    return cells < DenseTally.cellLimit && groups.count <= 256
  }

  /// Passes on every group of every image that was shown, in order of image, condition and level.
  func forEachGroup(
    _ body: (_ image: Int32, _ condition: Int32, _ level: Double, _ shown: Int64, [UInt32]) throws
      -> Void
  ) rethrows {
    let order = groups.indices.sorted { left, right in
      let a = groups[left]
      let b = groups[right]
      return (a.condition, a.level.isNaN ? -.infinity : a.level)
        < (b.condition, b.level.isNaN ? -.infinity : b.level)
    }
    let images = groups.map(\.shown.count).max() ?? 0
    for image in 0..<images {
      for index in order where image < groups[index].shown.count {
        let group = groups[index]
        guard group.shown[image] > 0 else { continue }
        try body(
          Int32(image), group.condition, group.level, Int64(group.shown[image]),
          Array(group.chosen[image * classCount..<(image + 1) * classCount]))
      }
    }
  }

  /// Finds the group of a condition and level; rows of one group mostly follow each other.
  private mutating func select(_ condition: Int32, _ level: Double) {
    func matches(_ group: Group) -> Bool {
      group.condition == condition
        && (group.level == level || (group.level.isNaN && level.isNaN))
    }
    if current < groups.count, matches(groups[current]) { return }
    if let index = groups.firstIndex(where: matches) {
      current = index
    } else {
      current = groups.count
      groups.append(Group(condition: condition, level: level))
    }
  }

  private mutating func grow(to count: Int) {
    let larger = max(count, 2 * groups[current].shown.count, 64)
    let added = larger - groups[current].shown.count
    groups[current].shown += repeatElement(0, count: added)
    groups[current].chosen += repeatElement(0, count: added * classCount)
    cells += added * (classCount + 1)
  }
}
