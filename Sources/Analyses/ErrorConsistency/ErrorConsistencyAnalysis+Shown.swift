internal import Statistics
package import StudyValues

extension ErrorConsistencyAnalysis {
  package static let words: [Prose] = [
    """
    Error consistency asks whether two deciders err on the same images: 0 is what independent errors with \
    their accuracies give, 1 the same errors. Accuracies that differ keep it away from 1, so read it beside \
    its greatest possible value [@geirhos2020].
    """,
    """
    *Other people* is people with people: a person with the other persons, or the majority of half of the \
    panel with that of the other half. The *copy probability* is how often a network would have to copy \
    the other decider to be so consistent [@klein2025]; unlike kappa it is not bounded by accuracies that \
    differ, so that it is the fairer comparison of networks with people who err much less often.
    """,
  ]

  private static let measures: [Pivot.Quantity] = [
    .init("error_consistency", "Error consistency", .coefficient(decimals: 3))
      .showing([.interval, .p]),
    .init("greatest_possible", "Greatest possible", .coefficient(decimals: 3)),
    .init("copy_probability", "Copy probability", .coefficient(decimals: 3)),
    .init("same_wrong_class", "Same wrong class", .coefficient(decimals: 3)),
    .init("misclassification_agreement", "Beyond chance", .coefficient(decimals: 3)),
  ]

  /// Deciders with people, differences between them, conditions, networks with networks, everything.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    // One population a table: the last that is asked for, classes as a sample where nothing else is.
    let leading = populations.last
    let rows = output.estimates.filter {
      $0.key.population == nil || $0.key.population == leading
    }
    let people = rows.filter {
      $0.key.condition == nil && $0.key.grouping != "less"
        && ($0.key.group == Self.people || $0.key.quantity == "accuracy")
    }
    let sample = leading?.rawValue ?? "images"
    let accuracy = Pivot.Quantity("accuracy", "Accuracy", .fixed(decimals: 3))
    return TableSpecification.pivot(
      "people", "Networks with people, and other people with people; interval over \(sample).",
      Pivot(by: ["model"], [accuracy] + Self.measures), people)
      + TableSpecification.pivot(
        "differences",
        "Consistency with people: the network less the decider beside it, on the same images; \(sample).",
        Pivot(
          by: ["model", "group"],
          [
            .init("difference", "Difference", .coefficient(decimals: 3)) {
              ["consistency_difference", "networks_less_people"].contains($0.quantity)
            },
            .init(
              "copy_probability_difference", "Of copy probabilities", .coefficient(decimals: 3)),
          ],
          showing: [.interval, .p]),
        rows
      ).showing(["group": "less"])
      + TableSpecification.pivot(
        "conditions", "People with people under each condition; interval over \(sample).",
        Pivot(by: ["condition", "level"], [accuracy] + Self.measures),
        rows.filter { $0.key.condition != nil && $0.key.quantity != "consistency_difference" })
      + TableSpecification.pivot(
        "networks", "Networks with networks; interval over \(sample).",
        Pivot(by: ["model", "group"], Self.measures),
        rows.filter { $0.key.grouping == "decider" && $0.key.group != Self.people }
      ).showing(["group": "with"])
      + TableSpecification.estimates(
        output.estimates, id: "intervals", "Everything with its intervals, and what is undefined.")
  }

  /// Every decider against every other.
  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    let rows = output.estimates.filter {
      $0.key.quantity == "error_consistency" && $0.key.population == populations.first
        && $0.key.condition == nil
    }
    var names: [String] = []
    for row in rows {
      if let name = row.key.model, !names.contains(name) { names.append(name) }
    }
    guard names.count > 1 else { return [] }
    func place(_ name: String?) -> String? { name == Self.people ? Self.otherPeople : name }
    var values: [[String]: Double] = [:]
    for row in rows {
      guard let a = row.key.model, let b = place(row.key.group), let value = row.value else {
        continue
      }
      values[[a, b]] = value
      values[[b, a]] = value
    }
    return [
      FigureSpecification(
        id: "deciders", title: "Error consistency of every decider with every other",
        caption: """
          Cohen's kappa of right or wrong; on the diagonal of other people stands people with people. A \
          gap is an undefined value, or a network with itself.
          """,
        content: .heatMap(
          HeatMapFigure(
            rowNames: names, columnNames: names,
            values: names.map { a in names.map { values[[a, $0]] } },
            label: "error consistency")))
    ]
  }
}
