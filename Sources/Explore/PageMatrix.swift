internal import Analyses
internal import Statistics
internal import StudyValues

/// Whether networks and people err on the same images, pair by pair: the stored rows of an analysis of error
/// consistency, or those of the same analysis over the stored votes and scores.
struct PageMatrix: Encodable {
  /// One pair.
  struct Cell: Encodable {
    let first: String
    let second: String
    let value: Double?
    let low: Double?
    let high: Double?
    let images: Int?
    let note: String?
  }

  /// Networks in the order of the page, `people` last.
  let deciders: [String]
  let cells: [Cell]
  /// The command that prints the same rows.
  let command: String
  /// Whether the study holds the rows.
  let isStored: Bool
  /// Sentences about what is missing.
  let notes: [String]

  init(
    _ stored: [AnalysisOutput], set: String, networks: [String], data: some AnalysisData,
    decisions: AnalysisDecisions, command: String
  ) throws {
    func isWanted(_ row: EstimateResult) -> Bool {
      row.key.quantity == "error_consistency" && row.key.population == .images
        && row.key.condition == nil && row.key.grouping == "decider"
        && (row.key.annotationSet ?? set) == set
    }
    var rows = stored.flatMap(\.estimates).filter(isWanted)
    isStored = !rows.isEmpty
    var notes: [String] = []
    if rows.isEmpty {
      let found = try ErrorConsistencyAnalysis(populations: [.images], annotationSet: set)
        .run(id: "consistency", on: data, decisions: decisions)
      rows = found.estimates.filter(isWanted)
      notes = found.notes
    }
    let people = ErrorConsistencyAnalysis.people
    var seen: Set<[String]> = []
    let known = Set(networks)
    cells = rows.compactMap { row -> Cell? in
      guard let first = row.key.model, let second = row.key.group,
        known.contains(first), known.contains(second) || second == people,
        seen.insert([first, second].sorted()).inserted
      else { return nil }
      return Cell(
        first: first, second: second, value: row.value, low: row.low, high: row.high,
        images: row.n, note: row.note)
    }
    let named = Set(cells.flatMap { [$0.first, $0.second] })
    deciders = (networks + [people]).filter(named.contains)
    self.command = command
    self.notes = notes
  }
}
