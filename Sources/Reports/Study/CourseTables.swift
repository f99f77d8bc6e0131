internal import Analyses
internal import StudyValues

/// The tables of the sections on training, degradation, attacks and ranks: one row a step, level or
/// combination of choices where the general table would be long.
struct CourseTables {
  let kind: AnalysisKind
  let output: AnalysisOutput

  /// One table with the end of its identifier and its caption.
  typealias Part = (suffix: String, caption: Prose, rows: RowTable)

  /// The tables of estimates in reading order; none for other kinds.
  var parts: [Part] {
    switch kind {
    case .trainingDynamics:
      split(
        "order_", "order", "Step",
        "Order of the bins of HSF at each step; 95 % intervals, classes as a sample.")
    case .degradation:
      split(
        "mean_", "levels", "Level",
        "Means at each level, the unaltered images included, beside people's accuracy there.",
        also: ["interpolated_accuracy"])
    case .adversarial:
      split("mean_", "steps", "Step", "Means at each step of the attack.")
    case .peopleAgainstNetworks: people
    default: []
    }
  }

  /// The estimates with a common beginning of the name as columns, the others below.
  private func split(
    _ prefix: String, _ suffix: String, _ heading: String, _ caption: Prose, also: [String] = []
  ) -> [Part] {
    let isWide = { (row: EstimateResult) in
      row.name.hasPrefix(prefix) || also.contains(row.name)
    }
    let wide = output.estimates.filter(isWide)
    let rest = output.estimates.filter { !isWide($0) }
    var names: [String] = []
    for row in wide where !names.contains(row.name) { names.append(row.name) }
    var parts: [Part] = []
    if !rest.isEmpty {
      parts.append(
        ("estimates", "Estimates with their intervals.", ResultTables.estimates(rest)))
    }
    if !wide.isEmpty {
      parts.append(
        (
          suffix, caption,
          ResultTables.perGroup(
            wide, groupHeading: heading,
            quantities: names.map { name in
              let label = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : "people"
              return (name: name, heading: label, kind: .real(digits: 4))
            })
        ))
    }
    return parts
  }

  private var people: [Part] {
    let sensitivity = output.estimates.filter { $0.name.hasPrefix("sensitivity_") }
    let raters = output.estimates.filter { $0.name.hasPrefix("rater_") }
    let single = raters.filter { $0.group.contains(" annotator ") }
    let rest = output.estimates.filter {
      !$0.name.hasPrefix("sensitivity_") && !$0.group.contains(" annotator ")
    }
    var parts: [Part] = []
    if !sensitivity.isEmpty {
      parts.append(
        (
          "sensitivity",
          """
          How the coefficient moves with the rule for half answers, with unrated images taken as \
          unanimous, and with differences between classes taken out.
          """,
          Self.sensitivity(sensitivity)
        ))
    }
    if !rest.isEmpty {
      parts.append(
        ("estimates", "Estimates with their intervals.", ResultTables.estimates(rest)))
    }
    if !single.isEmpty {
      var names: [String] = []
      for row in single where !names.contains(row.name) { names.append(row.name) }
      parts.append(
        (
          "raters", "The annotators one by one.",
          ResultTables.perGroup(
            single, groupHeading: "Annotator",
            quantities: names.map {
              (name: $0, heading: String($0.dropFirst("rater_".count)), kind: .real(digits: 4))
            }, showsIntervals: false)
        ))
    }
    return parts
  }

  /// One row a combination of choices, from names such as
  /// `sensitivity_rank:maybe=1/2,rated,pooled`.
  static func sensitivity(_ rows: [EstimateResult]) -> RowTable {
    RowTable(
      columns: [
        Column("set", heading: "Set", kind: .text), Column("score", heading: "Score", kind: .text),
        Column("maybe", heading: "Half answers count", kind: .text),
        Column("images", heading: "Images", kind: .text),
        Column("classes", heading: "Classes", kind: .text),
        Column("n", heading: "n", kind: .integer),
        Column("value", heading: "Coefficient", kind: .coefficient(decimals: 3)),
        Column("low", heading: "Least", kind: .coefficient(decimals: 3)),
        Column("high", heading: "Most", kind: .coefficient(decimals: 3)),
      ],
      rows: rows.map { row in
        let parts = row.name.dropFirst("sensitivity_".count).split(separator: ":", maxSplits: 1)
        let choices = (parts.last ?? "").split(separator: ",").map(String.init)
        return [
          .text(row.group), .text(String(parts.first ?? "")),
          .text(choices.first.map { String($0.dropFirst("maybe=".count)) } ?? ""),
          .text(choices.count > 1 ? choices[1] : ""), .text(choices.count > 2 ? choices[2] : ""),
          Cell(row.n), Cell(row.value), Cell(row.low), Cell(row.high),
        ]
      }
    ).withoutEmptyColumns()
  }
}
