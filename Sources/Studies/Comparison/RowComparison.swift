internal import Analyses
import Files
internal import StudyValues

/// Compares the rows of two results by their keys, field by field.
struct RowComparison {
  /// What differs.
  private(set) var differences: [StudyVerification.Difference] = []
  /// The rows compared.
  private(set) var rows = 0
  private let place: String
  private let tolerance: Double
  /// Texts that are part of what was found, not of its key.
  private static let found: Set = [
    "adjustment", "alternative", "beside", "bound", "ci_method", "detectable", "interval", "note",
    "outcome", "sentence", "subject",
  ]

  /// Begins with the name of what is compared.
  init(place: String, tolerance: Double) {
    self.place = place
    self.tolerance = tolerance
  }

  /// Compares all rows and notes of an analysis.
  mutating func compare(_ stored: AnalysisOutput, _ found: AnalysisOutput) {
    compare(stored.correlations, found.correlations)
    compare(stored.comparisons, found.comparisons)
    compare(stored.estimates, found.estimates)
    compare(stored.series, found.series)
    compare(stored.images, found.images)
    compare(notes: stored.notes, found.notes)
  }

  private mutating func compare(notes stored: [String], _ found: [String]) {
    guard stored != found else { return }
    differences.append(
      .init(
        place: place, field: "notes", stored: stored.joined(separator: "; "),
        found: found.joined(separator: "; ")))
  }

  /// Compares two lists of rows; rows with the same key are taken in their order.
  mutating func compare<Row: KeyedRow>(_ stored: [Row], _ found: [Row]) {
    let told = Row.columns.filter(Self.tells)
    func key(_ row: Row) -> [Cell] { told.map { $0.get(row) } }
    func words(_ key: [Cell]) -> String { key.compactMap(Self.text).joined(separator: ", ") }
    var left = Dictionary(grouping: found.reversed(), by: key)
    for row in stored {
      rows += 1
      let key = key(row)
      let words = words(key)
      guard let other = left[key]?.popLast() else {
        differences.append(
          .init(place: place, row: words, field: Row.table, stored: "a row", found: "no such row"))
        continue
      }
      for (column, (old, new)) in zip(Row.columns, zip(row.cells, other.cells))
      where !isSame(old, new) {
        differences.append(
          .init(
            place: place, row: words, field: column.name, stored: Self.text(old),
            found: Self.text(new)))
      }
    }
    let added = left.filter { !$0.value.isEmpty }.map { (words: words($0.key), rest: $0.value) }
    for (words, rest) in added.sorted(by: { $0.words < $1.words }) {
      rows += rest.count
      differences.append(
        .init(
          place: place, row: words, field: Row.table, stored: "no such row",
          found: rest.count == 1 ? "a row" : "\(rest.count, "row")"))
    }
  }

  /// Whether a column tells rows apart: texts, and the numbers that are part of a key.
  private static func tells<Row: KeyedRow>(_ column: RowColumn<Row>) -> Bool {
    (column.storage == .text && !found.contains(column.name))
      || ["level", "step", "x", "place"].contains(column.name)
  }

  private func isSame(_ stored: Cell, _ found: Cell) -> Bool {
    if let old = stored.real, let new = found.real {
      return old == new || abs(old - new) <= tolerance * max(abs(old), abs(new))
    }
    return stored == found
  }

  private static func text(_ cell: Cell) -> String? { cell.text ?? cell.real.map { "\($0)" } }
}
