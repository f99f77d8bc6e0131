internal import Networks
internal import Studies
internal import StudyStore
internal import StudyValues

extension NetworkColumns {
  /// The networks with the scores that the page shows of each.
  static func networks(
    _ store: StudyStore, dataset: String, set: StudyAnnotationSet, settings: ExploreSettings,
    rows: Int
  ) throws -> [NetworkColumns] {
    let all = try store.runs(dataset: dataset, role: .final)
    let runs = all.filter { run in
      run.run.condition == nil
        && (settings.models.isEmpty || settings.models.contains(run.run.model))
    }
    let first =
      settings.scores
      + (settings.scores.isEmpty ? try primaryScores(store) + ["avh", "confidence"] : [])
    let room =
      settings.folder == nil
      ? Int.max
      : min(
        ExploreSettings.mostUsualScores,
        max(2, ExploreSettings.usualScores / max(1, rows * runs.count)))
    return try runs.map { run in
      let counted = Score.all.filter { $0.direction != .none }
      let counts =
        try store.rows(
          "SELECT \(counted.map { "count(\"\($0.name)\")" }.joined(separator: ", ")) FROM score "
            + "WHERE run_id = :run", arguments: ["run": .integer(run.id)]
        ).rows.first ?? []
      var entries = zip(counted, counts).filter { ($0.1.integer ?? 0) > 0 }.map { score, _ in
        NetworkColumns.ScoreEntry(
          name: score.name, title: Score.title(of: score.name),
          isHigherHarder: score.direction == .higherIsHarder, isExternal: false)
      }
      // The view of other programs' scores is about the default set.
      if set.isDefault {
        entries += try store.rows(
          "SELECT DISTINCT name, direction FROM external_score WHERE run_id = :run ORDER BY name",
          arguments: ["run": .integer(run.id)]
        ).rows.map { row in
          NetworkColumns.ScoreEntry(
            name: row[0].text ?? "", title: Score.title(of: row[0].text ?? ""),
            isHigherHarder: row[1].text == "higher-is-harder", isExternal: true)
        }
      }
      var seen: Set<String> = []
      var chosen = first.compactMap { name in entries.first { $0.name == name } }
        .filter { seen.insert($0.name).inserted }
      if settings.scores.isEmpty {
        chosen += entries.filter { seen.insert($0.name).inserted }
        chosen = Array(chosen.prefix(room))
      }
      return NetworkColumns(
        run: run, isOnlyRun: all.count { $0.run.model == run.run.model } == 1, scores: chosen,
        dataset: dataset, set: set)
    }
  }

  /// The scores of the first claim about a comparison.
  private static func primaryScores(_ store: StudyStore) throws -> [String] {
    let claims = try StoredStudy(store: store).manifest()?.claims ?? []
    return PageVerdict.Question(try store.analyses(), claims: claims, scores: [])?.pair ?? []
  }
}
