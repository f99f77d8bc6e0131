extension VoteCounts {
  /// The most votes that are drawn one by one: about a second a cut.
  static let mostDrawn = 100_000_000

  /// Refuses more votes than can be drawn one by one.
  ///
  /// - Throws: ``StatisticsError/undefined(reason:)`` above 100,000,000 votes.
  /// - Complexity: O(images x classes).
  func checkDrawable() throws(StatisticsError) {
    let votes = counts.reduce(0.0) { $0 + Double($1) }
    guard votes <= Double(Self.mostDrawn) else {
      throw .undefined(
        reason: "a panel of \(Int(votes)) votes is not cut into halves vote by vote; "
          + "at most \(Self.mostDrawn) are")
    }
  }

  /// Cuts the votes of every image at random into two halves, without replacement.
  ///
  /// An odd vote goes to either half with even chances, so that each half is a panel of half the size.
  ///
  /// - Parameters:
  ///   - split: The number of the cut; each has its own random stream.
  ///   - seed: What the cuts are drawn from.
  /// - Returns: The votes of the two halves; they add up to the votes of the panel.
  /// - Throws: ``StatisticsError/undefined(reason:)`` above 100,000,000 votes.
  /// - Complexity: O(votes + images x classes).
  public func halves(
    split: Int, seed: UInt64
  ) throws(StatisticsError) -> (first: VoteCounts, second: VoteCounts) {
    try checkDrawable()
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
