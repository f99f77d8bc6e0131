import Files
internal import Statistics
internal import StudyValues

/// The rows of an analysis of error consistency: networks and people as deciders on the same units.
struct ConsistencyRows {
  private let key: ResultKey
  private let panel: ConsistencyPanel
  private let names: [String]
  private let decisions: AnalysisDecisions
  /// People first, then the networks.
  private let isRight: [[Bool?]]
  private let pairs: Result<ConsistencyPairs, StatisticsError>

  /// Puts the networks beside the people.
  init(
    key: ResultKey, panel: ConsistencyPanel, networks: [ImageTable], populations: [Population],
    decisions: AnalysisDecisions
  ) {
    self.key = key
    self.panel = panel
    names = networks.map(\.key.model)
    self.decisions = decisions
    let place = Dictionary(
      panel.units.enumerated().filter { $0.element.condition == .unaltered }
        .map { ($0.element.image, $0.offset) }
    ) { first, _ in first }
    func values(_ table: ImageTable, _ name: String) -> [Double?] {
      var result = [Double?](repeating: nil, count: panel.units.count)
      guard let column = table.score(name)?.values else { return result }
      for (row, image) in table.images.enumerated() {
        guard let unit = place[image], !column[row].isNaN else { continue }
        result[unit] = column[row]
      }
      return result
    }
    let isRight =
      panel.isRight + networks.map { values($0, "correct").map { $0.map { $0 == 1 } } }
    let choices =
      (panel.choices ?? panel.isRight.map { row in row.map { _ in nil } })
      + networks.map { values($0, "predicted_class").map { $0.map { Int($0) } } }
    self.isRight = isRight
    pairs = Result { () throws(StatisticsError) in
      try ConsistencyPairs(
        panel: panel, isRight: isRight, choices: choices, populations: populations,
        decisions: decisions)
    }
  }

  /// Networks with people and people with people, differences, then networks with networks.
  func all() -> [EstimateResult] {
    do {
      let pairs = try pairs.get()
      return accuracies() + withPeople(pairs) + byCondition(pairs) + networkPairs(pairs)
    } catch {
      return [
        EstimateResult(key.with { $0.quantity = "error_consistency" }, value: nil, note: "\(error)")
      ]
    }
  }

  /// A measure of each network with people, in the first population.
  func networksWithPeople(
    _ quantity: String, _ measure: ErrorConsistency.Measure
  ) -> [EstimateResult] {
    guard let pairs = try? pairs.get(), let population = pairs.populations.first else { return [] }
    let people = panel.unaltered
    guard !people.isEmpty else { return [] }
    return Parallel.map(count: names.count, threads: decisions.threads) { network in
      let key = key(quantity, names[network], with: ErrorConsistencyAnalysis.people)
      let group = people.map { ErrorConsistency.Places($0, decider(network)) }
      let found = group.map { pairs.consistency.pair($0.first, $0.second) }
      let trials = found.map(\.trials).max() ?? 0
      guard found.contains(where: { $0.reason == nil }) else {
        return EstimateResult(key, value: nil, n: trials, note: pairs.reason(found))
      }
      return pairs.means(
        key, group, measure, n: trials, note: "over \(deciderWords(people))",
        in: [population])[0]
    }
  }

  /// The decider of a network among all.
  private func decider(_ network: Int) -> Int { panel.isRight.count + network }

  private func key(_ quantity: String, _ model: String, with other: String) -> ResultKey {
    key.with {
      ($0.quantity, $0.model, $0.grouping, $0.group) = (quantity, model, "decider", other)
    }
  }

  // MARK: - Accuracy

  private func accuracies() -> [EstimateResult] {
    func share(_ row: [Bool?]) -> (right: Int, of: Int) {
      row.reduce(into: (0, 0)) { sums, value in
        guard let value else { return }
        sums.0 += value ? 1 : 0
        sums.1 += 1
      }
    }
    func row(_ name: String, _ deciders: [Int], _ note: String?) -> EstimateResult {
      let shares = deciders.map { share(isRight[$0]) }.filter { $0.of > 0 }
      let values = shares.map { Double($0.right) / Double($0.of) }
      return EstimateResult(
        key.with { ($0.quantity, $0.model) = ("accuracy", name) },
        value: values.isEmpty ? nil : values.reduce(0, +) / Double(values.count),
        rangeLow: values.count > 1 ? values.min() : nil,
        rangeHigh: values.count > 1 ? values.max() : nil, n: shares.map(\.of).max() ?? 0,
        note: values.isEmpty ? "no image that people judged" : note)
    }
    return names.indices.map { row(names[$0], [decider($0)], nil) }
      + panel.byCondition.map { entry in
        var own = row(
          ErrorConsistencyAnalysis.otherPeople, entry.deciders,
          entry.deciders.count > 1 ? "mean, least and most of \(deciderWords(entry.deciders))" : nil
        )
        (own.key.condition, own.key.level) = (entry.condition.condition, entry.condition.level)
        return own
      }
  }

