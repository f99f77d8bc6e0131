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
  package internal(set) var compared: [String: Int] = [:]

  let tolerance: Double

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

  mutating func note(
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
    // A study made before roundings were recorded has the same runs.
    let parameters = "json_remove(parameters, '$.\(StudyRun.rounding)')"
    let runs = """
      SELECT dataset.name, model.name, role, condition, level, step, \(parameters)
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
        AND level IS :k4 AND step IS :k5 AND \(parameters) IS :k6
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
