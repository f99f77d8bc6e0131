/// Running counts by level, with prefix sums in logarithmic time (Fenwick 1994).
struct CountingTree {
  private var sums: [Int]
  private(set) var total = 0

  init(levels: Int) {
    sums = [Int](repeating: 0, count: levels + 1)
  }

  /// Adds a weight to a level.
  mutating func add(_ weight: Int, at level: Int) {
    total += weight
    var node = level + 1
    while node < sums.count {
      sums[node] += weight
      node += node & -node
    }
  }

  /// Returns the sum of the weights of all levels below `level`.
  func sum(below level: Int) -> Int {
    var node = level
    var result = 0
    while node > 0 {
      result += sums[node]
      node &= node - 1
    }
    return result
  }

  /// Forgets all weights.
  mutating func reset() {
    for node in sums.indices { sums[node] = 0 }
    total = 0
  }
}
