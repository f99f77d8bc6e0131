internal import Statistics
internal import StudyValues

/// The sizes of the groups of equal values, from which a p-value over orders can be counted anew.
enum TieGroups {
  /// The most runs of equal sizes that are written.
  private static let mostRuns = 400

  /// The sizes in ascending order of the values, of x and, behind a stroke, of y.
  ///
  /// - Parameters:
  ///   - x: The first value of each unit, without NaN.
  ///   - y: The second.
  /// - Returns: For example `2 3x1 / 5x1`; nil without ties, and where the text would be long.
  /// - Complexity: O(n log n).
  static func text(_ x: [Double], _ y: [Double]) -> String? {
    let runs = [x, y].map(runs)
    guard runs.joined().contains(where: { $0.size > 1 }),
      runs.reduce(0, { $0 + $1.count }) <= mostRuns
    else { return nil }
    return runs.map { runs in
      runs.map { $0.times == 1 ? "\($0.size)" : "\($0.times)x\($0.size)" }.joined(separator: " ")
    }.joined(separator: " / ")
  }

  private static func runs(_ values: [Double]) -> [(times: Int, size: Int)] {
    let sorted = values.sorted()
    var runs: [(times: Int, size: Int)] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      if let last = runs.last, last.size == end - start {
        runs[runs.count - 1].times += 1
      } else {
        runs.append((1, end - start))
      }
      start = end
    }
    return runs
  }
}

extension SignificanceTest {
  /// Whether the p-value is counted over the orders of the units.
  var isOfOrders: Bool { name == "exact" || name == Self.exactBound }
}

extension EstimateResult {
  /// Takes over the test of a coefficient over units, with what it can be recomputed from.
  mutating func take(order test: SignificanceTest, _ x: [Double], _ y: [Double]) {
    (p, log10P) = (test.pValue.p, test.pValue.log10P)
    self.test = test.name
    tieGroups = test.name == "t" ? nil : TieGroups.text(x, y)
  }
}
