package import StudyValues

/// Result rows as tables for readers: short headings, the columns that have content, rounded numbers.
package enum ResultTables {
  /// Correlations, one row each.
  package static func correlations(_ rows: [CorrelationResult]) -> RowTable {
    readable(
      RowTable(rows),
      [
        ("annotation_set", "Set", .text), ("human", "Human measure", .text),
        ("model", "Network", .text), ("condition", "Condition", .text),
        ("level", "Level", .real(digits: 4)), ("step", "Step", .integer), ("score", "Score", .text),
        ("method", "Method", .text), ("group", "Images", .text), ("covariates", "Given", .text),
        ("n", "n", .integer), ("statistic", "Coefficient", .coefficient(decimals: 3)),
        ("ci_low", "Low", .coefficient(decimals: 3)),
        ("ci_high", "High", .coefficient(decimals: 3)), ("ci_method", "Interval", .text),
        ("p", "p", .probability), ("log10_p", "log10 p", .fixed(decimals: 1)),
        ("p_adjusted", "p adjusted", .probability), ("note", "Note", .text),
      ])
  }

  /// Comparisons, one row each; the difference is of strengths, first minus second.
  package static func comparisons(_ rows: [ComparisonResult]) -> RowTable {
    readable(
      RowTable(rows),
      [
        ("annotation_set", "Set", .text), ("human", "Human measure", .text),
        ("model_a", "Network", .text), ("score_a", "Score", .text),
        ("model_b", "Network", .text), ("score_b", "against", .text),
        ("condition", "Condition", .text), ("level", "Level", .real(digits: 4)),
        ("step", "Step", .integer), ("method", "Method", .text), ("group", "Images", .text),
        ("classes", "Classes", .text), ("test", "Test", .text), ("n", "n", .integer),
        ("difference", "Difference", .coefficient(decimals: 3)),
        ("ci_low", "Low", .coefficient(decimals: 3)),
        ("ci_high", "High", .coefficient(decimals: 3)),
        ("test_statistic", "Statistic", .fixed(decimals: 2)), ("df", "df", .real(digits: 4)),
        ("p", "p", .probability), ("log10_p", "log10 p", .fixed(decimals: 1)),
        ("p_adjusted", "p adjusted", .probability), ("note", "Note", .text),
      ])
  }

  /// Estimates, one row each.
  package static func estimates(_ rows: [EstimateResult]) -> RowTable {
    readable(
      RowTable(rows),
      [
        ("group", "Of", .text), ("name", "Quantity", .text), ("value", "Value", .real(digits: 4)),
        ("low", "Low", .real(digits: 4)), ("high", "High", .real(digits: 4)), ("n", "n", .integer),
        ("method", "Method", .text), ("p", "p", .probability), ("note", "Note", .text),
      ])
  }

  /// Verdicts, one row per claim.
  package static func verdicts(_ rows: [ClaimVerdict]) -> RowTable {
    readable(
      RowTable(rows),
      [
        ("claim", "Claim", .text), ("text", "In words", .text), ("outcome", "Outcome", .text),
        ("sentence", "Because", .text),
      ])
  }

  /// Lists of images, one row each.
  package static func images(_ rows: [ExtremeImage]) -> RowTable {
    readable(
      RowTable(rows),
      [
        ("place", "Place", .integer), ("image", "Image", .text), ("class", "Class", .text),
        ("majority_class", "Majority", .text), ("predicted_class", "Predicted", .text),
        ("selected", "Chosen", .integer), ("shown", "Shown", .integer),
        ("hsf", "HSF", .fixed(decimals: 3)), ("shrunken_hsf", "Shrunken HSF", .fixed(decimals: 3)),
        ("score", "Score", .text), ("value", "Value", .real(digits: 4)),
        ("discrepancy", "Discrepancy", .fixed(decimals: 2)),
        ("label_doubtful", "Label doubtful", .integer),
      ])
  }

  /// Estimates with one row per group and one column per quantity, for example networks with their
  /// accuracy, mean AVH and mean confidence.
  ///
  /// - Parameters:
  ///   - rows: The estimates; the first of each group and name counts.
  ///   - groupHeading: The heading of the groups.
  ///   - quantities: The names of the quantities, their headings and kinds, in order.
  ///   - showsIntervals: Whether each quantity has its two limits beside it.
  /// - Returns: The table, with the groups in the order in which they come.
  package static func perGroup(
    _ rows: [EstimateResult], groupHeading: String,
    quantities: [(name: String, heading: String, kind: Column.Kind)], showsIntervals: Bool = true
  ) -> RowTable {
    var groups: [String] = []
    var found: [String: [String: EstimateResult]] = [:]
    let names = Set(quantities.map(\.name))
    for row in rows where names.contains(row.name) {
      if found[row.group] == nil { groups.append(row.group) }
      if found[row.group]?[row.name] == nil { found[row.group, default: [:]][row.name] = row }
    }
    let columns = quantities.flatMap { name, heading, kind in
      [
        Column(name, heading: heading, kind: kind),
        Column("\(name)_low", heading: "Low", kind: kind),
        Column("\(name)_high", heading: "High", kind: kind),
      ].prefix(showsIntervals ? 3 : 1)
    }
    let table = RowTable(
      columns: [Column("group", heading: groupHeading, kind: .text)] + columns,
      rows: groups.map { group in
        [.text(group)]
          + quantities.flatMap { quantity -> ArraySlice<Cell> in
            let row = found[group]?[quantity.name]
            return [Cell(row?.value), Cell(row?.low), Cell(row?.high)]
              .prefix(showsIntervals ? 3 : 1)
          }
      })
    return table.rows.isEmpty ? table : table.withoutEmptyColumns()
  }

  private static func readable(
    _ table: RowTable, _ columns: [(name: String, heading: String, kind: Column.Kind)]
  ) -> RowTable {
    let shown = table.selecting(columns.map(\.name)).showing(
      columns.map { Column($0.name, heading: $0.heading, kind: $0.kind) })
    return shown.rows.isEmpty ? shown : shown.withoutEmptyColumns()
  }
}
