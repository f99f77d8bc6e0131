internal import StudyValues

/// Adds answers or published counts up to tallies.
///
/// An open-addressing table over (image, class, condition, level). Memory is about 60 bytes per
/// pair, independent of the number of answers.
struct TallyBuilder {
  private struct Entry {
    var image: Int32
    var targetClass: Int32
    var condition: Int32
    var level: Int32
    var shown: Int64
    var selected: Double
    var partial: Int64
  }

  /// Stands for all classes of an image in a forced choice: only `shown` is counted.
  private static let anyClass = Int32.min

  private var entries: [Entry] = []
  private var slots = [Int32](repeating: -1, count: 4_096)
  private var levels: [Double] = []
  private var numberOfLevel: [UInt64: Int32] = [:]

  /// Whether nothing was counted.
  var isEmpty: Bool { entries.isEmpty }

  /// Counts annotators to whom all classes of an image were open.
  mutating func show(_ image: Int32, condition: Int32, level: Double, count: Int64 = 1) {
    let index = entry(image, TallyBuilder.anyClass, condition, level)
    entries[index].shown += count
  }

  /// Adds to the selections of one class of an image.
  mutating func select(
    _ image: Int32, _ targetClass: Int32, condition: Int32, level: Double, weight: Double = 1
  ) {
    let index = entry(image, targetClass, condition, level)
    entries[index].selected += weight
  }

  /// Adds counts of one (image, class), and says whether they are the first of the pair.
  @discardableResult
  mutating func add(
    _ image: Int32, _ targetClass: Int32, condition: Int32 = -1, level: Double = .nan,
    shown: Int64, selected: Double, partial: Int64 = 0
  ) -> Bool {
    let known = entries.count
    let index = entry(image, targetClass, condition, level)
    entries[index].shown += shown
    entries[index].selected += selected
    entries[index].partial += partial
    return index == known
  }

  /// Passes on all tallies in order of image, condition, level and class.
  ///
  /// - Parameters:
  ///   - labelSpace: The classes.
  ///   - targets: For each image its reference class, or −1; shorter lists mean −1.
  ///   - hasCounts: Whether `shown` is known; then a pair that was never shown is left out.
  ///   - body: Receives one tally.
  /// - Returns: How many pairs were never shown.
  func forEach(
    labelSpace: LabelSpace, targets: [Int32], hasCounts: Bool, _ body: (Tally) throws -> Void
  ) rethrows -> Int {
    var neverShown = 0
    let order = orderByImage()
    var start = 0
    while start < order.count {
      let first = entries[Int(order[start])]
      var end = start + 1
      while end < order.count {
        let other = entries[Int(order[end])]
        guard other.image == first.image, other.condition == first.condition,
          other.level == first.level
        else { break }
        end += 1
      }
      let group = order[start..<end].map { entries[Int($0)] }
      start = end
      // The entry for all classes sorts first, because its class is the least integer.
      guard first.targetClass == TallyBuilder.anyClass else {
        for item in group {
          if hasCounts, item.shown == 0 {
            neverShown += 1
          } else {
            try body(tally(item, shown: item.shown))
          }
        }
        continue
      }
      let image = Int(first.image)
      let target = image < targets.count ? targets[image] : -1
      for item in choices(group.dropFirst(), of: first, labelSpace: labelSpace, target: target) {
        try body(tally(item, shown: first.shown))
      }
    }
    return neverShown
  }

  /// The chosen classes of a forced choice, filled up with zeros.
  private func choices(
    _ chosen: ArraySlice<Entry>, of all: Entry, labelSpace: LabelSpace, target: Int32
  ) -> [Entry] {
    func zero(_ index: Int32) -> Entry {
      Entry(
        image: all.image, targetClass: index, condition: all.condition, level: all.level, shown: 0,
        selected: 0, partial: 0)
    }
    var result: [Entry] = []
    var rest = chosen
    if labelSpace.classes.count <= Tally.allClassesLimit {
      for item in labelSpace.classes {
        if let next = rest.first, next.targetClass == item.index {
          result.append(rest.removeFirst())
        } else {
          result.append(zero(item.index))
        }
      }
      return result
    }
    var isTargetMissing = target >= 0
    for item in chosen {
      if isTargetMissing, item.targetClass > target {
        result.append(zero(target))
        isTargetMissing = false
      }
      if item.targetClass == target { isTargetMissing = false }
      result.append(item)
    }
    if isTargetMissing { result.append(zero(target)) }
    return result
  }

  private func tally(_ entry: Entry, shown: Int64) -> Tally {
    Tally(
      image: entry.image, targetClass: entry.targetClass, condition: entry.condition,
      level: entry.level < 0 ? .nan : levels[Int(entry.level)], shown: shown,
      selected: entry.selected, partial: entry.partial)
  }

  /// Entries by image (a counting sort), then by condition, level and class.
  private func orderByImage() -> [Int32] {
    guard let last = entries.lazy.map(\.image).max() else { return [] }
    var starts = [Int32](repeating: 0, count: Int(last) + 2)
    for item in entries { starts[Int(item.image) + 1] += 1 }
    for image in 0...Int(last) { starts[image + 1] += starts[image] }
    var order = [Int32](repeating: 0, count: entries.count)
    var next = starts
    for (index, item) in entries.enumerated() {
      order[Int(next[Int(item.image)])] = Int32(index)
      next[Int(item.image)] += 1
    }
    for image in 0...Int(last) where starts[image + 1] - starts[image] > 1 {
      order[Int(starts[image])..<Int(starts[image + 1])].sort { left, right in
        let a = entries[Int(left)]
        let b = entries[Int(right)]
        return (a.condition, a.level < 0 ? -.infinity : levels[Int(a.level)], a.targetClass)
          < (b.condition, b.level < 0 ? -.infinity : levels[Int(b.level)], b.targetClass)
      }
    }
    return order
  }

  private mutating func entry(
    _ image: Int32, _ targetClass: Int32, _ condition: Int32, _ level: Double
  ) -> Int {
    let levelNumber = level.isNaN ? -1 : number(of: level)
    let mask = slots.count - 1
    var slot = TallyBuilder.hash(image, targetClass, condition, levelNumber) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].image == image, entries[index].targetClass == targetClass,
        entries[index].condition == condition, entries[index].level == levelNumber
      {
        return index
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(entries.count)
    entries.append(
      Entry(
        image: image, targetClass: targetClass, condition: condition, level: levelNumber, shown: 0,
        selected: 0, partial: 0))
    if 2 * entries.count > slots.count { grow() }
    return entries.count - 1
  }

  private mutating func number(of level: Double) -> Int32 {
    // −0 and 0 are one level.
    let bits = (level + 0).bitPattern
    if let number = numberOfLevel[bits] { return number }
    let number = Int32(levels.count)
    levels.append(level + 0)
    numberOfLevel[bits] = number
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    let mask = slots.count - 1
    for (index, item) in entries.enumerated() {
      var slot = TallyBuilder.hash(item.image, item.targetClass, item.condition, item.level) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  private static func hash(
    _ image: Int32, _ targetClass: Int32, _ condition: Int32, _ level: Int32
  ) -> Int {
    func word(_ high: Int32, _ low: Int32) -> UInt64 {
      UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
    }
    var state = (word(image, targetClass) ^ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    state ^= state >> 29
    state = (state ^ word(condition, level)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: state ^ (state >> 32))
  }
}
