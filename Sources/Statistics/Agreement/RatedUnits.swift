/// The values that annotators gave to units, as counts of each different value in each unit.
///
/// Units may have different numbers of values. Only counts are kept, so that a million votes on few
/// levels take little room and agreement costs O(units + values²).
public struct RatedUnits: Equatable, Sendable {
  /// The different values in ascending order.
  public let values: [Double]
  /// Where the entries of each unit begin, and the number of entries at the end.
  let starts: [Int32]
  /// The value of each entry, as a position in `values`.
  let positions: [Int32]
  /// How often the entry's value was given to its unit.
  let counts: [Int32]

  /// The number of units, those without values included.
  public var unitCount: Int { starts.count - 1 }

  /// Counts the values of units.
  ///
  /// - Parameter units: The values of each unit; NaN stands for a missing one.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without units,
  ///   ``StatisticsError/notFinite(name:index:)`` with the unit's index.
  /// - Complexity: O(n) for n values.
  public init(_ units: [[Double]]) throws(StatisticsError) {
    var unitOfValue: [Int32] = []
    var all: [Double] = []
    for (index, unit) in units.enumerated() {
      for value in unit where !value.isNaN {
        guard value.isFinite else { throw .notFinite(name: "units", index: index) }
        unitOfValue.append(Int32(index))
        all.append(value)
      }
    }
    try self.init(unit: unitOfValue, value: all, unitCount: units.count)
  }

  /// Counts the values of a long table, one row for each value.
  ///
  /// - Parameters:
  ///   - unit: The unit of each value, in 0..<unitCount.
  ///   - value: The values, finite.
  ///   - unitCount: The number of units.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without units,
  ///   ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for an unknown unit,
  ///   ``StatisticsError/notANumber(name:index:)`` and ``StatisticsError/notFinite(name:index:)``.
  /// - Complexity: O(n) for n values.
  public init(unit: [Int32], value: [Double], unitCount: Int) throws(StatisticsError) {
    guard unitCount > 0 else { throw .emptyInput(name: "units") }
    guard unit.count == value.count else {
      throw .lengthMismatch(expected: unit.count, got: value.count)
    }
    if let bad = unit.first(where: { $0 < 0 || $0 >= unitCount }) {
      throw .outOfRange(
        name: "a unit's number", value: Double(bad), allowed: "at least 0 and below \(unitCount)")
    }
    if let index = value.firstIndex(where: \.isInfinite) {
      throw .notFinite(name: "values", index: index)
    }
    let ranking = try Ranking(value, name: "values")
    values = (0..<ranking.levels).map { value[Int(ranking.order[Int(ranking.starts[$0])])] }
    // Deal the values to their units in ascending order, then join equal neighbours.
    var cursors = [Int](repeating: 0, count: unitCount + 1)
    for index in unit { cursors[Int(index) + 1] += 1 }
    for index in 0..<unitCount { cursors[index + 1] += cursors[index] }
    let ends = Array(cursors.dropFirst())
    var dealt = [Int32](repeating: 0, count: unit.count)
    for index in ranking.order {
      let owner = Int(unit[Int(index)])
      dealt[cursors[owner]] = ranking.codes[Int(index)]
      cursors[owner] += 1
    }
    var starts: [Int32] = [0]
    var positions: [Int32] = []
    var counts: [Int32] = []
    var begin = 0
    for end in ends {
      for index in begin..<end {
        if index > begin, dealt[index] == dealt[index - 1] {
          counts[counts.count - 1] += 1
        } else {
          positions.append(dealt[index])
          counts.append(1)
        }
      }
      starts.append(Int32(positions.count))
      begin = end
    }
    self.starts = starts
    self.positions = positions
    self.counts = counts
  }

  /// Takes counts of unordered categories; the value of a category is its number.
  ///
  /// - Parameter votes: The votes of each image for each class.
  public init(_ votes: VoteCounts) {
    values = (0..<votes.classCount).map(Double.init)
    var starts: [Int32] = [0]
    var positions: [Int32] = []
    var counts: [Int32] = []
    for image in 0..<votes.imageCount {
      for (category, count) in votes[image].enumerated() where count > 0 {
        positions.append(Int32(category))
        counts.append(count)
      }
      starts.append(Int32(positions.count))
    }
    self.starts = starts
    self.positions = positions
    self.counts = counts
  }

  /// The entries of a unit.
  func entries(_ unit: Int) -> Range<Int> { Int(starts[unit])..<Int(starts[unit + 1]) }
}
