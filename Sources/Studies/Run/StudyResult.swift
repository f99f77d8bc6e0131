package import Analyses
package import Simulation
package import StudyValues

/// Everything a study found, as values for a report.
package struct StudyResult: Sendable {
  /// An input file.
  package struct Input: Codable, Equatable, Sendable {
    /// The path, below the data folder where it lies there.
    package var path: String
    /// What it was read as.
    package var purpose: String
    /// The size in bytes.
    package var bytes: Int
    /// The SHA-256.
    package var sha256: String
    /// The rows of the file.
    package var rows: Int?
  }

  /// What the import of an annotation set did, as `name: value` pairs in order.
  package struct ImportRecord: Equatable, Sendable {
    /// The annotation set.
    package var set: String
    /// The counts, in order.
    package var counts: [(name: String, value: Int)]
    /// Sentences that a reader must know.
    package var notes: [String]

    /// Whether two records say the same.
    package static func == (first: Self, second: Self) -> Bool {
      first.set == second.set && first.notes == second.notes
        && first.counts.elementsEqual(second.counts, by: ==)
    }
  }

  /// One network.
  package struct NetworkRecord: Equatable, Sendable {
    /// The name.
    package var name: String
    /// What the manifest says of it.
    package var about: String?
    /// The number of images scored.
    package var images: Int
    /// The precision of the products, `single` or `double`.
    package var precision: String?
    /// Why scores are missing, by score.
    package var unavailable: [(score: String, reason: String)]

    /// Whether two records say the same.
    package static func == (first: Self, second: Self) -> Bool {
      first.name == second.name && first.about == second.about && first.images == second.images
        && first.precision == second.precision
        && first.unavailable.elementsEqual(second.unavailable, by: ==)
    }
  }

  /// The resolved manifest.
  package var manifest: StudyManifest
  /// The input files.
  package var inputs: [Input]
  /// The imports.
  package var imports: [ImportRecord]
  /// The networks.
  package var networks: [NetworkRecord]
  /// The analyses' outputs, in the order of the manifest.
  package var outputs: [AnalysisOutput]
  /// The verdicts.
  package var verdicts: [ClaimVerdict]
  /// What the alignment check found.
  package var findings: [String]
  /// The images of each network under the default annotation set, for figures.
  package var tables: [ImageTable]
  /// Where the pictures of the images lie that the outputs list, as far as a file told it.
  package var places: [String: ImagePlace]
  /// The planted truth of a simulated study.
  package var truth: PlantedTruth?
  /// The study that ran beside this one; empty or one element.
  package var twin: [StudyResult]
  /// The command that made the result.
  package var command: [String]
  /// The library that made the products, with the processor's kernel.
  package var blas: String

  /// The true coefficient that a row of a simulated study estimates; nil when it is not known.
  package func plantedTruth(of row: CorrelationResult) -> Double? {
    truth?.value(model: row.model, score: row.score, method: row.method)
  }

  /// The output of an analysis.
  package func output(_ id: String) -> AnalysisOutput? { outputs.first { $0.analysis == id } }
}
