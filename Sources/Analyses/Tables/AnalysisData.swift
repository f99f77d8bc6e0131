package import StudyValues
package import Tensors

/// What an analysis may ask of a study: values only, never where they come from.
package protocol AnalysisData {
  /// The data set's name.
  var dataset: String { get }
  /// The names of the classes, by class index.
  var classNames: [String] { get }
  /// The networks with a final run, in the manifest's order.
  var models: [String] { get }
  /// The annotation sets; the first is the default one.
  var annotationSets: [String] { get }

  /// The images of one network's final run that the annotation set judged.
  func table(model: String, annotationSet: String) throws -> ImageTable
  /// The runs of a network in a role, in order of condition, level and step.
  func runs(model: String, role: RunRole) throws -> [RunKey]
  /// The images of one run; people's answers are those to the unaltered images.
  func table(model: String, run: RunKey, annotationSet: String) throws -> ImageTable
  /// How often each class was chosen for each image; nil for a set that asked about single classes.
  func votes(annotationSet: String) throws -> VoteMatrix?
  /// The answers for the true class of each image, whatever networks there are.
  func selections(annotationSet: String) throws -> TargetSelections
  /// Every answer of a worker-level set; nil where only counts are known.
  func answers(annotationSet: String) throws -> AnswerTriples?
  /// The answers under each condition of a set, also one whose images are not those of the study.
  func conditions(annotationSet: String) throws -> [ConditionCounts]
  /// Every image of one network's final run, whether people judged it or not.
  func scoredImages(model: String) throws -> ScoredImages
  /// A tensor that the manifest names for an analysis.
  func tensor(_ reference: String) throws -> Tensor
  /// The logits of a network's final run, bias included; nil when its files are not at hand.
  func logits(model: String) throws -> LogitMatrix?
  /// The networks of whose rows only a part was scored, with that part in words.
  var partialModels: [String: String] { get }
}

extension AnalysisData {
  /// Data without files have no logits.
  package func logits(model: String) throws -> LogitMatrix? { nil }

  /// The images of several networks under one annotation set.
  ///
  /// - Parameters:
  ///   - models: The networks, all of the study when empty.
  ///   - annotationSet: The set, the default one when nil.
  /// - Returns: One table a network, in the order of the names.
  /// - Throws: What ``table(model:annotationSet:)`` throws.
  func tables(_ models: [String] = [], annotationSet: String? = nil) throws -> [ImageTable] {
    let set = annotationSet ?? annotationSets[0]
    return try (models.isEmpty ? self.models : models).map {
      try table(model: $0, annotationSet: set)
    }
  }

  /// Networks are scored whole, unless the data say otherwise.
  package var partialModels: [String: String] { [:] }
}

/// One run of a network.
package struct RunKey: Hashable, Sendable {
  /// What the run is for.
  package var role: RunRole
  /// The condition of the images.
  package var condition: String?
  /// The level within the condition.
  package var level: Double?
  /// The training step.
  package var step: Int?
  /// Numbers recorded with the run, for example `train_loss`, by name.
  package var parameters: [String: Double]

  /// Creates a key.
  package init(
    role: RunRole, condition: String? = nil, level: Double? = nil, step: Int? = nil,
    parameters: [String: Double] = [:]
  ) {
    self.role = role
    self.condition = condition
    self.level = level
    self.step = step
    self.parameters = parameters
  }
}

/// How often people selected each image's true class.
package struct TargetSelections: Sendable {
  /// What people said about each image.
  package let selections: [Selections]
  /// How often each image was shown; 0 where the set has shares only.
  package let shown: [Int]
  /// How often the true class was selected; weights are rounded.
  package let selected: [Int]
  /// The human selection frequency of each image.
  package let hsf: [Double]
  /// What the annotators were asked: `forced-choice`, `presence` or `graded`.
  package let task: String
  /// The number of annotators, nil where it is unknown.
  package let annotators: Int?
  /// Whether the numbers are counts of people; a set of probabilities has none.
  package let areCounts: Bool

  /// Creates the arrays.
  package init(_ selections: [Selections], task: String, annotators: Int?, areCounts: Bool) {
    self.selections = selections
    shown = selections.map { Int($0.shown ?? 0) }
    selected = selections.map(\.wholeSelected)
    hsf = selections.map { $0.hsf ?? .nan }
    self.task = task
    self.annotators = annotators
    self.areCounts = areCounts
  }
}

/// Votes counted per image and class.
package struct VoteMatrix: Sendable {
  /// The image names.
  package let images: [String]
  /// The names of the classes.
  package let classNames: [String]
  /// The counts, row-major, image by class.
  package let counts: [Int32]
  /// The true class of each image, nil where unknown.
  package let targetClass: [Int?]

  /// Creates a matrix.
  package init(
    images: [String], classNames: [String], counts: [Int32], targetClass: [Int?]
  ) {
    precondition(counts.count == images.count * classNames.count)
    self.images = images
    self.classNames = classNames
    self.counts = counts
    self.targetClass = targetClass
  }

  /// The counts of one image.
  package func row(_ image: Int) -> ArraySlice<Int32> {
    counts[image * classNames.count..<(image + 1) * classNames.count]
  }
}

/// How often people were right under one condition of a set.
package struct ConditionCounts: Equatable, Sendable {
  /// The condition as the set names it; nil for unaltered images.
  package let condition: String?
  /// The level within the condition.
  package let level: Double?
  /// The answers that name the true class.
  package let selected: Int
  /// The answers.
  package let shown: Int
  /// The images.
  package let images: Int

  /// Creates a row.
  package init(condition: String?, level: Double? = nil, selected: Int, shown: Int, images: Int) {
    self.condition = condition
    self.level = level
    self.selected = selected
    self.shown = shown
    self.images = images
  }
}
