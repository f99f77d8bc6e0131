internal import Statistics
package import StudyValues

/// The images on which people and a network disagree most, and those that are hard for both.
///
/// *Hard for people, easy for the network* needs both: the upper Wilson limit of HSF is among the lowest tenth
/// and below 1, and the network's score is among its easiest third. *Easy for people, hard for the network* is
/// the mirror image: the lower limit among the highest tenth and above 0, the score among its hardest third.
/// *Hard for people and the network* has the people's end of the first list and the network's of the second.
/// So an image with few votes does not win by noise, and none that nearly everybody gets is called hard. Lists
/// are sorted by the difference of places (0 for the easiest image, 1 for the hardest), network less people, the
/// last one by their sum, with tied images at their least extreme place. Images whose human majority rejects the label are flagged, and
/// the first list is also given without them. A list that no image belongs to is said to be empty.
package struct ExtremesAnalysis: Analysis {
  package static let kind = "extremes"
  package static let words: [Prose] = [
    """
    Hard for people: the upper limit of HSF among the lowest tenth; easy for the network: its score among its \
    easiest third; and the other way round; hard for both: that tenth and the network's hardest third. The \
    order is that of the difference of places from 0 (easiest) to 1 (hardest), network less people, and of \
    their sum for both. A doubtful label is one that the people's majority rejects.
    """
  ]

  /// The score.
  package var score: String
  /// The length of each list.
  package var count: Int
  /// The networks, all of them when empty.
  package var models: [String]

  /// Creates the analysis.
  package init(score: String = "avh", count: Int = 10, models: [String] = []) {
    self.score = score
    self.count = count
    self.models = models
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    try fields.read(.score, into: &score)
    try fields.read(.count, into: &count, in: 1...1_000_000)
    try fields.read(.models, into: &models)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case score, count, models }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// Computes the lists.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = data.annotationSets[0]
    var seenShared = false
    for model in models.isEmpty ? data.models : models {
      let table = try data.table(model: model, annotationSet: set)
      guard let column = table.score(score) else {
        output.notes.append("no data: \(model) has no score `\(score)`")
        continue
      }
      if column.isShared {
        // A score of all networks together has one list, not one for each network.
        if seenShared { continue }
        seenShared = true
      }
      let known = (0..<table.count).filter {
        !column.values[$0].isNaN && !table.hsf[$0].isNaN
      }
      guard known.count > 1 else {
        output.notes.append("no data: \(model) has fewer than two images with `\(score)`")
        continue
      }
      try append(
        table.rows(known), owner: column.isShared ? "networks" : model, to: &output)
    }
    return output
  }

  private func append(
    _ table: ImageTable, owner: String, to output: inout AnalysisOutput
  ) throws {
    guard let column = table.score(score) else { return }
    let rows = ExtremeRows(
      analysis: output.analysis, table: table, owner: owner, column: column, count: count)
    for side in ExtremeSide.allCases {
      let order = try side.images(table, column)
      if order.isEmpty {
        output.notes.append("\(owner): no image is \(side.words(score))")
        continue
      }
      output.images += rows.list(side.rawValue, order)
      if side == .hardForPeople, order.contains(where: { rows.doubtful[$0.image] }) {
        let clear = order.filter { !rows.doubtful[$0.image] }
        output.images += rows.list("\(side.rawValue), label not in doubt", clear)
        if clear.isEmpty {
          output.notes.append(
            "\(owner): no image is \(side.words(score)) with a label that is not in doubt")
        }
      }
    }
  }
}

/// The rows of one network's lists.
private struct ExtremeRows {
  let analysis: String
  let table: ImageTable
  let owner: String
  let column: ScoreColumn
  let count: Int
  let doubtful: [Bool]
  private let shrunken: [Double]

  init(analysis: String, table: ImageTable, owner: String, column: ScoreColumn, count: Int) {
    self.analysis = analysis
    self.table = table
    self.owner = owner
    self.column = column
    self.count = count
    let prior = ShrunkenFrequency(table.selections)
    shrunken = table.selections.map(prior.value)
    doubtful = (0..<table.count).map { image in
      table.majorityClass[image].map { $0 != table.targetClass[image] } ?? false
    }
  }

  func list(_ name: String, _ order: [ExtremeSide.Place]) -> [ExtremeImage] {
    let predicted = table.score("predicted_class")?.values
    return order.prefix(count).enumerated().map { index, place in
      let image = place.image
      return ExtremeImage(
        analysis: analysis, list: name, place: index + 1, image: table.images[image],
        targetClass: table.classNames[table.targetClass[image]],
        majorityClass: table.majorityClass[image].map { table.classNames[$0] }, model: owner,
        predictedClass: predicted.flatMap { values in
          values[image].isNaN ? nil : table.classNames[Int(values[image])]
        },
        selected: table.selected[image], shown: table.shown[image], hsf: table.hsf[image],
        shrunkenHSF: shrunken[image], score: column.name, value: column.values[image],
        discrepancy: place.difference, labelDoubtful: doubtful[image])
    }
  }
}
