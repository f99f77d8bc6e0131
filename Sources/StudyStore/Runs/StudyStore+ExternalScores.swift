import Files
import GRDB
package import Networks

extension StudyStore {
  /// Stores one score per image that another program computed, as one transaction.
  ///
  /// The score belongs to the model's final run; a model without one gets a run of its own.
  ///
  /// - Parameters:
  ///   - name: The name of the score.
  ///   - direction: Which way it points; a score must point one way.
  ///   - run: The run the score belongs to.
  ///   - images: The name of each image.
  ///   - values: The value of each image; NaN where the file has none.
  ///   - policy: What happens to images that the data set does not have.
  ///   - replaces: Whether stored values under that name are replaced.
  /// - Returns: What was stored.
  /// - Throws: ``StudyStoreError`` for an infinite value, the name of a score of this program,
  ///   other values under that name, or a direction of `none`.
  package func insertExternalScores(
    name: String, direction: ScoreDirection, run: StudyRun, images: [String], values: [Double],
    policy: ImagePolicy = .count, replaces: Bool = false
  ) throws -> RunOutcome {
    guard images.count == values.count else {
      throw StudyStoreError.wrongRows(
        expected: "one value for each of \(images.count, "image")", got: "\(values.count, "value")")
    }
    guard direction != .none else {
      throw StudyStoreError.noDirection(score: name)
    }
    guard Score.named(name) == nil else {
      throw StudyStoreError.scoreExists(name, model: run.model)
    }
    if let row = values.firstIndex(where: \.isInfinite) {
      throw StudyStoreError.notFinite(what: name, row: row)
    }
    return try write { database in
      let (datasetID, _) = try findDataset(run.dataset, in: database)
      var matcher = try ImageMatcher(
        database, dataset: run.dataset, datasetID: datasetID, policy: policy)
      let ids = try matcher.match(images)
      try matcher.refuseUnknown()
      let runID =
        try Int64.fetchOne(
          database, sql: "SELECT run_id FROM run WHERE identity = ?",
          arguments: [try run.identity])
        ?? insert(run, datasetID: datasetID, in: database)
      let scores = zip(ids, values).compactMap { id, value in id.map { ($0, value) } }
      switch try compare(scores, name: name, direction: direction, runID: runID, in: database) {
      case .same where !replaces: return .alreadyPresent(id: runID)
      case .different where !replaces:
        throw StudyStoreError.scoreExists(name, model: run.model)
      default: break
      }
      try database.execute(
        sql: "DELETE FROM external_score WHERE run_id = ? AND name = ?", arguments: [runID, name])
      var insert = try BulkInsert(
        database, table: "external_score",
        columns: ["run_id", "name", "image_id", "value", "direction"])
      for (image, value) in scores {
        try insert.append { row in
          row.integer(runID)
          row.text(name)
          row.integer(image)
          row.real(value)
          row.text(direction.rawValue)
        }
      }
      try insert.finish()
      return .stored(
        RunCounts(
          id: runID, images: scores.count, imagesCreated: matcher.created,
          imagesUnknown: matcher.unknown, imagesAmbiguous: matcher.ambiguous,
          imageExamples: matcher.examples, note: matcher.note))
    }
  }

  private enum Comparison {
    case absent, same, different
  }

  /// Whether a score of that name is stored, with the same values or others.
  private func compare(
    _ scores: [(Int64, Double)], name: String, direction: ScoreDirection, runID: Int64,
    in database: Database
  ) throws -> Comparison {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT image_id, value, direction FROM external_score WHERE run_id = ? AND name = ?
        ORDER BY image_id
        """,
      arguments: [runID, name])
    if rows.isEmpty { return .absent }
    guard rows.count == scores.count else { return .different }
    let isSame = try zip(rows, scores.sorted { $0.0 < $1.0 }).allSatisfy { row, score in
      let value: Double? = try row[1]
      return try row[0] == score.0 && value == (score.1.isNaN ? nil : score.1)
        && row[2] == direction.rawValue
    }
    return isSame ? .same : .different
  }
}
