internal import Statistics
internal import StudyValues

/// The rows of an analysis of error consistency: networks and people as deciders on the same units.
struct ConsistencyRows {
  private let key: ResultKey
  private let panel: ConsistencyPanel
  private let names: [String]
  private let populations: [Population]
  private let decisions: AnalysisDecisions
  /// People first, then the networks.
  private let isRight: [[Bool?]]
  private let choices: [[Int?]]
  private let consistency: Result<ErrorConsistency, StatisticsError>

  /// Puts the networks beside the people.
  init(
    key: ResultKey, panel: ConsistencyPanel, networks: [ImageTable], populations: [Population],
    decisions: AnalysisDecisions
  ) {
    self.key = key
    self.panel = panel
    names = networks.map(\.key.model)
    self.populations = populations
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
    isRight = panel.isRight + networks.map { values($0, "correct").map { $0.map { $0 == 1 } } }
    choices =
      (panel.choices ?? panel.isRight.map { row in row.map { _ in nil } })
      + networks.map { values($0, "predicted_class").map { $0.map { Int($0) } } }
    let deciders = isRight
    consistency = Result { () throws(StatisticsError) in try ErrorConsistency(deciders) }
  }

  /// Networks with people and people with people, differences, then networks with networks.
  func all() -> [EstimateResult] {
    do {
      let consistency = try consistency.get()
      return accuracies() + withPeople(consistency) + byCondition(consistency)
        + networkPairs(consistency)
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
    guard let consistency = try? consistency.get(), let population = used.first else { return [] }
    let people = panel.unaltered
    guard !people.isEmpty else { return [] }
    return Parallel.map(count: names.count, threads: decisions.threads) { network in
      let key = key(quantity, names[network], with: ErrorConsistencyAnalysis.people)
      let group = people.map { ErrorConsistency.Places($0, decider(network)) }
      let pairs = group.map { consistency.pair($0.first, $0.second) }
      let trials = pairs.map(\.trials).max() ?? 0
      guard pairs.contains(where: { $0.reason == nil }) else {
        return EstimateResult(key, value: nil, n: trials, note: reason(pairs))
      }
      return meanRows(
        key, consistency, group, measure, n: trials, note: "over \(deciderWords(people))",
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
    case .persons: "\(deciders.count) persons"
    case .halves: "the halves of \(panel.cuts.count) cuts of the panel"
    case .majority: "the majority"
    }
  }

  // MARK: - With people

  private func withPeople(_ consistency: ErrorConsistency) -> [EstimateResult] {
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
      rows += pairRows(
        key("error_consistency", owner, with: ErrorConsistencyAnalysis.people), consistency, group,
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
    return rows + differences(consistency, groups, owners)
      + networksLessPeople(consistency, Array(groups.prefix(names.count)))
  }

  /// The mean over all pairs of networks less the mean over networks with people.
  private func networksLessPeople(
    _ consistency: ErrorConsistency, _ groups: [[ErrorConsistency.Places]]
  ) -> [EstimateResult] {
    guard names.count > 1 else { return [] }
    let pairs = ErrorConsistency.pairs(among: names.indices.map(decider))
    return used.map { population in
      var row = EstimateResult(
        key("networks_less_people", "networks", with: ErrorConsistencyAnalysis.people).with {
          ($0.grouping, $0.population) = ("less", population)
        }, value: nil, n: panel.units.count,
        note: "\(pairs.count) pairs of networks less \(names.count) networks with people")
      do {
        let means = try consistency.means([pairs, groups.flatMap(\.self)])
        fill(&row, means.estimate(.difference(0, 1), try covariance(means, population)))
      } catch {
        row.addNote("\(error)")
      }
      return row
    }
  }

  /// Every network less every later one, and less other people.
  private func differences(
    _ consistency: ErrorConsistency, _ groups: [[ErrorConsistency.Places]], _ owners: [String]
  ) -> [EstimateResult] {
    let defined = groups.indices.filter { (try? consistency.means([groups[$0]])) != nil }
    guard defined.count > 1 else { return [] }
    let measures: [(String, ErrorConsistency.Measure)] = [
      ("consistency_difference", .kappa), ("copy_probability_difference", .copiedShare),
    ]
    var rows: [EstimateResult] = []
    for (quantity, measure) in measures {
      do {
        let means = try consistency.means(defined.map { groups[$0] }, measure)
        for population in used {
          let covariance = try covariance(means, population)
          for a in defined.indices {
            for b in defined.indices where b > a {
              var row = EstimateResult(
                key.with {
                  ($0.quantity, $0.model) = (quantity, owners[defined[a]])
                  ($0.grouping, $0.group) = ("less", owners[defined[b]])
                  $0.population = population
                }, value: nil, n: panel.units.count)
              fill(&row, means.estimate(.difference(a, b), covariance))
              rows.append(row)
            }
          }
        }
      } catch {
        rows.append(
          EstimateResult(key.with { $0.quantity = quantity }, value: nil, note: "\(error)"))
      }
    }
    return rows
  }

  // MARK: - Conditions

  private func byCondition(_ consistency: ErrorConsistency) -> [EstimateResult] {
    let altered = panel.byCondition.filter { $0.condition != .unaltered }
    guard !altered.isEmpty else { return [] }
    let people = ErrorConsistencyAnalysis.otherPeople
    let rows = altered.flatMap { entry in
      pairRows(
        key("error_consistency", people, with: ErrorConsistencyAnalysis.people).with {
          ($0.condition, $0.level) = (entry.condition.condition, entry.condition.level)
        }, consistency, panel.pairs(entry.deciders), words: "over \(deciderWords(entry.deciders))")
    }
    let everything = panel.byCondition.map { panel.pairs($0.deciders) }
    guard everything.count > 1 else { return rows }
    return rows
      + meanRows(
        key("mean_error_consistency", people, with: ErrorConsistencyAnalysis.people), consistency,
        everything.flatMap(\.self), .kappa, n: panel.units.count,
        note: "mean over \(everything.count) conditions and the pairs of persons in each")
  }

  // MARK: - Networks

  private func networkPairs(_ consistency: ErrorConsistency) -> [EstimateResult] {
    let pairs = names.indices.flatMap { a in
      names.indices.filter { $0 > a }.map { (a, $0) }
    }
    let results = Parallel.map(count: pairs.count, threads: decisions.threads) { index in
      let (a, b) = pairs[index]
      return pairRows(
        key("error_consistency", names[a], with: names[b]), consistency,
        [.init(decider(b), decider(a))], words: nil)
    }
    return results.flatMap(\.self)
  }

  // MARK: - One group of pairs

  /// Everything about one network, or people, with another decider.
  private func pairRows(
    _ key: ResultKey, _ consistency: ErrorConsistency, _ group: [ErrorConsistency.Places],
    words: String?
  ) -> [EstimateResult] {
    let found = group.map { consistency.pair($0.first, $0.second) }
    let defined = found.filter { $0.reason == nil }
    let trials = found.map(\.trials).max() ?? 0
    guard !defined.isEmpty else {
      return [
        EstimateResult(
          key, value: nil, n: trials, note: found.first?.reason ?? "there is no pair of deciders")
      ]
    }
    let missing = found.count - defined.count
    var note = words
    if missing > 0 {
      note = [words, "\(missing) of \(found.count) pairs have none: \(reason(found))"]
        .compactMap(\.self).joined(separator: "; ")
    }
    var rows = meanRows(key, consistency, group, .kappa, n: trials, note: note)
    let count = Double(defined.count)
    for (quantity, bound, value) in [
      ("least_possible", "lower", defined.reduce(0) { $0 + $1.bounds.low } / count),
      ("greatest_possible", "upper", defined.reduce(0) { $0 + $1.bounds.high } / count),
    ] {
      rows.append(
        EstimateResult(key.with { $0.quantity = quantity }, value: value, bound: bound, n: trials))
    }
    rows += meanRows(
      key.with { $0.quantity = "copy_probability" }, consistency, group, .copiedShare, n: trials,
      note: defined.contains { $0.copyProbability == nil }
        ? "no share of copying gives this consistency in "
          + "\(defined.count { $0.copyProbability == nil }) of \(defined.count) pairs" : nil)
    if !key.isAboutSingleClasses(panel) { rows += mistakes(key, group) }
    return rows
  }

  private func reason(_ pairs: [ErrorConsistency.Pair]) -> String {
    pairs.lazy.compactMap(\.reason).first ?? ""
  }

  /// A mean over pairs with its error in every population.
  private func meanRows(
    _ key: ResultKey, _ consistency: ErrorConsistency, _ group: [ErrorConsistency.Places],
    _ measure: ErrorConsistency.Measure, n: Int, note: String?, in populations: [Population]? = nil
  ) -> [EstimateResult] {
    (populations ?? used).map { population in
      var row = EstimateResult(
        key.with { $0.population = population }, value: nil, n: n, note: note)
      do {
        let means = try consistency.means([group], measure)
        row.value = means.values[0]
        fill(&row, means.estimate(.strength(0), try covariance(means, population)))
      } catch {
        row.addNote("\(error)")
      }
      return row
    }
  }

  /// The same wrong class: as a share, and beyond what each true class makes likely.
  private func mistakes(
    _ key: ResultKey, _ group: [ErrorConsistency.Places]
  ) -> [EstimateResult] {
    let measures: [(String, MistakeMeans.Measure)] = [
      ("same_wrong_class", .share), ("misclassification_agreement", .kappa),
    ]
    return measures.flatMap { quantity, measure in
      used.filter { $0 != .ratersRandom }.map { population in
        var row = EstimateResult(
          key.with { ($0.quantity, $0.population) = (quantity, population) }, value: nil)
        do {
          let means = try MistakeMeans(choices, truth: panel.truth, groups: [group], measure)
          row.n = Int(means.bothWrong[0].rounded())
          row.note =
            measure == .share
            ? "expected of independent choices: \(Verdict.number(means.expected[0]))" : nil
          row.value = means.values[0]
          let design = try Populations.design(population, panel.truth)
          fill(&row, means.estimate(.strength(0), try means.covariance(design)))
          // A share of 0 is no hypothesis.
          if measure == .share { (row.p, row.log10P) = (nil, nil) }
        } catch {
          row.addNote("\(error)")
        }
        return row
      }
    }
  }

  /// The populations, with persons as one of their own.
  private var used: [Population] {
    let asked = populations.filter { $0 != .ratersRandom }
    return panel.persons.count >= 3 ? asked + [.ratersRandom] : asked
  }

  private func covariance(
    _ means: ConsistencyMeans, _ population: Population
  ) throws(StatisticsError) -> StrengthCovariance {
    // Pairs of networks lose nobody when a person is left out.
    guard population == .ratersRandom else {
      return try means.covariance(Populations.design(population, panel.truth))
    }
    return try means.covariance(.images).adding(means.people(panel.persons))
  }

  private func fill(_ row: inout EstimateResult, _ estimate: StrengthEstimate) {
    do {
      try row.take(estimate, decisions)
    } catch {
      row.addNote("\(error)")
    }
  }
}

extension ResultKey {
  /// Whether the rows are about people who were asked about single classes and so gave no wrong class.
  fileprivate func isAboutSingleClasses(_ panel: ConsistencyPanel) -> Bool {
    panel.choices == nil && group == ErrorConsistencyAnalysis.people
  }
}
