internal import Statistics
package import StudyValues

/// A kind of analysis that a manifest can name.
package struct AnalysisKind: Sendable {
  /// The word in a manifest.
  package let name: String
  /// The settings with their computation.
  package let settings: any Analysis.Type

  private init(_ settings: any Analysis.Type) {
    name = settings.kind
    self.settings = settings
  }

  /// Every kind; a new one is a file and a line here.
  package static let all: [AnalysisKind] = [
    VotesAnalysis.self, NetworksAnalysis.self, CorrelationAnalysis.self, ComparisonAnalysis.self,
    ExtremesAnalysis.self, AccuracyTrendAnalysis.self, TrainingDynamicsAnalysis.self,
    DegradationAnalysis.self, AdversarialAnalysis.self, PeopleAgainstNetworksAnalysis.self,
    SelfTrainingAnalysis.self, DomainGeneralizationAnalysis.self, PartialAnalysis.self,
    WithinClassAnalysis.self, TwoPartAnalysis.self, CountRegressionAnalysis.self,
    WholeAnswersAnalysis.self, LabelErrorsAnalysis.self, CalibrationAnalysis.self,
    MixedModelAnalysis.self,
    TemperatureAnalysis.self, ReliabilityAnalysis.self, AgreementAnalysis.self,
    RankingAnalysis.self, ErrorConsistencyAnalysis.self, PatternConsistencyAnalysis.self,
    YardstickAnalysis.self, NetworkSampleAnalysis.self, VoteCalibrationAnalysis.self,
    NetworkDifferencesAnalysis.self, ScoreCorrelationsAnalysis.self,
  ].map { AnalysisKind($0) }
}

/// What one analysis of a study computes, with the settings of its kind.
///
/// In a manifest the settings stand beside `kind` in one mapping.
package struct AnalysisSpec: Sendable {
  /// The settings.
  package let settings: any Analysis

  /// Takes the settings of a kind.
  package init(_ settings: some Analysis) { self.settings = settings }

  /// The word of the kind.
  package var kind: String { type(of: settings).kind }

  /// Runs the analysis; see ``Analysis/run(id:on:decisions:)``.
  ///
  /// Every row says of which networks only a part was scored, and none has an interval of width 0.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    try settings.run(id: id, on: data, decisions: decisions)
      .notingParts(data.partialModels, of: data.models).withoutPoints()
  }

  /// Runs the analysis for a study of several; where a statistic is undefined for the whole of it, the reason stands
  /// in the place of its rows.
  ///
  /// - Throws: What the study throws, such as a file that is gone.
  package func runOrSayWhy(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    do {
      return try run(id: id, on: data, decisions: decisions)
    } catch let error as StatisticsError {
      var output = settings.output(id)
      output.notes = ["no data: \(error)"]
      return output
    }
  }
}

extension AnalysisSpec: Equatable {
  package static func == (first: AnalysisSpec, second: AnalysisSpec) -> Bool {
    func isEqual<Settings: Analysis>(_ settings: Settings) -> Bool {
      settings == second.settings as? Settings
    }
    return isEqual(first.settings)
  }
}

extension AnalysisSpec: Codable {
  private enum KindKey: String, CodingKey { case kind }

  /// Reads the kind and its settings from one mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: KindKey.self)
    let name = try fields.decode(String.self, forKey: .kind)
    guard let kind = AnalysisKind.all.first(where: { $0.name == name }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: fields,
        debugDescription: "one of \(AnalysisKind.all.map(\.name).joined(separator: ", "))")
    }
    settings = try kind.settings.init(from: decoder)
  }

  /// Writes the kind and its settings into one mapping.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: KindKey.self)
    try container.encode(kind, forKey: .kind)
    try settings.encode(to: encoder)
  }
}
