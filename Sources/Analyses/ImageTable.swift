/// The images of one data set under one network and one annotation set: what most analyses read.
///
/// Every array has one entry per image, in the order of ``images``. Human selection frequency (HSF) is
/// `selected / shown` under the image's true class; higher = easier for people. An image that nobody
/// was shown is not in the table.
package struct ImageTable: Sendable {
  /// What the table belongs to.
  package struct Key: Hashable, Sendable {
    /// The data set.
    package var dataset: String
    /// The annotation set.
    package var annotationSet: String
    /// The network.
    package var model: String
    /// The condition of the images, nil for unaltered ones.
    package var condition: String?
    /// The level within the condition.
    package var level: Double?
    /// The training step of a checkpoint.
    package var step: Int?

    /// Creates a key.
    package init(
      dataset: String, annotationSet: String, model: String, condition: String? = nil,
      level: Double? = nil, step: Int? = nil
    ) {
      self.dataset = dataset
      self.annotationSet = annotationSet
      self.model = model
      self.condition = condition
      self.level = level
      self.step = step
    }
  }

  /// What the table belongs to.
  package let key: Key
  /// The image names.
  package let images: [String]
  /// The names of the classes, by class index.
  package let classNames: [String]
  /// The true class of each image, an index into ``classNames``.
  package let targetClass: [Int]
  /// How many annotators saw each image under its true class.
  package let shown: [Int]
  /// How many of them chose the true class.
  package let selected: [Int]
  /// Human selection frequency, selected / shown, in [0, 1]; higher = easier.
  package let hsf: [Double]
  /// How many annotators half agreed with the true class (`maybe`); 0 in sets without such answers.
  package let partial: [Int]
  /// The class most annotators chose, where the set tells.
  package let majorityClass: [Int?]
  /// The entropy of each image's votes over classes in nats; NaN where the set does not tell.
  package let labelEntropy: [Double]
  /// The scores.
  package let scores: [ScoreColumn]

  /// Creates a table.
  ///
  /// - Precondition: every array has one entry per image, and nobody selected more often than shown.
  package init(
    key: Key, images: [String], classNames: [String], targetClass: [Int], shown: [Int],
    selected: [Int], partial: [Int], majorityClass: [Int?], labelEntropy: [Double],
    scores: [ScoreColumn]
  ) {
    let n = images.count
    precondition(targetClass.count == n && shown.count == n && selected.count == n)
    precondition(partial.count == n && labelEntropy.count == n)
    precondition(majorityClass.count == n && scores.allSatisfy { $0.values.count == n })
    self.key = key
    self.images = images
    self.classNames = classNames
    self.targetClass = targetClass
    self.shown = shown
    self.selected = selected
    hsf = zip(selected, shown).map { Double($0) / Double($1) }
    self.partial = partial
    self.majorityClass = majorityClass
    self.labelEntropy = labelEntropy
    self.scores = scores
  }

  /// The number of images.
  package var count: Int { images.count }

  /// The score of that name, nil when the table has none.
  package func score(_ name: String) -> ScoreColumn? {
    scores.first { $0.name == name }
  }

  /// The images at `indices`, in that order.
  package func rows(_ indices: [Int]) -> ImageTable {
    ImageTable(
      key: key,
      images: indices.map { images[$0] },
      classNames: classNames,
      targetClass: indices.map { targetClass[$0] },
      shown: indices.map { shown[$0] },
      selected: indices.map { selected[$0] },
      partial: indices.map { partial[$0] },
      majorityClass: indices.map { majorityClass[$0] },
      labelEntropy: indices.map { labelEntropy[$0] },
      scores: scores.map { column in
        ScoreColumn(
          name: column.name, values: indices.map { column.values[$0] },
          direction: column.direction, usesLabel: column.usesLabel,
          isShared: column.isShared)
      })
  }
}
