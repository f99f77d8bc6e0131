/// What images that people saw had been through.
package struct AnsweredCondition: Hashable, Sendable {
  /// The condition as the set names it; nil for unaltered images.
  package let condition: String?
  /// The level within the condition.
  package let level: Double?

  /// Creates a condition.
  package init(condition: String?, level: Double? = nil) {
    self.condition = condition
    self.level = level
  }

  /// Images as they are.
  package static let unaltered = AnsweredCondition(condition: nil)
}

/// Single answers as parallel arrays.
package struct AnswerTriples: Sendable {
  /// The image of each answer, an index into the set's images.
  package let image: [Int32]
  /// The annotator of each answer.
  package let annotator: [Int32]
  /// The class asked about in each answer, -1 in a forced choice.
  package let askedClass: [Int32]
  /// The chosen class of each answer, -1 for none.
  package let chosenClass: [Int32]
  /// The response of each answer as given, an index into ``responses``.
  package let response: [Int32]
  /// The different responses.
  package let responses: [String]
  /// The image names.
  package let images: [String]
  /// The annotator names.
  package let annotators: [String]
  /// Whether an annotator is a person, rather than a position in a list.
  package let annotatorsArePersons: Bool
  /// The true class of each image, nil where unknown.
  package let targetClass: [Int?]
  /// What the images of each answer had been through, an index into ``conditions``.
  package let condition: [Int32]
  /// The different conditions.
  package let conditions: [AnsweredCondition]

  /// Creates the arrays; without asked classes every answer is a free choice, without conditions every
  /// image is unaltered.
  package init(
    image: [Int32], annotator: [Int32], askedClass: [Int32]? = nil, chosenClass: [Int32],
    response: [Int32]? = nil, responses: [String] = [], images: [String], annotators: [String],
    annotatorsArePersons: Bool, targetClass: [Int?]? = nil, condition: [Int32]? = nil,
    conditions: [AnsweredCondition] = [.unaltered]
  ) {
    self.targetClass = targetClass ?? images.map { _ in nil }
    self.condition = condition ?? image.map { _ in 0 }
    self.conditions = conditions
    self.image = image
    self.annotator = annotator
    self.askedClass = askedClass ?? [Int32](repeating: -1, count: image.count)
    self.chosenClass = chosenClass
    self.response = response ?? [Int32](repeating: -1, count: image.count)
    self.responses = responses
    self.images = images
    self.annotators = annotators
    self.annotatorsArePersons = annotatorsArePersons
  }
}
