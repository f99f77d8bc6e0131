package import Analyses
package import Simulation

/// A study as data: what is asked, of which people and networks, and how the answer is decided.
///
/// The manifest is read from `study.yml`. Fields left out have the defaults that are stated with each
/// type; the resolved form is stored with the results and printed by `avh study run --resolve`.
package struct StudyManifest: Codable, Equatable, Sendable {
  /// The version of the layout; this tool reads 1.
  package var schema: Int
  /// The study's identifier, the name of its folder.
  package var id: String
  /// The title of the report.
  package var title: String
  /// The question in one sentence.
  package var question: String
  /// What the report says in its first line, for example that the votes are simulated.
  package var firstLine: String?
  /// The paragraphs that a reader needs to judge the result.
  package var remarks: [String]
  /// The settings of the simulation that makes the data, when the study brings its own.
  package var simulation: SimulationSettings?
  /// A second manifest that runs beside this one, for example the same study without any effect.
  package var twin: String?
  /// The data set.
  package var dataset: DatasetEntry
  /// The annotation sets.
  package var annotations: [AnnotationEntry]
  /// The networks.
  package var models: [ModelEntry]
  /// Further scores.
  package var externalScores: [ExternalScoreEntry]
  /// Files that analyses name themselves.
  package var tensors: [String: FileReference]
  /// The analyses, in the order of the report.
  package var analyses: [AnalysisEntry]
  /// The claims.
  package var claims: [ClaimEntry]
  /// The choices made beforehand.
  package var decisions: Decisions
  /// The figures.
  package var figures: [FigureEntry]

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    schema = try fields.decode(Int.self, forKey: .schema)
    id = try fields.decode(String.self, forKey: .id)
    question = try fields.decode(String.self, forKey: .question)
    title = try fields.decodeIfPresent(String.self, forKey: .title) ?? id
    firstLine = try fields.decodeIfPresent(String.self, forKey: .firstLine)
    remarks = try fields.decodeIfPresent([String].self, forKey: .remarks) ?? []
    simulation = try fields.decodeIfPresent(SimulationSettings.self, forKey: .simulation)
    twin = try fields.decodeIfPresent(String.self, forKey: .twin)
    dataset = try fields.decode(DatasetEntry.self, forKey: .dataset)
    annotations = try fields.decodeIfPresent([AnnotationEntry].self, forKey: .annotations) ?? []
    models = try fields.decodeIfPresent([ModelEntry].self, forKey: .models) ?? []
    externalScores =
      try fields.decodeIfPresent([ExternalScoreEntry].self, forKey: .externalScores) ?? []
    tensors = try fields.decodeIfPresent([String: FileReference].self, forKey: .tensors) ?? [:]
    analyses = try fields.decodeIfPresent([AnalysisEntry].self, forKey: .analyses) ?? []
    claims = try fields.decodeIfPresent([ClaimEntry].self, forKey: .claims) ?? []
    decisions = try fields.decodeIfPresent(Decisions.self, forKey: .decisions) ?? Decisions()
    figures = try fields.decodeIfPresent([FigureEntry].self, forKey: .figures) ?? []
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, id, title, question
    case firstLine = "first_line"
    case remarks, simulation, twin, dataset, annotations, models
    case externalScores = "external_scores"
    case tensors, analyses, claims, decisions, figures
  }
}

/// One analysis of a study.
package struct AnalysisEntry: Codable, Equatable, Sendable {
  /// The identifier, for example `H1`.
  package var id: String
  /// What the report calls it.
  package var title: String?
  /// What is computed.
  package var spec: AnalysisSpec

  /// Reads the identifier and, from the same mapping, the kind and its keys.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: AnyAnalysisKey.self)
    id = try fields.decode(String.self, forKey: .id)
    title = try fields.decodeIfPresent(String.self, forKey: .title)
    spec = try AnalysisSpec(from: decoder)
  }

  /// Writes one mapping with the identifier, the kind and its keys.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: AnyAnalysisKey.self)
    try fields.encode(id, forKey: .id)
    try fields.encodeIfPresent(title, forKey: .title)
    try spec.encode(to: encoder)
  }

  /// The keys that every analysis has beside those of its kind.
  package enum AnyAnalysisKey: String, CodingKey {
    case id, title, kind
  }
}
