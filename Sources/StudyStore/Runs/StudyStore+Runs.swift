import Files
import GRDB
import Networks
package import StudyValues

extension StudyStore {
  /// Stores a run and its scores as one transaction.
  ///
  /// - Parameters:
  ///   - run: What the run is.
  ///   - inputs: Gives the hashes of the run's files, when they are needed: before the scores where a run
  ///     of the same kind is stored, else after them. The run's own when nil.
  ///   - images: The name of the image of each row of scores.
  ///   - labelSpace: The classes in the order of the network's outputs; nil for the data set's.
  ///   - policy: What happens to images that the data set does not have.
  ///   - replaces: Whether a stored run with the same role, condition, level and step is replaced.
  ///   - score: Sends tiles to the sink; it is not called when the run is present already.
  /// - Returns: What was stored.
  /// - Throws: ``StudyStoreError`` or what `score` throws; the study is then as before.
  /// - Complexity: O(images).
  package func insertRun(
    _ run: StudyRun, inputs: (() throws -> [String: String])? = nil, images: [String],
    labelSpace: LabelSpace? = nil, policy: ImagePolicy = .count, replaces: Bool = false,
    score: (inout StudyScoreSink) throws -> Void
  ) throws -> RunOutcome {
    try write { database in
      let (datasetID, space) = try findDataset(run.dataset, in: database)
      var run = run
      var isLate = false
      if let inputs {
        isLate = try !hasRun(run, in: database)
        if !isLate { run.inputs = try inputs() }
      }
      let (runID, isPresent) = try prepare(
        run, datasetID: datasetID, replaces: replaces, in: database)
      if isPresent { return .alreadyPresent(id: runID) }
      let classes = try ClassTable(database, space: space)
      let classIDs = try labelSpace.map { try classes.ids(of: $0, dataset: run.dataset) }
      var matcher = try ImageMatcher(
        database, dataset: run.dataset, datasetID: datasetID, policy: policy)
      let ids = try matcher.match(images)
      try matcher.refuseUnknown()
      let writer = try ScoreWriter(
        database, runID: runID, images: ids, classIDs: classIDs ?? classes.ids)
      var sink = StudyScoreSink(writer)
      try withoutIndex("score_of_class", ofFirst: "score", database) {
        try score(&sink)
        try writer.finish()
      }
      if isLate, let inputs { run.inputs = try inputs() }
      try database.execute(
        sql: "UPDATE run SET images = ?, inputs = ? WHERE run_id = ?",
        arguments: [writer.stored, try JSONText.encode(run.inputs), runID])
      return .stored(
        RunCounts(
          id: runID, images: writer.stored, imagesCreated: matcher.created,
          imagesUnknown: matcher.unknown, imagesAmbiguous: matcher.ambiguous,
          imageExamples: matcher.examples, labelConflicts: writer.labelConflicts,
          note: matcher.note))
    }
  }

