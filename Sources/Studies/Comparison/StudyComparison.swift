internal import Analyses
internal import Foundation
package import StudyStore
package import StudyValues

/// What differs between two studies: inputs, manifest, votes, scores, results and verdicts.
///
/// Rows are matched by their keys, never by their places. Votes and scores are told for a whole set or
/// score, with the number of images and the largest difference; everything else row by row.
package struct StudyComparison: Sendable {
  /// One thing that differs.
  package struct Difference: DescribedRow, Equatable {
    /// What it is of: inputs, manifest, votes, scores, results or verdicts.
    package var part: String
    /// The file, the key, the set, the run or the analysis.
    package var place: String
    /// The row, in words, or the score.
    package var row: String?
    /// The field.
    package var field: String
    /// What the first study has.
    package var first: String?
    /// What the second study has.
    package var second: String?

    package static let columns: [RowColumn<Difference>] = [
      RowColumn("part", "Part", \.part, "Inputs, manifest, votes, scores, results or verdicts."),
      RowColumn("place", "Where", \.place, "The file, key, set, run or analysis."),
      RowColumn("row", "Row", \.row, "The keys of the row, or the score."),
      RowColumn("field", "What", \.field, "The field."),
      RowColumn("a", "A", \.first, "What the first study has."),
      RowColumn("b", "B", \.second, "What the second study has."),
    ]
  }

  /// The parts, in their order.
  package static let parts = ["inputs", "manifest", "votes", "scores", "results", "verdicts"]

  /// Everything that differs, part by part.
  package private(set) var differences: [Difference] = []
  /// How many things of each part were compared.
  package private(set) var compared: [String: Int] = [:]

  private let tolerance: Double

  /// Compares two studies.
  ///
  /// - Parameters:
  ///   - first: One study.
  ///   - second: The other.
  ///   - tolerance: The relative difference below which numbers are equal.
  /// - Throws: ``StudyStoreError`` when one of them cannot be read.
  /// - Complexity: O(votes + scores); the memory is that of one run or one set.
  package init(_ first: StudyStore, _ second: StudyStore, tolerance: Double = 1e-9) throws {
    self.tolerance = tolerance
    try compareInputs(first, second)
    try compareManifests(first, second)
    try compareVotes(first, second)
    try compareScores(first, second)
    try compareResults(first, second)
  }

  private mutating func note(
    _ part: String, _ place: String, _ field: String, _ first: String?, _ second: String?,
    row: String? = nil
  ) {
    differences.append(
      .init(part: part, place: place, row: row, field: field, first: first, second: second))
  }

  // MARK: - Inputs and manifest

  private mutating func compareInputs(_ first: StudyStore, _ second: StudyStore) throws {
    // Two studies keep their files in different folders, so files are told by name and purpose.
    func files(_ store: StudyStore) throws -> [String: String] {
      let rows = try store.rows(
        "SELECT path, purpose, sha256 FROM source_file ORDER BY source_id"
      ).rows
      let texts = rows.map { row in
        let name = (row[0].text ?? "").split(separator: "/").last.map(String.init) ?? ""
        return ("\(name) (\(row[1].text ?? ""))", row[2].text ?? "")
      }
      return Dictionary(texts) { $0 == $1 ? $0 : "\($0), \($1)" }
    }
    compareValues(part: "inputs", field: "sha256", try files(first), try files(second))
  }

  private mutating func compareManifests(_ first: StudyStore, _ second: StudyStore) throws {
    func values(_ store: StudyStore) throws -> [String: String] {
      guard let manifest = try StoredStudy(store: store).manifest() else { return [:] }
      let tree = try JSONSerialization.jsonObject(
        with: Data(try manifest.json().utf8), options: .fragmentsAllowed)
      var values: [String: String] = [:]
      func flatten(_ value: Any, _ key: String) {
        switch value {
        case let object as [String: Any]:
          for (name, value) in object { flatten(value, key.isEmpty ? name : "\(key).\(name)") }
        case let list as [Any]:
          for (index, value) in list.enumerated() {
            // What has a name or an identifier is told by it, so that one more is one difference.
            let object = value as? [String: Any]
            let name = (object?["id"] ?? object?["name"] ?? object?["set"]) as? String
            flatten(value, "\(key)[\(name ?? String(index + 1))]")
          }
        default: values[key] = "\(value)"
        }
      }
      flatten(tree, "")
      return values
    }
    compareValues(part: "manifest", field: "value", try values(first), try values(second))
  }

  private mutating func compareValues(
    part: String, field: String, _ first: [String: String], _ second: [String: String]
  ) {
    let keys = Set(first.keys).union(second.keys).sorted()
    compared[part, default: 0] += keys.count
    for key in keys where first[key] != second[key] {
      note(part, key, field, first[key], second[key])
    }
  }

  // MARK: - Votes and scores

  private mutating func compareVotes(_ first: StudyStore, _ second: StudyStore) throws {
    let sql = """
      SELECT dataset.name, annotation_set.name FROM annotation_set JOIN dataset USING (dataset_id)
      ORDER BY 1, 2
      """
    let tally = """
      SELECT image.name, class.name, condition, level, shown, selected, partial
      FROM tally JOIN annotation_set USING (set_id) JOIN dataset USING (dataset_id)
      JOIN image USING (image_id) JOIN class ON class.class_id = tally.class_id
      WHERE dataset.name = :k0 AND annotation_set.name = :k1
      """
    try compareTables(
      part: "votes", keys: sql, rows: tally, told: 4,
      fields: ["shown", "selected", "partial"], what: "counts", first, second)
  }

  private mutating func compareScores(_ first: StudyStore, _ second: StudyStore) throws {
    let runs = """
      SELECT dataset.name, model.name, role, condition, level, step, parameters
      FROM run JOIN dataset USING (dataset_id) JOIN model USING (model_id) ORDER BY 1, 2, 3, 4, 5, 6, 7
      """
    let known = try [first, second].map { store in
      try store.table(named: "score").columns.map(\.name)
    }
    let scores = known[0].filter {
      known[1].contains($0)
        && !["run_id", "image_id", "class_id", "predicted_class_id"].contains($0)
    }
    let columns = scores.map { "score.\"\($0)\"" }.joined(separator: ", ")
    try compareTables(
      part: "scores", keys: runs,
      rows: """
        SELECT image.name, class.name, \(columns)
        FROM score JOIN run USING (run_id) JOIN dataset ON dataset.dataset_id = run.dataset_id
        JOIN model USING (model_id) JOIN image USING (image_id)
        LEFT JOIN class ON class.class_id = score.class_id
        WHERE dataset.name = :k0 AND model.name = :k1 AND role = :k2 AND condition IS :k3
        AND level IS :k4 AND step IS :k5 AND parameters IS :k6
        """,
      told: 2, fields: scores, what: "images", first, second)
    try compareTables(
      part: "scores",
      keys: """
        SELECT dataset.name, model.name, external_score.name FROM external_score
        JOIN run USING (run_id) JOIN dataset USING (dataset_id) JOIN model USING (model_id)
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """,
      rows: """
        SELECT image.name, value FROM external_score JOIN run USING (run_id)
        JOIN dataset ON dataset.dataset_id = run.dataset_id JOIN model USING (model_id)
        JOIN image USING (image_id)
        WHERE dataset.name = :k0 AND model.name = :k1 AND external_score.name = :k2
        """,
      told: 1, fields: ["value"], what: "images", first, second)
  }

  /// Compares tables that many rows belong to, group by group.
  ///
  /// - Parameters:
  ///   - part: The part they are of.
  ///   - keys: A statement with one row for each group.
  ///   - rows: A statement with the rows of the group whose key is `:k0`, `:k1`, …
  ///   - told: How many columns of these rows tell them apart.
  ///   - fields: The names of the other columns.
  ///   - what: What one row is, for a number of them.
  ///   - first: The study before.
  ///   - second: The study after.
  /// - Throws: `StudyStoreError` when a study cannot be read.
  private mutating func compareTables(
    part: String, keys: String, rows: String, told: Int, fields: [String], what: String,
    _ first: StudyStore, _ second: StudyStore
  ) throws {
    let groups = try [first, second].map { try $0.rows(keys).rows }
    let names = groups.map { $0.map(Self.words) }
    for (name, key) in zip(names[0] + names[1], groups[0] + groups[1])
    where !(names[0].contains(name) && names[1].contains(name)) {
      compared[part, default: 0] += 1
      let isFirst = names[0].contains(name)
      let count = try (isFirst ? first : second).rows(rows, arguments: Self.arguments(key)).rows
        .count
      note(
        part, name, what, isFirst ? "\(count)" : nil, isFirst ? nil : "\(count)")
    }
    for (name, key) in zip(names[0], groups[0]) where names[1].contains(name) {
      let found = try [first, second].map { store -> [String: [QueryValue]] in
        var found: [String: [QueryValue]] = [:]
        try store.query(rows, arguments: Self.arguments(key)) { row in
          found[Self.words(Array(row[..<told]))] = Array(row[told...])
        }
        return found
      }
      compared[part, default: 0] += fields.count
      compareRows(part: part, place: name, fields: fields, what: what, found[0], found[1])
    }
  }

  private mutating func compareRows(
    part: String, place: String, fields: [String], what: String, _ first: [String: [QueryValue]],
    _ second: [String: [QueryValue]]
  ) {
    let alone = [
      first.keys.count { second[$0] == nil }, second.keys.count { first[$0] == nil },
    ]
    if alone != [0, 0] {
      note(part, place, "\(what) of one study only", "\(alone[0])", "\(alone[1])")
    }
    for (index, field) in fields.enumerated() {
      var count = 0
      var largest: (key: String, distance: Double) = ("", -1)
      for (key, row) in first.sorted(by: { $0.key < $1.key }) {
        guard let other = second[key], !isSame(row[index], other[index]) else { continue }
        count += 1
        let distance =
          row[index].number.flatMap { a in other[index].number.map { abs(a - $0) } } ?? .infinity
        if distance > largest.distance { largest = (key, distance) }
      }
      guard count > 0 else { continue }
      note(
        part, place, "\(field) of \(count) \(what), most in \(largest.key)",
        first[largest.key].flatMap { Self.word($0[index]) },
        second[largest.key].flatMap { Self.word($0[index]) })
    }
  }

  private func isSame(_ first: QueryValue, _ second: QueryValue) -> Bool {
    if let old = first.number, let new = second.number {
      return old == new || abs(old - new) <= tolerance * max(abs(old), abs(new))
    }
    return first == second
  }

  private static func word(_ value: QueryValue) -> String? {
    value.text ?? value.integer.map(String.init) ?? value.number.map { "\($0)" }
  }

  private static func words(_ values: [QueryValue]) -> String {
    values.compactMap(word).joined(separator: ", ")
  }

  private static func arguments(_ key: [QueryValue]) -> [String: QueryValue] {
    Dictionary(uniqueKeysWithValues: key.enumerated().map { ("k\($0)", $1) })
  }

  // MARK: - Results

  private mutating func compareResults(_ first: StudyStore, _ second: StudyStore) throws {
    let outputs = [try first.analyses(), try second.analyses()]
    let missing = AnalysisOutput(analysis: "", kind: "missing")
    let names = outputs[0].map(\.analysis)
    for name in names + outputs[1].map(\.analysis).filter({ !names.contains($0) }) {
      let found = outputs.map { list in list.first { $0.analysis == name } }
      if let alone = found[0] == nil ? found[1] : found[1] == nil ? found[0] : nil {
        compared["results", default: 0] += 1
        note(
          "results", name, "analysis", found[0].map { _ in alone.kind },
          found[1].map { _ in alone.kind })
        continue
      }
      var comparison = RowComparison(place: name, tolerance: tolerance)
      comparison.compare(found[0] ?? missing, found[1] ?? missing)
      take(comparison, as: "results")
    }
    var comparison = RowComparison(place: "claims", tolerance: tolerance)
    comparison.compare(try first.verdicts(), try second.verdicts())
    take(comparison, as: "verdicts")
  }

  private mutating func take(_ comparison: RowComparison, as part: String) {
    compared[part, default: 0] += comparison.rows
    for difference in comparison.differences {
      note(
        part, difference.place, difference.field, difference.stored, difference.found,
        row: difference.row)
    }
  }
}
