/// A distance by which rows have to be moved to agree with the labels.
struct RowShift: Equatable {
  /// Row *i* belongs to label *i* + distance.
  var distance: Int
  /// The share of rows that agree after moving.
  var agreement: Double
  /// The share that agrees as they stand.
  var before: Double

  /// Up to this distance rows are tried.
  static let reach = 1_000

  /// The distance at which rows agree far better than as they stand.
  ///
  /// - Parameters:
  ///   - rows: A class of each row, such as the majority of the votes.
  ///   - labels: The labels.
  ///   - start: The first row that counts.
  /// - Returns: The best distance other than 0, or nil when it is not convincing: fewer than 50
  ///   rows, or an agreement that is not at least 0.2 and three times the distance from chance.
  /// - Complexity: O(rows x reach).
  static func find(_ rows: [Int32], _ labels: [Int32], from start: Int) -> RowShift? {
    let count = rows.count
    guard count - start >= 50, labels.count == count else { return nil }
    let before = agreement(rows, labels, start..<count, distance: 0)
    var best = RowShift(distance: 0, agreement: before, before: before)
    let limit = min(reach, (count - start) / 2)
    for size in 1...limit {
      for distance in [size, -size] {
        let share = agreement(rows, labels, start..<count, distance: distance)
        if share > best.agreement {
          best.distance = distance
          best.agreement = share
        }
      }
    }
    let chance = Chance.agreement(rows[start...], labels[start...])
    guard best.distance != 0, best.agreement - before > 0.2,
      best.agreement - chance > 3 * max(0, before - chance)
    else { return nil }
    return best
  }

  private static func agreement(
    _ rows: [Int32], _ labels: [Int32], _ range: Range<Int>, distance: Int
  ) -> Double {
    let valid = max(range.lowerBound, -distance)..<min(range.upperBound, rows.count - distance)
    guard valid.count > 0 else { return 0 }
    var equal = 0
    for row in valid where rows[row] == labels[row + distance] { equal += 1 }
    return Double(equal) / Double(valid.count)
  }
}
