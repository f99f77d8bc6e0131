/// One kind of degradation of a ``DegradationAnalysis``: where networks and people saw it, on one axis.
public struct DegradationCondition: Codable, Equatable, Sendable {
  /// The condition of the network's degraded runs.
  public var condition: String
  /// What the rows are called; the condition itself when absent.
  public var label: String?
  /// The physical axis in words, with its unit.
  public var axis: String
  /// The position of unaltered images on the axis.
  public var clean: Double
  /// The position of each level of the network's runs.
  public var levels: [String: Double]
  /// Where people's accuracy was measured.
  public var people: DegradationPeople?

  /// Creates a condition.
  public init(
    condition: String, label: String? = nil, axis: String, clean: Double,
    levels: [String: Double], people: DegradationPeople? = nil
  ) {
    self.condition = condition
    self.label = label
    self.axis = axis
    self.clean = clean
    self.levels = levels
    self.people = people
  }

  /// What the rows are called.
  public var name: String { label ?? condition }

  /// The position of a level of the network's runs.
  func position(_ level: Double) -> Double? {
    levels.first { Double($0.key) == level }?.value
  }

  /// The manifest's names of the fields.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case condition, label, axis, clean, levels, people
  }
}

/// Trials in which people named degraded images, and where their conditions lie on the axis.
public struct DegradationPeople: Codable, Equatable, Sendable {
  /// The annotation set.
  public var set: String
  /// The position of each condition of the set.
  public var conditions: [String: Double]

  /// Creates a mapping.
  public init(set: String, conditions: [String: Double]) {
    self.set = set
    self.conditions = conditions
  }

  /// The manifest's names of the fields.
  public enum CodingKeys: String, CodingKey, CaseIterable { case set, conditions }
}
