internal import Statistics
package import StudyValues

/// Whether networks, and networks and people, err on the same images beyond what their accuracies make likely.
///
/// Deciders are the networks, right or wrong by their largest logit, and the people, right where more of
/// them chose the true class than any other; an image with a tie has no majority and is left out for them.
/// For each pair, with the first network as model and the other decider as group (grouping `decider`):
///
/// | quantity | what |
/// | --- | --- |
/// | `error_consistency` | Cohen's kappa of right or wrong, in [-1, 1]; 1 = the same errors, 0 = independent errors |
/// | `least_possible`, `greatest_possible` | the bounds that the two accuracies leave kappa |
/// | `copy_probability` | how often the other decider would have to copy the first to be so consistent |
/// | `same_wrong_class` | the share of the same wrong class among images on which both are wrong |
///
/// Where a decider is right, or wrong, on every common image no error can be shared: the value is empty
/// and the note says so. Source: Geirhos, Meding & Wichmann 2020, arXiv 2006.16736; Klein et al. 2025,
/// arXiv 2507.06645.
///
/// Keys: `population` (`classes-random`), `set`.
package struct ErrorConsistencyAnalysis: Analysis {
  package static let kind = "error-consistency"
  package static let words: [Prose] = [
    """
    Error consistency asks whether two deciders err on the same images: 0 is what independent errors with \
    their accuracies give, 1 the same errors. Accuracies that differ keep it away from 1, so read it beside \
    its greatest possible value. People are one decider here, their majority.
    """
  ]
  /// What the majority of people is called among the deciders.
  package static let people = "people"

  /// What is a random sample.
  package var population: Population
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(population: Population = .classesRandom, annotationSet: String? = nil) {
    self.population = population
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    population =
      try fields.decodeIfPresent(Populations.Word.self, forKey: .population)?.population
      ?? .classesRandom
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case population
    case annotationSet = "set"
  }

  /// One decider on the images that all tables share.
  private struct Decider {
    let name: String
    let isRight: [Bool?]
    let choice: [Int?]
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    let tables = try data.models.map { try data.table(model: $0, annotationSet: set) }
      .filter { $0.score("correct") != nil }
    guard let first = tables.first else {
      output.notes.append("no data: no network of the study has a predicted class")
      return output
    }
    let deciders = tables.map { network($0, on: first) } + [majority(first)]
    let consistency = try ErrorConsistency(deciders.map(\.isRight))
    for a in deciders.indices {
      for b in deciders.indices where b > a {
        let key = ResultKey(
          analysis: id, quantity: "error_consistency", annotationSet: set, model: deciders[a].name,
          population: population, grouping: "decider", group: deciders[b].name)
        output.estimates += rows(key, consistency, a, b, classes: first.targetClass, decisions)
        output.estimates.append(
          mistakes(key, deciders[a], deciders[b], truth: first.targetClass, decisions))
      }
    }
    return output
  }

  private func network(_ table: ImageTable, on first: ImageTable) -> Decider {
    let place = Dictionary(zip(table.images, 0...)) { first, _ in first }
    func values(_ name: String) -> [Double?] {
      let column = table.score(name)?.values
      return first.images.map { image in
        place[image].flatMap { row in column.flatMap { $0[row].isNaN ? nil : $0[row] } }
      }
    }
    return Decider(
      name: table.key.model, isRight: values("correct").map { $0.map { $0 == 1 } },
      choice: values("predicted_class").map { $0.map { Int($0) } })
  }

  private func majority(_ table: ImageTable) -> Decider {
    Decider(
      name: Self.people,
      isRight: zip(table.majorityClass, table.targetClass).map { chosen, target in
        chosen.map { $0 == target }
      }, choice: table.majorityClass)
  }

  private func rows(
    _ key: ResultKey, _ consistency: ErrorConsistency, _ a: Int, _ b: Int, classes: [Int],
    _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let pair = consistency.pair(a, b)
    var row = EstimateResult(
      key, value: pair.reason == nil ? pair.kappa : nil, n: pair.trials, note: pair.reason)
    guard pair.reason == nil else { return [row] }
    do {
      let means = try consistency.means([[.init(a, b)]])
      let covariance = try means.covariance(Populations.design(population, classes))
      let estimate = means.estimate(.strength(0), covariance)
      let interval = try estimate.interval(level: 1 - decisions.alpha)
      (row.standardError, row.df) = (estimate.standardError, estimate.df)
      (row.low, row.high, row.interval) = (interval.low, interval.high, interval.method)
      let test = estimate.test()
      (row.p, row.log10P) = (test.pValue.p, test.pValue.log10P)
    } catch {
      row.note = "\(error)"
    }
    let plain = key.with { $0.population = nil }
    return [
      row,
      EstimateResult(
        plain.with { $0.quantity = "least_possible" }, value: pair.bounds.low, bound: "lower",
        n: pair.trials),
      EstimateResult(
        plain.with { $0.quantity = "greatest_possible" }, value: pair.bounds.high, bound: "upper",
        n: pair.trials),
      EstimateResult(
        plain.with { $0.quantity = "copy_probability" }, value: pair.copyProbability,
        n: pair.trials,
        note: pair.copyProbability == nil ? "no share of copying gives this consistency" : nil),
    ]
  }

  private func mistakes(
    _ key: ResultKey, _ a: Decider, _ b: Decider, truth: [Int], _ decisions: AnalysisDecisions
  ) -> EstimateResult {
    var row = EstimateResult(
      key.with { ($0.quantity, $0.population) = ("same_wrong_class", .images) }, value: nil)
    do {
      let shared = try SharedMistakes(
        a.choice, b.choice, truth: truth, level: 1 - decisions.alpha)
      (row.value, row.n) = (shared.share, shared.bothWrong)
      (row.low, row.high, row.interval) = (shared.interval.low, shared.interval.high, "Wilson")
      row.note = "expected of independent choices: \(Verdict.number(shared.expected))"
    } catch {
      row.note = "\(error)"
    }
    return row
  }

  /// One line a pair, then every value with its uncertainty.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    TableSpecification.pivot(
      "pairs", "Error consistency of each pair, and how far its accuracies let it go.",
      Pivot(
        by: ["model", "group"],
        [
          .init("error_consistency", "Error consistency", .coefficient(decimals: 3)),
          .init("greatest_possible", "Greatest possible", .coefficient(decimals: 3)),
          .init("same_wrong_class", "Same wrong class", .coefficient(decimals: 3)),
        ]), output.estimates)
      + TableSpecification.estimates(
        output.estimates.filter { $0.low != nil || $0.value == nil }, id: "intervals",
        "The same with intervals, and what is undefined.")
  }
}
