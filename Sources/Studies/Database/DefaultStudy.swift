internal import Analyses
internal import Annotations
internal import Networks
internal import StudyStore
internal import StudyValues

/// The study that a database filled by hand gets: the usual questions about everything it holds.
enum DefaultStudy {
  /// The manifest of the usual analyses.
  ///
  /// - Parameters:
  ///   - data: The data set, with its networks and annotation sets.
  ///   - store: The study.
  ///   - id: The identifier of the study.
  ///   - usual: The choices, and what is asked about.
  /// - Returns: A manifest whose analyses can run on `data`.
  /// - Throws: The errors of the store.
  static func manifest(
    of data: ChosenData, in store: StudyStore, id: String, usual: StoredStudy.Usual
  ) throws -> StudyManifest {
    // The score in the headline comes first.
    let all = try data.scoreNames()
    let first = usual.score ?? "avh"
    let scores = all.filter { $0 == first } + all.filter { $0 != first }
    let human = usual.human ?? .hsf
    let space = try store.labelSpace(of: data.dataset)
    let sources = try store.sourceFiles()
    let labels = sources.first { $0.purpose == "labels" }
    return StudyManifest(
      id: id, title: "\(data.dataset): do networks find the same images hard as people do?",
      question: question(scores: scores, chosen: usual.score),
      dataset: DatasetEntry(
        name: data.dataset,
        classes: ClassesEntry(
          space: space.name, file: nil, names: space.classes.map(\.name)),
        labels: LabelsEntry(
          reference: FileReference(file: labels?.path ?? store.path, sha256: labels?.sha256),
          layout: .table, order: nil)),
      analyses: analyses(scores: scores, human: human, chosen: usual.score),
      decisions: usual.decisions,
      figures: figures(scores: scores))
  }

  private static func question(scores: [String], chosen: String?) -> String {
    if let chosen {
      return "Does \(Score.title(of: chosen)) rank images by difficulty as people do?"
    }
    return scores.contains("avh") && scores.contains("confidence")
      ? "Do AVH and confidence rank images by difficulty as people do, and which does so better?"
      : "Do the scores of the networks rank images by difficulty as people do?"
  }

  /// The pairs that are compared: the chosen score against AVH and confidence, else AVH against its
  /// rivals.
  private static func pairs(scores: [String], chosen: String?) -> [[String]] {
    let first = chosen ?? "avh"
    let rivals = first == "avh" ? ["confidence", "angle", "angular_gap"] : ["avh", "confidence"]
    return rivals.filter { $0 != first }.map { [first, $0] }.filter {
      $0.allSatisfy(scores.contains)
    }
  }

  private static func analyses(
    scores: [String], human: HumanMeasure, chosen: String?
  ) -> [AnalysisEntry] {
    var entries = [
      AnalysisEntry(id: "V1", title: "What people said", spec: AnalysisSpec(VotesAnalysis())),
      AnalysisEntry(id: "N1", title: "The networks", spec: AnalysisSpec(NetworksAnalysis())),
    ]
    guard let headline = scores.first else { return entries }
    let measure =
      human == .hsf ? "human selection frequency" : HumanMeasure.title(of: human.rawValue)
    entries.append(
      AnalysisEntry(
        id: "H1", title: "Scores against \(measure)",
        spec: AnalysisSpec(
          CorrelationAnalysis(
            human: human, scores: scores, methods: [.spearman, .pearson, .kendall],
            groups: [.all, .bin, .correct]))))
    let pairs = pairs(scores: scores, chosen: chosen)
    if !pairs.isEmpty {
      entries.append(
        AnalysisEntry(
          id: "H3", title: "Is \(Score.title(of: headline)) ahead of its rivals?",
          spec: AnalysisSpec(
            ComparisonAnalysis(
              human: human, pairs: pairs, tests: [.influence, .steiger, .independentFisher]))))
    }
    entries.append(
      AnalysisEntry(
        id: "X1", title: "Where people and networks disagree most",
        spec: AnalysisSpec(ExtremesAnalysis(score: headline))))
    return entries
  }

  private static func figures(scores: [String]) -> [FigureEntry] {
    let shown = ["avh", "confidence"].filter(scores.contains)
    guard let first = shown.first ?? scores.first else { return [] }
    return shown.map { FigureEntry(kind: "density", x: "hsf", y: $0) }
      + [
        FigureEntry(kind: "boxes", x: "hsf", y: first),
        FigureEntry(kind: "forest", analysis: "H1"),
        FigureEntry(kind: "scatter", x: "accuracy", y: first, analysis: "H1"),
      ]
  }
}

extension StudyManifest {
  /// Creates the manifest of a study whose data are in a database already.
  init(
    id: String, title: String, question: String, dataset: DatasetEntry,
    analyses: [AnalysisEntry], decisions: Decisions, figures: [FigureEntry]
  ) {
    schema = Self.newestSchema
    self.id = id
    self.title = title
    self.question = question
    firstLine = nil
    remarks = []
    simulation = nil
    twin = nil
    self.dataset = dataset
    annotations = []
    models = []
    externalScores = []
    tensors = [:]
    self.analyses = analyses
    claims = []
    self.decisions = decisions
    self.figures = figures
  }
}

extension AnalysisEntry {
  /// Creates an entry.
  init(id: String, title: String?, spec: AnalysisSpec) {
    self.id = id
    self.title = title
    self.spec = spec
  }
}