  /// The runs of a data set, by model, role, condition, level and step.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - model: The name of a model; nil for all.
  ///   - role: A role; nil for all.
  /// - Returns: The runs.
  /// - Throws: ``StudyStoreError`` when the data set or the model is unknown.
  package func runs(
    dataset: String, model: String? = nil, role: RunRole? = nil
  ) throws -> [StoredRun] {
    try read { database in
      let (id, _) = try findDataset(dataset, in: database)
      if let model { try findModel(model, dataset: dataset, id: id, in: database) }
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT run_id, m.name, kind, role, condition, level, step, parameters, inputs, images,
            (SELECT json_group_array(name) FROM
              (SELECT DISTINCT name FROM external_score x WHERE x.run_id = r.run_id ORDER BY name))
          FROM run r JOIN model m USING (model_id)
          WHERE dataset_id = ? AND (? IS NULL OR m.name = ?) AND (? IS NULL OR role = ?)
          ORDER BY model_id, role, condition, level, step, run_id
          """,
        arguments: [id, model, model, role?.rawValue, role?.rawValue])
      return try rows.map { try StoredRun(row: $0, dataset: dataset) }
    }
  }

  /// The models that have runs on a data set, in the order they were added.
  ///
  /// - Parameter dataset: The name of the data set.
  /// - Returns: The names.
  /// - Throws: ``StudyStoreError/unknownDataset(_:nearest:)``.
  package func models(of dataset: String) throws -> [String] {
    try read { database in
      let (id, _) = try findDataset(dataset, in: database)
      return try String.fetchAll(
        database,
        sql: """
          SELECT name FROM model WHERE model_id IN (SELECT model_id FROM run WHERE dataset_id = ?)
          ORDER BY model_id
          """,
        arguments: [id])
    }
  }

  /// The one run of a model with a role, condition, level and step.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - model: The name of the model.
  ///   - role: What the run is for.
  ///   - condition: How the images were altered, nil for unaltered.
  ///   - level: The level within the condition.
  ///   - step: The training step.
  /// - Returns: The run; the first of several that differ in parameters only.
  /// - Throws: ``StudyStoreError/unknownRun(model:wanted:known:)`` and others.
  package func run(
    dataset: String, model: String, role: RunRole = .final, condition: String? = nil,
    level: Double? = nil, step: Int? = nil
  ) throws -> StoredRun {
    let all = try runs(dataset: dataset, model: model)
    let found = all.first {
      $0.run.role == role && $0.run.condition == condition && $0.run.level == level
        && $0.run.step == step
    }
    guard let found else {
      let wanted = StudyRun(
        dataset: dataset, model: model, role: role, condition: condition, level: level, step: step)
      throw StudyStoreError.unknownRun(
        model: model, wanted: wanted.summary, known: all.map(\.run.summary))
    }
    return found
  }

  private func findModel(
    _ name: String, dataset: String, id: Int64, in database: Database
  ) throws {
    let known = try String.fetchAll(
      database,
      sql: """
        SELECT name FROM model WHERE model_id IN (SELECT model_id FROM run WHERE dataset_id = ?)
        """,
      arguments: [id])
    guard known.contains(name) else {
      throw StudyStoreError.unknownModel(
        name, dataset: dataset, nearest: NearestName.find(name, among: known))
    }
  }

  private func hasRun(_ run: StudyRun, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE identity = ?)",
      arguments: [try run.identity]) ?? false
  }

  /// The key of the run, emptied for new scores unless the same are present.
  private func prepare(
    _ run: StudyRun, datasetID: Int64, replaces: Bool, in database: Database
  ) throws -> (id: Int64, isPresent: Bool) {
    let row = try Row.fetchOne(
      database,
      sql: "SELECT run_id, inputs, parameters, versions, images FROM run WHERE identity = ?",
      arguments: [try run.identity])
    // A source of other programs' scores becomes a network when it is scored itself.
    try database.execute(
      sql: "UPDATE model SET kind = ? WHERE name = ? AND kind = 'external'",
      arguments: [run.kind.rawValue, run.model])
    guard let row else { return (try insert(run, datasetID: datasetID, in: database), false) }
    let id: Int64 = try row[0]
    let isEmpty = try row[4] == 0
    let parameters = try JSONText.decode([String: StudyRun.Parameter].self, from: row[2])
    let isSame =
      try row[1] == JSONText.encode(run.inputs)
      && parameters.filter { $0.key != StudyRun.rounding }
        == run.parameters.filter { $0.key != StudyRun.rounding }
    if isSame, !isEmpty, !replaces, try row[3] == StudyStore.scoreVersions { return (id, true) }
    // A run that other programs' scores have made has no scores of its own yet; one with scores of
    // older methods, or without a score that is new, gets today's from the same files.
    guard replaces || isEmpty || isSame else {
      throw StudyStoreError.runExists(model: run.model, run: run.summary)
    }
    for table in ["score", "shard", "global_rank"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE run_id = ?", arguments: [id])
    }
    try database.execute(
      sql: "UPDATE run SET parameters = ?, versions = ?, inputs = ? WHERE run_id = ?",
      arguments: [
        try JSONText.encode(run.parameters), try StudyStore.scoreVersions,
        try JSONText.encode(run.inputs), id,
      ])
    return (id, false)
  }

  /// Adds a run without images and returns its key.
  func insert(_ run: StudyRun, datasetID: Int64, in database: Database) throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO model (name, kind) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
      arguments: [run.model, run.kind.rawValue])
    try database.execute(
      sql: """
        INSERT INTO run (dataset_id, model_id, role, condition, level, step, parameters, versions,
          inputs, identity, images)
        SELECT ?, model_id, ?, ?, ?, ?, ?, ?, ?, ?, 0 FROM model WHERE name = ?
        """,
      arguments: [
        datasetID, run.role.rawValue, run.condition, run.level, run.step,
        try JSONText.encode(run.parameters), try StudyStore.scoreVersions,
        try JSONText.encode(run.inputs), try run.identity, run.model,
      ])
    return database.lastInsertedRowID
  }

  /// The version of each score's method, as JSON.
  private static var scoreVersions: String {
    get throws {
      try JSONText.encode(
        Dictionary(
          uniqueKeysWithValues: Score.all.map { ($0.name, $0.version) }))
    }
  }
}

extension StoredRun {
  fileprivate init(row: Row, dataset: String) throws {
    id = try row[0]
    run = try StudyRun(
      dataset: dataset, model: row[1], kind: StudyRun.ModelKind(rawValue: row[2]) ?? .network,
      role: RunRole(rawValue: row[3]) ?? .final, condition: row[4], level: row[5],
      step: row[6],
      parameters: JSONText.decode([String: StudyRun.Parameter].self, from: row[7]),
      inputs: JSONText.decode([String: String].self, from: row[8]))
    images = try row[9]
    externalScores = try JSONText.decode([String].self, from: row[10])
  }
}
