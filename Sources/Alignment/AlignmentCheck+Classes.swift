extension AlignmentCheck {
  /// Compares the classes of two files, in their order.
  ///
  /// - Parameters:
  ///   - names: The classes of one file, by column or index.
  ///   - source: What that file is called in sentences.
  ///   - other: The classes of the other file.
  ///   - otherSource: What the other file is called.
  /// - Returns: A finding when the same classes stand in another order, or the classes differ.
  public static func classOrder(
    _ names: [String], of source: String, against other: [String], of otherSource: String
  ) -> [AlignmentFinding] {
    guard names != other else { return [] }
    let (first, second) = (Set(names), Set(other))
    guard first == second, names.count == other.count else {
      let different = first.symmetricDifference(second).sorted()
      return [
        AlignmentFinding(
          .error, .differentClasses,
          "\(source) and \(otherSource) do not have the same classes: \(different.count) are in one "
            + "of them only.", count: different.count, examples: different)
      ]
    }
    let moved = zip(names, other).enumerated().filter { $0.element.0 != $0.element.1 }
    return [
      AlignmentFinding(
        .error, .swappedClassOrder,
        "\(source) and \(otherSource) have the same classes in different order: map them by name, "
          + "never by position.", count: moved.count,
        examples: moved.map { "\($0.offset): \($0.element.0) against \($0.element.1)" })
    ]
  }

  /// Looks for probabilities in a matrix of votes that was declared to hold counts.
  ///
  /// - Parameters:
  ///   - votes: Images x classes, row by row.
  ///   - classCount: The number of classes.
  ///   - source: What the file is called in sentences.
  /// - Returns: A finding when a row holds fractions.
  public static func declaredCounts(
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
        "\(source) was declared to hold counts, but \(fractional.count) of \(rows) rows hold "
          + "fractions: \(cause).", count: fractional.count,
        examples: fractional.map { "row \($0)" })
    ]
  }
}
