/// What a result is about: every part has a column of its own, and no part is ever taken out of a text.
package struct ResultKey: Hashable, Sendable {
  /// The analysis that made the row.
  package var analysis: String
  /// The quantity, for example `mean`, `noise_ceiling` or `error_consistency`.
  package var quantity: String
  /// The annotation set.
  package var annotationSet: String?
  /// The human measure.
  package var human: String?
  /// The network.
  package var model: String?
  /// The score, or what else is compared under that name: a selection, a loss.
  package var score: String?
  /// The score that is subtracted or held constant.
  package var otherScore: String?
  /// The coefficient or estimator, where the quantity has several.
  package var method: String?
  /// What is a random sample.
  package var population: Population?
  /// The condition of the images.
  package var condition: String?
  /// The level within the condition.
  package var level: Double?
  /// The training step, attack step or round.
  package var step: Int?
  /// How images or other units are divided, for example `bin`, `class`, `annotator`, `seed`.
  package var grouping: String?
  /// The group within the grouping.
  package var group: String?

  /// Creates a key; what is not given is empty.
  package init(
    analysis: String, quantity: String, annotationSet: String? = nil, human: String? = nil,
    model: String? = nil, score: String? = nil, otherScore: String? = nil, method: String? = nil,
    population: Population? = nil, condition: String? = nil, level: Double? = nil,
    step: Int? = nil, grouping: String? = nil, group: String? = nil
  ) {
    self.analysis = analysis
    self.quantity = quantity
    self.annotationSet = annotationSet
    self.human = human
    self.model = model
    self.score = score
    self.otherScore = otherScore
    self.method = method
    self.population = population
    self.condition = condition
    self.level = level
    self.step = step
    self.grouping = grouping
    self.group = group
  }

  /// The key with some parts changed.
  package func with(_ change: (inout ResultKey) -> Void) -> ResultKey {
    var key = self
    change(&key)
    return key
  }

  /// The columns of the parts.
  package static let columns: [RowColumn<ResultKey>] = [
    RowColumn("analysis", "Analysis", \.analysis, "The analysis that made the row.").detail,
    RowColumn("quantity", "Quantity", \.quantity, "The quantity, for example noise_ceiling."),
    RowColumn("annotation_set", "Set", \.annotationSet, "The annotation set."),
    RowColumn("human", "Human measure", \.human, "The human measure, for example hsf."),
    RowColumn("model", "Network", \.model, "The network."),
    RowColumn(
      "score", "Score", \.score, "The score, or what else is compared: a selection, a loss."),
    RowColumn(
      "other_score", "less", \.otherScore,
      "The score that is subtracted or held constant; empty where there is one score."),
    RowColumn(
      "method", "Method", \.method, "The coefficient or estimator, where there are several."),
    RowColumn(
      "population", "Sample", \.population,
      "What is a random sample: images, classes-fixed (images within these classes), "
        + "classes-random, raters-random, raters-and-classes-random, seeds or networks."),
    RowColumn("condition", "Condition", \.condition, "The condition of the images."),
    RowColumn("level", "Level", .real(digits: 4), \.level, "The level within the condition."),
    RowColumn("step", "Step", \.step, "The training step, attack step or round."),
    RowColumn(
      "grouping", "By", \.grouping, "How units are divided: bin, class, correct, annotator or seed."
    ),
    RowColumn("group", "Group", \.group, "The group within the grouping."),
  ]
}
