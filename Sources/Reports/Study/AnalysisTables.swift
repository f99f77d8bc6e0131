internal import Analyses
internal import StudyValues

/// The tables of the kinds of analysis whose estimates read best with one row per group.
struct AnalysisTables {
  /// A table to be, with the end of its identifier.
  typealias Entry = (suffix: String, caption: Prose, rows: RowTable)

  private let output: AnalysisOutput

  init(_ output: AnalysisOutput) { self.output = output }

  // MARK: - Calibration

  private static let afterTemperature = "_after_temperature"

  private static let calibrationQuantities: [(name: String, heading: String, kind: Column.Kind)] = [
    ("accuracy", "Accuracy", .fixed(decimals: 3)),
    ("mean_confidence", "Confidence", .fixed(decimals: 3)),
    ("signed_gap", "Signed gap", .coefficient(decimals: 3)),
    ("ece", "ECE", .coefficient(decimals: 3)),
    ("ece_if_calibrated", "ECE if calibrated", .coefficient(decimals: 3)),
    ("ece_bracket", "ECE less bias", .coefficient(decimals: 3)),
    ("mce", "MCE", .coefficient(decimals: 3)), ("ace", "ACE", .coefficient(decimals: 3)),
    ("brier", "Brier", .coefficient(decimals: 3)),
    ("brier_reliability", "Reliability", .coefficient(decimals: 4)),
    ("brier_resolution", "Resolution", .coefficient(decimals: 4)),
    ("brier_uncertainty", "Uncertainty", .coefficient(decimals: 4)),
    ("nll", "NLL", .fixed(decimals: 3)),
  ]

  /// Calibration: the measures per run, confidence against HSF, and the bins.
  var calibration: [Entry] {
    let rows = output.estimates.map { row -> EstimateResult in
      guard row.name.hasSuffix(Self.afterTemperature) else { return row }
      var row = row
      row.name.removeLast(Self.afterTemperature.count)
      row.group += ", after temperature"
      return row
    }
    let ambiguity = rows.filter { $0.name == "confidence_minus_hsf" }
    let intervals = rows.filter { $0.low != nil && $0.name != "confidence_minus_hsf" }
    return [
      (
        "measures", "Calibration of each run; every interval is in the table below.",
        ResultTables.perGroup(
          rows, groupHeading: "Run", quantities: Self.calibrationQuantities, showsIntervals: false)
      ),
      (
        "ambiguity",
        """
        Mean confidence less HSF, over all images and per bin of HSF. Confidence that tracked what people \
        find ambiguous would have 0 everywhere.
        """, ResultTables.estimates(ambiguity)
      ),
      (
        "intervals", "The measures that have intervals, and the temperatures.",
        ResultTables.estimates(
          intervals + rows.filter { $0.name.hasPrefix("temperature_") })
      ),
      ("bins", "The bins of the reliability diagrams; limits are Wilson's 95 %.", bins),
    ].filter { !$0.2.rows.isEmpty }
  }

  private var bins: RowTable {
    RowTable(
      columns: [
        Column("run", heading: "Run", kind: .text),
        Column("confidence", heading: "Confidence", kind: .fixed(decimals: 3)),
        Column("accuracy", heading: "Accuracy", kind: .fixed(decimals: 3)),
        Column("low", heading: "Low", kind: .fixed(decimals: 3)),
        Column("high", heading: "High", kind: .fixed(decimals: 3)),
        Column("gap", heading: "Gap", kind: .coefficient(decimals: 3)),
        Column("n", heading: "n", kind: .integer),
      ],
      rows: output.series.compactMap { point in
        guard let curve = ReliabilityCurve(point.name) else { return nil }
        return [
          .text(curve.title), .real(point.x), Cell(point.value), Cell(point.low), Cell(point.high),
          Cell(point.value.map { point.x - $0 }), Cell(point.n),
        ]
      })
  }

  // MARK: - Ranking

