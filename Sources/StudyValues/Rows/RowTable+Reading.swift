extension RowTable {
  /// The table with limits beside the number that they belong to: `-.025 [-.047, -.003]`, and a range
  /// as `1 to 3`.
  ///
  /// The limits of `x` are called `x_low` and `x_high`, its range `x_range_low` and `x_range_high`;
  /// those of `value` are `low` and `high`, those of `statistic` and `difference` `ci_low` and
  /// `ci_high`.
  package func joiningLimits() -> RowTable {
    var shown: [(column: Column, cell: ([Cell]) -> Cell)] = []
    var taken: Set<Int> = []
    for (index, column) in columns.enumerated() where !taken.contains(index) {
      let name = column.name
      let own = name == "value" ? "" : name + "_"
      let limits =
        place("\(own)low", "\(own)high")
        ?? (["statistic", "difference"].contains(name) ? place("ci_low", "ci_high") : nil)
      let range = place("\(own)range_low", "\(own)range_high")
      if let limits {
        taken.formUnion([limits.low, limits.high])
        var column = column
        column.heading += " [interval]"
        shown.append(
          (column, { Cell($0[index].real, low: $0[limits.low].real, high: $0[limits.high].real) }))
      } else {
        shown.append((column, { $0[index] }))
      }
      if let range {
        taken.formUnion([range.low, range.high])
        shown.append(
          (
            Column("\(own)range", heading: "Range", kind: .text),
            { row in
              let ends = [row[range.low], row[range.high]].compactMap(\.real).map {
                RoundedNumber.significant($0, digits: 4)
              }
              return ends.count == 2 ? .text("\(ends[0]) to \(ends[1])") : .missing
            }
          ))
      }
    }
    return RowTable(
      columns: shown.map(\.column), rows: rows.map { row in shown.map { $0.cell(row) } })
  }

  private func place(_ low: String, _ high: String) -> (low: Int, high: Int)? {
    guard let low = columns.firstIndex(where: { $0.name == low }),
      let high = columns.firstIndex(where: { $0.name == high })
    else { return nil }
    return (low, high)
  }

  /// The columns that say of what a table is, and so stand above it where they do not vary.
  private static let frame: Set<String> = [
    "dataset", "annotation_set", "human", "method", "condition", "level", "step", "population",
    "grouping", "group", "n", "df", "ci_method", "ci_level", "test", "covariates", "interval",
    "note",
    "alternative", "adjustment", "family_size", "score_a", "score_b", "role",
  ]

  /// The table without the columns that say the same in every row, and those in words.
  ///
  /// Only columns that say of what a table is are taken away; in a table of several rows the network
  /// and the quantity as well.
  package func movingConstants() -> (words: [String], table: RowTable) {
    guard let first = rows.first else { return ([], self) }
    let names = rows.count > 1 ? Self.frame.union(["model", "quantity"]) : Self.frame
    let moved = columns.indices.filter { index in
      names.contains(columns[index].name) && !first[index].isMissing
        && rows.allSatisfy { $0[index] == first[index] }
    }
    guard moved.count < columns.count else { return ([], self) }
    let words = moved.map { index in
      let heading = columns[index].heading
      let name = heading.dropFirst().contains(where: \.isUppercase) ? heading : heading.lowercased()
      return (name, index)
    }
    return (
      words.map { "\($0.0) \(Self.word(first[$0.1]))" },
      keeping(columns.indices.filter { !moved.contains($0) })
    )
  }

  private static func word(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let number): String(number)
    default: cell.real.map { RoundedNumber.significant($0, digits: 4) } ?? ""
    }
  }
}
