internal import Analyses
internal import Networks
internal import Statistics
internal import Studies
internal import StudyStore
internal import StudyValues

/// The images with the largest influence on the difference that decides the study's first claim about two
/// scores, or on that of AVH and confidence.
struct PageVerdict: Encodable {
  /// The difference and its images for one network.
  struct Network: Encodable {
    let model: String
    let difference: Double
    /// The interval of the stored row.
    let low: Double?
    let high: Double?
    let population: String?
    let images: Int
    /// Rows of people with the change of the difference without each.
    let rows: [Int]
    let changes: [Double]
    /// How many images, taken out together, turn the sign, and the difference without them.
    let turning: Int?
    let without: Double?
  }

  let claim: String?
  let text: String?
  let outcome: String?
  let sentence: String?
  let scores: [String]
  let titles: [String]
  let human: String
  let method: String
  let networks: [Network]
  let command: String
  let notes: [String]

  /// How many images of each network a page shows.
  private static let count = 60

  /// What is compared: the pair of scores, the human measure and the coefficient.
  struct Question {
    let claim: ClaimEntry?
    let pair: [String]
    let human: HumanMeasure
    let method: CorrelationMethod
    let rows: [ComparisonResult]

    /// The question of the first claim about a comparison, else that about AVH and confidence.
    init?(_ outputs: [AnalysisOutput], claims: [ClaimEntry], scores: [String]) {
      let claim = claims.first { claim in
        claim.primary.estimate == nil
          && outputs.contains { $0.analysis == claim.primary.analysis && !$0.comparisons.isEmpty }
      }
      let all = outputs.filter { claim == nil || $0.analysis == claim?.primary.analysis }
        .flatMap(\.comparisons).filter { $0.grouping == Grouping.all.rawValue }
      let row = all.first { claim?.primary.method == nil || $0.method == claim?.primary.method }
      self.claim = claim
      let test = claim?.primary.test ?? "influence"
      let population = claim?.primary.population ?? .classesRandom
      if let row, let human = HumanMeasure(rawValue: row.human),
        let method = CorrelationMethod(rawValue: row.method)
      {
        pair = [row.scoreA, row.scoreB]
        self.human = human
        self.method = method
        rows = all.filter {
          $0.scoreA == row.scoreA && $0.scoreB == row.scoreB && $0.human == row.human
            && $0.method == row.method && $0.test == test && $0.population == population
        }
      } else {
        guard scores.contains("avh"), scores.contains("confidence") else { return nil }
        pair = ["avh", "confidence"]
        human = .hsf
        method = .spearman
        rows = []
      }
    }
  }

  init(
    _ question: Question, verdicts: [ClaimVerdict], people: PeopleColumns, data: ChosenData,
    command: String
  ) throws {
    let verdict = verdicts.first { $0.claim == question.claim?.id }
    claim = question.claim?.id
    text = question.claim?.text
    outcome = verdict?.outcome?.rawValue
    sentence = verdict?.sentence
    scores = question.pair
    titles = question.pair.map { Score.title(of: $0) }
    human = question.human.rawValue
    method = question.method.rawValue
    self.command = command
    var networks: [Network] = []
    var notes: [String] = []
    let places = people.unalteredRows()
    for model in data.models {
      let table = try data.table(model: model, annotationSet: data.annotationSets[0])
      let influence: ImageInfluence
      do {
        influence = try ImageInfluence(
          table, pair: question.pair, human: question.human, method: question.method)
      } catch let error as StatisticsError {
        notes.append("\(model): \(error)")
        continue
      }
      let order = influence.order.prefix(Self.count).filter { index in
        places[table.images[influence.images[index]]] != nil
      }
      let row = question.rows.first { $0.modelA == model && $0.modelB == model }
      networks.append(
        Network(
          model: model, difference: influence.difference, low: row?.ciLow, high: row?.ciHigh,
          population: row?.population?.rawValue, images: influence.images.count,
          rows: order.compactMap { places[table.images[influence.images[$0]]] },
          changes: order.map { influence.changes[$0] }, turning: influence.turning?.count,
          without: influence.differenceWithoutTurning))
    }
    self.networks = networks
    self.notes = notes
  }
}
