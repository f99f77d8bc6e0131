public import Analyses
public import Results
public import Simulation

/// Everything a study found, as values for a report.
public struct StudyResult: Sendable {
  /// An input file.
  public struct Input: Codable, Equatable, Sendable {
    /// The path, below the data folder where it lies there.
    public var path: String
    /// What it was read as.
    public var purpose: String
    /// The size in bytes.
    public var bytes: Int
    /// The SHA-256.
    public var sha256: String
    /// The rows of the file.
    public var rows: Int?
  }

  /// What the import of an annotation set did, as `name: value` pairs in order.
  public struct ImportRecord: Equatable, Sendable {
    /// The annotation set.
    public var set: String
    /// The counts, in order.
    public var counts: [(name: String, value: Int)]
    /// Sentences that a reader must know.
    public var notes: [String]

    /// Whether two records say the same.
    public static func == (first: Self, second: Self) -> Bool {
      first.set == second.set && first.notes == second.notes
        && first.counts.elementsEqual(second.counts, by: ==)
    }
  }

  /// One network.
  public struct NetworkRecord: Equatable, Sendable {
    /// The name.
    public var name: String
    /// What the manifest says of it.
    public var about: String?
    /// The number of images scored.
    public var images: Int
    /// The precision of the products, `single` or `double`.
    public var precision: String?
    /// Why scores are missing, by score.
    public var unavailable: [(score: String, reason: String)]

    /// Whether two records say the same.
    public static func == (first: Self, second: Self) -> Bool {
      first.name == second.name && first.about == second.about && first.images == second.images
        && first.precision == second.precision
        && first.unavailable.elementsEqual(second.unavailable, by: ==)
    }
  }

  /// The resolved manifest.
  public var manifest: StudyManifest
  /// The input files.
  public var inputs: [Input]
  /// The imports.
  public var imports: [ImportRecord]
  /// The networks.
  public var networks: [NetworkRecord]
  /// The analyses' outputs, in the order of the manifest.
  public var outputs: [AnalysisOutput]
  /// The verdicts.
  public var verdicts: [ClaimVerdict]
  /// What the alignment check found.
  public var findings: [String]
  /// The images of each network under the default annotation set, for figures.
  public var tables: [ImageTable]
  /// The planted truth of a simulated study.
  public var truth: PlantedTruth?
  /// The study that ran beside this one; empty or one element.
  public var twin: [StudyResult]
  /// The command that made the result.
  public var command: [String]
  /// The library that made the products, with the processor's kernel.
  public var blas: String

  /// The true coefficient that a row of a simulated study estimates; nil when it is not known.
  public func plantedTruth(of row: CorrelationResult) -> Double? {
    truth?.value(model: row.model, score: row.score, method: row.method)
  }

  /// The output of an analysis.
  public func output(_ id: String) -> AnalysisOutput? { outputs.first { $0.analysis == id } }
}