  /// Places and distances behind the best, one row per score.
  var ranking: [Entry] {
    var behind: [[String]: EstimateResult] = [:]
    for row in output.estimates where row.name.hasPrefix("behind_best:") {
      behind[[row.group, String(row.name.dropFirst("behind_best:".count))]] = row
    }
    var table = RowTable(
      columns: [
        Column("model", heading: "Network", kind: .text),
        Column("human", heading: "Human measure", kind: .text),
        Column("method", heading: "Method", kind: .text),
        Column("classes", heading: "Sample", kind: .text),
        Column("family", heading: "Label", kind: .text),
        Column("score", heading: "Score", kind: .text),
        Column("rank", heading: "Place", kind: .integer),
        Column("rank_low", heading: "Best", kind: .integer),
        Column("rank_high", heading: "Worst", kind: .integer),
        Column("behind_best", heading: "Behind the best", kind: .coefficient(decimals: 3)),
        Column("low", heading: "Low", kind: .coefficient(decimals: 3)),
        Column("high", heading: "High", kind: .coefficient(decimals: 3)),
        Column("p", heading: "p", kind: .probability),
      ])
    for row in output.estimates where row.name.hasPrefix("rank:") {
      let parts = row.group.split(separator: " | ", omittingEmptySubsequences: false)
      guard parts.count == 5 else { continue }
      let score = String(row.name.dropFirst("rank:".count))
      let distance = behind[[row.group, score]]
      table.append(
        parts.map { .text(String($0)) }
          + [
            .text(score), Cell(row.value), Cell(row.low), Cell(row.high), Cell(distance?.value),
            Cell(distance?.low), Cell(distance?.high), Cell(distance?.p),
          ])
    }
    guard !table.rows.isEmpty else { return [] }
    return [
      (
        "ranking",
        """
        The place of each score by strength, with the best and worst place that simultaneous comparisons \
        leave open, and how far it is behind the best.
        """, table
      )
    ]
  }

  // MARK: - Others

  private static let regressionQuantities: [(name: String, heading: String, kind: Column.Kind)] = [
    ("slope", "Slope", .fixed(decimals: 3)), ("dispersion", "Dispersion", .fixed(decimals: 2)),
    ("deviance_explained", "Deviance explained", .coefficient(decimals: 3)),
    ("intraclass_correlation", "ICC", .coefficient(decimals: 3)),
    ("between_image_variance_explained", "Between-image share", .coefficient(decimals: 3)),
    ("held_out_gain", "Held-out gain", .coefficient(decimals: 4)),
  ]

  /// Count regression: one row per network and score, and the differences of pairs.
  var countRegression: [Entry] {
    [
      (
        "regression", "Regressions of the votes; the gain is in nats an image.",
        ResultTables.perGroup(
          output.estimates, groupHeading: "Network and score",
          quantities: Self.regressionQuantities)
      ),
      (
        "gains", "Differences of the held-out log-likelihood, first less second, in nats an image.",
        ResultTables.estimates(output.estimates.filter { $0.name == "gain_difference" })
      ),
    ].filter { !$0.2.rows.isEmpty }
  }

  private static let answerQuantities: [(name: String, heading: String, kind: Column.Kind)] = [
    ("kl", "KL", .fixed(decimals: 3)), ("kl_corrected", "KL corrected", .fixed(decimals: 3)),
    ("jensen_shannon", "JS", .fixed(decimals: 4)),
    ("total_variation", "TV", .coefficient(decimals: 3)),
    ("second_choice", "Second choice", .coefficient(decimals: 3)),
    ("human_entropy", "Entropy, people", .fixed(decimals: 3)),
    ("model_entropy", "Entropy, network", .fixed(decimals: 3)),
    ("jensen_shannon_of_halves_people", "JS of halves, people", .fixed(decimals: 4)),
    ("jensen_shannon_of_halves_network", "JS of halves, network", .fixed(decimals: 4)),
    ("total_variation_of_halves_people", "TV of halves, people", .coefficient(decimals: 3)),
    ("total_variation_of_halves_network", "TV of halves, network", .coefficient(decimals: 3)),
    (
      "second_choice_of_halves_people", "Second choice of halves, people", .coefficient(decimals: 3)
    ),
    (
      "second_choice_of_halves_network", "Second choice of halves, network",
      .coefficient(decimals: 3)
    ),
  ]

