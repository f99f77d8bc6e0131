internal import Annotations
import Files
internal import StudyValues

/// Two lists of classes, counted from 0, and what may be wrong between them.
struct LabelComparison {
  private let first: [Int32]
  private let labels: [Int32]
  private let space: LabelSpace
  private let source: String
  private let agreement: Double
  private let chance: Double

  /// Compares a class per image with its label.
  init(_ first: [Int32], _ labels: [Int32], _ space: LabelSpace, _ source: String) {
    self.first = first
    self.labels = labels
    self.space = space
    self.source = source
    agreement = LabelComparison.agreement(first, labels)
    chance = Chance.agreement(first[...], labels[...])
  }

  /// Whether the agreement is what guessing gives.
  var isNearChance: Bool { agreement < Chance.threshold(chance) }

  private static func agreement(_ first: [Int32], _ second: [Int32]) -> Double {
    Double(zip(first, second).count { $0 == $1 }) / Double(first.count)
  }

  /// A renumbering of the classes with a name that makes the lists agree.
  func known() -> AlignmentFinding? {
    let count = Int32(space.classes.count)
    var candidates: [(AlignmentCode, String, (Int32) -> Int32)] = [
      (.offByOneClasses, "one of them counts classes from 1 and the other from 0", { $0 - 1 }),
      (.offByOneClasses, "one of them counts classes from 0 and the other from 1", { $0 + 1 }),
    ]
    let sorted = (0..<count).sorted { String($0) < String($1) }
    candidates.append(
      (
        .textSortedFolders,
        "folders named 0, 1, 2, … were sorted as text (0, 1, 10, 100, …), as ImageFolder does with "
          + "ImageNetV2; take the class from the folder's name as a number",
        { sorted.indices.contains(Int($0)) ? sorted[Int($0)] : -1 }
      ))
    let place = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, Int32($0)) })
    candidates.append(
      (
        .textSortedFolders,
        "folders named 0, 1, 2, … were sorted as text (0, 1, 10, 100, …), as ImageFolder does with "
          + "ImageNetV2; take the class from the folder's name as a number",
        { place[$0] ?? -1 }
      ))
    if count == 1_000 {
      let cause =
        "one of them uses the identifiers of the ILSVRC 2012 development kit, the other sorted "
        + "WordNet identifiers; declare the label space ilsvrc-id-1"
      let identifiers = LabelSpace.sortedWnid.shared(with: .ilsvrcID)
      let places = LabelSpace.ilsvrcID.shared(with: .sortedWnid)
      // The identifiers begin with 1; some files have them as they are, some less 1.
      for less in [Int32(1), 0] {
        candidates += [
          (.ilsvrcIdentifiers, cause, { identifiers[$0].map { $0 - less } ?? -1 }),
          (.ilsvrcIdentifiers, cause, { places[$0 + less] ?? -1 }),
        ]
      }
    }
    for (code, cause, renumber) in candidates {
      let renumbered = LabelComparison.agreement(first.map(renumber), labels)
      guard renumbered > Chance.threshold(chance), renumbered > 3 * agreement else { continue }
      return AlignmentFinding(
        .error, code,
        "\(agreement.percent) of \(first.count, "image") agree with the labels by \(source), but "
          + "\(renumbered.percent) do after renumbering: \(cause).", count: first.count)
    }
    return nil
  }

  /// Why the agreement is near chance.
  func cause(hasRowOrder: Bool) -> AlignmentFinding {
    if hasRowOrder, let shift = RowShift.find(first, labels, from: 0) {
      return shifted(shift, from: 0)
    }
    return exchanged()
      ?? AlignmentFinding(
        .error, .nearChance,
        "\(agreement.percent) of \(first.count, "image") agree with the labels by \(source), which is "
          + "about chance (\(chance.percent)): they are of other images, in another order, "
          + "or use another label space.", count: first.count)
  }

  /// Rows that are shifted from some row on, while those before agree.
  func shiftedFromSomeRow() -> AlignmentFinding? {
    let size = 200
    guard first.count >= 2 * size else { return nil }
    var blockStart = 0
    while blockStart + size <= first.count {
      let range = blockStart..<blockStart + size
      let share =
        Double(range.count { first[$0] == labels[$0] }) / Double(size)
      let blockChance = Chance.agreement(first[range], labels[range])
      // Far below the rest: chance, and less than half of the agreement of all rows.
      if share < Chance.threshold(blockChance), share < agreement / 2 {
        let start = max(0, blockStart - size)
        if let shift = RowShift.find(first, labels, from: blockStart) {
          return shifted(shift, from: firstBadRow(start, shift.distance))
        }
      }
      blockStart += size
    }
    return nil
  }

  /// The row from which moving pays off most.
  private func firstBadRow(_ start: Int, _ distance: Int) -> Int {
    var best = start
    var score = 0
    var highest = 0
    for row in (start..<first.count).reversed() {
      let other = row + distance
      if first[row] == labels[row] { score -= 1 }
      if labels.indices.contains(other), first[row] == labels[other] { score += 1 }
      if score >= highest {
        highest = score
        best = row
      }
    }
    return best
  }

  private func shifted(_ shift: RowShift, from row: Int) -> AlignmentFinding {
    let which = row == 0 ? "rows" : "rows from about row \(row) on"
    return AlignmentFinding(
      .error, .shiftedRows,
      "\(shift.before.percent) of the \(which) agree with the labels by \(source), but "
        + "\(shift.agreement.percent) do when they are moved by \(shift.distance): the rows are "
        + "shifted, as by a header, a missing row or another order.", count: first.count - row,
      examples: ["row \(row)"])
  }

  /// Classes that are numbered differently.
  func exchanged() -> AlignmentFinding? {
    let pairs = ClassPermutation.find(first, labels, classCount: space.classes.count)
    guard !pairs.isEmpty else { return nil }
    return AlignmentFinding(
      .error, .permutedClasses,
      "\(pairs.count, "class by \(source) is", "classes by \(source) are") numbered differently from the labels (the best "
        + "assignment of the confusion matrix is not the identity): their class order is not that "
        + "of the label space \(space.name).", count: pairs.count,
      examples: ClassPermutation.names(pairs, in: space))
  }
}
