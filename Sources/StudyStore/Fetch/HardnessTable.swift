package import Networks
package import StudyValues

/// Which of the answers to an image count, when people saw it under several conditions.
package enum HumanCondition: Equatable, Sendable {
  /// All of them: one row for each image and condition.
  case all
  /// Those to the unaltered image.
  case unaltered
  /// Those under one condition.
  case only(condition: String, level: Double?)
}

/// People's answers about images beside one run's scores, as columns.
///
/// Every array has one entry a row, in order of the image's key. A row is an image, or an image and
/// condition if people saw it under several. Human selection frequency belongs to the target class
/// of the run, or the image's true class without a run.
package struct HardnessTable: Sendable {
  /// A score of another program.
  package struct External: Sendable {
    /// The name.
    package let name: String
    /// Which way it points.
    package let direction: ScoreDirection
    /// One value a row; NaN where there is none.
    package internal(set) var values: [Double]
  }

  /// The keys of the images in the table `image`.
  package internal(set) var imageIDs: [Int64] = []
  /// The names of the images.
  package internal(set) var images: [String] = []
  /// The names of the classes; classes below are positions in this list.
  package internal(set) var classNames: [String] = []
  /// The target class of each row; nil if it is unknown.
  package internal(set) var targetClass: [Int?] = []
  /// What people said about the target class; there is no frequency where nobody was asked.
  package internal(set) var selections: [Selections] = []
  /// Human selection frequency under the set's rule for partial answers; NaN when nobody was asked.
  package var hsf: [Double] { selections.map { $0.hsf ?? .nan } }
  /// The entropy of the chosen classes in nats; NaN when nothing was chosen.
  package internal(set) var labelEntropy: [Double] = []
  /// The class chosen most often; nil when nothing was chosen.
  package internal(set) var majorityClass: [Int?] = []
  /// The share of all choices that fell on it; NaN when nothing was chosen.
  package internal(set) var majorityShare: [Double] = []
  /// The scores asked for; NaN where the inputs could not give one.
  ///
  /// `predicted_class` is a position in ``classNames``.
  package internal(set) var scores: [Score: [Double]] = [:]
  /// Whether the rank is only known to be at least this.
  package internal(set) var rankIsCensored: [Bool] = []
  /// The scores of other programs.
  package internal(set) var external: [External] = []

  /// The position of each class's key in ``classNames``.
  var places: [Int64: Int] = [:]

  /// The number of rows.
  package var count: Int { imageIDs.count }
}
