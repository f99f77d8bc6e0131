package import StudyValues

/// The kinds of analysis; a manifest names one of them.
package enum AnalysisKind: String, CaseIterable, Codable, Sendable {
  case votes, networks, correlation, comparison, extremes
  case accuracyTrend = "accuracy-trend"
  case trainingDynamics = "training-dynamics"
  case degradation, adversarial
  case peopleAgainstNetworks = "people-against-networks"
  case selfTraining = "self-training"
  case domainGeneralization = "domain-generalization"
  case partial
  case withinClass = "within-class"
  case twoPart = "two-part"
  case countRegression = "count-regression"
  case wholeAnswers = "whole-answers"
  case labelErrors = "label-errors"
  case calibration, temperature, reliability, agreement, ranking
}

/// What one analysis of a study computes, with the settings of its kind.
///
/// In a manifest the settings stand beside `kind` in one mapping.
package enum AnalysisSpec: Equatable, Sendable {
  /// The people: votes, agreement, reliability, ceilings.
  case votes(VotesAnalysis)
  /// The networks: accuracy and the means of their scores.
  case networks(NetworksAnalysis)
  /// Correlations of scores with a human measure.
  case correlation(CorrelationAnalysis)
  /// Comparisons of two scores' correlations.
  case comparison(ComparisonAnalysis)
  /// Images on which people and a network disagree most.
  case extremes(ExtremesAnalysis)
  /// Accuracy against the mean of a score over networks.
  case accuracyTrend(AccuracyTrendAnalysis)
  /// Scores over the course of training.
  case trainingDynamics(TrainingDynamicsAnalysis)
  /// Scores over levels of degradation, against people's measured accuracy.
  case degradation(DegradationAnalysis)
  /// Scores along an attack.
  case adversarial(AdversarialAnalysis)
  /// People against networks that are known by their best classes only.
  case peopleAgainstNetworks(PeopleAgainstNetworksAnalysis)
  /// Self-training of a linear head with pseudo-labels chosen in several ways.
  case selfTraining(SelfTrainingAnalysis)
  /// Heads with two losses on a domain that was left out.
  case domainGeneralization(DomainGeneralizationAnalysis)
  /// Partial and semi-partial correlations of scores, given each other.
  case partial(PartialAnalysis)
  /// Correlations within classes beside the pooled ones.
  case withinClass(WithinClassAnalysis)
  /// HSF = 1 against below, and the order below.
  case twoPart(TwoPartAnalysis)
  /// Confidence against correctness and against HSF.
  case calibration(CalibrationAnalysis)
  /// Temperature-scaled confidence against people.
  case temperature(TemperatureAnalysis)
  /// The noise of the votes and what it costs a correlation.
  case reliability(ReliabilityAnalysis)
  /// How far the annotators agree, and each of them with the others.
  case agreement(AgreementAnalysis)
  /// Which score follows people best.
  case ranking(RankingAnalysis)
  /// The votes as a function of a score.
  case countRegression(CountRegressionAnalysis)
  /// Networks' probabilities against the whole distribution of the votes.
  case wholeAnswers(WholeAnswersAnalysis)
  /// Images whose label people reject, and the coefficients without them.
  case labelErrors(LabelErrorsAnalysis)

  /// The kind.
  package var kind: AnalysisKind {
    switch self {
    case .votes: .votes
    case .networks: .networks
    case .correlation: .correlation
    case .comparison: .comparison
    case .extremes: .extremes
    case .accuracyTrend: .accuracyTrend
    case .trainingDynamics: .trainingDynamics
    case .degradation: .degradation
    case .adversarial: .adversarial
    case .peopleAgainstNetworks: .peopleAgainstNetworks
    case .selfTraining: .selfTraining
    case .domainGeneralization: .domainGeneralization
    case .partial: .partial
    case .withinClass: .withinClass
    case .twoPart: .twoPart
    case .calibration: .calibration
    case .temperature: .temperature
    case .reliability: .reliability
    case .agreement: .agreement
    case .ranking: .ranking
    case .countRegression: .countRegression
    case .wholeAnswers: .wholeAnswers
    case .labelErrors: .labelErrors
    }
  }

  private var settings: any Analysis {
    switch self {
    case .votes(let analysis): analysis
    case .networks(let analysis): analysis
    case .correlation(let analysis): analysis
    case .comparison(let analysis): analysis
    case .extremes(let analysis): analysis
    case .accuracyTrend(let analysis): analysis
    case .trainingDynamics(let analysis): analysis
    case .degradation(let analysis): analysis
    case .adversarial(let analysis): analysis
    case .peopleAgainstNetworks(let analysis): analysis
    case .selfTraining(let analysis): analysis
    case .domainGeneralization(let analysis): analysis
    case .partial(let analysis): analysis
    case .withinClass(let analysis): analysis
    case .twoPart(let analysis): analysis
    case .calibration(let analysis): analysis
    case .temperature(let analysis): analysis
    case .reliability(let analysis): analysis
    case .agreement(let analysis): analysis
    case .ranking(let analysis): analysis
    case .countRegression(let analysis): analysis
    case .wholeAnswers(let analysis): analysis
    case .labelErrors(let analysis): analysis
    }
  }

  /// Runs the analysis.
  ///
  /// - Parameters:
  ///   - id: The analysis's identifier, stored with every row.
  ///   - data: What the study knows.
  ///   - decisions: The choices made beforehand.
  /// - Returns: The rows; an analysis without the input it needs gives a note that says so.
  /// - Throws: What `data` throws, and errors of statistics on invalid values.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    try settings.run(id: id, on: data, decisions: decisions)
  }
}

