/// Knows the row at the foot of a spreadsheet that has the sums of the columns above it, and no image.
///
/// Its name alone says nothing, since an image may be called `total`, and neither do its numbers: both
/// must fit.
struct TotalsRow {
  /// The rule that leaves it out.
  static let rule = "row with the sums of the rows above"

  private var sums: [Int]
  private var rows = 0

  /// Begins a table of so many columns of counts.
  init(columns: Int) { sums = [Int](repeating: 0, count: columns) }

  /// Adds a row, and says whether it is that of the sums, which is not added.
  ///
  /// - Parameters:
  ///   - name: What stands where images are named.
  ///   - counts: The counts of the row.
  /// - Returns: Whether the row has the sums of the rows above.
  /// - Complexity: O(columns); the name is asked for only where the counts are the sums.
  mutating func isNext(_ name: @autoclosure () -> String, _ counts: [Int]) -> Bool {
    if rows > 1, counts == sums, counts.contains(where: { $0 > 0 }) {
      let word = name().lowercased().trimmingPrefix { $0 == " " }
      if SummaryName.totals.contains(String(word.prefix { $0 != ":" })) { return true }
    }
    rows += 1
    for (column, count) in counts.enumerated() {
      let (sum, isBeyond) = sums[column].addingReportingOverflow(count)
      // Sums beyond the range fit no row.
      sums[column] = isBeyond ? -1 : sum
    }
    return false
  }
}
