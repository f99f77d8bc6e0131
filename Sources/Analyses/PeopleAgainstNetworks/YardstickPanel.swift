internal import Networks
internal import RealModule
internal import Statistics
internal import StudyValues

/// The scores of all networks on the images that all of them have, and the votes that are cut into halves.
struct YardstickPanel {
  /// A score of a network with the images it is of.
  struct Column {
    let model: String
    let score: ScoreColumn
    let images: [String]
  }

  /// A row of the tables: a score of a network, or other people, who come last.
  struct Row {
    let model: String
    let score: String
    let direction: JointCorrelations.Direction
    /// The values of a network; nil for other people, who change with the halves.
    let values: [Double]?
  }

  /// The rows; the last one is other people.
  let columns: [Row]
  /// The true class of each image.
  let classes: [Int]
  /// The images of the first network that some other lacks, or that have fewer than two votes.
  let dropped: Int
  /// Whose images they are.
  let table: ImageTable
  /// Whether the scores know the label.
  let usesLabel: Bool
  private let votes: VoteCounts
  /// The place of each image's true class among the votes.
  private let targets: [Int]

  /// Puts the scores beside the votes.
  ///
  /// - Returns: nil when the scores do not know the label and the votes are not over classes.
  init?(
    _ columns: [Column], usesLabel: Bool, table: ImageTable, votes: VoteMatrix?
  ) throws(StatisticsError) {
    guard usesLabel || votes != nil else { return nil }
    let voted = votes.map { matrix in
      Dictionary(zip(matrix.images, 0...)) { first, _ in first }
    }
    let places = columns.map { column in
      Dictionary(zip(column.images, 0...)) { first, _ in first }
    }
    let kept = table.images.indices.filter { image in
      let name = table.images[image]
      return table.shown[image] >= 2 && (voted.map { $0[name] != nil } ?? true)
        && zip(columns, places).allSatisfy { column, place in
          place[name].map { !column.score.values[$0].isNaN } ?? false
        }
    }
    guard !kept.isEmpty else { throw .nothingToCompare(name: "images that every network scored") }
    self.table = table
    self.usesLabel = usesLabel
    dropped = table.count - kept.count
    classes = kept.map { table.targetClass[$0] }
    if let votes, let voted {
      self.votes = try VoteCounts(
        kept.flatMap { votes.row(voted[table.images[$0]] ?? 0) },
        classCount: votes.classNames.count)
      targets = classes
    } else {
      self.votes = try table.rows(kept).votesForAndAgainst()
      targets = kept.map { _ in 0 }
    }
    self.columns =
      zip(columns, places).map { column, place in
        Row(
          model: column.model, score: column.score.name,
          direction: column.score.sign > 0 ? .higherIsHarder : .higherIsEasier,
          values: kept.map { column.score.values[place[table.images[$0]] ?? 0] })
      } + [
        Row(
          model: ErrorConsistencyAnalysis.otherPeople,
          score: (usesLabel ? HumanMeasure.hsf : .labelEntropy).rawValue,
          direction: usesLabel ? .higherIsEasier : .higherIsHarder, values: nil)
      ]
  }

  /// The strengths of all rows with the HSF of a half, as a mean over cuts and over the two halves.
  func correlations(
    _ method: CorrelationMethod, splits: Int, seed: UInt64, threads: Int
  ) throws(StatisticsError) -> MeanCorrelations {
    let panel = self
    let parts = try Parallel.map(count: 2 * splits, threads: threads) {
      (index) throws(StatisticsError) -> JointCorrelations in
      let halves = try panel.votes.halves(split: index / 2, seed: seed)
      let (own, other) =
        index.isMultiple(of: 2) ? (halves.first, halves.second) : (halves.second, halves.first)
      return try JointCorrelations(
        method, scores: panel.columns.map { $0.values ?? panel.scored(other) },
        directions: panel.columns.map(\.direction), human: panel.frequencies(own),
        humanDirection: .higherIsEasier, threads: 1)
    }
    return try MeanCorrelations(parts)
  }

  /// Other people scored like a network.
  private func scored(_ half: VoteCounts) -> [Double] {
    guard !usesLabel else { return frequencies(half) }
    return (0..<half.imageCount).map { image in
      let total = Double(half.total(of: image))
      return half[image].reduce(0) { sum, count in
        guard count > 0 else { return sum }
        let share = Double(count) / total
        return sum - share * Double.log(share)
      }
    }
  }

  private func frequencies(_ half: VoteCounts) -> [Double] {
    (0..<half.imageCount).map { image in
      let row = half[image]
      return Double(row[row.startIndex + targets[image]]) / Double(half.total(of: image))
    }
  }
}

/// The rows of a yardstick.
struct YardstickRows {
  let panel: YardstickPanel
  let mean: MeanCorrelations
  let method: CorrelationMethod
  let splits: Int
  let analysis: String

  private var note: String { "mean over \(splits) random cuts of the panel" }

  /// One score, or other people, with half of the panel.
  func correlation(
    _ index: Int, _ covariance: StrengthCovariance, _ population: Population, level: Double
  ) throws(StatisticsError) -> CorrelationResult {
    let row = panel.columns[index]
    var result = CorrelationResult(
      dataset: panel.table.key.dataset, annotationSet: panel.table.key.annotationSet,
      human: YardstickAnalysis.human, model: row.model, score: row.score, method: method.rawValue,
      n: panel.classes.count, dropped: panel.dropped)
    result.statistic = mean.estimates[index]
    let sign: Double = row.direction == .higherIsEasier ? 1 : -1
    try result.set(mean.strength(index, covariance), of: population, level: level, sign: sign)
    result.addNote(note)
    return result
  }

  /// One score less other people.
  func comparison(
    _ index: Int, _ covariance: StrengthCovariance, _ population: Population, level: Double
  ) throws(StatisticsError) -> ComparisonResult {
    let last = panel.columns.count - 1
    let (row, people) = (panel.columns[index], panel.columns[last])
    var result = ComparisonResult(
      dataset: panel.table.key.dataset, annotationSet: panel.table.key.annotationSet,
      human: YardstickAnalysis.human, modelA: row.model, scoreA: row.score,
      modelB: people.model, scoreB: people.score, method: method.rawValue,
      n: panel.classes.count, test: TestName.influence.rawValue)
    (result.statisticA, result.statisticB) = (mean.estimates[index], mean.estimates[last])
    try result.set(mean.difference(index, last, covariance), of: population, level: level)
    result.addNote(note)
    return result
  }

  /// The place of every row, and how far it is behind the best.
  func ranks(
    _ ranking: ScoreRanking, _ covariance: StrengthCovariance, _ population: Population
  ) -> [EstimateResult] {
    ranking.rows.flatMap { place -> [EstimateResult] in
      let row = panel.columns[place.score]
      let key = ResultKey(
        analysis: analysis, quantity: "rank", annotationSet: panel.table.key.annotationSet,
        human: YardstickAnalysis.human, model: row.model, score: row.score,
        method: method.rawValue, population: population, grouping: "knowledge",
        group: panel.usesLabel ? "label" : "no label")
      return [
        EstimateResult(
          key, value: Double(place.rank), rangeLow: Double(place.rankLow),
          rangeHigh: Double(place.rankHigh), n: panel.classes.count,
          note: "range: max-t, \(covariance.name)"),
        place.behind(
          key.with { $0.quantity = "behind_best" }, how: covariance.name, n: panel.classes.count),
      ]
    }
  }
}
