internal import Analyses
internal import Studies
internal import StudyValues

/// What was read and what is missing: the imports of people's answers and the scores that a network's
/// files cannot give.
struct ImportsSection {
  private let result: StudyResult

  init(_ result: StudyResult) { self.result = result }

  var section: ReportSection? {
    let tables = importTables + networkTables
    guard !tables.isEmpty else { return nil }
    return ReportSection(id: "imports", title: "What was read", tables: tables)
  }

  private var importTables: [TableSpecification] {
    guard !result.imports.isEmpty else { return [] }
    let rows = result.imports.flatMap { record in
      record.counts.map { [Cell.text(record.set), .text($0.name), .integer($0.value)] }
    }
    return [
      TableSpecification(
        id: "imports", caption: "What the import of each annotation set read, used and left out.",
        rows: RowTable(
          columns: [
            Column("annotation_set", heading: "Set", kind: .text),
            Column("what", heading: "What", kind: .text),
            Column("count", heading: "Count", kind: .integer),
          ], rows: rows))
    ]
  }

  private var networkTables: [TableSpecification] {
    let missing = result.networks.flatMap { network in
      network.unavailable.map { [Cell.text(network.name), .text($0.score), .text($0.reason)] }
    }
    guard !missing.isEmpty else { return [] }
    return [
      TableSpecification(
        id: "unavailable-scores", caption: "Scores that a network's files cannot give.",
        rows: RowTable(
          columns: [
            Column("model", heading: "Network", kind: .text),
            Column("score", heading: "Score", kind: .text),
            Column("reason", heading: "Why", kind: .text),
          ], rows: missing))
    ]
  }
}
