import Testing

@testable import Studies

struct AssignmentTests {
  @Test(arguments: 1...6)
  func `is the best of all permutations`(size: Int) {
    var generator = Generator(seed: UInt64(size))
    for _ in 0..<20 {
      let gains = (0..<size * size).map { _ in
        Double(Int.random(in: 0...9, using: &generator))
      }
      let found = Assignment.best(gains, size: size)
      #expect(Set(found) == Set(0..<size))
      let sum = found.enumerated().reduce(0) { $0 + gains[$1.offset * size + $1.element] }
      #expect(sum == bestByEnumeration(gains, size: size))
    }
  }

  private func bestByEnumeration(_ gains: [Double], size: Int) -> Double {
    func best(_ row: Int, _ free: Set<Int>) -> Double {
      guard row < size else { return 0 }
      return free.map { gains[row * size + $0] + best(row + 1, free.subtracting([$0])) }.max() ?? 0
    }
    return best(0, Set(0..<size))
  }
}
