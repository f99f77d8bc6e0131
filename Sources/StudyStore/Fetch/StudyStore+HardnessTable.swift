import GRDB
package import Networks
import StudyValues

extension StudyStore {
  /// People's answers about the images of a data set, beside one run's scores.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - set: The annotation set; nil for the default one.
  ///   - runID: The key of a run; nil for people's answers alone.
  ///   - scores: The scores wanted.
  ///   - human: Which answers count when people saw images under several conditions.
  /// - Returns: The images that the set has answers to and the run has scores of, in order of their
  ///   keys.
  /// - Throws: ``StudyStoreError`` when a name is unknown.
  /// - Complexity: O(images).
  package func hardnessTable(
    dataset: String, set: String? = nil, runID: Int64? = nil,
    scores: [Score] = Score.all, human: HumanCondition = .all
  ) throws -> HardnessTable {
    try read { database in
      let setID = try findSet(set, dataset: dataset, in: database)
      let (_, space) = try findDataset(dataset, in: database)
      let classes = try ClassTable(database, space: space)
      let query = try HardnessQuery(
        setID: setID, runID: runID, scores: scores, human: human, in: database)
      var table = try HardnessTable(classes: classes, scores: query.scores)
      let cursor = try Row.fetchCursor(
        database, sql: query.sql, arguments: StatementArguments(query.arguments))
      while let row = try cursor.next() {
        try checkVotes(row[3], row[4], row[5], image: row[1])
        try table.append(row, scores: query.scores)
      }
      if let runID { try table.addExternal(runID: runID, in: database) }
      return table
    }
  }
}

/// The statement that fetches a table; the expressions are those of the views.
private struct HardnessQuery {
  let sql: String
  let arguments: [String: (any DatabaseValueConvertible)?]
  let scores: [Score]

  init(
    setID: Int64, runID: Int64?, scores: [Score], human: HumanCondition, in database: Database
  ) throws {
    let hasOthers =
      try runID.map {
        try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM external_score WHERE run_id = ?)",
          arguments: [$0]) ?? false
      } ?? false
    self.scores = runID == nil ? [] : scores
    let columns =
      [
        "i.image_id", "i.name", "k.class_id", PeopleViews.counted, PeopleViews.selected,
        PeopleViews.partial, "s.has_counts", "s.partial_weight", "t.selected", "v.label_entropy",
        "v.majority_class_id", "v.majority_share", runID == nil ? "NULL" : "c.rank_censored",
      ]
      + self.scores.map { "c.\($0.column)" }
    var conditions = ["s.set_id = :set"]
    var arguments: [String: (any DatabaseValueConvertible)?] = ["set": setID]
    if let runID {
      conditions.append("r.run_id = :run")
      if hasOthers {
        conditions.append(
          "(c.image_id IS NOT NULL OR i.image_id IN "
            + "(SELECT image_id FROM external_score WHERE run_id = :run))")
      }
      arguments["run"] = runID
    }
    switch human {
    case .all: break
    case .unaltered: conditions.append("v.condition IS NULL")
    case .only(let condition, let level):
      conditions.append("v.condition = :condition AND v.level IS :level")
      arguments["condition"] = condition
      arguments["level"] = level
    }
    let source =
      runID == nil
      ? PeopleViews.humanHardness.source
      : hasOthers ? PeopleViews.scoredImages : PeopleViews.imageHardnessAll.source
    sql = """
      SELECT \(columns.joined(separator: ", ")) \(source)
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY i.image_id, v.rowid
      """
    self.arguments = arguments
  }
}

extension HardnessTable {
  fileprivate init(classes: ClassTable, scores: [Score]) throws {
    classNames = classes.classes.map(\.name)
    places = try classes.places()
    for score in scores { self.scores[score] = [] }
  }

  fileprivate mutating func append(_ row: Row, scores: [Score]) throws {
    try imageIDs.append(row[0])
    try images.append(row[1])
    try targetClass.append(place(row[2]))
    let hasCounts: Bool = try row[6]
    try selections.append(
      Selections(
        selected: (hasCounts ? row[4] : row[8]) ?? .nan, partial: row[5],
        shown: hasCounts ? row[3] ?? 0 : nil, rule: MaybeRule(weight: row[7]) ?? .zero))
    try labelEntropy.append(row[9] ?? .nan)
    try majorityClass.append(place(row[10]))
    try majorityShare.append(row[11] ?? .nan)
    try rankIsCensored.append((row[12] as Bool?) ?? false)
    for (offset, score) in scores.enumerated() {
      let value: Double =
        try score.number == .classIndex
        ? place(row[13 + offset]).map(Double.init) ?? .nan : row[13 + offset] ?? .nan
      self.scores[score]?.append(value)
    }
  }

  private func place(_ classID: Int64?) -> Int? { classID.flatMap { places[$0] } }

  fileprivate mutating func addExternal(runID: Int64, in database: Database) throws {
    let names = try Row.fetchAll(
      database,
      sql: "SELECT DISTINCT name, direction FROM external_score WHERE run_id = ? ORDER BY name",
      arguments: [runID])
    for row in names {
      let name: String = try row[0]
      var values: [Int64: Double] = [:]
      let cursor = try Row.fetchCursor(
        database,
        sql: "SELECT image_id, value FROM external_score WHERE run_id = ? AND name = ?",
        arguments: [runID, name])
      while let row = try cursor.next() { try values[row[0]] = row[1] ?? .nan }
      try external.append(
        External(
          name: name, direction: ScoreDirection(rawValue: row[1]) ?? .none,
          values: imageIDs.map { values[$0] ?? .nan }))
    }
  }
}
