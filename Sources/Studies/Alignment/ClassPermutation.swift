internal import Annotations
internal import StudyValues

/// Finds classes that two lists number differently, from their confusion matrix.
enum ClassPermutation {
  /// The classes whose best partner is another class, in closed cycles.
  ///
  /// The best assignment of the confusion matrix is found among the classes whose most frequent
  /// partner is another class. A cycle of it is reported when each of its classes meets its partner
  /// at least twice as often as itself, by more than three standard errors, and in at least 30 % of
  /// its rows. Classes that are merely confused do not form such cycles: one of two takes both.
  ///
  /// - Parameters:
  ///   - first: A class of each row.
  ///   - second: Another class of each row.
  ///   - classCount: The number of classes, which are counted from 0.
  /// - Returns: For each class of `second` that is exchanged, the class of `first` that it is.
  /// - Complexity: O(rows + c³) for c suspicious classes.
  static func find(
    _ first: [Int32], _ second: [Int32], classCount: Int
  ) -> [(of: Int, is: Int)] {
    var confusion = [Int](repeating: 0, count: classCount * classCount)
    for (a, b) in zip(first, second) where a >= 0 && b >= 0 {
      confusion[Int(b) * classCount + Int(a)] += 1
    }
    func row(_ index: Int) -> ArraySlice<Int> {
      confusion[index * classCount..<(index + 1) * classCount]
    }
    var suspicious = Set<Int>()
    for index in 0..<classCount {
      let cells = row(index)
      guard let most = cells.max(), most > 0, most > cells[cells.startIndex + index] else {
        continue
      }
      suspicious.insert(index)
    }
    guard suspicious.count >= 2 else { return [] }
    let members = suspicious.sorted()
    let gains = members.flatMap { b in members.map { a in Double(confusion[b * classCount + a]) } }
    let best = Assignment.best(gains, size: members.count)
    var partner: [Int: Int] = [:]
    for (index, column) in best.enumerated() where column != index {
      let (b, a) = (members[index], members[column])
      let moved = confusion[b * classCount + a]
      let stayed = confusion[b * classCount + b]
      let total = row(b).reduce(0, +)
      let isClear =
        Double(moved - stayed) > 3 * Double(moved + stayed).squareRoot() && moved >= 2 * stayed
      if isClear, Double(moved) >= 0.3 * Double(total) { partner[b] = a }
    }
    // Follow each class round; a chain that leaves the clear classes is no exchange.
    let closed = partner.keys.filter { start in
      var current = start
      for _ in 0..<partner.count {
        guard let next = partner[current] else { return false }
        if next == start { return true }
        current = next
      }
      return false
    }
    return closed.sorted().map { (of: $0, is: partner[$0] ?? $0) }
  }

  /// Exchanged classes in words.
  static func names(_ pairs: [(of: Int, is: Int)], in space: LabelSpace) -> [String] {
    pairs.map { "\(space.classes[$0.of].name) stands as \(space.classes[$0.is].name)" }
  }
}
