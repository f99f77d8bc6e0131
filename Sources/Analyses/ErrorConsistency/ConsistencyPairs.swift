import Files
internal import Statistics
internal import StudyValues

/// The rows of one group of pairs of deciders: their consistency, its bounds, copying, equal mistakes.
struct ConsistencyPairs {
  private let panel: ConsistencyPanel
  private let decisions: AnalysisDecisions
  private let choices: [[Int?]]
  /// The consistency of all deciders.
  let consistency: ErrorConsistency
  /// The populations, with persons as one of their own.
  let populations: [Population]

  /// Prepares the rows of deciders, people first.
  init(
    panel: ConsistencyPanel, isRight: [[Bool?]], choices: [[Int?]], populations: [Population],
    decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    self.panel = panel
    self.decisions = decisions
    self.choices = choices
    consistency = try ErrorConsistency(isRight)
    let asked = populations.filter { !$0.samplesRaters }
    let raters: [Population] =
      asked.contains(.classesRandom) ? [.ratersRandom, .ratersAndClassesRandom] : [.ratersRandom]
    self.populations = panel.persons.count >= 3 ? asked + raters : asked
  }

  /// Everything about one network, or people, with another decider.
  func rows(
    _ key: ResultKey, _ group: [ErrorConsistency.Places], words: String?
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
      note = [words, "\(missing) of \(found.count, "pair") without one: \(reason(found))"]
        .compactMap(\.self).joined(separator: "; ")
    }
    var rows = means(key, group, .kappa, n: trials, note: note)
    let count = Double(defined.count)
    for (quantity, bound, value) in [
      ("least_possible", "lower", defined.reduce(0) { $0 + $1.bounds.low } / count),
      ("greatest_possible", "upper", defined.reduce(0) { $0 + $1.bounds.high } / count),
    ] {
      rows.append(
        EstimateResult(key.with { $0.quantity = quantity }, value: value, bound: bound, n: trials))
    }
    rows += means(
      key.with { $0.quantity = "copy_probability" }, group, .copiedShare, n: trials,
      note: defined.contains { $0.copyProbability == nil }
        ? "no share of copying gives this consistency in "
          + "\(defined.count { $0.copyProbability == nil }) of \(defined.count, "pair")" : nil)
    if !key.isAboutSingleClasses(panel) { rows += mistakes(key, group) }
    return rows
  }

  func reason(_ pairs: [ErrorConsistency.Pair]) -> String {
    pairs.lazy.compactMap(\.reason).first ?? ""
  }

  /// A mean over pairs with its error in every population.
  func means(
    _ key: ResultKey, _ group: [ErrorConsistency.Places], _ measure: ErrorConsistency.Measure,
    n: Int, note: String?, in populations: [Population]? = nil
  ) -> [EstimateResult] {
    (populations ?? self.populations).map { population in
      var row = EstimateResult(
        key.with { $0.population = population }, value: nil, n: n, note: note)
      do {
        let means = try consistency.means([group], measure)
        row.value = means.values[0]
        row.fill(means.estimate(.strength(0), try covariance(means, population)), decisions)
      } catch {
        row.addNote("\(error)")
      }
      return row
    }
  }

  /// Every network less every later one, and less other people.
  func differences(
    _ key: ResultKey, _ groups: [[ErrorConsistency.Places]], _ owners: [String]
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
        for population in populations {
          let covariance = try self.covariance(means, population)
          for a in defined.indices {
            for b in defined.indices where b > a {
              var row = EstimateResult(
                key.with {
                  ($0.quantity, $0.model) = (quantity, owners[defined[a]])
                  ($0.grouping, $0.group) = ("less", owners[defined[b]])
                  $0.population = population
                }, value: nil, n: panel.units.count)
              row.fill(means.estimate(.difference(a, b), covariance), decisions)
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

  /// The same wrong class: as a share, and beyond what each true class makes likely.
  private func mistakes(
    _ key: ResultKey, _ group: [ErrorConsistency.Places]
  ) -> [EstimateResult] {
    let measures: [(String, MistakeMeans.Measure)] = [
      ("same_wrong_class", .share), ("misclassification_agreement", .kappa),
    ]
    return measures.flatMap { quantity, measure in
      populations.filter { !$0.samplesRaters }.map { population in
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
          row.fill(means.estimate(.strength(0), try means.covariance(design)), decisions)
          // A share of 0 is no hypothesis.
          if measure == .share { (row.p, row.log10P) = (nil, nil) }
        } catch {
          row.addNote("\(error)")
        }
        return row
      }
    }
  }

  /// The covariance of means over pairs in a population.
  func covariance(
    _ means: ConsistencyMeans, _ population: Population
  ) throws(StatisticsError) -> StrengthCovariance {
    // Pairs of networks lose nobody when a person is left out.
    switch population {
    case .ratersRandom:
      try means.covariance(.images).adding(means.people(panel.persons))
    case .ratersAndClassesRandom:
      try means.covariance(.classesRandomDeleteOne(panel.truth))
        .adding(means.people(panel.persons))
    default:
      try means.covariance(Populations.design(population, panel.truth))
    }
  }
}

extension Population {
  /// Whether persons are a sample, beside images or classes.
  fileprivate var samplesRaters: Bool { self == .ratersRandom || self == .ratersAndClassesRandom }
}

extension ResultKey {
  /// Whether the rows are about people who were asked about single classes and so gave no wrong class.
  fileprivate func isAboutSingleClasses(_ panel: ConsistencyPanel) -> Bool {
    panel.choices == nil && group == ErrorConsistencyAnalysis.people
  }
}
