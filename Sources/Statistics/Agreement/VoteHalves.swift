extension VoteCounts {
  /// Cuts the votes of every image at random into two halves, without replacement.
  ///
  /// An odd vote goes to either half with even chances, so that each half is a panel of half the size.
  ///
  /// - Parameters:
  ///   - split: The number of the cut; each has its own random stream.
  ///   - seed: What the cuts are drawn from.
  /// - Returns: The votes of the two halves; they add up to the votes of the panel.
  /// - Complexity: O(votes + images x classes).
  public func halves(
    split: Int, seed: UInt64
  ) -> (first: VoteCounts, second: VoteCounts) {
    var generator = SplitMix64(seed: seed, stream: split)
    var (first, second): ([Int32], [Int32]) = ([], [])
    first.reserveCapacity(counts.count)
    second.reserveCapacity(counts.count)
    for image in 0..<imageCount {
      let total = total(of: image)
      let odd = total.isMultiple(of: 2) || generator.next() & 1 == 0 ? 0 : 1
      let cut = drawn(total / 2 + odd, from: image, using: &generator)
      first += cut.drawn
      second += cut.rest
    }
    return (
      VoteCounts(validated: first, classCount: classCount),
      VoteCounts(validated: second, classCount: classCount)
    )
  }
}
