package import Analyses
internal import Annotations
internal import Networks
internal import Statistics
package import StudyStore
package import StudyValues
internal import Synchronization
package import Tensors

/// The values of a stored study, as analyses ask for them; tables are fetched once.
///
/// Several threads may ask at a time.
package final class StoredStudyData: AnalysisData, Sendable {
  /// The data set.
  package let dataset: String
  /// The names of the classes.
  package let classNames: [String]
  /// The networks with a final run, and other sources of scores.
  package let models: [String]
  /// The annotation sets, the default one first.
  package let annotationSets: [String]

  let store: StudyStore
  private let folder: DataFolder
  private let tensors: [String: FileReference]
  private let networks: NetworkInputs?
  let sets: [StudyAnnotationSet]
  /// Whether images are those of a true class, and not those of a data set without any.
  private let isLabelled: Bool
  private let finalRuns: [String: StoredRun]
  private let tables = Mutex<[String: ImageTable]>([:])

  /// Opens the data of one data set.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - dataset: The data set.
  ///   - folder: The folder of files that analyses name themselves.
  ///   - tensors: Those files, by the name analyses use.
  ///   - networks: The networks' own files, for analyses that need logits; nil when not at hand.
  ///   - needsTrueClasses: Whether images without a true class are left out; without any true class
  ///     there is still how much people agree, and then they stand in a class of that name.
  /// - Throws: The errors of the store.
  package init(
    store: StudyStore, dataset: String, folder: DataFolder = DataFolder("."),
    tensors: [String: FileReference] = [:], networks: NetworkInputs? = nil,
    needsTrueClasses: Bool = true
  ) throws {
    self.networks = networks
    isLabelled = try needsTrueClasses || store.hasTrueClasses(dataset)
    self.store = store
    self.dataset = dataset
    self.folder = folder
    self.tensors = tensors
    sets = try store.annotationSets(of: dataset)
    annotationSets = sets.map(\.name)
    classNames = try store.labelSpace(of: dataset).classes.map(\.name)
    let runs = try store.runs(dataset: dataset, model: nil, role: .final).filter {
      $0.run.condition == nil
    }
    finalRuns = Dictionary(runs.map { ($0.run.model, $0) }) { first, _ in first }
    models = try store.models(of: dataset).filter { [finalRuns] in
      guard let run = finalRuns[$0] else { return false }
      return run.images > 0 || (run.run.kind != .ensemble && !run.externalScores.isEmpty)
    }
  }

  /// The networks whose shards were merged while some were missing.
  package var partialModels: [String: String] {
    finalRuns.compactMapValues { run in
      if case .text(let part) = run.run.parameters["partial"] { part } else { nil }
    }
  }

  /// The images of each network that the first annotation set judged; none without a set.
  func firstTables() throws -> [ImageTable] {
    guard let set = annotationSets.first else { return [] }
    return try models.map { try table(model: $0, annotationSet: set) }
  }

  /// The images of one network's final run that the annotation set judged.
  package func table(model: String, annotationSet: String) throws -> ImageTable {
    guard let run = finalRuns[model] else {
      throw StudyError.unknownName(
        kind: "network", name: model, known: models, location: "the analysis")
    }
    let key = "\(model)\u{0}\(annotationSet)"
    // Who asks for a table that is being fetched waits for it.
    return try tables.withLock { tables in
      if let known = tables[key] { return known }
      let table = try table(of: run, annotationSet: annotationSet)
      tables[key] = table
      return table
    }
  }

  /// The runs of a network in a role, in order of condition, level and step.
  package func runs(model: String, role: RunRole) throws -> [RunKey] {
    try stored(model: model, role: role).map(\.key)
  }

  /// The images of one run; people's answers are those to the unaltered images.
  package func table(model: String, run: RunKey, annotationSet: String) throws -> ImageTable {
    guard
      let stored = try stored(model: model, role: run.role).first(where: {
        $0.key.condition == run.condition && $0.key.level == run.level && $0.key.step == run.step
      })
    else {
      throw StudyError.inconsistent(
        location: model, problem: "there is no run \(run.role.rawValue) of that condition and step")
    }
    return try table(of: stored.run, annotationSet: annotationSet)
  }

  /// Every image of one network's final run, whether people judged it or not, with `rank`, `correct`
  /// and the scores of all networks together.
  package func scoredImages(model: String) throws -> ScoredImages {
    guard let run = finalRuns[model] else {
      throw StudyError.unknownName(
        kind: "network", name: model, known: models, location: "the analysis")
    }
    let first = Int(try store.labelSpace(of: dataset).firstIndex)
    let shared = try store.runs(dataset: dataset, model: nil, role: .final)
      .filter { $0.run.kind == .ensemble && $0.run.condition == nil }
    var names: [String] = []
    var classes: [Int] = []
    var ranks: [Double] = []
    var correct: [Double] = []
    var place: [Int64: Int] = [:]
    try store.query(
      """
      SELECT i.image_id, i.name, k."index", c.rank, c.correct FROM run r
      JOIN image i ON i.dataset_id = r.dataset_id
      LEFT JOIN score c ON c.run_id = r.run_id AND c.image_id = i.image_id
      LEFT JOIN class k ON k.class_id = coalesce(c.class_id, i.class_id)
      WHERE r.run_id = :run AND (c.image_id IS NOT NULL OR i.image_id IN
        (SELECT image_id FROM external_score WHERE run_id = :run))
      ORDER BY i.image_id
      """, arguments: ["run": .integer(run.id)]
    ) { row in
      place[Int64(row[0].number ?? 0)] = names.count
      names.append(row[1].text ?? "")
      classes.append(row[2].number.map { Int($0) - first } ?? -1)
      ranks.append(row[3].number ?? .nan)
      correct.append(row[4].number ?? .nan)
    }
    var columns = [
      ScoreColumn(name: "rank", values: ranks, direction: .higherIsHarder, usesLabel: true),
      ScoreColumn(name: "correct", values: correct, direction: .higherIsEasier, usesLabel: true),
    ]
    for ensemble in shared {
      for external in ensemble.externalScores {
        var values = [Double](repeating: .nan, count: names.count)
        var direction = ScoreDirection.none
        try store.query(
          """
          SELECT image_id, value, direction FROM external_score
          WHERE run_id = :run AND name = :name
          """, arguments: ["run": .integer(ensemble.id), "name": .text(external)]
        ) { row in
          direction = row[2].text.flatMap(ScoreDirection.init) ?? .none
          guard let position = place[Int64(row[0].number ?? 0)] else { return }
          values[position] = row[1].number ?? .nan
        }
        columns.append(
          ScoreColumn(
            name: external, values: values, direction: direction, usesLabel: true, isShared: true))
      }
    }
    return ScoredImages(images: names, targetClass: classes, scores: columns)
  }

  /// A tensor that the manifest names for an analysis.
  package func tensor(_ reference: String) throws -> Tensor {
    guard let file = tensors[reference] else {
      throw StudyError.unknownName(
        kind: "tensor", name: reference, known: Array(tensors.keys), location: "the analysis")
    }
    let tensor = try Tensor.open(
      pathOrGlobOrDirectory: try folder.existingPath(file), key: file.key)
    return try file.index.map { try tensor.slice(index: $0) } ?? tensor
  }

  /// The logits of a network's final run, computed anew from its files; nil when they are not at hand.
  package func logits(model: String) throws -> LogitMatrix? {
    guard finalRuns[model] != nil else { return nil }
    return try networks?.logits(of: model)
  }

  private func stored(
    model: String, role: RunRole
  ) throws -> [(key: RunKey, run: StoredRun)] {
    try store.runs(dataset: dataset, model: model, role: role).map { stored in
      let numbers = stored.run.parameters.compactMapValues { value -> Double? in
        if case .number(let number) = value { number } else { nil }
      }
      return (
        RunKey(
          role: stored.run.role,
          condition: stored.run.condition, level: stored.run.level, step: stored.run.step,
          parameters: numbers), stored
      )
    }
  }

  private func table(of stored: StoredRun, annotationSet: String) throws -> ImageTable {
    let table = try store.hardnessTable(
      dataset: dataset, set: annotationSet, runID: stored.id, human: .unaltered)
    let known =
      isLabelled ? judged(table) : (0..<table.count).filter { !table.majorityShare[$0].isNaN }
    let tolerance =
      stored.run.parameters[StudyRun.rounding] == .text(ScoringPrecision.double.rawValue)
      ? RoundedConstant.double : RoundedConstant.single
    var columns = Score.all.compactMap { score -> ScoreColumn? in
      guard let values = table.scores[score] else { return nil }
      let chosen = known.map { values[$0] }
      guard chosen.contains(where: { !$0.isNaN }) else { return nil }
      return ScoreColumn(
        name: score.name, values: chosen, direction: score.direction, usesLabel: score.usesLabel
      ).settled(tolerance: tolerance)
    }
    columns += table.external.map { external in
      ScoreColumn(
        name: external.name, values: known.map { external.values[$0] },
        direction: external.direction, usesLabel: false
      ).settled(tolerance: nil)
    }
    columns += try sharedScores(for: known.map { table.imageIDs[$0] }, annotationSet)
    return ImageTable(
      key: .init(
        dataset: dataset, annotationSet: annotationSet, model: stored.run.model,
        condition: stored.run.condition, level: stored.run.level, step: stored.run.step),
      images: known.map { table.images[$0] },
      classNames: classNames + (isLabelled ? [] : ["without a true class"]),
      targetClass: known.map { table.targetClass[$0] ?? (isLabelled ? 0 : classNames.count) },
      selections: known.map {
        isLabelled ? table.selections[$0] : Selections(selected: 0, partial: 0, shown: 0)
      },
      majorityClass: known.map { table.majorityClass[$0] },
      labelEntropy: known.map { table.labelEntropy[$0] },
      majorityShare: known.map { table.majorityShare[$0] }, scores: columns)
  }

  /// The rows whose true class somebody judged.
  func judged(_ table: HardnessTable) -> [Int] {
    (0..<table.count).filter { table.selections[$0].hsf != nil && table.targetClass[$0] != nil }
  }

  /// Scores of several networks together, stored with an ensemble.
  private func sharedScores(
    for images: [Int64], _ annotationSet: String
  ) throws -> [ScoreColumn] {
    var columns: [ScoreColumn] = []
    for run in finalRuns.values.sorted(by: { $0.id < $1.id })
    where run.run.kind == .ensemble && !run.externalScores.isEmpty {
      let table = try store.hardnessTable(
        dataset: dataset, set: annotationSet, runID: run.id, scores: [], human: .unaltered)
      let place = Dictionary(zip(table.imageIDs, 0...)) { first, _ in first }
      for external in table.external {
        columns.append(
          ScoreColumn(
            name: external.name,
            values: images.map { image in place[image].map { external.values[$0] } ?? .nan },
            direction: external.direction, usesLabel: true, isShared: true
          ).settled(tolerance: nil))
      }
    }
    return columns
  }
}
