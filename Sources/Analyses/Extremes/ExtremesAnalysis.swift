internal import Statistics
package import StudyValues

/// The images on which people and a network disagree most.
///
/// Both the human measure (HSF shrunken by its votes, so that an image with few votes does not win by
/// noise) and the score are turned so that higher = harder and replaced by normal scores of their
/// ranks; the lists are sorted by the difference, network minus people. Images whose human majority
/// rejects the label are flagged, and each list is also given without them.
package struct ExtremesAnalysis: Analysis {
  package static let kind = "extremes"
  package static let words: [Prose] = [
    """
    Places are decided by the difference of normal scores, network minus people, with HSF shrunken \
    by its votes. A doubtful label is one that the people's majority rejects.
    """
  ]

  /// The score.
  package var score: String
  /// The length of each list.
  package var count: Int
  /// The networks, all of them when empty.
  package var models: [String]

  /// Creates the analysis.
  package init(score: String, count: Int = 10, models: [String] = []) {
    self.score = score
    self.count = count
    self.models = models
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    score = try fields.decodeIfPresent(String.self, forKey: .score) ?? "avh"
    count = try fields.decodeIfPresent(Int.self, forKey: .count) ?? 10
    models = try fields.decodeIfPresent([String].self, forKey: .models) ?? []
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case score, count, models }

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
      let known = (0..<table.count).filter { !column.values[$0].isNaN }
      guard known.count > 1 else {
        output.notes.append("no data: \(model) has fewer than two images with `\(score)`")
        continue
      }
      output.images += try lists(
        id: id, table: table.rows(known), owner: column.isShared ? "networks" : model)
    }
    return output
  }

  private func lists(id: String, table: ImageTable, owner: String) throws -> [ExtremeImage] {
    guard let column = table.score(score) else { return [] }
    let prior = ShrunkenFrequency(table.selections)
    let shrunken = table.selections.map(prior.value)
    let people = try NormalScores.of(shrunken.map { -$0 })
    let network = try NormalScores.of(column.hardness)
    let discrepancy = zip(network, people).map { $0 - $1 }
    let order = (0..<table.count).sorted {
      discrepancy[$0] == discrepancy[$1]
        ? table.images[$0] < table.images[$1] : discrepancy[$0] < discrepancy[$1]
    }
    let doubtful = (0..<table.count).map { image in
      table.majorityClass[image].map { $0 != table.targetClass[image] } ?? false
    }
    let predicted = table.score("predicted_class")?.values
    var rows: [ExtremeImage] = []
    func append(_ list: String, _ images: some Sequence<Int>) {
      for (place, image) in images.prefix(count).enumerated() {
        rows.append(
          ExtremeImage(
            analysis: id, list: list, place: place + 1, image: table.images[image],
            targetClass: table.classNames[table.targetClass[image]],
            majorityClass: table.majorityClass[image].map { table.classNames[$0] },
            model: owner,
            predictedClass: predicted.flatMap { values in
              values[image].isNaN ? nil : table.classNames[Int(values[image])]
            },
            selected: table.selected[image], shown: table.shown[image],
            hsf: table.hsf[image],
            shrunkenHSF: shrunken[image], score: score, value: column.values[image],
            discrepancy: discrepancy[image], labelDoubtful: doubtful[image]))
      }
    }
    let hardForPeople = "hard for people, easy for the network"
    let easyForPeople = "easy for people, hard for the network"
    append(hardForPeople, order)
    if doubtful.contains(true) {
      append("\(hardForPeople), label not in doubt", order.lazy.filter { !doubtful[$0] })
    }
    append(easyForPeople, order.reversed())
    return rows
  }
}
