package import Statistics
package import StudyValues

/// The images of one data set under one network and one annotation set: what most analyses read.
///
/// Every array has one entry per image, in the order of ``images``. Human selection frequency (HSF) is
/// that of `Selections` under the image's true class; higher = easier for people. An image that nobody
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
  /// What people said about the true class of each image.
  package let selections: [Selections]
  /// How many annotators saw each image under its true class; 0 where the set has shares only.
  package let shown: [Int]
  /// How many of them chose the true class; weights are rounded.
  package let selected: [Int]
  /// Human selection frequency as `Selections` defines it, in [0, 1]; higher = easier.
  package let hsf: [Double]
  /// How many annotators half agreed with the true class (`maybe`); 0 in sets without such answers.
  package let partial: [Int]
  /// The class most annotators chose, where the set tells.
  package let majorityClass: [Int?]
  /// The entropy of each image's votes over classes in nats; NaN where the set does not tell.
  package let labelEntropy: [Double]
  /// The share of each image's votes for the class that most chose; NaN where the set does not tell.
  package let majorityShare: [Double]
  /// The scores.
  package let scores: [ScoreColumn]

  /// Creates a table.
  ///
  /// - Precondition: every array has one entry per image.
  package init(
    key: Key, images: [String], classNames: [String], targetClass: [Int],
    selections: [Selections], majorityClass: [Int?], labelEntropy: [Double],
    majorityShare: [Double]? = nil, scores: [ScoreColumn]
  ) {
    let n = images.count
    precondition(majorityShare?.count ?? n == n)
    precondition(targetClass.count == n && selections.count == n && labelEntropy.count == n)
    precondition(majorityClass.count == n && scores.allSatisfy { $0.values.count == n })
    self.key = key
    self.images = images
    self.classNames = classNames
    self.targetClass = targetClass
    self.selections = selections
    shown = selections.map { Int($0.shown ?? 0) }
    selected = selections.map(\.wholeSelected)
    hsf = selections.map { $0.hsf ?? .nan }
    partial = selections.map { Int($0.partial) }
    self.majorityClass = majorityClass
    self.labelEntropy = labelEntropy
    self.majorityShare = majorityShare ?? [Double](repeating: .nan, count: n)
    self.scores = scores
  }

  /// Creates a table of whole votes, where a partial answer is no selection.
  package init(
    key: Key, images: [String], classNames: [String], targetClass: [Int], shown: [Int],
    selected: [Int], partial: [Int], majorityClass: [Int?], labelEntropy: [Double],
    scores: [ScoreColumn]
  ) {
    precondition(shown.count == images.count && selected.count == images.count)
    precondition(partial.count == images.count)
    self.init(
      key: key, images: images, classNames: classNames, targetClass: targetClass,
      selections: images.indices.map {
        Selections(
          selected: Double(selected[$0]), partial: Int64(partial[$0]), shown: Int64(shown[$0]))
      },
      majorityClass: majorityClass, labelEntropy: labelEntropy, scores: scores)
  }

  /// Whether numbers of votes are known for every image.
  package var hasCounts: Bool { selections.allSatisfy { $0.shown != nil } }

  /// Why a method that needs numbers of votes has no result; nil where the table has them.
  package var countsNote: String? {
    hasCounts ? nil : Self.sharesNote(key.annotationSet)
  }

  /// Why a set of shares has no result.
  static func sharesNote(_ set: String) -> String {
    "`\(set)` has shares, not numbers of votes, which the method needs"
  }

  /// The right-closed bin of an image's HSF, from 0.
  ///
  /// - Throws: `StatisticsError` when an image was selected more often than shown.
  package func bin(of image: Int, bins: Int = 5) throws(StatisticsError) -> Int {
    try selections[image].bin(of: bins)
  }

  /// The same images under another key or with other scores.
  package func with(key: Key? = nil, scores: [ScoreColumn]? = nil) -> ImageTable {
    ImageTable(
      key: key ?? self.key, images: images, classNames: classNames, targetClass: targetClass,
      selections: selections, majorityClass: majorityClass, labelEntropy: labelEntropy,
      majorityShare: majorityShare, scores: scores ?? self.scores)
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
      selections: indices.map { selections[$0] },
      majorityClass: indices.map { majorityClass[$0] },
      labelEntropy: indices.map { labelEntropy[$0] },
      majorityShare: indices.map { majorityShare[$0] },
      scores: scores.map { column in
        ScoreColumn(
          name: column.name, values: indices.map { column.values[$0] },
          direction: column.direction, usesLabel: column.usesLabel,
          isShared: column.isShared, owner: column.owner)
      })
  }
}

extension Selections {
  /// The right-closed bin of the frequency, from 0; decided in integers where the votes are whole.
  ///
  /// - Throws: `StatisticsError` when the class was selected more often than shown.
  func bin(of bins: Int) throws(StatisticsError) -> Int {
    guard let ratio else {
      let edge = ((hsf ?? 0) * Double(bins) - 1e-9).rounded(.up)
      return min(bins - 1, max(0, Int(edge) - 1))
    }
    return try SelectionBins.bin(selected: ratio.numerator, shown: ratio.denominator, bins: bins)
  }
}
