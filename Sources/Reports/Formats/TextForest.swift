internal import Foundation
package import StudyValues

/// A forest plot in characters: one line a row, `o` the value, dashes its interval, `|` zero.
///
/// ```
/// -.4         0
///  --o--      |
/// ```
package struct TextForest: Equatable {
  /// The narrowest plot that tells anything.
  package static let leastWidth = 20
  /// The widest plot.
  package static let mostWidth = 48

  /// The axis: its ends, and zero.
  package let axis: String
  /// One line of characters per row.
  package let lines: [String]

  /// Draws the estimates of one column; nil where none has an interval or there is no room.
  ///
  /// The axis reaches from the lowest to the highest limit and to zero, to the next tenth; to the next
  /// hundredth where all of it is shorter than a tenth.
  ///
  /// - Parameters:
  ///   - cells: The estimates; a cell without an interval gives a line with zero only.
  ///   - width: The characters of a line.
  package init?(_ cells: [Cell], width: Int) {
    let intervals = cells.map { cell -> (value: Double, low: Double, high: Double)? in
      guard case .estimated(let value, let low, let high) = cell,
        value.isFinite, low.isFinite, high.isFinite
      else { return nil }
      return (value, low, high)
    }
    let known = intervals.compactMap(\.self)
    guard !known.isEmpty, width >= Self.leastWidth else { return nil }
    let width = min(width, Self.mostWidth)
    let lowest = min(0, known.map { min($0.low, $0.value) }.min() ?? 0)
    let highest = max(0, known.map { max($0.high, $0.value) }.max() ?? 0)
    let decimals = highest - lowest < 0.1 ? 2 : 1
    let step = decimals == 2 ? 0.01 : 0.1
    let start = (lowest / step).rounded(.down) * step
    let end = max((highest / step).rounded(.up) * step, start + step)
    func place(_ value: Double) -> Int {
      Int(((value - start) / (end - start) * Double(width - 1)).rounded())
    }
    let zero = place(0)
    lines = intervals.map { interval in
      var line = [Character](repeating: " ", count: width)
      line[zero] = "|"
      if let interval {
        for index in place(interval.low)...max(place(interval.low), place(interval.high)) {
          line[index] = index == zero ? "+" : "-"
        }
        line[place(interval.value)] = "o"
      }
      return String(line)
    }
    axis = Self.axis(start, end, decimals: decimals, zero: zero, width: width)
  }

  private static func axis(
    _ start: Double, _ end: Double, decimals: Int, zero: Int, width: Int
  ) -> String {
    func label(_ value: Double) -> String {
      abs(value) < 1e-9
        ? "0" : RoundedNumber.fixed(value, decimals: decimals, leadingZero: abs(value) >= 1)
    }
    let (left, right) = (label(start), label(end))
    var line = [Character](repeating: " ", count: width)
    line.replaceSubrange(0..<left.count, with: left)
    line.replaceSubrange((width - right.count)..<width, with: right)
    // Zero is named where it stands apart from both ends.
    if zero > left.count, zero < width - right.count - 1 { line[zero] = "0" }
    return String(line)
  }
}

extension RowTable {
  /// The characters of a line of the table on a terminal.
  package func naturalWidth(usingHeadings: Bool) -> Int {
    let widths = columns.enumerated().map { index, column in
      let heading = usingHeadings ? column.heading : column.name
      let texts = rows.map { column.text($0[index]) }
      return ([heading] + texts).map(\.terminalColumns).max() ?? 0
    }
    return widths.reduce(0, +) + ColumnFit.gap * max(0, widths.count - 1)
  }

  /// The table with a forest plot of one column at its end, where there is room for it.
  ///
  /// - Parameters:
  ///   - column: The name of the column of estimates.
  ///   - width: The columns of the terminal; nil for any.
  /// - Returns: The table; as it is where there is no room or nothing to draw.
  package func addingForest(of column: String, in width: Int?) -> RowTable {
    let left = width.map { $0 - naturalWidth(usingHeadings: true) - ColumnFit.gap }
    guard let index = columns.firstIndex(where: { $0.name == column }),
      let forest = TextForest(rows.map { $0[index] }, width: left ?? TextForest.mostWidth)
    else { return self }
    return RowTable(
      columns: columns + [Column("forest", heading: forest.axis, kind: .text)],
      rows: zip(rows, forest.lines).map { $0 + [.text($1)] })
  }
}
