/// One kind of degradation of a ``DegradationAnalysis``: where networks and people saw it, on one axis.
package struct DegradationCondition: Codable, Equatable, Sendable {
  /// The condition of the network's degraded runs.
  package var condition: String
  /// What the rows are called; the condition itself when absent.
  package var label: String?
  /// The physical axis in words, with its unit.
  package var axis: String
  /// The position of unaltered images on the axis.
  package var clean: Double
  /// The position of each level of the network's runs.
  package var levels: [String: Double]
  /// Where people's accuracy was measured.
  package var people: DegradationPeople?

  /// What the rows are called.
  package var name: String { label ?? condition }

  /// The position of a level of the network's runs.
  func position(_ level: Double) -> Double? {
    levels.first { Double($0.key) == level }?.value
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case condition, label, axis, clean, levels, people
  }
}

/// Trials in which people named degraded images, and where their conditions lie on the axis.
package struct DegradationPeople: Codable, Equatable, Sendable {
  /// The annotation set.
  package var set: String
  /// The position of each condition of the set.
  package var conditions: [String: Double]

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case set, conditions }
}
