/// The networks and conditions that the analysis which decides a claim is to have rows for.
package struct ClaimNeeds: Equatable, Sendable {
  /// The networks, where rows are about one each.
  package var networks: [String]
  /// The conditions, where rows are about one each.
  package var conditions: [String]

  /// Names what is needed; nothing when left out.
  package init(networks: [String] = [], conditions: [String] = []) {
    self.networks = networks
    self.conditions = conditions
  }

  /// Asks the settings of an analysis.
  ///
  /// - Parameters:
  ///   - settings: The settings of the deciding analysis.
  ///   - models: The networks of the study.
  package init(_ settings: any Analysis, among models: [String]) {
    self.init(
      networks: settings.networks(among: models), conditions: settings.namedConditions)
  }
}

/// What has no value in the rows of a claim, and why.
struct MissingEvidence {
  /// Whom the row would be about.
  let group: String
  let model: String?
  let condition: String?
  let reason: String

  /// Who is missing with the reason, each once.
  static func words(_ missing: [MissingEvidence]) -> [String] {
    var seen: Set<String> = []
    return missing.filter { seen.insert($0.group).inserted }
      .map { "\($0.group) has no value (\($0.reason))" }
  }
}

extension ClaimNeeds {
  /// Those without a row, found or empty.
  ///
  /// Networks are asked for only where rows are about one each, conditions likewise: a score of all networks
  /// together is not one network's.
  func absent(from found: [Evidence], _ without: [MissingEvidence]) -> [MissingEvidence] {
    func names(
      _ needed: [String], _ own: [String?], _ empty: [String?],
      _ make: (String) -> MissingEvidence
    ) -> [MissingEvidence] {
      guard own.contains(where: { $0 != nil && $0 != "networks" }) else { return [] }
      let named = Set((own + empty).compactMap(\.self))
      return needed.filter { !named.contains($0) }.map(make)
    }
    return names(networks, found.map(\.model), without.map(\.model)) {
      MissingEvidence(group: $0, model: $0, condition: nil, reason: "no row")
    }
      + names(conditions, found.map(\.condition), without.map(\.condition)) {
        MissingEvidence(group: $0, model: nil, condition: $0, reason: "no row")
      }
  }
}
