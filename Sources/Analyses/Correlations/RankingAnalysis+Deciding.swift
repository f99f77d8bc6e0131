package import StudyValues

extension RankingAnalysis {
  /// The places of the scores, one table per network, human measure, coefficient, sample and knowledge
  /// of the label: place and range, score, coefficient, distance behind the best and its p.
  package func decidingTables(of output: AnalysisOutput) -> [DecidingTable] {
    let places = output.estimates.filter { $0.key.quantity == "rank" }
    let distances = Dictionary(
      output.estimates.filter { $0.key.quantity == "behind_best" }.map { ($0.key, $0) }
    ) { first, _ in first }
    return places.grouped { row in row.key.with { $0.score = nil } }.map { rows in
      let key = rows[0].key
      let table = RowTable(
        columns: [
          Column("annotation_set", heading: "Set", kind: .text),
          Column("human", heading: "Human measure", kind: .text),
          Column("method", heading: "Method", kind: .text),
          Column("n", heading: "n", kind: .integer),
          Column("rank", heading: "Place", kind: .integer),
          Column("rank_range", heading: "Range", kind: .text),
          Column("score", heading: "Score", kind: .text),
          Column("statistic", heading: "Coefficient", kind: .coefficient(decimals: 3)),
          Column(
            "behind_best", heading: "Behind best [interval]", kind: .coefficient(decimals: 3)),
          Column("p", heading: "p", kind: .probability),
        ],
        rows: rows.sorted { ($0.value ?? .infinity) < ($1.value ?? .infinity) }.map { row in
          let behind = distances[row.key.with { $0.quantity = "behind_best" }]
          let range = [row.rangeLow, row.rangeHigh].compactMap(\.self).map { String(Int($0)) }
          return [
            Cell(row.key.annotationSet), Cell(row.key.human), Cell(row.key.method), Cell(row.n),
            Cell(row.value), Cell(range.count == 2 ? range.joined(separator: " to ") : nil),
            Cell(row.key.score), Cell(coefficient(of: row, in: output)),
            distance(behind), Cell(behind?.p),
          ]
        })
      return DecidingTable(
        caption: [
          key.model,
          key.group == Self.families[0].name
            ? "scores that know the label" : "scores that do not know the label",
          key.population?.words,
        ].compactMap(\.self).joined(separator: ", "),
        rows: table.withoutEmptyColumns())
    }
  }

  /// How far a score is behind the best one; the best itself has no distance and no p.
  private func distance(_ behind: EstimateResult?) -> Cell {
    guard let behind, behind.value != 0 || behind.low != nil || behind.p != nil else {
      return .missing
    }
    return Cell(behind.value, low: behind.low, high: behind.high)
  }

  private func coefficient(of row: EstimateResult, in output: AnalysisOutput) -> Double? {
    output.correlations.first {
      $0.model == row.key.model && $0.score == row.key.score && $0.human == row.key.human
        && $0.method == row.key.method && $0.population == row.key.population
    }?.statistic
  }
}
