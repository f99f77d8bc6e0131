/// A score that a network gives an image.
///
/// Throughout, *x* is the feature vector of the image (the input of the last linear layer), *w_k*
/// the weights of class *k* and *b_k* its bias, *z_k* = ⟨*x*, *w_k*⟩ + *b_k* its logit,
/// *p* = softmax(*z*), *y* the target class, *c* the predicted one, and A(*u*, *v*) the angle
/// between two vectors in radians. Columns of the database, names in files, help and documentation
/// are taken from ``all``.
public struct Score: Sendable {
  /// What is stored of a score.
  public enum Number: Sendable {
    /// A real number.
    case real
    /// A whole number.
    case whole
    /// 0 or 1.
    case flag
    /// The index of a class, which has no order.
    case classIndex
  }

  /// What a score is made from beside the logits.
  public enum Need: CaseIterable, Sendable {
    /// The target class of the image.
    case label
    /// The bias of each class.
    case bias
    /// The norm of the features.
    case featureNorm
    /// The angles between the features and the weights of each class.
    case angles
    /// The distances between the weights of the classes.
    case distances

    /// Which inputs do not have it, and why.
    public var missing: String {
      switch self {
      case .label: "no labels were given"
      case .bias: "logits alone: whether they hold a bias is not known"
      case .featureNorm: "logits without feature norms: the length of the features is not known"
      case .angles: "logits without norms: the angles to the classes' weights are not known"
      case .distances:
        """
        logits: the distances between the classes' weights are not known; more than \
        \(ScoringOptions.mostDistances) classes: their table would not fit in memory
        """
      }
    }
  }

  /// The name, which is its column in the database and its array in files.
  public let name: String
  /// The definition in words.
  public let meaning: String
  /// The definition, in the symbols above.
  public let formula: String
  /// The values it can take and their unit.
  public let range: String
  /// Which way it points.
  public let direction: ScoreDirection
  /// What it is made from beside the logits.
  public let needs: Set<Need>
  /// What is stored of it.
  public let number: Number
  /// When a row has no value although the inputs suffice.
  public let undefined: String
  /// Where the definition comes from.
  public let source: String
  /// The version of the method, raised when its numbers change.
  public let version: Int
  /// The value of one row; NaN where it is not defined.
  let value: @Sendable (ScoreRow) -> Double

  init(
    _ name: String, _ formula: String, range: String, _ direction: ScoreDirection,
    needs: Set<Need> = [], number: Number = .real,
    undefined: String = "its value is beyond the range of numbers", source: String,
    version: Int = 1, meaning: String, value: @escaping @Sendable (ScoreRow) -> Double
  ) {
    self.name = name
    self.meaning = meaning
    self.formula = formula
    self.range = range
    self.direction = direction
    self.needs = needs
    self.number = number
    self.undefined = undefined
    self.source = source
    self.version = version
    self.value = value
  }

  /// Whether it depends on the target class of the image.
  public var usesLabel: Bool { needs.contains(.label) }
}

// MARK: - The list

extension Score {
  /// Every score, in the order of columns; a new one is added at the end.
  public static let all: [Score] = [
    .avh, .avhPredicted, .angle, .angularGap, .cosine, .confidence, .confidenceUnbiased,
    .maxProbability, .entropy, .margin, .logitMargin, .loss, .el2n, .grand, .energy, .maxLogit,
    .boundaryDistance, .featureNorm, .rank, .predictedClass, .correct,
    .gini,
  ]

  /// Those that are probabilities, which are told apart by their logarithms.
  package static let probabilities: [Score] = [.confidence, .confidenceUnbiased, .maxProbability]

  private static let positions = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.name, $0.offset) })

  /// Finds a score.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The score; nil when there is none of that name.
  public static func named(_ name: String) -> Score? { positions[name].map { all[$0] } }

  /// The place in ``all``.
  var position: Int {
    guard let position = Self.positions[name] else {
      preconditionFailure("The score \(name) is not in the list of all scores.")
    }
    return position
  }
}

extension Score: Hashable {
  /// Whether two are the same score.
  public static func == (first: Score, second: Score) -> Bool { first.name == second.name }

  /// Feeds the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Score: Comparable {
  /// Whether one score stands before another in ``all``.
  public static func < (first: Score, second: Score) -> Bool { first.position < second.position }
}

extension Score: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
