internal import Statistics
package import StudyValues

/// The images whose label people reject, and the headline coefficients without them.
///
/// A label is doubtful when another class has more votes than it. The list shows such images, those with the
/// lowest HSF shrunken by its votes first, with `networks_against` as score: the share of networks whose
/// prediction is not the label. The estimates are `doubtful_labels` (how many of how many) and, for each
/// network, `accuracy_on_doubtful` and `predicts_majority` (how often it predicts what people chose
/// there). Correlations and comparisons stand for all images and for those whose `label-agrees`.
///
/// Keys: `scores`, `pairs`, `methods` (`[spearman]`), `count` (20), `set`.
package struct LabelErrorsAnalysis: Analysis {
  package static let kind = "label-errors"
  package static let words: [Prose] = [
    """
    A label is doubtful when people chose another class more often. The coefficients are given for all images \
    and without the doubtful ones (*label-agrees*).
    """
  ]

  /// The scores whose coefficients are repeated.
  package var scores: [String]
  /// The pairs of scores whose comparison is repeated.
  package var pairs: [[String]] = []
  /// The coefficients.
  package var methods: [CoefficientName] = [.spearman]
  /// The length of the list.
  package var count = 20
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, pairs, methods, count
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    let set = annotationSet ?? data.annotationSets[0]
    let tables = try data.tables(annotationSet: set)
    guard let first = tables.first else { return output }
    guard first.majorityClass.contains(where: { $0 != nil }) else {
      output.notes.append("no data: `\(set)` does not tell which class people chose instead")
      return output
    }
    let doubtful = first.doubtfulImages
    output.estimates.append(
      EstimateResult(
        ResultKey(analysis: id, quantity: "doubtful_labels", annotationSet: set),
        value: Double(doubtful.count), n: first.count,
        note: "images for which another class has more votes than the label"))
    output.images = try list(id, tables, doubtful)
    let correlations = CorrelationAnalysis(
      scores: scores, methods: methods, groups: [.all, .trusted])
    let comparisons = ComparisonAnalysis(
      pairs: pairs, methods: methods, groups: [.all, .trusted])
    for table in tables {
      output.estimates += try accuracies(id, table, decisions)
      output.correlations += try correlations.rows(
        of: table, scores: scores, decisions: decisions)
      output.comparisons += try comparisons.rows(of: table, decisions: decisions)
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    Family.adjust(&output.comparisons, method: decisions.adjustment)
    return output
  }

  private func accuracies(
    _ id: String, _ table: ImageTable, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    guard let predicted = table.score("predicted_class")?.values else { return [] }
    let known = table.doubtfulImages.filter { !predicted[$0].isNaN }
    guard !known.isEmpty else { return [] }
    let label = known.count { Int(predicted[$0]) == table.targetClass[$0] }
    let majority = known.count { Int(predicted[$0]) == table.majorityClass[$0] }
    return try [("accuracy_on_doubtful", label), ("predicts_majority", majority)].map {
      quantity, right throws(StatisticsError) in
      try EstimateResult(
        ResultKey(id, quantity, of: table), share: right, of: known.count, alpha: decisions.alpha)
    }
  }

  /// The doubtful images, those that people reject most clearly first.
  private func list(
    _ id: String, _ tables: [ImageTable], _ doubtful: [Int]
  ) throws -> [ExtremeImage] {
    let table = tables[0]
    let prior = ShrunkenFrequency(table.selections)
    let shrunken = table.selections.map(prior.value)
    let against = Against(tables)
    let people = try ExtremeSide.places(shrunken.map { -$0 })
    let networks = try ExtremeSide.places(against.share)
    let order = doubtful.sorted {
      shrunken[$0] == shrunken[$1]
        ? table.images[$0] < table.images[$1] : shrunken[$0] < shrunken[$1]
    }
    return order.prefix(count).enumerated().map { place, image in
      ExtremeImage(
        analysis: id, list: "labels that people reject", place: place + 1,
        image: table.images[image], targetClass: table.classNames[table.targetClass[image]],
        majorityClass: table.majorityClass[image].map { table.classNames[$0] }, model: "networks",
        predictedClass: against.favourite(table.images[image]).map { table.classNames[$0] },
        selected: table.selected[image], shown: table.shown[image],
        hsf: table.hsf[image],
        shrunkenHSF: shrunken[image], score: "networks_against", value: against.share[image],
        discrepancy: networks[image] - people[image], labelDoubtful: true)
    }
  }
}

/// What the networks of a study predict together.
private struct Against {
  /// The share of networks whose prediction is not the label, for each image of the first table.
  let share: [Double]
  private let predictions: [String: [Int]]

  init(_ tables: [ImageTable]) {
    var predictions: [String: [Int]] = [:]
    for table in tables {
      guard let predicted = table.score("predicted_class")?.values else { continue }
      for (image, value) in predicted.enumerated() where !value.isNaN {
        predictions[table.images[image], default: []].append(Int(value))
      }
    }
    let table = tables[0]
    share = (0..<table.count).map { image in
      let votes = predictions[table.images[image]] ?? []
      guard !votes.isEmpty else { return 0 }
      return Double(votes.count { $0 != table.targetClass[image] }) / Double(votes.count)
    }
    self.predictions = predictions
  }

  /// The class most networks predict; the first of several.
  func favourite(_ image: String) -> Int? {
    let votes = predictions[image] ?? []
    let counts = Dictionary(grouping: votes) { $0 }.mapValues(\.count)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}

extension ImageTable {
  /// The images for which another class than the label has most votes, as positions.
  var doubtfulImages: [Int] {
    (0..<count).filter { image in
      majorityClass[image].map { $0 != targetClass[image] } ?? false
    }
  }
}

extension LabelErrorsAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.decode([String].self, forKey: .scores)
    pairs = try ScorePairs.read(fields, .pairs, optional: true)
    try fields.read(.methods, into: &methods)
    try fields.read(.count, into: &count, in: 1...1_000_000)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
