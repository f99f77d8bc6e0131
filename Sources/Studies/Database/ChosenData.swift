package import Analyses
internal import Files
internal import Networks
package import StudyStore
package import StudyValues
package import Tensors

/// The values of a stored study, narrowed to the networks and the annotation set that a command names.
package struct ChosenData: AnalysisData {
  /// The networks, in the order of the study.
  package let models: [String]
  /// The annotation sets, the chosen one first.
  package let annotationSets: [String]
  private let base: StoredStudyData

  /// Opens the data of one data set.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - dataset: The data set; nil for the only one.
  ///   - set: The annotation set; nil for the default one.
  ///   - models: The networks; empty for all.
  ///   - networks: The networks' own files, for analyses that need logits.
  ///   - needsTrueClasses: Whether images without a true class are left out; see `StoredStudyData`.
  /// - Throws: ``StudyError`` when a name is unknown or the data set has no annotation set.
  package init(
    store: StudyStore, dataset: String? = nil, set: String? = nil, models: [String] = [],
    networks: NetworkInputs? = nil, needsTrueClasses: Bool = true
  ) throws {
    let dataset = try store.chosenDataset(dataset)
    base = try StoredStudyData(
      store: store, dataset: dataset.name, networks: networks, needsTrueClasses: needsTrueClasses)
    guard let standard = base.annotationSets.first else {
      throw StudyError.inconsistent(
        location: "the data set \(dataset.name)",
        problem: "it has no annotation set; import one with avh import")
    }
    let chosen = try KnownName.find(
      set ?? standard, kind: "annotation set", among: base.annotationSets)
    annotationSets = [chosen] + base.annotationSets.filter { $0 != chosen }
    let base = base
    let meant = try models.map { try KnownName.find($0, kind: "network", among: base.models) }
    self.models = meant.isEmpty ? base.models : base.models.filter(meant.contains)
  }

  /// The names of every score that a chosen network has, in the order of columns.
  ///
  /// - Throws: The errors of the store.
  package func scoreNames() throws -> [String] {
    var names: [String] = []
    for model in models {
      for column in try table(model: model, annotationSet: annotationSets[0]).scores
      where column.direction != .none && !names.contains(column.name) { names.append(column.name) }
    }
    return names
  }

  /// The scores that are meant by some names.
  ///
  /// A score of the tool that the inputs could not give is known too: it keeps its row, which says so.
  ///
  /// - Parameter names: The names as a person wrote them.
  /// - Returns: The names of the scores.
  /// - Throws: ``StudyError/unknownName(kind:name:known:location:)`` with the nearest known name.
  package func scores(named names: [String]) throws -> [String] {
    let known = try scoreNames()
    let all = known + Score.all.map(\.name).filter { !known.contains($0) }
    return try names.map { name in
      guard let score = NameMatch.find(name, among: all) else {
        throw StudyError.unknownName(
          kind: KnownName.score, name: name, known: known, location: KnownName.commandLine)
      }
      return score
    }
  }

  /// The data set.
  package var dataset: String { base.dataset }

  /// The names of the classes.
  package var classNames: [String] { base.classNames }

  /// The images of one network's final run that the annotation set judged.
  package func table(model: String, annotationSet: String) throws -> ImageTable {
    try base.table(model: model, annotationSet: annotationSet)
  }

  /// The runs of a network in a role.
  package func runs(model: String, role: RunRole) throws -> [RunKey] {
    try base.runs(model: model, role: role)
  }

  /// The images of one run.
  package func table(model: String, run: RunKey, annotationSet: String) throws -> ImageTable {
    try base.table(model: model, run: run, annotationSet: annotationSet)
  }

  /// How often each class was chosen for each image.
  package func votes(annotationSet: String) throws -> VoteMatrix? {
    try base.votes(annotationSet: annotationSet)
  }

  /// The answers for the true class of each image.
  package func selections(annotationSet: String) throws -> TargetSelections {
    try base.selections(annotationSet: annotationSet)
  }

  /// Every answer of a worker-level set.
  package func answers(annotationSet: String) throws -> AnswerTriples? {
    try base.answers(annotationSet: annotationSet)
  }

  /// The answers under each condition of a set.
  package func conditions(annotationSet: String) throws -> [ConditionCounts] {
    try base.conditions(annotationSet: annotationSet)
  }

  /// Every image of one network's final run.
  package func scoredImages(model: String) throws -> ScoredImages {
    try base.scoredImages(model: model)
  }

  /// The networks of whose rows only a part was scored.
  package var partialModels: [String: String] { base.partialModels }

  /// The logits of a network's final run; nil when its files are not at hand.
  package func logits(model: String) throws -> LogitMatrix? { try base.logits(model: model) }

  /// A tensor that a manifest names; a command line names none.
  package func tensor(_ reference: String) throws -> Tensor { try base.tensor(reference) }
}
