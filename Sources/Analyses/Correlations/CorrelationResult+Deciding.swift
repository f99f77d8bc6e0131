internal import Statistics
internal import StudyValues

extension Sequence<CorrelationResult> {
  /// What decides: network, score, coefficient with its interval, and p; one table for each human
  /// measure, coefficient, sample and division of images.
  package func decidingTables() -> [DecidingTable] {
    grouped {
      [
        $0.annotationSet, $0.human, $0.method, $0.population?.rawValue ?? "", $0.grouping,
        $0.condition ?? "",
      ]
    }.map { rows in
      let isDivided = rows.contains { $0.grouping != "all" }
      let adjustment = rows.first { $0.pAdjusted != $0.p }?.adjustment
      let level = rows.lazy.compactMap(\.ciLevel).first
      let columns: [(Column, (CorrelationResult) -> Cell)] = [
        (Column("annotation_set", heading: "Set", kind: .text), { .text($0.annotationSet) }),
        (Column("human", heading: "Human measure", kind: .text), { .text($0.human) }),
        (Column("method", heading: "Method", kind: .text), { .text($0.method) }),
        (Column("condition", heading: "Condition", kind: .text), { Cell($0.condition) }),
        (Column("grouping", heading: "By", kind: .text), { isDivided ? .text($0.grouping) : nil }),
        (Column("covariates", heading: "Given", kind: .text), { Cell($0.covariates) }),
        (Column("ci_method", heading: "Interval", kind: .text), { Cell($0.ciMethod) }),
        (Column("model", heading: "Network", kind: .text), { .text($0.model) }),
        (Column("score", heading: "Score", kind: .text), { .text($0.score) }),
        (
          Column("group", heading: "Images", kind: .text),
          { isDivided ? .text(ImageGroup.title(of: $0.group, by: $0.grouping)) : nil }
        ),
        (Column("n", heading: "n", kind: .integer), { .integer($0.n) }),
        (
          Column(
            "statistic", heading: DecidingTable.heading("Coefficient", level: level),
            kind: .coefficient(decimals: 2)),
          { Cell($0.statistic, low: $0.ciLow, high: $0.ciHigh) }
        ),
        (
          Column("p", heading: DecidingTable.heading(p: adjustment), kind: .probability),
          { Cell($0.pAdjusted ?? $0.p) }
        ),
        (Column("note", heading: "Note", kind: .text), { Cell($0.note) }),
      ]
      return DecidingTable(
        rows: RowTable(
          columns: columns.map(\.0), rows: rows.map { row in columns.map { $0.1(row) } }
        ).withoutEmptyColumns())
    }
  }
}
