package import Analyses
internal import Foundation
internal import Networks
internal import Simulation
internal import StudyStore

extension StudyResult.ImportRecord {
  /// The table that an import prints.
  init(_ set: String, _ counts: ImportCounts) {
    self.init(
      set: set,
      counts: [
        ("rows read", counts.rowsRead), ("rows used", counts.rowsUsed),
        ("answers", counts.answers), ("annotators", counts.annotators),
        ("images matched", counts.imagesMatched), ("images added", counts.imagesCreated),
        ("images unknown", counts.imagesUnknown), ("images ambiguous", counts.imagesAmbiguous),
        ("images without answers", counts.imagesMissing),
        ("labels in conflict", counts.labelConflicts),
      ] + counts.dropped.map { ("dropped: \($0.rule)", $0.count) },
      notes: counts.notes)
  }
}

extension StudyResult.NetworkRecord {
  /// The record of a scored network.
  init(_ model: ModelEntry, _ outcome: RunOutcome, _ summary: ScoringSummary?) {
    let images: Int
    switch outcome {
    case .stored(let counts): images = counts.images
    case .alreadyPresent: images = summary?.rows ?? 0
    }
    self.init(
      name: model.name, about: model.about, images: images, precision: summary?.precision.rawValue,
      unavailable: (summary?.unavailable ?? [:]).sorted { $0.key < $1.key }
        .map { ($0.key.name, $0.value) })
  }
}

extension StudyManifest {
  /// The manifest with another seed, where one is given.
  package func resolved(seed: UInt64?) -> StudyManifest {
    guard let seed else { return self }
    var manifest = self
    manifest.decisions.seed = seed
    manifest.simulation?.seed = seed
    return manifest
  }

  /// The networks and conditions that the analysis which decides a claim is to have rows for.
  func needs(of claim: ClaimEntry) -> ClaimNeeds {
    let entry = analyses.first { $0.id == claim.primary.analysis }
    return entry.map { ClaimNeeds($0.spec.settings, among: models.map(\.name)) } ?? ClaimNeeds()
  }

  /// The resolved manifest as JSON with sorted keys.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Decisions {
  /// The choices as analyses want them.
  package func analysisDecisions(threads: Int = 0) -> AnalysisDecisions {
    AnalysisDecisions(
      alpha: alpha, adjustment: adjustment.rawValue, margin: margin, resamples: resamples,
      seed: seed, fewestImages: fewestImages,
      threads: threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount)
  }
}