extension AnalysisSpec: Codable {
  private enum KindKey: String, CodingKey { case kind }

  /// Reads the kind and its settings from one mapping.
  package init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: KindKey.self)
      .decode(AnalysisKind.self, forKey: .kind)
    self =
      switch kind {
      case .votes: .votes(try VotesAnalysis(from: decoder))
      case .networks: .networks(try NetworksAnalysis(from: decoder))
      case .correlation: .correlation(try CorrelationAnalysis(from: decoder))
      case .comparison: .comparison(try ComparisonAnalysis(from: decoder))
      case .extremes: .extremes(try ExtremesAnalysis(from: decoder))
      case .accuracyTrend: .accuracyTrend(try AccuracyTrendAnalysis(from: decoder))
      case .trainingDynamics: .trainingDynamics(try TrainingDynamicsAnalysis(from: decoder))
      case .degradation: .degradation(try DegradationAnalysis(from: decoder))
      case .adversarial: .adversarial(try AdversarialAnalysis(from: decoder))
      case .peopleAgainstNetworks:
        .peopleAgainstNetworks(try PeopleAgainstNetworksAnalysis(from: decoder))
      case .selfTraining: .selfTraining(try SelfTrainingAnalysis(from: decoder))
      case .domainGeneralization:
        .domainGeneralization(try DomainGeneralizationAnalysis(from: decoder))
      case .partial: .partial(try PartialAnalysis(from: decoder))
      case .withinClass: .withinClass(try WithinClassAnalysis(from: decoder))
      case .twoPart: .twoPart(try TwoPartAnalysis(from: decoder))
      case .calibration: .calibration(try CalibrationAnalysis(from: decoder))
      case .temperature: .temperature(try TemperatureAnalysis(from: decoder))
      case .reliability: .reliability(try ReliabilityAnalysis(from: decoder))
      case .agreement: .agreement(try AgreementAnalysis(from: decoder))
      case .ranking: .ranking(try RankingAnalysis(from: decoder))
      case .countRegression: .countRegression(try CountRegressionAnalysis(from: decoder))
      case .wholeAnswers: .wholeAnswers(try WholeAnswersAnalysis(from: decoder))
      case .labelErrors: .labelErrors(try LabelErrorsAnalysis(from: decoder))
      }
  }

  /// Writes the kind and its settings into one mapping.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: KindKey.self)
    try container.encode(kind, forKey: .kind)
    try settings.encode(to: encoder)
  }
}

/// One kind of analysis: settings that a manifest can give, and the computation.
package protocol Analysis: Codable, Equatable, Sendable {
  /// Computes the rows of the analysis.
  func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput
}

/// The choices of a study that concern every analysis.
package struct AnalysisDecisions: Sendable, Equatable {
  /// The level of every test.
  package var alpha: Double
  /// How the p-values of a family are adjusted: `holm`, `benjamini-hochberg` or `none`.
  package var adjustment: String
  /// The half-width of the range of differences that count as none.
  package var margin: Double
  /// The number of resamples.
  package var resamples: Int
  /// The seed of everything random.
  package var seed: UInt64
  /// The fewest images for which a group shows a coefficient.
  package var fewestImages: Int
  /// The number of threads.
  package var threads: Int

  /// Creates a set of choices.
  package init(
    alpha: Double = 0.05, adjustment: String = "holm", margin: Double = 0.02,
    resamples: Int = 9_999, seed: UInt64 = 20_260_101, fewestImages: Int = 3, threads: Int = 2
  ) {
    self.alpha = alpha
    self.adjustment = adjustment
    self.margin = margin
    self.resamples = resamples
    self.seed = seed
    self.fewestImages = fewestImages
    self.threads = threads
  }
}