  /// Whole answers: one row per network.
  var wholeAnswers: [Entry] {
    [
      (
        "answers", "Probabilities against the distribution of the votes, with people's own halves.",
        ResultTables.perGroup(
          output.estimates, groupHeading: "Network", quantities: Self.answerQuantities,
          showsIntervals: false)
      ),
      (
        "estimates", "The same with intervals.",
        ResultTables.estimates(output.estimates.filter { $0.low != nil })
      ),
    ].filter { !$0.2.rows.isEmpty }
  }

  private static let annotatorQuantities: [(name: String, heading: String, kind: Column.Kind)] = [
    ("rater_answers", "Answers", .integer),
    ("rater_yes", "Share of yes", .coefficient(decimals: 3)),
    ("rater_agreement", "Agreement", .coefficient(decimals: 3)),
    ("rater_kappa", "Kappa", .coefficient(decimals: 3)),
    ("dawid_skene_accuracy", "Accuracy by Dawid and Skene", .coefficient(decimals: 3)),
  ]

  /// Agreement: the sets, then one row per annotator.
  var agreement: [Entry] {
    let persons = output.estimates.filter { $0.group.hasPrefix("annotator ") }.map { row in
      var row = row
      row.group.removeFirst("annotator ".count)
      return row
    }
    return [
      (
        "estimates", "Agreement of each set; for annotators the median with the least and largest.",
        ResultTables.estimates(output.estimates.filter { !$0.group.hasPrefix("annotator ") })
      ),
      (
        "annotators", "Each annotator against the others on the same images.",
        ResultTables.perGroup(
          persons, groupHeading: "Annotator", quantities: Self.annotatorQuantities,
          showsIntervals: false)
      ),
    ].filter { !$0.2.rows.isEmpty }
  }

  /// What each influence test of a comparison decides.
  var decisions: [Entry] {
    let rows = output.estimates.filter { $0.name.hasPrefix("decision:") }
    guard !rows.isEmpty else { return [] }
    let table = RowTable(
      columns: [
        Column("comparison", heading: "Of", kind: .text),
        Column("scores", heading: "Scores", kind: .text),
        Column("difference", heading: "Difference", kind: .coefficient(decimals: 3)),
        Column("low", heading: "Low", kind: .coefficient(decimals: 3)),
        Column("high", heading: "High", kind: .coefficient(decimals: 3)),
        Column("p_equivalence", heading: "p of equivalence", kind: .probability),
        Column("decision", heading: "Decision", kind: .text),
      ],
      rows: rows.map { row in
        [
          .text(row.group), .text(String(row.name.dropFirst("decision:".count))), Cell(row.value),
          Cell(row.low), Cell(row.high), Cell(row.p), row.note.map { .text($0) } ?? .missing,
        ]
      })
    return [
      (
        "decisions",
        """
        What each influence test decides: equivalent when two one-sided tests show the difference within \
        the margin (the interval is theirs), else supported or contradicted by the adjusted p, else too \
        close to call.
        """, table
      )
    ]
  }
}

/// The name of a reliability curve among the points of an analysis, taken apart.
struct ReliabilityCurve {
  /// What the curve belongs to, for example `resnet`.
  let group: String
  /// Whether confidence was scaled.
  let isScaled: Bool

  /// Takes a name apart; nil for another kind of curve.
  init?(_ name: String) {
    for (suffix, isScaled) in [(":reliability", false), (":reliability_after_temperature", true)]
    where name.hasSuffix(suffix) {
      group = String(name.dropLast(suffix.count))
      self.isScaled = isScaled
      return
    }
    return nil
  }

  /// The words above the diagram.
  var title: String { isScaled ? "\(group), after temperature" : group }
}