  private func deciderWords(_ deciders: [Int]) -> String {
    switch panel.form {
    case .persons: "\(deciders.count, "person")"
    case .halves: "the halves of \(panel.cuts.count, "cut") of the panel"
    case .majority: "the majority"
    }
  }

  // MARK: - With people

  private func withPeople(_ pairs: ConsistencyPairs) -> [EstimateResult] {
    let people = panel.unaltered
    guard !people.isEmpty else { return [] }
    // People come first in a pair, as the ones that a network would copy.
    var groups = names.indices.map { network in
      people.map { ErrorConsistency.Places($0, decider(network)) }
    }
    var owners = names
    let own = panel.pairs(people)
    if !own.isEmpty {
      groups.append(own)
      owners.append(ErrorConsistencyAnalysis.otherPeople)
    }
    let words = deciderWords(people)
    var rows: [EstimateResult] = []
    for (group, owner) in zip(groups, owners) {
      rows += pairs.rows(
        key("error_consistency", owner, with: ErrorConsistencyAnalysis.people), group,
        words: "over \(words)")
    }
    if own.isEmpty {
      rows.append(
        EstimateResult(
          key(
            "error_consistency", ErrorConsistencyAnalysis.otherPeople,
            with: ErrorConsistencyAnalysis.people), value: nil,
          note: "people are one decider here, so there are no other people"))
    }
    return rows + pairs.differences(key, groups, owners)
      + networksLessPeople(pairs, Array(groups.prefix(names.count)))
  }

  /// The mean over all pairs of networks less the mean over networks with people.
  private func networksLessPeople(
    _ pairs: ConsistencyPairs, _ groups: [[ErrorConsistency.Places]]
  ) -> [EstimateResult] {
    guard names.count > 1 else { return [] }
    let among = ErrorConsistency.pairs(among: names.indices.map(decider))
    return pairs.populations.map { population in
      var row = EstimateResult(
        key("networks_less_people", "networks", with: ErrorConsistencyAnalysis.people).with {
          ($0.grouping, $0.population) = ("less", population)
        }, value: nil, n: panel.units.count,
        note: "\(among.count, "pair") of networks less \(names.count, "network") with people")
      do {
        let means = try pairs.consistency.means([among, groups.flatMap(\.self)])
        row.fill(
          means.estimate(.difference(0, 1), try pairs.covariance(means, population)), decisions)
      } catch {
        row.addNote("\(error)")
      }
      return row
    }
  }

  // MARK: - Conditions

  private func byCondition(_ pairs: ConsistencyPairs) -> [EstimateResult] {
    let altered = panel.byCondition.filter { $0.condition != .unaltered }
    guard !altered.isEmpty else { return [] }
    let people = ErrorConsistencyAnalysis.otherPeople
    let rows = altered.flatMap { entry in
      pairs.rows(
        key("error_consistency", people, with: ErrorConsistencyAnalysis.people).with {
          ($0.condition, $0.level) = (entry.condition.condition, entry.condition.level)
        }, panel.pairs(entry.deciders), words: "over \(deciderWords(entry.deciders))")
    }
    let everything = panel.byCondition.map { panel.pairs($0.deciders) }
    guard everything.count > 1 else { return rows }
    return rows
      + pairs.means(
        key("mean_error_consistency", people, with: ErrorConsistencyAnalysis.people),
        everything.flatMap(\.self), .kappa, n: panel.units.count,
        note: "mean over \(everything.count, "condition") and the pairs of persons in each")
  }

  // MARK: - Networks

  private func networkPairs(_ pairs: ConsistencyPairs) -> [EstimateResult] {
    let places = names.indices.flatMap { a in
      names.indices.filter { $0 > a }.map { (a, $0) }
    }
    let results = Parallel.map(count: places.count, threads: decisions.threads) { index in
      let (a, b) = places[index]
      return pairs.rows(
        key("error_consistency", names[a], with: names[b]), [.init(decider(b), decider(a))],
        words: nil)
    }
    return results.flatMap(\.self)
  }
}
